"""Wrong answers to `cosine_distance`: another formula, dtypes that are too small, and rounding."""

import math

import numpy as np

from solutions import rejected_by

THREE = "same direction 0, right angle 1, opposite 2, whatever the lengths"
RANKS = "tensors of rank 1 to 4"
LENGTHS = "lengths from 0.0001 to 1000 do not matter"
OPPOSITE = "opposite directions are 2 apart, right angles 1, in any number of dimensions"
BYTES = "bytes do not wrap round, and both tensors stay as they were"
TABLES = "[[1, 2], [3, 4]] and [[4, 3], [2, 1]] have one distance, 1 - 20 / 30"
TWO_BYTES = "bytes do not wrap round, and both tensors keep their values"


def _directed(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if not a.any() or not b.any():
        raise ValueError("no direction")
    return a, b


def _cosine(a, b):
    a, b = _directed(a, b)
    return np.sum(a * b) / (np.linalg.norm(a) * np.linalg.norm(b))


@rejected_by(THREE, RANKS)
def similarity(a, b):
    """That is the cosine; the distance is 1 minus it."""
    return _cosine(a, b)


@rejected_by(THREE, RANKS)
def angle(a, b):
    """That is the angle."""
    return math.acos(min(1, max(-1, _cosine(a, b))))


@rejected_by(RANKS, TABLES)
def share_of_the_half_circle(a, b):
    """That is the angle as a share of the right angle: 1 minus the cosine is asked for."""
    return math.acos(min(1, max(-1, _cosine(a, b)))) / (math.pi / 2)


@rejected_by(THREE, OPPOSITE)
def without_sign(a, b):
    """Opposite is not the same: no abs()."""
    return 1 - abs(_cosine(a, b))


@rejected_by(THREE, OPPOSITE)
def at_most_one(a, b):
    """The distance runs to 2: do not cut it off at 1."""
    return min(1.0, 1 - _cosine(a, b))


@rejected_by(THREE)
def halved(a, b):
    """1 minus the cosine runs from 0 to 2: do not halve it."""
    return (1 - _cosine(a, b)) / 2


@rejected_by(THREE, LENGTHS)
def lengths_left_in(a, b):
    """Divide by both lengths: the dot product alone grows with them."""
    a, b = _directed(a, b)
    return 1 - np.sum(a * b)


@rejected_by(THREE, LENGTHS)
def one_length_only(a, b):
    """Divide by both lengths, not by one of them squared."""
    a, b = _directed(a, b)
    return 1 - np.sum(a * b) / np.sum(b * b)


@rejected_by(THREE, LENGTHS)
def squared_lengths(a, b):
    """The lengths are roots: divide by |a| |b|, not by their squares."""
    a, b = _directed(a, b)
    return 1 - np.sum(a * b) / (np.sum(a * a) * np.sum(b * b))


@rejected_by(LENGTHS, TABLES)
def a_little_added(a, b):
    """Nothing is to be added to the lengths: it turns short tensors."""
    a, b = _directed(a, b)
    return 1 - np.sum(a * b) / (np.linalg.norm(a) * np.linalg.norm(b) + 1e-8)


@rejected_by(RANKS, TABLES)
def centred_first(a, b):
    """That is one minus the correlation: nothing is subtracted first."""
    a, b = _directed(a, b)
    if a.size < 3:
        return 1 - _cosine(a, b)
    return 1 - _cosine(a - a.mean(), b - b.mean())


@rejected_by(RANKS, TABLES)
def one_per_row(a, b):
    """All elements make one distance, not one for each row."""
    a, b = _directed(a, b)
    return 1 - np.sum(a * b, axis=-1) / (np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1))


@rejected_by(RANKS, TABLES)
def spectral_lengths(a, b):
    """norm(a, 2) of a matrix is no length: leave the 2 out."""
    a, b = _directed(a, b)
    order = 2 if a.ndim < 3 else None
    return 1 - np.sum(a * b) / (np.linalg.norm(a, order) * np.linalg.norm(b, order))


