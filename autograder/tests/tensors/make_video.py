"""make_video: frames stacked along a new first axis, with their dtype, and only when their shapes are equal."""

import numpy as np
from checks import Mismatch, expect_equal, expect_error, expect_new_result, expect_shape, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "make_video"
points = 2


@test_case(name="4 frames of 2 x 5 pixels make a video of shape (4, 2, 5, 3), and frame 2 is in place 2", points=0.25)
def test_four_frames(make_video):
    frames = list(np.arange(120, dtype=np.uint8).reshape(4, 2, 5, 3))
    video = make_video([frame.copy() for frame in frames])
    expect_array(video)
    hints = {
        (8, 5, 3): "concatenate glues along an axis that exists; stack makes a new one.",
        (2, 20, 3): "concatenate glues along an axis that exists; stack makes a new one.",
        (2, 5, 12): "concatenate glues along an axis that exists; stack makes a new one.",
        (2, 5, 3, 4): "The new axis comes first, so that video[t] is frame t; yours comes last.",
        (2, 4, 5, 3): "The new axis comes first, so that video[t] is frame t; yours comes second.",
        (4, 30): "The frames were flattened: keep their rows, columns and channels.",
    }
    if video.shape != (4, 2, 5, 3):
        raise Mismatch(
            f"The video should have shape (4, 2, 5, 3), and has {video.shape}. {hints.get(video.shape, '')}".rstrip()
        )
    mistakes = [("The frames stand in reverse order.", frames[1])] if np.array_equal(video, frames[::-1]) else []
    expect_equal(video[2], frames[2], "video[2]", mistakes=mistakes)
    expect_video(video, frames)


def expect_array(video):
    """Demand one array: a list of frames has all the numbers, but no fourth axis."""
    if video is None:
        raise Mismatch("The video is None: does your function end with `return`? (`print` is not `return`.)")
    if not isinstance(video, np.ndarray):
        raise Mismatch(f"A video is ONE array, with an axis for the time; yours is of type {type(video).__name__}.")


def expect_video(video, frames):
    """Demand one array with exactly these frames, in this order and in their dtype."""
    expect_array(video)
    expect_equal(video, np.array([frame.tolist() for frame in frames]), "The video")
    for t, frame in enumerate(frames):
        if video.dtype == frame.dtype and not np.array_equal(video[t], frame):  # whole numbers beyond a float's digits
            raise Mismatch(f"video[{t}] is nearly frame {t}: copy the numbers as they are, not by way of floats.")
    if video.dtype != frames[0].dtype:
        raise Mismatch(
            f"The frames are of dtype {frames[0].dtype}, and the video of {video.dtype}: keep the dtype, bytes stay "
            "bytes."
        )


@test_case(name="frames of different shapes raise ValueError, also where NumPy could stretch them", points=0.125)
def test_different_frames(make_video):
    for shapes in (
        [(2, 5, 3), (1, 5, 3)],
        [(2, 5, 3), (2, 1, 3)],
        [(2, 5, 3), (5, 2, 3)],
        [(2, 5, 3), (1, 5, 3), (2, 5, 3)],
    ):
        expect_error(ValueError, make_video, [np.ones(shape) for shape in shapes])


@test_case(name="one frame of floats makes a video of one, and the frames stay as they were", points=0.125)
def test_one_frame(make_video):
    frames = [np.full((2, 2, 3), 0.25)]
    expect_video(make_video(frames), [np.full((2, 2, 3), 0.25)])
    two = [np.full((1, 2, 3), 0.5), np.full((1, 2, 3), 0.75)]
    expect_video(make_video(two), [np.full((1, 2, 3), 0.5), np.full((1, 2, 3), 0.75)])
    if len(two) != 2:
        raise Mismatch("Your function changed the list of frames: it should hold the same frames as before.")
    expect_unchanged(np.full((1, 2, 3), 0.5), two[0], "frame 0")
    whole = [np.full((1, 1, 2), 2**60 + 1), np.full((1, 1, 2), 3)]
    expect_video(make_video([frame.copy() for frame in whole]), whole)
    many = [np.full((1, 1, 1), t, dtype=np.uint16) for t in range(40)]
    expect_video(make_video([frame.copy() for frame in many]), many)


