"""make_video: frames stacked along a new first axis, with their dtype, and only when their shapes are equal."""

import numpy as np
from checks import Mismatch, expect_equal, expect_error, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "make_video"
points = 0.5


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
