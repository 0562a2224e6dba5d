"""Right answers to `gaussian` in other styles."""

import math

import numpy as np


def formula(x, mean=0.0, sigma=1.0):
    """The formula as it stands."""
    if sigma <= 0:
        raise ValueError("sigma must be positive")
    x = np.asarray(x, dtype=float)
    return np.exp(-((x - mean) ** 2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))


def by_loop(x, mean=0.0, sigma=1.0):
    """Number by number, with the math module."""
    if not sigma > 0:
        raise ValueError(f"{sigma} is no width")
    out = np.zeros(np.shape(x))
    for place in np.ndindex(out.shape):
        z = (float(x[place]) - mean) / sigma
        out[place] = math.exp(-z * z / 2) / math.sqrt(2 * math.pi * sigma**2)
    return out


def by_logarithm(x, mean=0.0, sigma=1.0):
    """The logarithm first."""
    if sigma <= 0:
        raise ValueError("sigma must be positive")
    x = np.array(x, dtype=np.float64)
    return np.exp(-0.5 * ((x - mean) / sigma) ** 2 - math.log(sigma) - 0.5 * math.log(math.tau))


def height_times_shape(x, mean=0.0, sigma=1.0):
    """The height at the mean, times the fall from it."""
    if sigma <= 0:
        raise ValueError("sigma must be positive")
    height = 0.3989422804014326779 / sigma
    fall = np.e ** (-np.square(np.subtract(x, mean, dtype=float)) / (2 * sigma * sigma))
    return height * fall


def as_lists(x, mean=0.0, sigma=1.0):
    """Nested lists are as good as an array."""
    if sigma <= 0:
        raise ValueError("sigma must be positive")
    distance = np.asarray(x).astype(float) - mean
    return (np.exp(distance * distance / -2 / sigma / sigma) / sigma / (2 * math.pi) ** 0.5).tolist()


def with_the_variance(x, mean=0.0, sigma=1.0):
    """Through the variance, as books write it."""
    if not sigma > 0:
        raise ValueError("no width")
    variance = sigma**2
    return 1 / np.sqrt(2 * np.pi * variance) * math.e ** (-((np.array(x, dtype=float) - mean) ** 2) / (2 * variance))
