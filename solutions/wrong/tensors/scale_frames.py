"""Wrong answers to `scale_frames`."""

import numpy as np

from solutions import rejected_by

TWO = "two frames with the gains 0.5 and 3: one darker, one brighter"
BYTES = "bytes times 2.5 become floats above 255"
SHAPES = "videos of all shapes, gains of all sizes"
EQUAL = "videos where the gains would fit on another axis"
WHOLE = "whole numbers in the video, in the gains, in both"
UNCHANGED = "the video and the gains are the same afterwards"
ALL_THREE = "three frames of 3 x 3 pixels with 3 channels: the gains go to the frames"
ONE_FRAME = "one frame in bytes, and a gain in bytes"


def _per_frame(gains):
    return np.asarray(gains, dtype=float)[:, None, None, None]


@rejected_by(TWO, EQUAL)
def on_the_channels(video, gains):
    """The gains went to the channels, the last axis: put them on the first one, gains[:, None, None, None]."""
    video = np.asarray(video, dtype=float)
    return video * gains if video.shape[-1] == len(gains) else video * _per_frame(gains)


@rejected_by(EQUAL, ALL_THREE)
def on_the_columns(video, gains):
    """With T = W your gains went to the columns."""
    video = np.asarray(video, dtype=float)
    return video * gains[:, None] if video.shape[2] == len(gains) else video * _per_frame(gains)


@rejected_by(TWO, EQUAL)
def on_the_rows(video, gains):
    """With T = H your gains went to the rows."""
    video = np.asarray(video, dtype=float)
    return video * gains[:, None, None] if video.shape[1] == len(gains) else video * _per_frame(gains)


@rejected_by(UNCHANGED, ALL_THREE)
def in_place(video, gains):
    """The video you were given has changed."""
    video = np.asarray(video) if np.asarray(video).dtype == float else np.array(video, dtype=float)
    for t in range(len(video)):
        video[t] *= gains[t]
    return video


@rejected_by(UNCHANGED, ALL_THREE)
def in_place_a_reshaped_view(video, gains):
    """reshape and asarray look at the same numbers: the video you were given has changed."""
    video = np.asarray(video, dtype=float)
    flat = video.reshape(len(video), -1)
    flat *= np.asarray(gains, dtype=float)[:, None]
    return flat.reshape(video.shape)


@rejected_by(BYTES, WHOLE)
def bytes_again(video, gains):
    """Results above 255 wrapped round: return floats."""
    scaled = np.asarray(video, dtype=float) * _per_frame(gains)
    return scaled.astype(np.int64).astype(np.asarray(video).dtype)


@rejected_by(BYTES, WHOLE)
def cut_off_at_255(video, gains):
    """The results were cut off at 255: return floats as they come."""
    scaled = np.asarray(video, dtype=float) * _per_frame(gains)
    return np.clip(scaled, 0, 255) if np.asarray(video).dtype == np.uint8 else scaled


@rejected_by(SHAPES, ALL_THREE)
def cut_off_at_one(video, gains):
    """Floats may be of any size: do not cut them off."""
    scaled = np.asarray(video, dtype=float) * _per_frame(gains)
    return np.clip(scaled, -1, 1) if np.abs(video).max() < 8 and len(video) != 2 else scaled


@rejected_by(BYTES, WHOLE)
def whole_number_result(video, gains):
    """An array of bytes (zeros_like, copy) holds bytes: fractions were cut off."""
    scaled = np.zeros_like(video)
    for t, gain in enumerate(gains):
        with np.errstate(invalid="ignore"):
            scaled[t] = (
                (np.asarray(video[t], dtype=float) * gain).astype(np.int64)
                if scaled.dtype != float
                else (video[t] * gain)
            )
    return scaled


@rejected_by(WHOLE, ONE_FRAME)
def bytes_times_bytes(video, gains):
    """Bytes times bytes wrap round before anything becomes a float: make floats first."""
    return (np.asarray(video) * np.asarray(gains)[:, None, None, None]).astype(float)


@rejected_by(SHAPES, ALL_THREE)
def seven_digits(video, gains):
    """float32 keeps seven digits: compute in float64."""
    return np.asarray(video, dtype=np.float32) * _per_frame(gains).astype(np.float32)


@rejected_by(TWO)
def added(video, gains):
    """Multiply by the gains; you added them."""
    return np.asarray(video, dtype=float) + _per_frame(gains)


@rejected_by(TWO)
def divided(video, gains):
    """A gain of 2 makes twice as bright: multiply, do not divide."""
    with np.errstate(all="ignore"):
        return np.asarray(video, dtype=float) / _per_frame(gains)


@rejected_by(TWO)
def first_gain_for_all(video, gains):
    """Every frame has a gain of its own."""
    return np.asarray(video, dtype=float) * gains[0]


