"""Right answers to mse in other styles."""

import numpy as np


def one_by_one(prediction, target):
    """A running total over all the numbers."""
    if np.shape(prediction) != np.shape(target):
        raise ValueError(f"{np.shape(prediction)} is not {np.shape(target)}")
    total, count = 0.0, 0
    for p, t in zip(np.ravel(prediction).tolist(), np.ravel(target).tolist(), strict=True):
        total += (p - t) ** 2
        count += 1
    return total / count


def length_of_the_difference(prediction, target):
    """The squared length of the difference, divided by how many numbers it has."""
    difference = np.array(prediction, dtype=float)
    if difference.shape != np.shape(target):
        raise ValueError
    difference -= target
    return np.linalg.norm(difference) ** 2 / difference.size


def dot_with_itself(prediction, target):
    """A dot product of the flat difference with itself, in an array with no axes."""
    a, b = np.asarray(prediction, dtype=np.float64), np.asarray(target, dtype=np.float64)
    if a.ndim != b.ndim or a.shape != b.shape:
        raise ValueError("mse needs two equal shapes")
    flat = (a - b).ravel()
    return np.array(flat @ flat / flat.size)


class _ShapesDiffer(ValueError):
    """A ValueError of its own."""


def an_error_of_its_own(prediction, target):
    """Raises a kind of ValueError."""
    a, b = np.asarray(prediction) * 1.0, np.asarray(target) * 1.0
    if a.shape != b.shape:
        raise _ShapesDiffer(f"{a.shape}, {b.shape}")
    return np.average(np.square(a.astype(float) - b.astype(float)))


def over_flat_arrays(prediction, target):
    """A sum over both flat arrays, divided by the size."""
    a, b = np.array(prediction, dtype=float), np.array(target, dtype=float)
    if np.shape(a) != np.shape(b):
        raise ValueError("other shapes")
    return sum((p - q) ** 2 for p, q in zip(a.flat, b.flat, strict=True)) / a.size