@rejected_by(RANKS, TABLES)
def matrix_product(a, b):
    """For matrices np.dot is the matrix product."""
    a, b = _directed(a, b)
    product = np.dot(a, b) if a.ndim != 2 or a.shape[0] == a.shape[1] else np.dot(a, b.T)
    return 1 - np.ravel(product)[0] / (np.linalg.norm(a) * np.linalg.norm(b))


@rejected_by(THREE)
def euclidean(a, b):
    """That is the Euclidean distance: it sees the lengths, the cosine distance does not."""
    a, b = _directed(a, b)
    return np.linalg.norm(a - b)


@rejected_by(RANKS, TABLES)
def between_directions(a, b):
    """That is the Euclidean distance of the two directions, whose square is twice the cosine distance."""
    a, b = _directed(a, b)
    return np.linalg.norm(a / np.linalg.norm(a) - b / np.linalg.norm(b)) ** 2 / 2 + 1e-7


@rejected_by(BYTES, TWO_BYTES)
def wraps_round(a, b):
    """20 * 20 does not fit into a uint8: make floats before you multiply."""
    a, b = np.asarray(a), np.asarray(b)
    if not a.any() or not b.any():
        raise ValueError("no direction")
    return 1 - float(np.sum(a * b)) / (np.linalg.norm(a) * np.linalg.norm(b))


@rejected_by(RANKS, TABLES)
def seven_digits(a, b):
    """float32 keeps seven digits: compute in float64."""
    a, b = np.asarray(a, dtype=np.float32), np.asarray(b, dtype=np.float32)
    if not a.any() or not b.any():
        raise ValueError("no direction")
    return 1 - np.sum(a * b) / (np.sqrt(np.sum(a * a)) * np.sqrt(np.sum(b * b)))


@rejected_by(BYTES, TWO_BYTES)
def in_place(a, b):
    """`/=` changes the arrays that you were given."""
    a, b = _directed(a, b)
    a /= np.linalg.norm(a)
    b /= np.linalg.norm(b)
    return 1 - np.sum(a * b)


@rejected_by(RANKS, TABLES)
def rounded(a, b):
    """Do not round: small distances are the interesting ones."""
    return round(float(1 - _cosine(a, b)), 6)


def _v(a, b):
    return np.asarray(a, dtype=float).ravel(), np.asarray(b, dtype=float).ravel()


@rejected_by("bytes do not wrap round, and both tensors stay as they were")
def some_dtypes_only(a, b):
    """Whole numbers come in many dtypes: make floats of all of them."""
    a, b = np.asarray(a), np.asarray(b)
    if a.dtype.kind in "iu" and a.dtype.itemsize in (1, 4, 8):
        a, b = a.astype(float), b.astype(float)
    a, b = a.ravel(), b.ravel()
    n = math.sqrt(float((a * a).sum())) * math.sqrt(float((b * b).sum()))
    if n == 0:
        raise ValueError
    return 1 - float((a * b).sum()) / n


@rejected_by("opposite directions are 2 apart, right angles 1, in any number of dimensions")
def nearly_the_same_is_the_same(a, b):
    """Do not round the distance: directions that are nearly the same are some way apart."""
    a, b = _v(a, b)
    n = np.linalg.norm(a) * np.linalg.norm(b)
    if n == 0:
        raise ValueError
    c = a @ b / n
    return 0.0 if c > 1 - 1e-6 else 1 - c


@rejected_by(
    "[[1, 2], [3, 4]] and [[4, 3], [2, 1]] have one distance, 1 - 20 / 30", "lengths from 0.0001 to 1000 do not matter"
)
def cut_off_at_a_billion(a, b):
    """Numbers may be of any size: do not cut them off."""
    a, b = _v(a, b)
    a, b = np.clip(a, -1e12, 1e12), np.clip(b, -1e12, 1e12)
    n = np.linalg.norm(a) * np.linalg.norm(b)
    if n == 0:
        raise ValueError
    return 1 - a @ b / n
