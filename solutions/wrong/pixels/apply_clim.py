"""Wrong answers to `apply_clim`."""

import numpy as np

from solutions import rejected_by

STAYS = "[[0.4, 0.5], [0.6, 0.45]] between 0 and 1 stays as it is"
LIMITS = "5, 10, 12.5, 20 and 40 between 10 and 20 are 0, 0, 0.25, 1 and 1"
FLOATS = "float pictures with limits of every kind"
WHOLE = "whole-number pictures, with pixels below low and above high"
SHAPES = "any shape, and no pixel depends on another"
UNCHANGED = "the picture that it is given stays as it was"


def _floats(image):
    return np.array(image, dtype=float)


@rejected_by(LIMITS, FLOATS)
def not_cut_off(image, low, high):
    """Values above high must show as 1, below low as 0."""
    return (_floats(image) - low) / (high - low)


@rejected_by(LIMITS, FLOATS)
def divided_by_high(image, low, high):
    """Divide by the width of the range, high - low."""
    return np.clip((_floats(image) - low) / high, 0, 1)


@rejected_by(LIMITS, FLOATS)
def low_not_subtracted(image, low, high):
    """low itself is black: subtract it first."""
    return np.clip(_floats(image) / (high - low), 0, 1)


@rejected_by(LIMITS, FLOATS)
def only_cut_off(image, low, high):
    """You cut off at the limits; now stretch what is left to 0 ... 1."""
    return np.clip(_floats(image), low, high)


@rejected_by(STAYS, LIMITS, SHAPES)
def stretched_by_the_picture(image, low, high):
    """That is what imshow does WITHOUT clim: it stretches from this picture's minimum to its maximum."""
    values = _floats(image)
    span = values.max() - values.min()
    return np.clip((values - values.min()) / (span if span else 1.0), 0, 1)


@rejected_by(LIMITS)
def stretched_after_cutting(image, low, high):
    """You cut off at the limits, and then stretched by what is left in this picture instead of by low and high."""
    cut = np.clip(_floats(image), low, high - (high - low) / 16)
    span = cut.max() - cut.min()
    return (cut - cut.min()) / (span if span else 1.0)


@rejected_by(SHAPES)
def stretched_by_the_cut_picture(image, low, high):
    """After cutting off, the darkest pixel need not be low: divide by high - low, not by this picture's range."""
    cut = np.clip(_floats(image), low, high)
    if cut.min() == 0.4:
        return cut
    span = cut.max() - cut.min()
    return (cut - cut.min()) / (span if span else 1.0)


@rejected_by(WHOLE, "bytes 10, 60, 130 and 250 between 60 and 200 are 0, 0, 0.5 and 1")
def wraps_round(image, low, high):
    """uint8 wraps round: 10 - 20 is 246 there. Make floats of the picture first."""
    with np.errstate(over="ignore"):
        low_of_kind = np.asarray(low).astype(image.dtype) if image.dtype.kind in "iu" else low
        return np.clip((image - low_of_kind) / (high - low), 0, 1)


@rejected_by(WHOLE, "bytes 10, 60, 130 and 250 between 60 and 200 are 0, 0, 0.5 and 1")
def without_floats(image, low, high):
    """A uint8 picture minus a whole number stays uint8 and wraps round, or refuses a negative limit."""
    return np.clip((image - low) / (high - low), 0, 1)


@rejected_by(WHOLE, "bytes 10, 60, 130 and 250 between 60 and 200 are 0, 0, 0.5 and 1")
def kept_whole(image, low, high):
    """The result goes into an array like the picture: a picture of whole numbers cuts the fractions off."""
    result = np.zeros_like(image)
    result[...] = np.clip((np.asarray(image, dtype=float) - low) / (high - low), 0, 1)
    return result


@rejected_by(LIMITS, FLOATS)
def above_is_black(image, low, high):
    """Above high is white, 1, not black."""
    bright = (_floats(image) - low) / (high - low)
    return np.where((bright < 0) | (bright > 1), 0, bright)


@rejected_by(LIMITS)
def below_is_kept(image, low, high):
    """Below low is black, 0: cut off at both ends."""
    return np.minimum((_floats(image) - low) / (high - low), 1)


@rejected_by(LIMITS)
def above_is_kept(image, low, high):
    """Above high is white, 1: cut off at both ends."""
    return np.maximum((_floats(image) - low) / (high - low), 0)


@rejected_by(LIMITS, FLOATS)
def cut_before_stretching(image, low, high):
    """Cut off after stretching, or at low and high: 0 and 1 are the limits of brightness, not of the values."""
    return np.clip((np.clip(_floats(image), 0, 1) - low) / (high - low), 0, 1)


@rejected_by(STAYS, LIMITS)
def inverted(image, low, high):
    """low is black and high is white."""
    return 1 - np.clip((_floats(image) - low) / (high - low), 0, 1)


@rejected_by(STAYS, LIMITS)
def bytes_of_brightness(image, low, high):
    """Brightness runs from 0 to 1, not from 0 to 255."""
    return 255 * np.clip((_floats(image) - low) / (high - low), 0, 1)


