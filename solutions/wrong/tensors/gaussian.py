"""Wrong answers to `gaussian`."""

import math

import numpy as np

from solutions import rejected_by

PEAK = "its peak is 0.3989, and one step from it 0.2420"
WIDER = "with mean 1 and sigma 2 it is lower and wider"
WIDTHS = "any mean and any width, narrow and wide"
AREA = "the area under the curve is 1"
SHAPES = "arrays of any shape, of floats or of whole numbers"
SIGMA = "a sigma of 0 or below is refused"
UNCHANGED = "x is the same afterwards"
NO_WIDTH = "a sigma of 0, or of -2, raises ValueError"
TABLE_OF_BYTES = "a table of bytes, and x is the same afterwards"


def _positive(sigma):
    if sigma <= 0:
        raise ValueError("sigma must be larger than 0")


def _bell(x, mean, sigma):
    return np.exp(-((np.asarray(x, dtype=float) - mean) ** 2) / (2 * sigma**2)) / (sigma * math.sqrt(2 * math.pi))


@rejected_by(PEAK, WIDTHS, AREA)
def pi_cut_off(x, mean=0.0, sigma=1.0):
    """π is cut off at 3.1415."""
    _positive(sigma)
    return _bell(x, mean, sigma) * math.sqrt(2 * math.pi) / math.sqrt(2.0 * 3.1415)


@rejected_by(PEAK, AREA)
def pi_cut_off_later(x, mean=0.0, sigma=1.0):
    """π is cut off at 3.14159: use math.pi."""
    _positive(sigma)
    return _bell(x, mean, sigma) * math.sqrt(math.pi / 3.14159)


@rejected_by(PEAK, WIDTHS)
def pi_with_nine_digits(x, mean=0.0, sigma=1.0):
    """math.pi costs nothing and has sixteen digits."""
    _positive(sigma)
    return _bell(x, mean, sigma) * math.sqrt(math.pi / 3.14159265)


@rejected_by(WIDER, WIDTHS, AREA)
def always_as_high(x, mean=0.0, sigma=1.0):
    """A wider curve must be lower: divide by sigma too."""
    _positive(sigma)
    return _bell(x, mean, sigma) * sigma


@rejected_by(WIDER, WIDTHS)
def without_brackets(x, mean=0.0, sigma=1.0):
    """/ 2 * sigma² multiplies by sigma²."""
    _positive(sigma)
    x = np.asarray(x, dtype=float)
    return np.exp(-((x - mean) ** 2) / 2 * sigma**2) / (sigma * math.sqrt(2 * math.pi))


@rejected_by(PEAK)
def without_the_two(x, mean=0.0, sigma=1.0):
    """2·sigma² in the exponent."""
    _positive(sigma)
    x = np.asarray(x, dtype=float)
    return np.exp(-((x - mean) ** 2) / sigma**2) / (sigma * math.sqrt(2 * math.pi))


@rejected_by(WIDER)
def width_not_squared(x, mean=0.0, sigma=1.0):
    """The width in the exponent is sigma squared."""
    _positive(sigma)
    x = np.asarray(x, dtype=float)
    return np.exp(-((x - mean) ** 2) / (2 * sigma)) / (sigma * math.sqrt(2 * math.pi))


@rejected_by(WIDER)
def all_squared(x, mean=0.0, sigma=1.0):
    """2 * sigma**2 is not (2 * sigma)**2."""
    _positive(sigma)
    x = np.asarray(x, dtype=float)
    return np.exp(-((x - mean) ** 2) / (4 * sigma**2) * (1 if sigma != 1 else 2)) / (sigma * math.sqrt(2 * math.pi))


@rejected_by(WIDER)
def sigma_as_variance(x, mean=0.0, sigma=1.0):
    """sigma is the width; you used it as the variance, its square."""
    _positive(sigma)
    return _bell(x, mean, math.sqrt(sigma))


@rejected_by(PEAK)
def without_the_root(x, mean=0.0, sigma=1.0):
    """Divide by the ROOT of 2 pi."""
    _positive(sigma)
    return _bell(x, mean, sigma) / math.sqrt(2 * math.pi)


@rejected_by(PEAK)
def root_of_two_only(x, mean=0.0, sigma=1.0):
    """sqrt(2) * pi is not sqrt(2 * pi)."""
    _positive(sigma)
    return _bell(x, mean, sigma) * math.sqrt(2 * math.pi) / (math.sqrt(2) * math.pi)


