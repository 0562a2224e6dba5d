"""Right answers to `euclidean_distance` in other styles."""

import math

import numpy as np


def by_norm(a, b) -> float:
    """The norm of the flattened difference."""
    return np.linalg.norm((np.asarray(a, dtype=float) - np.asarray(b, dtype=float)).ravel())


def with_a_loop(a, b) -> float:
    """One pair after the other, as in a first Python course."""
    total = 0.0
    for x, y in zip(np.ravel(a).tolist(), np.ravel(b).tolist(), strict=True):
        total += (x - y) ** 2
    return total**0.5


def math_dist(a, b) -> float:
    """The standard library knows it for two sequences."""
    return math.dist(np.ravel(a).tolist(), np.ravel(b).tolist())


def norm_of_everything(a, b) -> np.ndarray:
    """Without ord and axis, NumPy's norm takes all elements; the result is an array without axes."""
    return np.asarray(np.linalg.norm(np.subtract(a, b, dtype=np.float64)))


def by_dot_product(a, b) -> float:
    """The dot product of the difference with itself."""
    difference = np.array(a, dtype=np.float64).flatten() - np.array(b, dtype=np.float64).flatten()
    return float(np.sqrt(difference @ difference))
