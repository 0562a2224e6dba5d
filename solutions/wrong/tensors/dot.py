"""Wrong answers to `dot`."""

import numpy as np

from solutions import rejected_by

VECTORS = "[1, 2, 3] and [4, 5, 6] give 32"
TABLES = "two tables of numbers give one number, too"
RANKS = "tensors of rank 0 to 4"
SIGNS = "negative numbers, and tensors at right angles"
SHAPES = "different shapes are refused"
WHOLE = "bytes and other whole numbers do not wrap round"
UNCHANGED = "both tensors are the same afterwards"
KINDS_OF_NUMBERS = "signs, fractions and bytes, and both tensors stay as they were"
DIFFERENT_SHAPES = "different shapes raise ValueError, also where NumPy could stretch them"


def _same_shapes(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    return a, b


@rejected_by(TABLES, RANKS)
def matrix_product(a, b):
    """For matrices np.dot is the matrix product: multiply element by element and add up."""
    a, b = _same_shapes(a, b)
    return np.dot(a, b)


@rejected_by(TABLES, RANKS)
def row_by_row(a, b):
    """np.inner of two matrices is a table of the rows' products."""
    a, b = _same_shapes(a, b)
    return np.inner(a, b)


@rejected_by(TABLES)
def one_per_row(a, b):
    """Add up over all axes: yours has one sum per row."""
    a, b = _same_shapes(a, b)
    return np.sum(a * b, axis=-1)


@rejected_by(TABLES)
def not_added_up(a, b):
    """These are the products: add them up."""
    a, b = _same_shapes(a, b)
    return a * b if a.ndim > 1 else np.sum(a * b)


@rejected_by(RANKS, KINDS_OF_NUMBERS)
def two_axes_at_most(a, b):
    """Add up over all axes, however many there are."""
    a, b = _same_shapes(a, b)
    products = a * b
    return products.sum() if products.ndim < 2 else products.sum(axis=(0, 1))


@rejected_by(VECTORS, TABLES)
def sum_times_sum(a, b):
    """That is the sum of one times the sum of the other: multiply element by element first."""
    a, b = _same_shapes(a, b)
    return np.sum(a) * np.sum(b)


@rejected_by(VECTORS, TABLES)
def mean_of_the_products(a, b):
    """A dot product adds up; that is the mean."""
    a, b = _same_shapes(a, b)
    return np.mean(a * b)


@rejected_by(VECTORS)
def cosine(a, b):
    """A dot product is not divided by the lengths."""
    a, b = _same_shapes(a, b)
    return np.sum(a * b) / (np.linalg.norm(a) * np.linalg.norm(b))


@rejected_by(VECTORS)
def added(a, b):
    """Multiply what stands in the same place; you added it."""
    a, b = _same_shapes(a, b)
    return np.sum(a + b)


@rejected_by(SHAPES, DIFFERENT_SHAPES)
def stretched(a, b):
    """(3, 1) and (3,) do not match: NumPy made a table."""
    return np.sum(np.asarray(a, dtype=float) * np.asarray(b, dtype=float))


@rejected_by(SHAPES, DIFFERENT_SHAPES)
def flattened(a, b):
    """2 x 3 and 3 x 2 hold as many numbers, but their shapes differ: that is an error."""
    a, b = np.ravel(np.asarray(a, dtype=float)), np.ravel(np.asarray(b, dtype=float))
    return np.dot(a, b)


@rejected_by(SHAPES, DIFFERENT_SHAPES)
def leftovers_dropped(a, b):
    """zip stops at the shorter one: different shapes are an error."""
    return sum(x * y for x, y in zip(np.ravel(a).tolist(), np.ravel(b).tolist(), strict=False))


@rejected_by(SHAPES, DIFFERENT_SHAPES)
def compares_lengths(a, b):
    """Compare the whole shape, not only the number of rows."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.ndim and b.ndim and len(a) != len(b):
        raise ValueError("the lengths differ")
    return np.sum(a * b)


@rejected_by(SHAPES, DIFFERENT_SHAPES)
def compares_ranks(a, b):
    """Axes of the same number may differ in length: compare the shapes."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.ndim != b.ndim:
        raise ValueError("the ranks differ")
    return np.sum(a * b)


@rejected_by(SHAPES, DIFFERENT_SHAPES)
def error_returned(a, b):
    """Raise the error: -1, None or a sentence in the place of a number is found out only later."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        return ValueError("the shapes differ")
    return np.sum(a * b)


@rejected_by(SHAPES, DIFFERENT_SHAPES)
def another_error(a, b):
    """The contract names ValueError, not TypeError."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise TypeError("the shapes differ")
    return np.sum(a * b)


@rejected_by(WHOLE, KINDS_OF_NUMBERS)
def wraps_round(a, b):
    """200 * 2 does not fit into a uint8: make floats before you multiply."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    return np.sum(a * b)


@rejected_by(WHOLE, KINDS_OF_NUMBERS)
def sum_of_wide_products_of_narrow_numbers(a, b):
    """The sum is wide enough, the products are not: they wrapped round before they were added."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    return float(np.sum((a * b).astype(float)))


@rejected_by(WHOLE)
def sixty_four_bits(a, b):
    """4 000 000 000 squared does not fit into 64 bits either: floats have no such end."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    if a.dtype.kind in "iu" and b.dtype.kind in "iu":
        a, b = a.astype(np.int64), b.astype(np.int64)
    return np.sum(a * b)


@rejected_by(RANKS, KINDS_OF_NUMBERS)
def seven_digits(a, b):
    """float32 keeps seven digits: compute in float64."""
    a, b = _same_shapes(a, b)
    return np.sum(a.astype(np.float32) * b.astype(np.float32))


@rejected_by(SIGNS, KINDS_OF_NUMBERS)
def absolute(a, b):
    """Signs count: opposite directions have a negative dot product."""
    a, b = _same_shapes(a, b)
    return abs(np.sum(a * b))


@rejected_by(RANKS, SIGNS, KINDS_OF_NUMBERS)
def cut_to_whole_numbers(a, b):
    """The fractions were cut off."""
    a, b = _same_shapes(a, b)
    return int(np.sum(a * b))


@rejected_by(UNCHANGED, KINDS_OF_NUMBERS)
def in_place(a, b):
    """`*=` changes the array that you were given."""
    a, b = _same_shapes(a, b)
    a *= b
    return a.sum()


@rejected_by(VECTORS)
def as_an_array(a, b):
    """One number, without an axis around it."""
    a, b = _same_shapes(a, b)
    return np.sum(a * b).reshape(1)


@rejected_by(VECTORS)
def printed(a, b):
    """`print` shows the number and gives nothing back: end with `return`."""
    print(np.sum(np.asarray(a) * np.asarray(b)))


def _c(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError
    return a, b


@rejected_by("[1, 2, 3] and [4, 5, 6] give 32", "tensors of rank 0 to 4")
def small_is_zero(a, b):
    """A small number is a number: it is not 0."""
    a, b = _c(a, b)
    s = float((a.astype(float) * b.astype(float)).sum())
    return 0.0 if abs(s) < 1e-9 else s


@rejected_by("[1, 2, 3] and [4, 5, 6] give 32", "tensors of rank 0 to 4")
def ten_digits(a, b):
    """Do not round the sum."""
    a, b = _c(a, b)
    return round(float((a.astype(float) * b.astype(float)).sum()), 10)


@rejected_by(
    "signs, fractions and bytes, and both tensors stay as they were", "bytes and other whole numbers do not wrap round"
)
def signed_ones_made_floats(a, b):
    """Whole numbers come in many dtypes: make floats of all of them."""
    a, b = _c(a, b)
    if a.dtype in (np.uint8, np.int8, np.int16, np.int32):
        a = a.astype(float)
    return float((a * b).sum()) if a.dtype != np.int64 else float((a.astype(float) * b).sum())


@rejected_by("different shapes raise ValueError, also where NumPy could stretch them", "different shapes are refused")
def lists_zipped(a, b):
    """zip drops what is left over: compare the shapes of lists as well."""
    if isinstance(a, list) and not isinstance(a[0], list):
        return float(sum(x * y for x, y in zip(a, b, strict=False)))
    a, b = _c(a, b)
    return float((a.astype(float) * b.astype(float)).sum())


@rejected_by("[1, 2, 3] and [4, 5, 6] give 32", "tensors of rank 0 to 4")
def remembers_the_first(a, b, _k={}):
    """The same a with another b is another product: keep nothing for the next call."""
    a, b = _c(a, b)
    return _k.setdefault((a.shape, a.tobytes()), float((a.astype(float) * b.astype(float)).sum()))


@rejected_by("tensors of rank 0 to 4")
def the_first_of_each_shape(a, b, _k={}):
    """Keep nothing for the next call: it may come with other numbers of the same shape."""
    a, b = _c(a, b)
    v = float((a.astype(float) * b.astype(float)).sum())
    if a.ndim < 3:
        return v
    return _k.setdefault(a.shape, v)


@rejected_by("different shapes are refused")
def one_number_in_any_shape(a, b):
    """Shapes must be equal: () and (1,) are not."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    if a.shape != b.shape and a.size * b.size != 1:
        raise ValueError
    return float((a.ravel() * b.ravel()).sum())


@rejected_by("[1, 2, 3] and [4, 5, 6] give 32", "tensors of rank 0 to 4")
def cut_off_at_1e20(a, b):
    """The sum may be of any size: do not cut it off."""
    a, b = _c(a, b)
    return float(np.clip((a.astype(float) * b.astype(float)).sum(), -1e20, 1e20))


@rejected_by("tensors of rank 0 to 4")
def four_thousand_products_at_most(a, b):
    """All the elements count, however many there are."""
    a, b = _c(a, b)
    return float((a.astype(float).ravel()[:4096] * b.astype(float).ravel()[:4096]).sum())


@rejected_by(WHOLE)
def by_way_of_signed_numbers(a, b):
    """10**19 does not fit into an int64: make floats at once."""
    _same_shapes(a, b)
    a, b = (v.astype(np.int64) if v.dtype.kind in "iu" else v for v in (np.asarray(a), np.asarray(b)))
    return float(np.sum(a.astype(float) * b.astype(float)))


@rejected_by("tensors of rank 0 to 4")
def five_axes_at_most(a, b):
    """Add up over all axes, also over the sixth."""
    a, b = _same_shapes(a, b)
    products = a * b
    sums = products.sum(axis=tuple(range(min(products.ndim, 5))))
    return float(np.ravel(sums)[0])


@rejected_by("both tensors are the same afterwards")
def a_list_in_place(a, b):
    """a[i] = … writes into the caller's list: make a new one."""
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b) and not isinstance(a[0], list):
        for i in range(len(a)):
            a[i] = float(a[i]) * float(b[i])
        return float(sum(a))
    first, second = _same_shapes(a, b)
    return float((first * second).sum())