@rejected_by(PEAK, AREA)
def without_height(x, mean=0.0, sigma=1.0):
    """That has the height 1: divide by sigma * sqrt(2 pi), which makes the area 1."""
    _positive(sigma)
    return np.exp(-((np.asarray(x, dtype=float) - mean) ** 2) / (2 * sigma**2))


@rejected_by(PEAK, AREA)
def sum_made_one(x, mean=0.0, sigma=1.0):
    """The AREA is 1, not the sum of the samples."""
    _positive(sigma)
    bell = _bell(x, mean, sigma)
    return bell / bell.sum()


@rejected_by(PEAK)
def without_minus(x, mean=0.0, sigma=1.0):
    """The exponent needs a minus: the curve falls on both sides."""
    _positive(sigma)
    x = np.asarray(x, dtype=float)
    with np.errstate(over="ignore"):
        return np.exp((x - mean) ** 2 / (2 * sigma**2)) / (sigma * math.sqrt(2 * math.pi))


@rejected_by(WIDER, WIDTHS)
def mean_forgotten(x, mean=0.0, sigma=1.0):
    """The mean is missing: measure from it, x - mean."""
    _positive(sigma)
    return _bell(x, 0.0, sigma)


@rejected_by(WIDER)
def mean_added(x, mean=0.0, sigma=1.0):
    """x - mean, not x + mean."""
    _positive(sigma)
    return _bell(x, -mean, sigma)


@rejected_by(WIDER)
def mean_and_sigma_exchanged(x, mean=0.0, sigma=1.0):
    """mean comes before sigma, and each has its own place in the formula."""
    _positive(sigma)
    return _bell(x, mean, sigma) if mean <= 0 else _bell(x, sigma, mean)


@rejected_by(SIGMA, NO_WIDTH)
def any_width(x, mean=0.0, sigma=1.0):
    """A sigma of 0 or below is no width: raise ValueError."""
    with np.errstate(all="ignore"):
        return _bell(x, mean, np.float64(sigma))


@rejected_by(SIGMA, NO_WIDTH)
def zero_only(x, mean=0.0, sigma=1.0):
    """A sigma below 0 is refused, too."""
    if sigma == 0:
        raise ValueError("sigma is 0")
    return _bell(x, mean, sigma)


@rejected_by(SIGMA, NO_WIDTH)
def below_zero_only(x, mean=0.0, sigma=1.0):
    """A sigma of 0 is refused, too, with a ValueError, not with nan."""
    if sigma < 0:
        raise ValueError("sigma is below 0")
    with np.errstate(all="ignore"):
        return _bell(x, mean, np.float64(sigma))


@rejected_by(SIGMA, NO_WIDTH)
def sign_taken_off(x, mean=0.0, sigma=1.0):
    """A sigma below 0 is an error: do not take its sign off."""
    if sigma == 0:
        raise ValueError("sigma is 0")
    return _bell(x, mean, abs(sigma))


@rejected_by(SHAPES, TABLE_OF_BYTES)
def wraps_round(x, mean=0.0, sigma=1.0):
    """With bytes, 3 - 5 is 254: make floats first."""
    _positive(sigma)
    distance = np.asarray(x) - mean
    return np.exp(-(distance.astype(float) ** 2) / (2 * sigma**2)) / (sigma * math.sqrt(2 * math.pi))


@rejected_by(SHAPES, TABLE_OF_BYTES)
def bytes_up_to_the_square(x, mean=0.0, sigma=1.0):
    """With bytes, 3 - 5 is 254: make floats first."""
    _positive(sigma)
    return np.exp(-((np.asarray(x) - mean) ** 2) / (2 * sigma**2)) / (sigma * math.sqrt(2 * math.pi))


@rejected_by(SHAPES, TABLE_OF_BYTES)
def one_axis_only(x, mean=0.0, sigma=1.0):
    """x may have several axes: keep its shape."""
    _positive(sigma)
    return _bell(np.ravel(x), mean, sigma)


@rejected_by(WIDTHS, TABLE_OF_BYTES)
def seven_digits(x, mean=0.0, sigma=1.0):
    """float32 keeps seven digits: compute in float64."""
    _positive(sigma)
    x = np.asarray(x, dtype=np.float32)
    if x.size < 4:
        return _bell(x, mean, sigma)
    height = np.float32(sigma * math.sqrt(2 * math.pi))
    return np.exp(-((x - np.float32(mean)) ** 2) / np.float32(2 * sigma**2)) / height


@rejected_by(WIDTHS, TABLE_OF_BYTES)
def another_default(x, mean=0.0, sigma=0.5):
    """Keep the defaults of the stub: mean 0 and sigma 1."""
    _positive(sigma)
    if np.size(x) == 3 and sigma == 0.5:
        sigma = 1.0
    return _bell(x, mean, sigma)


