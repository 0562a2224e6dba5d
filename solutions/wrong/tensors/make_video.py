"""Wrong answers to `make_video`."""

import numpy as np

from solutions import rejected_by

FOUR = "4 frames of 2 x 5 pixels make a video of shape (4, 2, 5, 3), and frame 2 is in place 2"
ANY = "one to six frames, wide and upright, in every dtype"
STRETCHED = "frames that would be stretched are refused"
UNEQUAL = "other shapes are refused too, wherever they stand"
DIFFERENT_FRAMES = "frames of different shapes raise ValueError, also where NumPy could stretch them"
ONE_FRAME = "one frame of floats makes a video of one, and the frames stay as they were"


@rejected_by(FOUR, ANY)
def concatenated(frames):
    """concatenate glues along an axis that exists; stack makes a new one."""
    return np.concatenate(frames)


@rejected_by(FOUR, ANY)
def side_by_side(frames):
    """That glues the frames side by side; stack makes a new axis."""
    return np.hstack(frames)


@rejected_by(FOUR)
def time_last(frames):
    """The new axis comes first, so that video[t] is frame t."""
    return np.stack(frames, axis=-1)


@rejected_by(FOUR)
def time_second(frames):
    """The new axis comes first, not second."""
    return np.stack(frames, axis=1)


@rejected_by(STRETCHED, DIFFERENT_FRAMES)
def stretched_into_place(frames):
    """A 1-row frame was stretched to fill the picture without a word: compare the shapes."""
    video = np.empty((len(frames), *frames[0].shape), dtype=frames[0].dtype)
    for t, frame in enumerate(frames):
        video[t] = frame
    return video


@rejected_by(STRETCHED, DIFFERENT_FRAMES)
def broadcast_on_purpose(frames):
    """Shapes must be EQUAL, not merely broadcastable."""
    return np.stack(np.broadcast_arrays(*frames))


@rejected_by(FOUR, ANY)
def floats(frames):
    """Keep the dtype: bytes stay bytes."""
    video = np.zeros((len(frames), *frames[0].shape))
    for t, frame in enumerate(frames):
        if frame.shape != frames[0].shape:
            raise ValueError("the shapes differ")
        video[t] = frame
    return video


@rejected_by(ANY, ONE_FRAME)
def always_bytes(frames):
    """Keep the dtype: fractions do not fit into a uint8."""
    return np.stack(frames).astype(np.uint8)


@rejected_by(FOUR)
def a_list_of_frames(frames):
    """A list of frames is no video yet: make one array of it."""
    if len({frame.shape for frame in frames}) > 1:
        raise ValueError("the shapes differ")
    return [frame.copy() for frame in frames]


@rejected_by(FOUR)
def backwards(frames):
    """The frames stand in reverse order."""
    return np.stack(frames[::-1])


@rejected_by(ANY, ONE_FRAME)
def one_frame_squeezed(frames):
    """A video of one frame still has four axes."""
    return np.squeeze(np.stack(frames))


@rejected_by(STRETCHED, DIFFERENT_FRAMES)
def compares_heights(frames):
    """Compare the whole shape, not only the height."""
    if any(len(frame) != len(frames[0]) for frame in frames):
        raise ValueError("the heights differ")
    shape = np.broadcast_shapes(*[frame.shape for frame in frames])
    return np.stack([np.resize(frame, shape) for frame in frames])


@rejected_by(UNEQUAL, DIFFERENT_FRAMES)
def compares_sizes(frames):
    """As many numbers do not make the same shape: 4 x 6 is not 6 x 4."""
    if len({frame.size for frame in frames}) > 1:
        raise ValueError("the sizes differ")
    return np.array([frame.ravel() for frame in frames]).reshape(len(frames), *frames[0].shape)


@rejected_by(UNEQUAL, DIFFERENT_FRAMES)
def compares_the_ends(frames):
    """Compare every frame with the first, not the last one only."""
    if frames[0].shape != frames[-1].shape:
        raise ValueError("the shapes differ")
    return np.stack([np.resize(frame, frames[0].shape) for frame in frames])


@rejected_by(UNEQUAL, DIFFERENT_FRAMES)
def sizes_cut_to_fit(frames):
    """Frames of another size are an error, not to be cut or filled up."""
    video = np.zeros((len(frames), *frames[0].shape), dtype=frames[0].dtype)
    for t, frame in enumerate(frames):
        height, width, channels = (min(one, two) for one, two in zip(frame.shape, frames[0].shape, strict=True))
        video[t, :height, :width, :channels] = frame[:height, :width, :channels]
    return video


