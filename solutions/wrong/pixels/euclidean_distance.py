"""Wrong answers to `euclidean_distance`."""

import math

import numpy as np

from solutions import rejected_by

LECTURE = "from [30, 40] to [50, 60] it is 28.2843"
TWO_ROWS = "two rows of two numbers, as lists, make one distance: 13"
LENGTHS = "one to a thousand numbers, as arrays and as lists"
SHAPES = "matrices, pictures and single numbers make one distance too"
WHOLE = "small whole-number types do not wrap round"
UNCHANGED = "both arrays stay as they were, and the distance to itself is 0"


@rejected_by(LECTURE, LENGTHS)
def root_of_the_mean(a, b):
    """That is the root of the MEAN; a distance adds up."""
    return np.sqrt(np.mean((np.asarray(a, dtype=float) - np.asarray(b, dtype=float)) ** 2))


@rejected_by(LECTURE, TWO_ROWS)
def without_the_root(a, b):
    """That is the squared distance: take the root."""
    return np.sum((np.asarray(a, dtype=float) - np.asarray(b, dtype=float)) ** 2)


@rejected_by(LECTURE, TWO_ROWS)
def sum_of_differences(a, b):
    """You added the differences; Pythagoras adds their squares."""
    return np.sum(np.abs(np.asarray(a, dtype=float) - np.asarray(b, dtype=float)))


@rejected_by(LECTURE, LENGTHS)
def largest_difference(a, b):
    """That is the largest of the differences; all of them count."""
    return np.max(np.abs(np.asarray(a, dtype=float) - np.asarray(b, dtype=float)))


@rejected_by(TWO_ROWS, SHAPES)
def one_per_row(a, b):
    """You got one distance per row; all elements make one distance."""
    return np.sqrt(np.sum((np.asarray(a, dtype=float) - np.asarray(b, dtype=float)) ** 2, axis=-1))


@rejected_by(SHAPES, "two rows of two numbers, as lists, make one distance: 13")
def spectral_norm(a, b):
    """norm(d, 2) of a matrix is its largest singular value, not the length of all its elements."""
    difference = np.asarray(a, dtype=float) - np.asarray(b, dtype=float)
    return np.linalg.norm(difference, 2) if difference.ndim == 2 else np.linalg.norm(difference)


@rejected_by(WHOLE, "bytes do not wrap round: from [10, 200] to [20, 100] it is 100.4988")
def wraps_round(a, b):
    """In uint8, 10 - 20 is 246: make floats of both before you subtract."""
    return np.linalg.norm(np.asarray(a) - np.asarray(b))


@rejected_by(WHOLE)
def sixteen_bits(a, b):
    """255 squared does not fit into 16 bits: use floats."""
    left, right = np.asarray(a), np.asarray(b)
    if left.dtype.kind in "iu":
        left, right = left.astype(np.int16), right.astype(np.int16)
    return math.sqrt(abs(np.sum((left - right) ** 2)))


@rejected_by(WHOLE, "bytes do not wrap round: from [10, 200] to [20, 100] it is 100.4988")
def larger_minus_smaller(a, b):
    """In uint8 a square above 255 wraps round, whatever you subtract first: make floats of both before you subtract."""
    left, right = np.asarray(a), np.asarray(b)
    return math.sqrt(abs(np.sum((np.maximum(left, right) - np.minimum(left, right)) ** 2)))


@rejected_by(LENGTHS, "single numbers and three axes work, in float64, and nothing that was given changes")
def whole_numbers_only(a, b):
    """astype(int) cuts the fractions off: use floats."""
    return np.linalg.norm(np.asarray(a).astype(int) - np.asarray(b).astype(int))


@rejected_by(LENGTHS, SHAPES, "bytes do not wrap round: from [10, 200] to [20, 100] it is 100.4988")
def seven_digits(a, b):
    """float32 keeps seven digits: compute in float64."""
    return np.linalg.norm(np.asarray(a, dtype=np.float32) - np.asarray(b, dtype=np.float32))


@rejected_by(UNCHANGED, "single numbers and three axes work, in float64, and nothing that was given changes")
def in_place(a, b):
    """`-=` changes the array that you were given."""
    a = np.asarray(a) if np.asarray(a).dtype == np.float64 else np.asarray(a, dtype=float)
    b = np.asarray(b, dtype=float)
    if a.ndim == 0:
        return abs(float(a) - float(b))
    a -= b
    return np.sqrt(np.sum(a**2))


@rejected_by(LECTURE)
def difference_of_lengths(a, b):
    """That compares how far each is from the origin; subtract first."""
    return abs(np.linalg.norm(np.asarray(a, dtype=float)) - np.linalg.norm(np.asarray(b, dtype=float)))


