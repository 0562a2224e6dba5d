"""scale_frames: one gain for each frame, on the first axis, as floats."""

import numpy as np
from checks import Mismatch, because, expect_close, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "scale_frames"
points = 4

RTOL = 1e-9  # one product each; float32 differs by 1e-7


@test_case(name="two frames with the gains 0.5 and 3: one darker, one brighter", points=0.25)
def test_two_frames(scale_frames):
    video = np.array([[[[10.0, 20.0]], [[30.0, 40.0]]], [[[1.0, 2.0]], [[3.0, 4.0]]]])  # (2, 2, 1, 2)
    wanted = [[[[5, 10]], [[15, 20]]], [[[3, 6]], [[9, 12]]]]
    gains = np.array([0.5, 3.0])
    mistakes = [
        ("Your gains went to the channels: put them on the first axis, gains[:, None, None, None].", video * gains),
        (
            "Your gains went to the rows: put them on the first axis, gains[:, None, None, None].",
            video * gains[:, None, None],
        ),
        ("The gains were added; multiply.", video + gains[:, None, None, None]),
        ("You divided by the gains; multiply.", video / gains[:, None, None, None]),
        ("The gains stand in reverse order.", video * gains[::-1][:, None, None, None]),
        ("Every frame got the first gain.", video / 2),
        ("Every frame got the last gain.", video * 3),
    ]
    expect_close(scale_frames(video.copy(), gains), wanted, "The scaled video", rtol=RTOL, mistakes=mistakes)


@test_case(name="bytes times 2.5 become floats above 255", points=0.25)
def test_bytes(scale_frames):
    video = np.array([200, 11, 255], dtype=np.uint8).reshape(3, 1, 1, 1)
    mistakes = [
        (
            "Results above 255 wrapped round, and fractions were cut off: return floats.",
            [[[[244]]], [[[5]]], [[[255]]]],
        ),
        ("Fractions were cut off: return floats.", [[[[500]]], [[[5]]], [[[255]]]]),
        ("The results were cut off at 255: return floats as they come.", [[[[255]]], [[[5.5]]], [[[255]]]]),
        ("The results were cut off at 255: return floats as they come.", [[[[255]]], [[[5]]], [[[255]]]]),
    ]
    result = scale_frames(video, np.array([2.5, 0.5, 1.0]))
    expect_close(result, [[[[500]]], [[[5.5]]], [[[255]]]], "The scaled video", rtol=RTOL, mistakes=mistakes)


@test_case(name="three frames of 3 x 3 pixels with 3 channels: the gains go to the frames", points=0.375)
def test_all_three(scale_frames):
    video, gains = np.ones((3, 3, 3, 3)), np.array([0.1, 2.0, -3.0])
    given = video.copy(), gains.copy()
    on_channels, on_columns = np.tile(gains, 27).reshape(3, 3, 3, 3), np.tile(np.repeat(gains, 3), 9)
    mistakes = [
        ("Your gains went to the channels: put them on the first axis.", on_channels),
        ("Your gains went to the columns: put them on the first axis.", on_columns.reshape(3, 3, 3, 3)),
    ]
    wanted = np.repeat(gains, 27).reshape(3, 3, 3, 3)
    expect_close(scale_frames(*given), wanted, "The scaled video", rtol=RTOL, mistakes=mistakes)
    for gains_near in (np.array([1.0, 1.000001, 1.0]), np.array([1e-10, 2.0, 1e11])):
        wanted = np.repeat(gains_near, 27).reshape(3, 3, 3, 3)
        what = f"The video scaled by {gains_near.tolist()}"
        expect_close(scale_frames(video.copy(), gains_near), wanted, what, rtol=RTOL)
    expect_unchanged(video, given[0], "the array video")
    expect_unchanged(gains, given[1], "the array gains")


@test_case(name="one frame in bytes, and a gain in bytes", points=0.125)
def test_one_frame(scale_frames):
    video = np.full((1, 1, 2, 1), 200, dtype=np.uint8)
    result = scale_frames(video, np.array([3], dtype=np.uint8))
    mistakes = [("3 * 200 does not fit into a byte: make floats before you multiply.", np.full((1, 1, 2, 1), 88.0))]
    expect_close(result, np.full((1, 1, 2, 1), 600.0), "The scaled video", rtol=RTOL, mistakes=mistakes)
    video = np.full((1, 1, 2, 1), 70_000, dtype=np.int32)
    result = scale_frames(video, np.array([70_000], dtype=np.int32))
    expect_close(result, np.full((1, 1, 2, 1), 4.9e9), "The video of 70000 times 70000 in the dtype int32", rtol=RTOL)