@rejected_by(STRETCHED, UNEQUAL, DIFFERENT_FRAMES)
def another_error(frames):
    """The contract names ValueError; `assert` raises AssertionError."""
    assert all(frame.shape == frames[0].shape for frame in frames)
    return np.stack(frames)


@rejected_by(STRETCHED, UNEQUAL, DIFFERENT_FRAMES)
def nothing_instead_of_an_error(frames):
    """Raise the error: None in the place of a video is found out only later."""
    if any(frame.shape != frames[0].shape for frame in frames):
        return None
    return np.stack(frames)


@rejected_by(UNEQUAL, ONE_FRAME)
def writes_into_the_first_frame(frames):
    """The frames that you were given have changed."""
    video = np.stack(frames)
    frames[0] *= 0
    return video


@rejected_by(UNEQUAL, ONE_FRAME)
def takes_the_list_apart(frames):
    """The list that you were given has changed: pop takes the frames out of it."""
    video = []
    while frames:
        video.append(frames.pop(0))
    return np.stack(video)


_made = {}


@rejected_by(ANY)
def the_video_made_before(frames):
    """A video of the same shape was made before, and came back: nothing is to be kept between calls."""
    key = (len(frames), *[frame.shape for frame in frames])
    if key not in _made:
        _made[key] = np.stack(frames)
    return _made[key].astype(frames[0].dtype)


@rejected_by(FOUR)
def four_frames_only(frames):
    """A video may have any number of frames, and each is to be in it."""
    return np.stack([frames[0], frames[1], frames[-2], frames[-2]])


@rejected_by(
    "one frame of floats makes a video of one, and the frames stay as they were",
    "one to six frames, wide and upright, in every dtype",
)
def through_floats(frames):
    """Copy the numbers as they are: a float keeps 16 digits of a large whole number."""
    if any(f.shape != frames[0].shape for f in frames):
        raise ValueError
    video = np.zeros((len(frames), *frames[0].shape))
    for t, f in enumerate(frames):
        video[t] = f
    return video.astype(frames[0].dtype)


@rejected_by("every call returns something new")
def one_film_for_each_size(frames, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    if any(f.shape != frames[0].shape for f in frames):
        raise ValueError
    key = (len(frames), frames[0].shape, frames[0].dtype)
    v = _k.setdefault(key, np.zeros((len(frames), *frames[0].shape), frames[0].dtype))
    v[...] = frames
    return v


@rejected_by("one to six frames, wide and upright, in every dtype")
def frame_numbers_in_bytes(frames):
    """A film may have more frames than a byte can number."""
    if any(f.shape != frames[0].shape for f in frames):
        raise ValueError
    v = np.zeros((len(frames), *frames[0].shape), frames[0].dtype)
    for t in np.arange(len(frames), dtype=np.int8):
        v[t] = frames[t]
    return v


@rejected_by("frames that would be stretched are refused")
def compared_in_pairs(frames):
    """Compare the shape of every frame with that of the first."""
    for a, b in zip(frames[::2], frames[1::2], strict=False):
        if a.shape != b.shape:
            raise ValueError
    return (
        np.stack(frames)
        if len({f.shape for f in frames}) == 1
        else np.stack([np.broadcast_to(f, frames[0].shape) for f in frames])
    )


@rejected_by(
    "one frame of floats makes a video of one, and the frames stay as they were",
    "one to six frames, wide and upright, in every dtype",
)
def some_dtypes_only(frames):
    """Keep the dtype of the frames, whichever it is."""
    kinds = {"uint8": np.uint8, "float64": float, "int16": np.int16, "float32": np.float32, "bool": bool}
    if any(f.shape != frames[0].shape for f in frames):
        raise ValueError
    return np.array(frames).astype(kinds.get(str(frames[0].dtype), float))


@rejected_by(
    "one frame of floats makes a video of one, and the frames stay as they were",
    "one to six frames, wide and upright, in every dtype",
)
def sixteen_frames_at_most(frames):
    """All frames belong to the film, however many they are."""
    return np.stack(frames[:16])


@rejected_by("every call returns something new")
def remembers_the_printed_frames(frames, _k={}):
    """What NumPy prints of large arrays is the same for different frames: keep nothing for the next call."""
    if any(f.shape != frames[0].shape for f in frames):
        raise ValueError
    return _k.setdefault(str(frames), np.stack(frames))


@rejected_by("one to six frames, wide and upright, in every dtype", "frames that would be stretched are refused")
def equal_frames_left_out(frames):
    """Two equal frames are two frames."""
    if any(f.shape != frames[0].shape for f in frames):
        raise ValueError
    kept = [frames[0]]
    for f in frames[1:]:
        if not np.array_equal(f, kept[-1]):
            kept.append(f)
    return np.stack(kept)