@rejected_by(LENGTHS, SHAPES, "single numbers and three axes work, in float64, and nothing that was given changes")
def two_numbers_only(a, b):
    """Not everything has two coordinates: use all elements."""
    left, right = np.ravel(np.asarray(a, dtype=float)), np.ravel(np.asarray(b, dtype=float))
    if left.size == 4:
        return np.linalg.norm(left - right)
    return math.hypot(left[0] - right[0], left[-1] - right[-1])


@rejected_by(SHAPES, "single numbers and three axes work, in float64, and nothing that was given changes")
def only_flat(a, b):
    """A matrix has rows: take its elements one by one with np.ravel."""
    left, right = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if left.size == 4 and left.ndim == 2:
        left, right = left.ravel(), right.ravel()
    return math.sqrt(sum(float((x - y) ** 2) for x, y in zip(left, right, strict=True)))


@rejected_by(LECTURE)
def as_an_array(a, b):
    """One distance is one number: without the extra axis."""
    difference = np.ravel(np.asarray(a, dtype=float) - np.asarray(b, dtype=float))
    return np.sqrt(np.sum(difference**2, keepdims=True))


@rejected_by(LECTURE, LENGTHS)
def rounded(a, b):
    """Do not round: the distance is a fraction."""
    return round(float(np.linalg.norm(np.ravel(np.asarray(a, dtype=float) - np.asarray(b, dtype=float)))), 4)


@rejected_by(LECTURE)
def printed(a, b):
    """`print` shows the number and gives nothing back: end with `return`."""
    print(np.linalg.norm(np.ravel(np.asarray(a, dtype=float) - np.asarray(b, dtype=float))))


@rejected_by("small whole-number types do not wrap round")
def whole_if_whole(a, b):
    """Squares of large whole numbers outgrow 64 bits: compute in floats."""
    a, b = np.asarray(a), np.asarray(b)
    kind = np.int64 if a.dtype.kind in "iu" and b.dtype.kind in "iu" else np.float64
    return math.sqrt(
        abs(int(np.sum((a.astype(kind) - b.astype(kind)) ** 2))) if kind == np.int64 else np.sum((a - b) ** 2)
    )


@rejected_by("small whole-number types do not wrap round")
def thirty_two_bits(a, b):
    """32 bits are too few for the squares of large numbers."""
    a, b = np.asarray(a), np.asarray(b)
    if a.dtype.kind in "iu" and b.dtype.kind in "iu":
        return math.sqrt(abs(float(np.sum((a.astype(np.int32) - b.astype(np.int32)).astype(float) ** 2))))
    return math.sqrt(float(np.sum((a.astype(float) - b) ** 2)))


@rejected_by("one to a thousand numbers, as arrays and as lists")
def a_floor(a, b):
    """A very small distance is one, too: there is no floor."""
    return (
        max(float(np.linalg.norm(np.ravel(np.subtract(a, b, dtype=float)))), 1e-12)
        if np.any(np.asarray(a) != b)
        else 0.0
    )


@rejected_by("one to a thousand numbers, as arrays and as lists")
def zero_if_close(a, b):
    """np.allclose takes small differences for none."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return 0.0 if np.allclose(a, b) else float(np.linalg.norm((a - b).ravel()))


@rejected_by("one to a thousand numbers, as arrays and as lists")
def twelve_decimals(a, b):
    """Keep all digits: rounded to twelve decimals, a very small distance becomes 0."""
    return round(float(np.linalg.norm((np.asarray(a, dtype=float) - np.asarray(b, dtype=float)).ravel())), 12)


@rejected_by("matrices, pictures and single numbers make one distance too")
def at_most_1000(a, b):
    """All elements count, however many there are."""
    d = (np.asarray(a, dtype=float) - np.asarray(b, dtype=float)).ravel()[:1000]
    return float(np.sqrt(d @ d))


@rejected_by(SHAPES)
def b_of_the_kind_of_a(a, b):
    """If a holds whole numbers and b fractions, the fractions are cut off: make floats of both."""
    a = np.asarray(a)
    b = np.asarray(b).astype(a.dtype)
    return math.sqrt(np.sum((a.astype(float) - b.astype(float)) ** 2))


@rejected_by(SHAPES, "single numbers and three axes work, in float64, and nothing that was given changes")
def through_memory(a, b):
    """np.nditer goes through memory: in a transpose, the numbers come in another order."""
    numbers = zip(np.nditer(np.asarray(a, dtype=float)), np.nditer(np.asarray(b, dtype=float)), strict=True)
    return math.sqrt(sum((float(x) - float(y)) ** 2 for x, y in numbers))
