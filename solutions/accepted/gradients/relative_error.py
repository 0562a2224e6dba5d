"""Right answers to relative_error in other styles."""

import numpy as np


def formula(a, b):
    """The formula in one line."""
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


def one_by_one(a, b):
    """Element by element, the largest so far remembered."""
    largest = 0.0
    for p, q in zip(np.ravel(a), np.ravel(b), strict=True):
        largest = max(largest, abs(p - q) / max(1e-8, abs(p) + abs(q)))
    return float(largest)


def a_list_of_quotients(a, b):
    """Plain lists, and max over them."""
    pairs = zip(np.asarray(a).flatten().tolist(), np.asarray(b).flatten().tolist(), strict=True)
    return max(abs(p - q) / max(1e-8, abs(p) + abs(q)) for p, q in pairs)


def where_it_is_tiny(a, b):
    """The divisor chosen by np.where."""
    size = abs(a) + abs(b)
    divisor = np.where(size > 1e-8, size, 1e-8)
    return (abs(a - b) / divisor).max()


def cut_off_below(a, b):
    """The divisor by np.clip, the difference by a square root."""
    return np.amax(np.sqrt(np.square(a - b)) / np.clip(np.abs(a) + np.abs(b), 1e-8, None))


def the_last_when_sorted(a, b):
    """All the errors sorted; the last is the largest."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    sizes = np.fmax(np.abs(a) + np.abs(b), 1e-8)
    return np.sort(np.abs(b - a) / sizes, axis=None)[-1]
