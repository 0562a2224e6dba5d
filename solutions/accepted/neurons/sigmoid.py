"""Right answers to sigmoid in other styles."""

import math

import numpy as np


def through_the_tanh(x):
    """The sigmoid is a tanh, half as steep, half as high, moved up."""
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2))


def two_masks(x):
    """The positive and the negative places apart, each by the form that cannot overflow there."""
    x = np.array(x, dtype=float)
    out = np.empty_like(x)
    positive = x >= 0
    out[positive] = 1 / (1 + np.exp(-x[positive]))
    large = np.exp(x[~positive])
    out[~positive] = large / (1 + large)
    return out


def cut_off_late(x):
    """Cut off at +-500, where the sigmoid is 0 and 1 to all digits."""
    return 1 / (1 + np.exp(-np.clip(np.array(x, dtype=np.float64), -500, 500)))


def without_the_warning(x):
    """The formula, with the overflow that does no harm kept quiet."""
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


def number_by_number(x):
    """Lists within lists, as deep as x is, one number at a time."""
    if np.ndim(x) > 0:
        return [number_by_number(part) for part in x]
    x = float(x)
    if x < 0:
        return math.exp(x) / (1 + math.exp(x))
    return 1 / (1 + math.exp(-x))


def through_logarithms(x):
    """NumPy's logaddexp is made for this."""
    return np.exp(-np.logaddexp(0.0, -np.asarray(x, dtype=float)))


def vectorised(x):
    """np.vectorize over a function of one number."""
    return np.vectorize(lambda v: 1 / (1 + math.exp(-v)) if v > -700 else 0.0, otypes=[float])(
        np.asarray(x, dtype=float)
    )


def the_smaller_exponent(x):
    """e**min(x, 0) above, 1 + e**(-|x|) below: neither can overflow."""
    x = np.array(x) * 1.0
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))


def piece_by_piece(x):
    """np.piecewise, with a formula for each side."""
    x = np.asarray(x, dtype=float)
    sides = [lambda v: np.exp(v) / (1 + np.exp(v)), lambda v: 1 / (1 + np.exp(-v))]
    return np.piecewise(x, [x < 0, x >= 0], sides)
