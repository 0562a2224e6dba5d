"""Right answers to `apply_clim` in other styles."""

import numpy as np


def cut_then_stretch(image, low, high) -> np.ndarray:
    """Cut off at the limits first, then stretch."""
    cut = np.clip(np.array(image, dtype=float), low, high)
    return (cut - low) / (high - low)


def by_interpolation(image, low, high) -> np.ndarray:
    """np.interp stays at its end values outside."""
    values = np.asarray(image, dtype=float)
    return np.interp(values.ravel(), [low, high], [0.0, 1.0]).reshape(values.shape)


def by_masks(image, low, high) -> np.ndarray:
    """A copy, on which what is too low or too high is overwritten."""
    result = np.array(image, dtype=np.float64)
    result = (result - low) / (high - low)
    result[result < 0] = 0.0
    result[result > 1] = 1.0
    return result


def one_by_one(image, low, high) -> np.ndarray:
    """A loop over all values, whatever the shape."""
    values = np.asarray(image)
    result = np.zeros(values.shape)
    for index in np.ndindex(values.shape):
        value = float(values[index])
        result[index] = 0.0 if value <= low else 1.0 if value >= high else (value - low) / (high - low)
    return result


def straight_line(image, low, high) -> list:
    """A slope and an offset, handed back as lists in lists."""
    slope = 1.0 / (high - low)
    return np.minimum(1, np.maximum(0, np.asarray(image, dtype=float) * slope - low * slope)).tolist()