@test_case(
    name="videos of all shapes, gains of all sizes",
    points=0.75,
    hidden=True,
    failure_message="Frame t, every number of it, times gains[t]: gains may be 0, negative or large, and there may be "
    "one frame or many.",
)
def test_shapes(scale_frames):
    from solutions.tensors import scale_frames as reference

    rng = np.random.default_rng(461)
    for shape in ((4, 5, 6, 3), (1, 3, 4, 3), (7, 2, 2, 4), (5, 1, 1, 1), (2, 3, 5, 2)):
        video, gains = rng.normal(0.5, 2, shape), rng.normal(0, 3, shape[0])
        gains[-1] = 0.0 if shape[0] > 1 else -1.5
        expect_close(scale_frames(video.copy(), gains.copy()), reference(video, gains), f"A video {shape}", rtol=RTOL)
        expect_close(scale_frames(video + 1, gains.copy()), reference(video + 1, gains), f"A video {shape}", rtol=RTOL)
    video = rng.uniform(1, 2, (9, 2, 1, 3))
    for gains in (
        1 + 1e-6 * np.arange(9),
        1e-10 * np.arange(1, 10),
        1e11 * np.arange(-4, 5),
        1e25 * np.arange(9),
        np.arange(9) + 500.0,
    ):
        expect_close(
            scale_frames(video.copy(), gains.copy()), reference(video, gains), "A video (9, 2, 1, 3)", rtol=RTOL
        )
    many, gains = rng.uniform(1, 2, (40, 1, 2, 1)), rng.uniform(-2, 2, 40)
    expect_close(scale_frames(many.copy(), gains.copy()), reference(many, gains), "A video (40, 1, 2, 1)", rtol=RTOL)
    single, gains = video.astype(np.float32), np.arange(1, 10) / 7
    with because("With videos of float64 it is right; one of float32 is computed in float64 as well."):
        expect_close(
            scale_frames(single.copy(), gains.copy()), reference(single, gains), "A video of float32", rtol=RTOL
        )


@test_case(
    name="videos where the gains would fit on another axis",
    points=1,
    hidden=True,
    failure_message="With T = 3 the gains also fit on the three colours, and with T = W on the columns, without an "
    "error: put them on the first axis, gains[:, None, None, None].",
)
def test_equal_lengths(scale_frames):
    from solutions.tensors import scale_frames as reference

    rng = np.random.default_rng(462)
    for shape in ((3, 3, 3, 3), (3, 5, 4, 3), (4, 5, 4, 3), (4, 4, 5, 3), (2, 2, 2, 2)):
        video, gains = rng.uniform(0, 1, shape), rng.uniform(0.2, 3, shape[0])
        expect_close(scale_frames(video.copy(), gains.copy()), reference(video, gains), f"A video {shape}", rtol=RTOL)


@test_case(
    name="whole numbers in the video, in the gains, in both",
    points=0.5,
    hidden=True,
    failure_message="Bytes times bytes wrap round at 255 and whole-number arrays cut fractions off: make floats of "
    "both before you multiply.",
)
def test_whole_numbers(scale_frames):
    rng = np.random.default_rng(463)
    video = rng.integers(0, 255, (3, 4, 2, 3), endpoint=True)
    for kind, gains in (
        (np.uint8, np.array([3, 200, 2], dtype=np.uint8)),
        (np.uint8, np.array([0.75, 1.5, -2.0])),
        (np.int16, np.array([300, 1, -200], dtype=np.int16)),
        (int, np.array([0.25, 10.5, 1.0])),
        (float, np.array([2, 0, -3])),
        (int, np.array([5 * 10**16, 2, 1])),  # beyond int64
        (np.uint16, np.array([300, 1, 60_000], dtype=np.uint16)),
        (np.int32, np.array([2 * 10**9, 3, 1], dtype=np.int32)),
        (np.int16, np.array([0.1, 1 / 3, 1.0])),
    ):
        wanted = np.stack([frame * float(gain) for frame, gain in zip(video.astype(float), gains, strict=True)])
        expect_close(scale_frames(video.astype(kind), gains), wanted, "The scaled video", rtol=RTOL)


@test_case(
    name="the video and the gains are the same afterwards",
    points=0.5,
    hidden=True,
    failure_message="The video you were given has changed: multiply into a new one.",
)
def test_unchanged(scale_frames):
    before = np.arange(24.0).reshape(2, 2, 2, 3)
    video, gains = before.copy(), np.array([1.0, 0.5])
    result = scale_frames(video, gains)
    expect_unchanged(before, video, "the array video")
    expect_unchanged([1.0, 0.5], gains, "the array gains")
    expect_close(result, np.stack([before[0], before[1] / 2]), "The scaled video", rtol=RTOL)


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="What your function returns is not new: it is an array that it was given, or one that it has "
    "returned before, so that what is done to one is done to the other. Make a new one in every call.",
)
def test_new(scale_frames):
    from solutions.tensors import scale_frames as reference

    video = np.arange(12.0).reshape(2, 2, 1, 3)
    inputs = [(video, np.array([0.5, 3.0])), (np.ones((1, 2, 2, 1), dtype=np.uint8), np.array([1.0]))]
    expect_new_result(expect_close, scale_frames, reference, inputs, "The scaled video", rtol=RTOL)
    video = np.full((1, 2, 2, 1), 0.5)
    result = scale_frames(video, np.array([1.0]))
    expect_close(result, np.full((1, 2, 2, 1), 0.5), "The scaled video", rtol=RTOL)
    if result is video:
        raise Mismatch("Your function returned the video itself: return a new one, even if all gains are 1.")
