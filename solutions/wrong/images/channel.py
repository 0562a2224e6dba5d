"""Wrong answers to `channel`."""

import numpy as np

from solutions import rejected_by

RED = "the channels of a 2 x 4 picture that is only red"
ALL = "red, green and blue of wide and upright pictures"
FITS = "a picture of 3 x 3 pixels, where every axis fits"
FLOATS = "pictures of floats, and the picture stays as it was"
PUBLIC_FLOATS = "red, green and blue of a picture of floats, which stays as it was"
NAMES = ["red", "green", "blue"]


@rejected_by(RED, FITS)
def first_axis(image, name):
    """image[0] is the first ROW: the channel is the last axis, image[:, :, 0]."""
    return image[NAMES.index(name)]


@rejected_by(RED, FITS)
def second_axis(image, name):
    """image[:, 0] is the first COLUMN: the channel is the last axis, image[:, :, 0]."""
    return image[:, NAMES.index(name)]


@rejected_by(RED, ALL, FITS)
def blue_green_red(image, name):
    """RGB: red is 0."""
    return image[:, :, 2 - NAMES.index(name)]


@rejected_by(ALL, FITS, PUBLIC_FLOATS)
def by_the_alphabet(image, name):
    """Red, green, blue, in this order: 0, 1, 2."""
    return image[:, :, {"red": 0, "blue": 1, "green": 2}[name]]


@rejected_by(RED, ALL)
def keeps_the_axis(image, name):
    """(height, width), not (height, width, 1)."""
    i = NAMES.index(name)
    return image[:, :, i : i + 1]


@rejected_by(ALL, PUBLIC_FLOATS)
def always_red(image, name):
    """The name decides which channel it is."""
    return image[:, :, 0] if name == "red" else np.zeros(image.shape[:2])


@rejected_by(RED, ALL)
def others_to_zero(image, name):
    """One number per pixel: not the picture with two channels in black."""
    result = np.zeros_like(image)
    result[:, :, NAMES.index(name)] = image[:, :, NAMES.index(name)]
    return result


@rejected_by(RED, ALL, FLOATS)
def from_zero_to_one(image, name):
    """Unchanged: do not divide by 255."""
    return image[:, :, NAMES.index(name)] / 255


@rejected_by(FLOATS, PUBLIC_FLOATS)
def as_bytes(image, name):
    """Unchanged: floats stay floats."""
    return image[:, :, NAMES.index(name)].astype(np.uint8)


@rejected_by(ALL, PUBLIC_FLOATS)
def on_its_side(image, name):
    """The picture lies on its side: height comes first."""
    return image[:, :, NAMES.index(name)].T


@rejected_by(FLOATS, PUBLIC_FLOATS)
def spoils_the_picture(image, name):
    """The picture that you were given has lost its other channels: work on a copy."""
    i = NAMES.index(name)
    kept = image[:, :, i].copy()
    image[:] = 0
    return kept


@rejected_by("every call makes something new")
def kept_result(image, name, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = image.tobytes(), image.shape, name
    if key not in _made:
        _made[key] = image[:, :, ["red", "green", "blue"].index(name)].copy()
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(image, name, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = image[:, :, ["red", "green", "blue"].index(name)].copy()
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


@rejected_by("every call makes something new", PUBLIC_FLOATS)
def two_results_in_turn(image, name, _made={}, _calls=[0]):
    """You return two arrays in turn: make a new one in every call."""
    result = image[:, :, NAMES.index(name)].copy()
    _calls[0] += 1
    kept = _made.setdefault((result.shape, str(result.dtype), _calls[0] % 2), result)
    kept[...] = result
    return kept
