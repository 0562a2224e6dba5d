"""Wrong answers to `cosine_distance`: which tensors have no direction, and what happens then."""

import numpy as np

from solutions import rejected_by

THREE = "same direction 0, right angle 1, opposite 2, whatever the lengths"
ZERO = "a tensor of zeros raises ValueError"
LENGTHS = "lengths from 0.0001 to 1000 do not matter"
ALL_ZEROS = "zeros on either side are refused, but some zeros are none"
TABLES = "[[1, 2], [3, 4]] and [[4, 3], [2, 1]] have one distance, 1 - 20 / 30"


def _directed(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if not a.any() or not b.any():
        raise ValueError("no direction")
    return a, b


def _cosine(a, b):
    a, b = _directed(a, b)
    return np.sum(a * b) / (np.linalg.norm(a) * np.linalg.norm(b))


@rejected_by(LENGTHS, TABLES)
def short_ones_refused(a, b):
    """A short tensor has a direction: only 0 itself has none."""
    a, b = _directed(a, b)
    if np.linalg.norm(a) < 1e-3 or np.linalg.norm(b) < 1e-3:
        raise ValueError("no direction")
    return 1 - _cosine(a, b)


@rejected_by(ZERO, ALL_ZEROS)
def nan_for_zeros(a, b):
    """A tensor of zeros has no direction: raise ValueError."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return 1 - np.sum(a * b) / (np.linalg.norm(a) * np.linalg.norm(b))


@rejected_by(ZERO, ALL_ZEROS)
def one_for_zeros(a, b):
    """A tensor of zeros has no direction, so it is not at right angles to anything: raise ValueError."""
    if not np.any(a) or not np.any(b):
        return 1.0
    return 1 - _cosine(a, b)


@rejected_by(ZERO, ALL_ZEROS)
def division_error(a, b):
    """The contract names ValueError; dividing by a Python 0 raises ZeroDivisionError."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return 1 - float(np.sum(a * b)) / (float(np.linalg.norm(a)) * float(np.linalg.norm(b)))


@rejected_by(ALL_ZEROS)
def first_only(a, b):
    """The second tensor may be all zeros, too."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if not a.any():
        raise ValueError("no direction")
    return 1 - np.sum(a * b) / (np.linalg.norm(a) * max(np.linalg.norm(b), 1e-300))


@rejected_by(ALL_ZEROS)
def both_only(a, b):
    """One tensor of zeros is enough: raise ValueError for either."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if not a.any() and not b.any():
        raise ValueError("no direction")
    if not a.any() and a.shape == (2,):
        raise ValueError("no direction")
    return 1 - np.sum(a * b) / max(np.linalg.norm(a) * np.linalg.norm(b), 1e-300)


@rejected_by(ALL_ZEROS)
def sums_of_zero_refused(a, b):
    """1 and -1 add up to 0, and have a direction: look at the length, not at the sum."""
    if np.sum(a) == 0 or np.sum(b) == 0:
        raise ValueError("no direction")
    return 1 - _cosine(a, b)


@rejected_by(THREE, ALL_ZEROS)
def some_zeros_refused(a, b):
    """Only a tensor that is ALL zeros has no direction."""
    if not np.all(a) or not np.all(b):
        raise ValueError("no direction")
    return 1 - _cosine(a, b)


@rejected_by(THREE, ALL_ZEROS)
def right_angles_refused(a, b):
    """A dot product of 0 is a right angle, not a missing direction."""
    cosine = _cosine(a, b)
    if cosine == 0:
        raise ValueError("no direction")
    return 1 - cosine


def _v(a, b):
    return np.asarray(a, dtype=float).ravel(), np.asarray(b, dtype=float).ravel()


@rejected_by(
    "[[1, 2], [3, 4]] and [[4, 3], [2, 1]] have one distance, 1 - 20 / 30", "lengths from 0.0001 to 1000 do not matter"
)
def small_product_refused(a, b):
    """Two short tensors have directions: a small product of their lengths is not 0."""
    a, b = _v(a, b)
    n = np.linalg.norm(a) * np.linalg.norm(b)
    if n < 1e-12:
        raise ValueError
    return 1 - a @ b / n


@rejected_by(
    "[[1, 2], [3, 4]] and [[4, 3], [2, 1]] have one distance, 1 - 20 / 30", "lengths from 0.0001 to 1000 do not matter"
)
def close_to_zero_refused(a, b):
    """A short tensor has a direction: close to 0 is not 0."""
    a, b = _v(a, b)
    if np.allclose(a, 0) or np.allclose(b, 0):
        raise ValueError
    return 1 - a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


@rejected_by(
    "[[1, 2], [3, 4]] and [[4, 3], [2, 1]] have one distance, 1 - 20 / 30", "lengths from 0.0001 to 1000 do not matter"
)
def short_length_refused(a, b):
    """A short tensor has a direction: a length close to 0 is not 0."""
    a, b = _v(a, b)
    x, y = np.linalg.norm(a), np.linalg.norm(b)
    if np.isclose(x, 0) or np.isclose(y, 0):
        raise ValueError
    return 1 - a @ b / (x * y)


@rejected_by(
    "[[1, 2], [3, 4]] and [[4, 3], [2, 1]] have one distance, 1 - 20 / 30", "lengths from 0.0001 to 1000 do not matter"
)
def a_floor_below_the_lengths(a, b):
    """Divide by the lengths as they are, however small."""
    a, b = _v(a, b)
    if not a.any() or not b.any():
        raise ValueError
    return 1 - a @ b / (max(np.linalg.norm(a), 1e-12) * max(np.linalg.norm(b), 1e-12))


@rejected_by(
    "[[1, 2], [3, 4]] and [[4, 3], [2, 1]] have one distance, 1 - 20 / 30", "lengths from 0.0001 to 1000 do not matter"
)
def a_floor_below_their_product(a, b):
    """Divide by the lengths as they are, however small."""
    a, b = _v(a, b)
    if not a.any() or not b.any():
        raise ValueError
    return 1 - a @ b / max(np.linalg.norm(a) * np.linalg.norm(b), 1e-16)


@rejected_by("a tensor of zeros raises ValueError", "zeros on either side are refused, but some zeros are none")
def first_row_of_zeros(a, b):
    """All the rows count: the first may be zeros."""
    rows = np.asarray(a, float)
    if not np.any(rows[0]) and rows.ndim > 1:
        raise ValueError
    a, b = _v(a, b)
    if not a.any() or not b.any():
        raise ValueError
    return 1 - a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


@rejected_by("a tensor of zeros raises ValueError", "zeros on either side are refused, but some zeros are none")
def lists_of_zeros_allowed(a, b):
    """A list of zeros has no direction either: raise ValueError."""
    if isinstance(a, list):
        return 1 - np.dot(*_v(a, b)) / max(1e-300, np.linalg.norm(a) * np.linalg.norm(b))
    a, b = _v(a, b)
    n = np.linalg.norm(a) * np.linalg.norm(b)
    if n == 0:
        raise ValueError
    return 1 - a @ b / n
