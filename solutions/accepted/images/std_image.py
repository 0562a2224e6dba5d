"""Right answers to `std_image` in other styles."""

import math

import numpy as np


def step_by_step(batch):
    """Mean, differences, squares, mean, root."""
    floats = batch.astype(float)
    differences = floats - np.mean(floats, axis=0)
    return np.sqrt(np.mean(differences**2, axis=0))


def root_of_the_variance(batch):
    """np.var, and its root."""
    return np.var(batch.astype(np.float64), axis=0) ** 0.5


def squares_minus_square(batch):
    """The mean of the squares minus the square of the mean, exactly, in whole numbers."""
    whole, count = batch.astype(np.int64), len(batch)
    return np.sqrt(count * (whole**2).sum(axis=0) - whole.sum(axis=0) ** 2) / count


def single_precision(batch):
    """float32 is precise enough here."""
    return np.std(batch.astype(np.float32), axis=0)


def pixel_by_pixel(batch):
    """Loops, and lists."""

    def deviation(values):
        mean = sum(values) / len(values)
        return math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))

    _, height, width, channels = batch.shape
    return [
        [[deviation(batch[:, r, c, k].tolist()) for k in range(channels)] for c in range(width)] for r in range(height)
    ]
