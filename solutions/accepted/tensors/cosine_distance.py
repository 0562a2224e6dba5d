"""Right answers to `cosine_distance` in other styles."""

import math

import numpy as np


def formula(a, b):
    """The formula, with norms."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if not a.any() or not b.any():
        raise ValueError("a tensor of zeros has no direction")
    return 1 - np.sum(a * b) / (np.linalg.norm(a) * np.linalg.norm(b))


def directions_first(a, b):
    """Both made directions first; then only the dot product is left."""
    directions = []
    for tensor in (a, b):
        flat = np.ravel(np.array(tensor, dtype=float))
        length = math.sqrt(flat @ flat)
        if length == 0:
            raise ValueError("all zeros")
        directions.append(flat / length)
    return 1 - directions[0] @ directions[1]


def between_directions(a, b):
    """Half the squared Euclidean distance of the directions is the same number."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if np.count_nonzero(a) == 0 or np.count_nonzero(b) == 0:
        raise ValueError("all zeros")
    gap = a / np.linalg.norm(a) - b / np.linalg.norm(b)
    return float(np.sum(gap**2)) / 2


def by_loop(a, b):
    """One walk over all pairs."""
    product = square_a = square_b = 0.0
    for x, y in zip(np.ravel(a).tolist(), np.ravel(b).tolist(), strict=True):
        product += x * y
        square_a += x * x
        square_b += y * y
    if 0 in (square_a, square_b):
        raise ValueError("a tensor of zeros has no direction")
    return 1 - product / math.sqrt(square_a * square_b)


def kept_in_range(a, b):
    """Rounding cut back to 0..2, and the angle's own cosine."""
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    lengths = np.sqrt(np.vdot(a, a) * np.vdot(b, b))
    if lengths == 0:
        raise ValueError("no direction")
    return np.clip(1 - np.vdot(a, b) / lengths, 0.0, 2.0)


def root_of_both_squares(a, b):
    """One root of the product of both squares."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if not (a.any() and b.any()):
        raise ValueError("no direction")
    return 1 - (a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum())