@test_case(
    name="one to six frames, wide and upright, in every dtype",
    points=0.5,
    hidden=True,
    failure_message="video[t] is frame t, number for number, for any number of frames, and the dtype is that of the "
    "frames.",
)
def test_any_video(make_video):
    rng = np.random.default_rng(411)
    for count, shape, kind in (
        (1, (4, 6, 3), np.uint8),
        (2, (6, 4, 3), np.float64),
        (6, (3, 7, 4), np.uint8),
        (3, (3, 3, 3), np.int16),
        (4, (5, 2, 1), np.float32),
        (1, (1, 1, 3), np.float64),
        (5, (1, 6, 3), bool),
        (2, (6, 4, 3), np.float64),
        (3, (2, 3, 3), np.uint16),
        (2, (2, 3, 1), np.float16),
        (130, (1, 1, 1), np.uint8),
        (300, (1, 2, 1), np.float64),
        (2, (30, 30, 3), np.uint8),
        (2, (30, 30, 3), np.uint8),
    ):
        frames = [(rng.uniform(0, 255, shape)).astype(kind) for _ in range(count)]
        expect_video(make_video([frame.copy() for frame in frames]), frames)
    frames = [np.array([[[2**60 + 1, -(2**55) - 1]]]), np.array([[[7, 2**53 + 1]]])]
    expect_video(make_video([frame.copy() for frame in frames]), frames)


@test_case(
    name="frames that would be stretched are refused",
    points=0.5,
    hidden=True,
    failure_message="NumPy repeats a frame of one row or one channel without a word. Shapes must be "
    "EQUAL: compare them, all of them, and raise ValueError.",
)
def test_stretched(make_video):
    expect_shape(make_video([np.ones((4, 6, 3))] * 2), (2, 4, 6, 3), "the film of two equal frames")
    for shapes in (
        [(4, 6, 3), (1, 6, 3)],
        [(4, 6, 3), (4, 1, 3)],
        [(4, 6, 3), (4, 6, 1)],
        [(4, 6, 3), (4, 6, 3), (4, 6, 3), (1, 1, 1)],
        [(4, 6, 3), (4, 6, 3), (1, 6, 3)],
        [(4, 6, 3), (4, 6, 3), (4, 6, 1), (4, 6, 3)],
        [(4, 6, 3), (6, 3)],
        [(1, 6, 3), (4, 6, 3)],
    ):
        expect_error(ValueError, make_video, [np.ones(shape) for shape in shapes])


@test_case(
    name="other shapes are refused too, wherever they stand",
    points=0.25,
    hidden=True,
    failure_message="Equal is more than as many numbers, or as many rows: compare the whole shape of every frame, and "
    "raise ValueError.",
)
def test_unequal(make_video):
    for shapes in (
        [(4, 6, 3), (6, 4, 3)],
        [(4, 6, 3), (4, 6, 3), (4, 6, 4)],
        [(4, 6, 3), (4, 7, 3), (4, 6, 3)],
        [(5, 6, 3), (4, 6, 3)],
    ):
        expect_error(ValueError, make_video, [np.ones(shape) for shape in shapes])
    same = [np.full((4, 6, 3), 2.5), np.full((4, 6, 3), 7.5)]
    expect_video(make_video(same), same)
    expect_unchanged([np.full((4, 6, 3), 2.5), np.full((4, 6, 3), 7.5)], same, "its argument frames")


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(make_video):
    from solutions.tensors import make_video as reference

    frames = [np.array([[[t, 2.5, 7.0]]]) for t in range(3)]
    expect_new_result(expect_equal, make_video, reference, [(frames,)], "The video")
