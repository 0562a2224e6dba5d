"""Wrong answers to `matmul_by_hand`."""

import numpy as np

from solutions import rejected_by

BY_HAND = "2 x 3 times 3 x 4 is 2 x 4, and its first entry is 1*7 + 2*1 + 3*2 = 15"
SQUARES = "for square matrices too, it is no product element by element"
SIZES = "matrices of all sizes, with negative numbers and fractions"
SQUARE = "square matrices, where the order and the sides matter"
ONE = "one row, one column, one number"
INNER = "different inner sizes are refused"
WHOLE = "whole numbers and bytes, and both matrices stay as they were"
NO_PRODUCT = "3 columns and 2 rows do not fit together: ValueError"
ROW_AND_COLUMN = "a row of four times a column of four is [[-1.6]]"
TWO_BYTES = "bytes do not wrap round, and both matrices keep their values"


def _fitting(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape[1] != b.shape[0]:
        raise ValueError("the inner sizes differ")
    return a, b


@rejected_by(SQUARES, SQUARE)
def element_by_element(a, b):
    """* multiplies element by element."""
    a, b = _fitting(a, b)
    return a * b if a.shape == b.shape else a @ b


@rejected_by(BY_HAND, SQUARES, SIZES)
def last_product_only(a, b):
    """= keeps only the last product: add them up with +=."""
    a, b = _fitting(a, b)
    out = np.zeros((len(a), b.shape[1]))
    for i in range(len(a)):
        for j in range(b.shape[1]):
            for q in range(len(b)):
                out[i, j] = a[i, q] * b[q, j]
    return out


@rejected_by(INNER, NO_PRODUCT)
def longer_one_cut(a, b):
    """The inner sizes differ and you cut the longer: that must be an error."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    k = min(a.shape[1], b.shape[0])
    return a[:, :k] @ b[:k]


@rejected_by(INNER, NO_PRODUCT)
def index_error(a, b):
    """Where b has fewer rows an index fails, and where it has more nothing does: compare the sizes yourself."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    out = np.zeros((len(a), b.shape[1]))
    for i in range(len(a)):
        for j in range(b.shape[1]):
            for q in range(a.shape[1]):
                out[i, j] += a[i, q] * b[q, j]
    return out


@rejected_by(INNER, NO_PRODUCT)
def stretched(a, b):
    """A side of length 1 was stretched: inner sizes must be EQUAL."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return np.sum(a[:, :, None] * b[None, :, :], axis=1)


@rejected_by(INNER, NO_PRODUCT)
def compares_rows_with_rows(a, b):
    """The inner sizes are a's COLUMNS and b's rows."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape[1] != b.shape[0] and a.shape[0] != b.shape[0]:
        raise ValueError("the sizes differ")
    k = min(a.shape[1], b.shape[0])
    return a[:, :k] @ b[:k]


@rejected_by(INNER, NO_PRODUCT)
def turned_to_fit(a, b):
    """b was turned until it fitted: different inner sizes are an error."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return a @ (b if a.shape[1] == b.shape[0] else b.T)


@rejected_by(INNER, NO_PRODUCT)
def none_instead_of_an_error(a, b):
    """Raise the error: None is found out only later."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return a @ b if a.shape[1] == b.shape[0] else None


@rejected_by(INNER, NO_PRODUCT)
def another_error(a, b):
    """The contract names ValueError; `assert` raises AssertionError."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    assert a.shape[1] == b.shape[0]
    return a @ b


@rejected_by(SQUARES, SQUARE)
def the_other_way_round(a, b):
    """That is b times a: the rows come from a, the columns from b."""
    a, b = _fitting(a, b)
    return b @ a if b.shape[1] == a.shape[0] and a.shape == b.shape else a @ b


@rejected_by(BY_HAND, SQUARES)
def turned_result(a, b):
    """The result is turned: out[i, j] belongs to row i of a and column j of b."""
    a, b = _fitting(a, b)
    return (a @ b).T


@rejected_by(SQUARES, SQUARE)
def rows_with_rows(a, b):
    """Row i of a goes with COLUMN j of b; you took a row of b."""
    a, b = _fitting(a, b)
    return a @ b.T if a.shape == b.shape else a @ b


@rejected_by(SQUARES, SQUARE)
def columns_with_columns(a, b):
    """Row i of a goes with column j of b; you took a COLUMN of a."""
    a, b = _fitting(a, b)
    return a.T @ b if a.shape == b.shape else a @ b


@rejected_by(BY_HAND)
def one_list_many_times(a, b):
    """[[0] * m] * n makes one row and shows it n times."""
    a, b = _fitting(a, b)
    out = [[0.0] * b.shape[1]] * len(a)
    for i in range(len(a)):
        for j in range(b.shape[1]):
            for q in range(len(b)):
                out[i][j] += a[i, q] * b[q, j]
    return out


@rejected_by(BY_HAND)
def two_loops_over_the_same(a, b):
    """n, k and m may all be different: each loop has its own length."""
    a, b = _fitting(a, b)
    n = len(a)
    out = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            for q in range(n):
                out[i, j] += a[i, q] * b[q, j]
    return out


@rejected_by(SIZES, ROW_AND_COLUMN)
def three_products_only(a, b):
    """The sum runs over all k inner places, not over three."""
    a, b = _fitting(a, b)
    return a[:, :3] @ b[:3]


@rejected_by(WHOLE, TWO_BYTES)
def wraps_round(a, b):
    """20 * 20 does not fit into a uint8: make floats first."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape[1] != b.shape[0]:
        raise ValueError("the inner sizes differ")
    return a @ b


@rejected_by(WHOLE, TWO_BYTES)
def products_in_bytes(a, b):
    """20 * 20 does not fit into a uint8: make floats first."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape[1] != b.shape[0]:
        raise ValueError("the inner sizes differ")
    return np.array([[np.sum(row * column, dtype=float) for column in b.T] for row in a])


@rejected_by(WHOLE, TWO_BYTES)
def whole_number_table(a, b):
    """zeros_like of whole numbers holds whole numbers: fractions were cut off."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape[1] != b.shape[0]:
        raise ValueError("the inner sizes differ")
    out = np.zeros((len(a), b.shape[1]), dtype=a.dtype if a.dtype.kind in "iu" else float)
    out[...] = a.astype(float) @ b.astype(float)
    return out


@rejected_by(SIZES, ROW_AND_COLUMN)
def seven_digits(a, b):
    """float32 keeps seven digits: compute in float64."""
    a, b = _fitting(a, b)
    return a.astype(np.float32) @ b.astype(np.float32)


@rejected_by(ONE, ROW_AND_COLUMN)
def squeezed(a, b):
    """The result always has shape (n, m), also when n or m is 1."""
    a, b = _fitting(a, b)
    return np.squeeze(a @ b)


@rejected_by(ONE, ROW_AND_COLUMN)
def a_number_for_one(a, b):
    """A row times a column is a table of one row and one column, not a bare number."""
    a, b = _fitting(a, b)
    out = a @ b
    return float(out[0, 0]) if out.size == 1 else out


@rejected_by(SIZES, SQUARE, ROW_AND_COLUMN)
def absolute(a, b):
    """Signs count."""
    a, b = _fitting(a, b)
    return np.abs(a) @ np.abs(b) if (a < 0).any() and (b < 0).any() else a @ b


@rejected_by(WHOLE, TWO_BYTES)
def eats_its_input(a, b):
    """The matrices that you were given have changed."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape[1] != b.shape[0]:
        raise ValueError("the inner sizes differ")
    out = a.astype(float) @ b.astype(float)
    a *= 0
    return out


@rejected_by(SIZES)
def rounded(a, b):
    """Do not round."""
    a, b = _fitting(a, b)
    return np.round(a @ b, 6)


def _m(a, b):
    a, b = np.asarray(a, float), np.asarray(b, float)
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return a @ b


@rejected_by(
    "a row of four times a column of four is [[-1.6]]", "matrices of all sizes, with negative numbers and fractions"
)
def small_ones_are_zero(a, b):
    """A small number is a number: it is not 0."""
    p = _m(a, b)
    p[np.abs(p) < 1e-9] = 0
    return p


@rejected_by(
    "a row of four times a column of four is [[-1.6]]", "matrices of all sizes, with negative numbers and fractions"
)
def eleven_digits(a, b):
    """Do not round the product."""
    return np.round(_m(a, b), 11)


@rejected_by(
    "bytes do not wrap round, and both matrices keep their values",
    "whole numbers and bytes, and both matrices stay as they were",
)
def bytes_made_floats(a, b):
    """Whole numbers come in many dtypes: make floats of all of them."""
    if a.shape[1] != b.shape[0]:
        raise ValueError
    if a.dtype == np.uint8:
        a = a.astype(float)
    if a.dtype == np.int64:
        a = a.astype(float)
    return a @ b


@rejected_by("every call returns something new")
def one_table_for_each_size(a, b, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    p = _m(a, b)
    o = _k.setdefault(p.shape, np.zeros(p.shape))
    o[...] = p
    return o


@rejected_by(
    "a row of four times a column of four is [[-1.6]]", "matrices of all sizes, with negative numbers and fractions"
)
def ten_products_at_most(a, b):
    """k may be any number: add up all the products."""
    _m(a, b)
    return np.asarray(a, float)[:, :10] @ np.asarray(b, float)[:10]


@rejected_by(
    "a row of four times a column of four is [[-1.6]]", "matrices of all sizes, with negative numbers and fractions"
)
def small_factors_are_zero(a, b):
    """A small number is a number: it is not 0."""
    a = np.where(np.abs(a) < 1e-6, 0, a)
    return _m(a, b)


@rejected_by(SIZES)
def eight_rows_at_most(a, b):
    """a may have any number of rows: the ninth is missing."""
    _fitting(a, b)
    out = np.zeros((len(a), b.shape[1]))
    for i in range(min(8, len(a))):
        out[i] = a[i].astype(float) @ b.astype(float)
    return out


@rejected_by("matrices of all sizes, with negative numbers and fractions")
def sixteen_columns_at_most(a, b):
    """b may have any number of columns: the seventeenth is missing."""
    a, b = _fitting(a, b)
    out = np.zeros((len(a), b.shape[1]))
    out[:, :16] = a @ b[:, :16]
    return out
