"""scale_frames: one gain for each frame, on the first axis, as floats."""

import numpy as np
from checks import expect_close, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "scale_frames"
points = 1

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
