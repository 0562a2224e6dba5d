"""Right answers to sigmoid_gradient in other styles."""

import math

import numpy as np


def from_both_sides(x):
    """1 - s is the sigmoid of -x."""
    x = np.asarray(x, dtype=float)
    return 0.25 * (1 + np.tanh(x / 2)) * (1 + np.tanh(-x / 2))


def of_the_size_alone(x):
    """The slope is the same at x and at -x, so e^(-|x|) is all that is needed."""
    small = np.exp(-np.abs(np.asarray(x, dtype=float)))
    return small / (1 + small) ** 2


def one_by_one(x):
    """A flat loop, reshaped at the end."""
    slopes = []
    for value in np.ravel(x):
        s = 0.5 * (1 + math.tanh(float(value) / 2))
        slopes.append(s * (1 - s))
    return np.reshape(slopes, np.shape(x))


def s_minus_s_squared(x):
    """Multiplied out; far out it loses digits, but not more than 1e-16."""
    s = 0.5 * (1 + np.tanh(np.array(x, dtype=float) / 2))
    return s - s**2


def through_the_hyperbolic_cosine(x):
    """A formula from a table, cut off where the cosine would overflow."""
    x = np.clip(np.asarray(x, dtype=float), -600, 600)
    return 0.25 / np.cosh(x / 2) ** 2


def of_the_tanh_at_half(x):
    """The sigmoid is a tanh at half the size: its slope is a quarter of 1 - tanh**2."""
    half = np.asarray(x, dtype=float) / 2
    return (1 - np.tanh(half)) * (1 + np.tanh(half)) / 4