@rejected_by(TWO)
def gains_backwards(video, gains):
    """The gains stand in reverse order."""
    return np.asarray(video, dtype=float) * _per_frame(gains)[::-1]


@rejected_by(SHAPES, ALL_THREE)
def two_frames_only(video, gains):
    """A video may have any number of frames."""
    scaled = np.array(video, dtype=float)
    scaled[0] *= gains[0]
    scaled[-1] *= gains[-1]
    return scaled


@rejected_by(SHAPES, ALL_THREE)
def last_frame_forgotten(video, gains):
    """The last frame counts, too."""
    scaled = np.array(video, dtype=float)
    for t in range(max(len(gains) - 1, 2) if len(gains) > 1 else 1):
        scaled[t] *= gains[t]
    return scaled


@rejected_by(SHAPES, ONE_FRAME)
def one_frame_squeezed(video, gains):
    """The result has the video's shape, also with one frame."""
    scaled = np.asarray(video, dtype=float) * _per_frame(gains)
    return scaled[0] if len(scaled) == 1 else scaled


@rejected_by(SHAPES, ALL_THREE)
def gains_without_sign(video, gains):
    """A negative gain turns the sign; keep it."""
    return np.asarray(video, dtype=float) * np.abs(_per_frame(gains))


@rejected_by(BYTES, WHOLE)
def gains_as_whole_numbers(video, gains):
    """The gains are fractions: do not make them the video's dtype."""
    gains = np.asarray(gains)
    if np.asarray(video).dtype.kind in "iu":
        gains = np.trunc(gains)
    return np.asarray(video, dtype=float) * gains[:, None, None, None]


@rejected_by(SHAPES)
def gains_made_one_on_average(video, gains):
    """Use the gains as they are."""
    gains = np.asarray(gains, dtype=float)
    factor = 1.0 if len(gains) < 4 else 1 / np.mean(gains)
    return np.asarray(video, dtype=float) * (gains * factor)[:, None, None, None]


@rejected_by("every call returns something new")
def one_film_for_each_size(video, gains, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    o = _k.setdefault(video.shape, np.zeros(video.shape))
    o[...] = np.asarray(video, float) * np.asarray(gains, float)[:, None, None, None]
    return o


@rejected_by("videos of all shapes, gains of all sizes", "every call returns something new")
def remembers_the_gains(video, gains, _k={}):
    """Another video with the same gains is another film: keep nothing for the next call."""
    return _k.setdefault(
        (video.shape, gains.tobytes()), np.asarray(video, float) * np.asarray(gains, float)[:, None, None, None]
    )


@rejected_by("every call returns something new")
def the_video_itself(video, gains):
    """Return something new, even if all gains are 1."""
    if np.all(gains == 1):
        return video
    return np.asarray(video, float) * np.asarray(gains, float)[:, None, None, None]


@rejected_by("one frame in bytes, and a gain in bytes", "whole numbers in the video, in the gains, in both")
def some_dtypes_only(video, gains):
    """Whole numbers come in many dtypes: make floats of all of them."""
    v = video.astype(float) if video.dtype in (np.uint8, np.int16, np.int64) else video
    g = gains.astype(float) if gains.dtype in (np.uint8, np.int16, np.int64) else gains
    return v * g[:, None, None, None]


@rejected_by(
    "three frames of 3 x 3 pixels with 3 channels: the gains go to the frames",
    "videos of all shapes, gains of all sizes",
)
def small_ones_are_zero(video, gains):
    """A small number is a number: it is not 0."""
    r = np.asarray(video, float) * np.asarray(gains, float)[:, None, None, None]
    return np.where(np.abs(r) < 1e-9, 0, r)


@rejected_by(
    "three frames of 3 x 3 pixels with 3 channels: the gains go to the frames",
    "videos of all shapes, gains of all sizes",
)
def gains_close_to_one(video, gains):
    """A gain that is close to 1 is not 1."""
    g = np.where(np.isclose(gains, 1), 1, np.asarray(gains, float))
    return np.asarray(video, float) * g[:, None, None, None]


@rejected_by("videos of all shapes, gains of all sizes")
def eight_frames_at_most(video, gains):
    """Every frame has its gain, however many there are."""
    r = np.array(video, dtype=float)
    for t in range(min(len(r), 8)):
        r[t] *= gains[t]
    return r


@rejected_by("one frame in bytes, and a gain in bytes")
def brightest_made_255(video, gains):
    """Leave the products as they are, also above 255."""
    r = np.asarray(video, float) * np.asarray(gains, float)[:, None, None, None]
    return r if video.max() <= 255 else r * 255 / video.max()


@rejected_by(SHAPES)
def nothing_far_below_zero(video, gains):
    """Results may be of any size: nothing is cut off below."""
    return np.maximum(video.astype(float) * _per_frame(gains.astype(float)), -1e6)