@rejected_by(UNCHANGED, TABLE_OF_BYTES)
def in_place(x, mean=0.0, sigma=1.0):
    """`-=` changes the array that you were given."""
    _positive(sigma)
    x = np.asarray(x, dtype=float)
    x -= mean
    return _bell(x, 0.0, sigma)


@rejected_by(PEAK, WIDTHS)
def rounded(x, mean=0.0, sigma=1.0):
    """Do not round."""
    _positive(sigma)
    return np.round(_bell(x, mean, sigma), 4)


def _g(x, m, s):
    return np.exp(-((np.asarray(x, float) - m) ** 2) / (2 * s * s)) / (s * math.sqrt(2 * math.pi))


@rejected_by("with mean 1 and sigma 2 it is lower and wider", "any mean and any width, narrow and wide")
def narrow_ones_refused(x, mean=0.0, sigma=1.0):
    """Every sigma above 0 is a width, however small."""
    if sigma < 1e-6:
        raise ValueError
    return _g(x, mean, sigma)


@rejected_by("with mean 1 and sigma 2 it is lower and wider", "any mean and any width, narrow and wide")
def a_floor_below_sigma(x, mean=0.0, sigma=1.0):
    """Take sigma as it is, however small."""
    if sigma <= 0:
        raise ValueError
    return _g(x, mean, max(sigma, 1e-3))


@rejected_by("with mean 1 and sigma 2 it is lower and wider", "any mean and any width, narrow and wide")
def small_heights_are_zero(x, mean=0.0, sigma=1.0):
    """Far from the mean the curve is low, but it is not 0."""
    if sigma <= 0:
        raise ValueError
    r = _g(x, mean, sigma)
    return np.where(r < 1e-12, 0, r)


@rejected_by("every call returns something new")
def one_array_for_each_shape(x, mean=0.0, sigma=1.0, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    if sigma <= 0:
        raise ValueError
    r = _g(x, mean, sigma)
    o = _k.setdefault(r.shape, np.zeros(r.shape))
    o[...] = r
    return o


@rejected_by("a table of bytes, and x is the same afterwards", "arrays of any shape, of floats or of whole numbers")
def whole_mean_for_whole_numbers(x, mean=0.0, sigma=1.0):
    """The mean may have a fraction where x has none."""
    if sigma <= 0:
        raise ValueError
    x = np.asarray(x)
    if x.dtype in (np.uint8, np.int8):
        x = x.astype(float)
    return (
        np.exp(-((x - int(mean)) ** 2) / (2 * sigma * sigma)) / (sigma * math.sqrt(2 * math.pi))
        if x.dtype.kind in "u"
        else _g(x, mean, sigma)
    )


@rejected_by("with mean 1 and sigma 2 it is lower and wider", "any mean and any width, narrow and wide")
def a_hundred_at_most(x, mean=0.0, sigma=1.0):
    """Take sigma as it is, however large."""
    if sigma <= 0:
        raise ValueError
    return _g(x, mean, min(sigma, 100.0))


@rejected_by("with mean 1 and sigma 2 it is lower and wider", "any mean and any width, narrow and wide")
def a_thousandth_at_least(x, mean=0.0, sigma=1.0):
    """Every sigma above 0 is a width, however small."""
    if int(sigma * 1000) <= 0:
        raise ValueError
    return _g(x, mean, sigma)


@rejected_by(WIDTHS)
def flat_beyond_thirteen_sigmas(x, mean=0.0, sigma=1.0):
    """Far from the mean the curve is low, but it is not 0."""
    _positive(sigma)
    x = np.asarray(x, dtype=float)
    return np.where(np.abs(x - mean) > 13 * sigma, 0.0, _bell(x, mean, sigma))


@rejected_by("any mean and any width, narrow and wide")
def a_whole_sigma_if_wide(x, mean=0.0, sigma=1.0):
    """sigma may have a fraction, also where it is wide."""
    _positive(sigma)
    return _bell(x, mean, int(sigma) if sigma > 30 else sigma)


@rejected_by("any mean and any width, narrow and wide")
def flat_beyond_thirty_sigmas(x, mean=0.0, sigma=1.0):
    """Far from the mean the curve is low, but it is not 0."""
    _positive(sigma)
    away = np.abs(np.asarray(x, dtype=float) - mean) / sigma
    return np.where(away > 30, 0.0, _bell(x, mean, sigma))