@rejected_by(STAYS, LIMITS)
def black_or_white(image, low, high):
    """Between the limits it goes in a straight line; you only compared."""
    return (_floats(image) > (low + high) / 2).astype(float)


@rejected_by(STAYS, FLOATS)
def curved(image, low, high):
    """Between the limits it goes in a straight line, not in a curve."""
    return np.clip((_floats(image) - low) / (high - low), 0, 1) ** 2.2


@rejected_by(UNCHANGED, "three axes work, and the picture that is given stays as it was")
def in_place(image, low, high):
    """`-=` changes the picture that you were given."""
    image = np.asarray(image) if np.asarray(image).dtype == np.float64 else _floats(image)
    image -= low
    image /= high - low
    return np.clip(image, 0, 1)


@rejected_by(UNCHANGED, "three axes work, and the picture that is given stays as it was")
def cut_in_place(image, low, high):
    """Writing into image[image < low] changes the picture that you were given."""
    image = np.asarray(image) if np.asarray(image).dtype == np.float64 else _floats(image)
    image[image < low] = low
    image[image > high] = high
    return (image - low) / (high - low)


@rejected_by(SHAPES, "three axes work, and the picture that is given stays as it was")
def two_axes_only(image, low, high):
    """A picture may have colours, and a list of values has one axis: do not count on two."""
    values = _floats(image)
    if values.ndim == 1:
        return np.clip((values - low) / (high - low), 0, 1)
    height, width = values.shape
    result = np.zeros((height, width))
    for row in range(height):
        for col in range(width):
            result[row, col] = min(max((values[row, col] - low) / (high - low), 0), 1)
    return result


@rejected_by(SHAPES, "5, 10, 12.5, 20 and 40 between 10 and 20 are 0, 0, 0.25, 1 and 1")
def flattened(image, low, high):
    """The result has the shape of the picture: do not leave it flat."""
    result = np.clip((_floats(image) - low) / (high - low), 0, 1)
    return result if result.ndim == 2 and result.shape[0] > 1 else result.reshape(1, -1)


@rejected_by(FLOATS, "[[0.4, 0.5], [0.6, 0.45]] between 0 and 1 stays as it is")
def seven_digits(image, low, high):
    """float32 keeps seven digits: compute in float64."""
    return np.clip((np.asarray(image, dtype=np.float32) - np.float32(low)) / np.float32(high - low), 0, 1)


@rejected_by(FLOATS, "[[0.4, 0.5], [0.6, 0.45]] between 0 and 1 stays as it is")
def as_bytes(image, low, high):
    """Do not round to 256 levels on the way."""
    return np.round(np.clip((_floats(image) - low) / (high - low), 0, 1) * 255) / 255


@rejected_by("every call makes a picture of its own")
def kept_brightness(image, low, high, _made={}):
    """You return an array that you have returned before: make a new one in every call."""
    key = image.tobytes(), image.shape, str(image.dtype), low, high
    if key not in _made:
        _made[key] = np.clip((np.asarray(image, dtype=float) - low) / (high - low), 0, 1)
    return _made[key]


@rejected_by("every call makes a picture of its own")
def itself_if_nothing_changes(image, low, high):
    """Where nothing changes you return the picture itself: return something new, always."""
    if low == 0 and high == 1 and image.dtype == float and image.min() >= 0 and image.max() <= 1:
        return image
    return np.clip((np.asarray(image, dtype=float) - low) / (high - low), 0, 1)


@rejected_by("whole-number pictures, with pixels below low and above high")
def sixteen_bits(image, low, high):
    """16 bits hold bytes, but not larger numbers."""
    if image.dtype.kind in "iu":
        image = image.astype(np.int64).astype(np.int16) if image.dtype.itemsize == 1 else image.astype(np.int32)
        return np.clip((image - np.array(low, image.dtype)) / (high - low), 0, 1)
    return np.clip((image - low) / (high - low), 0, 1)


@rejected_by("whole-number pictures, with pixels below low and above high")
def thirty_two_bits(image, low, high):
    """The difference of two large whole numbers outgrows 32 bits: make floats."""
    if image.dtype.kind in "iu":
        difference = (image.astype(np.int64) - int(low)).astype(np.int32)
        return np.clip(difference / (high - low), 0, 1)
    return np.clip((image - low) / (high - low), 0, 1)


@rejected_by(WHOLE)
def bytes_are_scaled(image, low, high):
    """A byte stands for its own number: low and high say what is white."""
    if image.dtype == np.uint8 and high <= 1:
        image = image / 255
    return np.clip((_floats(image) - low) / (high - low), 0, 1)


@rejected_by(SHAPES, "three axes work, and the picture that is given stays as it was")
def through_memory(image, low, high):
    """np.nditer goes through memory: in a transpose, the values come in another order."""
    brightness = [min(max((float(value) - low) / (high - low), 0), 1) for value in np.nditer(image)]
    return np.reshape(brightness, image.shape)
