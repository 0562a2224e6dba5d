"""Wrong answers to `tangent_weave`."""

import math

import numpy as np

from solutions import rejected_by

SMALL = "4 x 5 pixels with scale 1.5"
LECTURE = "on the lecture's canvas about 58 of 100 pixels are black and 25 white"
CANVASES = "every pixel of wide, upright and square canvases"
SCALES = "fine and coarse patterns, and the lecture's own"
THIN = "canvases of one row and of one column"


def _places(shape, scale):
    row, col = np.ogrid[: shape[0], : shape[1]]
    return row / scale, col / scale


def _raw(shape, scale):
    row, col = _places(shape, scale)
    return np.tan(row) * np.cos(col) + np.arctan(col) * np.cos(row)


@rejected_by(SMALL, LECTURE, CANVASES)
def not_cut_off(shape, scale):
    """The values run far below 0 and above 1: cut them off."""
    return _raw(shape, scale)


@rejected_by(SMALL, LECTURE, CANVASES)
def stretched(shape, scale):
    """You stretched the range; a few huge values make all the rest one grey. Cut off instead."""
    raw = _raw(shape, scale)
    return (raw - raw.min()) / (raw.max() - raw.min())


@rejected_by(SMALL, CANVASES)
def roles_exchanged(shape, scale):
    """The roles of row and column are exchanged."""
    row, col = _places(shape, scale)
    return np.clip(np.tan(col) * np.cos(row) + np.arctan(row) * np.cos(col), 0, 1)


@rejected_by(SMALL, LECTURE, CANVASES)
def multiplied(shape, scale):
    """You multiplied by scale; divide."""
    return np.clip(_raw(shape, 1 / scale), 0, 1)


@rejected_by(SMALL, CANVASES)
def below_is_kept(shape, scale):
    """Below 0 is not cut off yet."""
    return np.minimum(_raw(shape, scale), 1)


@rejected_by(SMALL, CANVASES)
def above_is_kept(shape, scale):
    """Above 1 is not cut off yet."""
    return np.maximum(_raw(shape, scale), 0)


@rejected_by(SMALL, LECTURE)
def sign_lost(shape, scale):
    """A value below 0 becomes 0, not its opposite."""
    return np.clip(np.abs(_raw(shape, scale)), 0, 1)


@rejected_by(SMALL, LECTURE)
def above_is_black(shape, scale):
    """Values above 1 become 1, not 0."""
    raw = _raw(shape, scale)
    return np.where((raw < 0) | (raw > 1), 0, raw)


@rejected_by(SMALL, LECTURE)
def wraps_round(shape, scale):
    """The values wrap round at 1: cut them off instead."""
    return np.mod(_raw(shape, scale), 1)


@rejected_by(SMALL, CANVASES)
def terms_cut_one_by_one(shape, scale):
    """Cut off the sum, not each term: a negative term may take from a large one."""
    row, col = _places(shape, scale)
    first, second = np.tan(row) * np.cos(col), np.arctan(col) * np.cos(row)
    return np.clip(np.clip(first, 0, 1) + np.clip(second, 0, 1), 0, 1)


@rejected_by(SMALL, CANVASES)
def two_tangents(shape, scale):
    """The second term has atan (np.arctan), not tan."""
    row, col = _places(shape, scale)
    return np.clip(np.tan(row) * np.cos(col) + np.tan(col) * np.cos(row), 0, 1)


@rejected_by(SMALL, CANVASES)
def cotangent(shape, scale):
    """atan is the angle whose tangent is x (np.arctan); 1 / tan is something else."""
    row, col = _places(shape, scale)
    across = np.tan(col)
    inverse = np.divide(1.0, across, out=np.zeros_like(across), where=across != 0)
    return np.clip(np.tan(row) * np.cos(col) + inverse * np.cos(row), 0, 1)


@rejected_by(SMALL, CANVASES)
def minus(shape, scale):
    """The two terms are added."""
    row, col = _places(shape, scale)
    return np.clip(np.tan(row) * np.cos(col) - np.arctan(col) * np.cos(row), 0, 1)


@rejected_by(SMALL, CANVASES)
def in_degrees(shape, scale):
    """tan and cos take radians."""
    return np.clip(_raw(shape, scale * 180 / math.pi), 0, 1)


@rejected_by(SMALL, CANVASES)
def lecture_scale(shape, scale):
    """You wrote the lecture's scale down: use the one that you are given."""
    return np.clip(_raw(shape, 49.087), 0, 1)


@rejected_by(SMALL, CANVASES)
def whole_division(shape, scale):
    """row // scale cuts the fraction off: use /."""
    row, col = np.ogrid[: shape[0], : shape[1]]
    row, col = row // scale, col // scale
    return np.clip(np.tan(row) * np.cos(col) + np.arctan(col) * np.cos(row), 0, 1)


@rejected_by(SMALL, CANVASES, THIN)
def turned_canvas(shape, scale):
    """Height comes first: the result is (height, width)."""
    return np.clip(_raw(shape, scale), 0, 1).T


@rejected_by(SMALL, CANVASES)
def counts_from_one(shape, scale):
    """Rows and columns are counted from 0."""
    return np.clip(_raw((shape[0] + 1, shape[1] + 1), scale), 0, 1)[1:, 1:]


@rejected_by(SMALL, LECTURE)
def squashed(shape, scale):
    """A smooth squashing changes the values between 0 and 1 too: cut off only what is outside."""
    return 0.5 + 0.5 * np.tanh(_raw(shape, scale))


@rejected_by(SCALES)
def fitted_to_the_canvas(shape, scale):
    """Divide by `scale` as it is, however large or small it is: do not limit it to a range."""
    return np.clip(_raw(shape, min(max(scale, 1), 240)), 0, 1)


@rejected_by(SMALL, CANVASES)
def seven_digits(shape, scale):
    """float32 keeps seven digits: compute in float64."""
    row, col = (place.astype(np.float32) for place in _places(shape, scale))
    return np.clip(np.tan(row) * np.cos(col) + np.arctan(col) * np.cos(row), 0, 1)


@rejected_by("every call makes a picture of its own")
def kept_picture(shape, scale, _made={}):
    """You return a picture that you have returned before: make a new array in every call."""
    key = tuple(shape), scale
    if key not in _made:
        r, c = np.indices(shape) / scale
        _made[key] = np.clip(np.tan(r) * np.cos(c) + np.arctan(c) * np.cos(r), 0, 1)
    return _made[key]


@rejected_by("every pixel of wide, upright and square canvases", "every call makes a picture of its own")
def kept_for_the_shape(shape, scale, _made={}):
    """One result is kept for each shape: another scale gives another picture."""
    if tuple(shape) not in _made:
        r, c = np.indices(shape) / scale
        _made[tuple(shape)] = np.clip(np.tan(r) * np.cos(c) + np.arctan(c) * np.cos(r), 0, 1)
    return _made[tuple(shape)].copy()


@rejected_by(SMALL, SCALES)
def kept_for_the_scale(shape, scale, _made={}):
    """You keep what was computed for a scale: another canvas needs another picture."""
    if scale not in _made:
        _made[scale] = np.clip(_raw(shape, scale), 0, 1)
    return _made[scale].copy()


@rejected_by(SCALES)
def bytes_for_rows(shape, scale):
    """A byte counts to 255: row 256 becomes row 0."""
    row = np.arange(shape[0]).astype(np.uint8)[:, np.newaxis] / scale
    col = np.arange(shape[1]) / scale
    return np.clip(np.tan(row) * np.cos(col) + np.arctan(col) * np.cos(row), 0, 1)
