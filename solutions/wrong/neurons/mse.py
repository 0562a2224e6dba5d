"""Wrong answers to mse."""

import numpy as np

from solutions import rejected_by

SMALL = "mse([1, 2], [1, 4]) is 2"
ALL = "two examples of three numbers: the mean is over all six"
SHAPES = "one, two and three axes, and two numbers"
DIFFERENT = "different shapes raise a ValueError"
BYTES = "bytes do not wrap round"
COLUMN_AND_ROW = "shapes (3, 1) and (3,) raise a ValueError"
TWO_BYTES = "the bytes 10 and 30 differ by 20, and keep their values"


def _floats(prediction, target):
    prediction, target = np.asarray(prediction, dtype=float), np.asarray(target, dtype=float)
    if prediction.shape != target.shape:
        raise ValueError("different shapes")
    return prediction, target


@rejected_by(DIFFERENT, COLUMN_AND_ROW)
def any_shapes(prediction, target):
    """(4, 1) - (4,) is a 4 x 4 table: compare the shapes and raise ValueError."""
    return np.mean((np.asarray(prediction, dtype=float) - np.asarray(target, dtype=float)) ** 2)


@rejected_by(DIFFERENT, COLUMN_AND_ROW)
def same_number_of_elements(prediction, target):
    """(2, 3) and (3, 2) have six elements each, and are not the same shape."""
    prediction, target = np.asarray(prediction, dtype=float), np.asarray(target, dtype=float)
    if prediction.size != target.size:
        raise ValueError("different sizes")
    return np.mean((prediction.ravel() - target.ravel()) ** 2)


@rejected_by(DIFFERENT, COLUMN_AND_ROW)
def same_length(prediction, target):
    """len is the number of rows only: compare the shapes."""
    prediction, target = np.asarray(prediction, dtype=float), np.asarray(target, dtype=float)
    if prediction.ndim and target.ndim and len(prediction) != len(target):
        raise ValueError("different lengths")
    return np.mean((prediction - target) ** 2)


@rejected_by(DIFFERENT, COLUMN_AND_ROW)
def returns_the_error(prediction, target):
    """Raise the error, do not return it."""
    prediction, target = np.asarray(prediction, dtype=float), np.asarray(target, dtype=float)
    if prediction.shape != target.shape:
        return ValueError("different shapes")
    return np.mean((prediction - target) ** 2)


@rejected_by(DIFFERENT, COLUMN_AND_ROW)
def another_error(prediction, target):
    """The contract asks for a ValueError; `assert` raises an AssertionError."""
    prediction, target = np.asarray(prediction, dtype=float), np.asarray(target, dtype=float)
    assert prediction.shape == target.shape
    return np.mean((prediction - target) ** 2)


@rejected_by(BYTES, TWO_BYTES)
def in_bytes(prediction, target):
    """10 - 20 in uint8 is 246: make floats first."""
    prediction, target = np.asarray(prediction), np.asarray(target)
    if prediction.shape != target.shape:
        raise ValueError("different shapes")
    return np.mean((prediction - target) ** 2)


@rejected_by(BYTES, TWO_BYTES)
def difference_in_bytes(prediction, target):
    """The floats come too late: the difference has already wrapped round."""
    prediction, target = np.asarray(prediction), np.asarray(target)
    if prediction.shape != target.shape:
        raise ValueError("different shapes")
    return np.mean((prediction - target).astype(float) ** 2)


@rejected_by(ALL, SHAPES)
def by_the_examples(prediction, target):
    """Divide by all elements, not only by the examples."""
    prediction, target = _floats(prediction, target)
    return np.sum((prediction - target) ** 2) / (len(prediction) if prediction.ndim else 1)


@rejected_by(SMALL, ALL)
def the_sum(prediction, target):
    """Divide by the number of elements."""
    prediction, target = _floats(prediction, target)
    return np.sum((prediction - target) ** 2)


@rejected_by(SMALL, SHAPES)
def averaged_first(prediction, target):
    """Square first, then average: plus and minus must not cancel."""
    prediction, target = _floats(prediction, target)
    return np.mean(prediction - target) ** 2


@rejected_by(SMALL)
def not_squared(prediction, target):
    """Square the differences: plus and minus must not cancel."""
    prediction, target = _floats(prediction, target)
    return np.mean(prediction - target)


@rejected_by(SMALL)
def absolute(prediction, target):
    """Square the differences; those are their sizes."""
    prediction, target = _floats(prediction, target)
    return np.mean(np.abs(prediction - target))


@rejected_by(SMALL)
def the_root(prediction, target):
    """Leave the root out."""
    prediction, target = _floats(prediction, target)
    return np.sqrt(np.mean((prediction - target) ** 2))


@rejected_by(SMALL)
def half(prediction, target):
    """Some books halve it; ours does not."""
    prediction, target = _floats(prediction, target)
    return np.mean((prediction - target) ** 2) / 2


@rejected_by(ALL, SHAPES)
def one_for_each_column(prediction, target):
    """One number over all elements, not one for each column."""
    prediction, target = _floats(prediction, target)
    return np.mean((prediction - target) ** 2, axis=0)


@rejected_by(SMALL)
def unbiased(prediction, target):
    """Divide by n, not by n - 1."""
    prediction, target = _floats(prediction, target)
    return np.sum((prediction - target) ** 2) / max(prediction.size - 1, 1)


@rejected_by(SMALL)
def the_variance(prediction, target):
    """The mean of the differences is not taken off before squaring."""
    prediction, target = _floats(prediction, target)
    return np.var(prediction - target)


@rejected_by("prediction and target are the same afterwards", TWO_BYTES)
def in_place(prediction, target):
    """prediction -= target works inside the caller's array."""
    if np.shape(prediction) != np.shape(target):
        raise ValueError("different shapes")
    prediction = np.asarray(prediction, dtype=float)
    if prediction.ndim:
        prediction -= np.asarray(target, dtype=float)
        return np.mean(prediction**2)
    return float((prediction - target) ** 2)


@rejected_by("prediction and target are the same afterwards")
def squared_in_place(prediction, target):
    """The caller's target has changed: work on something new."""
    prediction, target = _floats(prediction, target)
    result = np.mean((prediction - target) ** 2)
    if target.ndim:
        target[...] = (prediction - target) ** 2
    return result


@rejected_by(SHAPES)
def single_precision(prediction, target):
    """float32 keeps 7 digits: compute in float64."""
    prediction, target = _floats(prediction, target)
    return np.mean((prediction.astype(np.float32) - target.astype(np.float32)) ** 2)


@rejected_by(SHAPES, TWO_BYTES)
def arrays_only(prediction, target):
    """Plain numbers have no shape of their own: np.asarray gives them one."""
    if prediction.shape != target.shape if hasattr(prediction, "shape") else len(prediction) != len(target):
        raise ValueError("different shapes")
    return np.mean((np.asarray(prediction, dtype=float) - np.asarray(target, dtype=float)) ** 2)


@rejected_by(SHAPES, TWO_BYTES)
def same_kind_of_thing(prediction, target):
    """A list and an array of one shape may be compared: ask for the shapes, not for the types."""
    if type(prediction) is not type(target) and not np.isscalar(target):
        raise ValueError("different types")
    prediction, target = _floats(prediction, target)
    return np.mean((prediction - target) ** 2)


@rejected_by("the bytes 10 and 30 differ by 20, and keep their values", "bytes do not wrap round")
def thirty_two_bits(prediction, target):
    """A square may be more than 32 bits hold: make floats before you square."""
    a, b = np.asarray(prediction), np.asarray(target)
    if a.shape != b.shape:
        raise ValueError
    if a.dtype.kind in "iu":
        a = a.astype(np.int32)
    if b.dtype.kind in "iu":
        b = b.astype(np.int32)
    return float(((a - b) ** 2).mean())


@rejected_by("bytes do not wrap round")
def sixty_four_bits(prediction, target):
    """A square may be more than 64 bits hold: make floats before you square."""
    a, b = np.asarray(prediction), np.asarray(target)
    if a.shape != b.shape:
        raise ValueError
    if a.dtype.kind in "iu":
        a = a.astype(np.int64)
    if b.dtype.kind in "iu":
        b = b.astype(np.int64)
    return float(((a - b) ** 2).mean())


@rejected_by("the bytes 10 and 30 differ by 20, and keep their values", "bytes do not wrap round")
def small_dtypes_made_floats(prediction, target):
    """Whole numbers come in many dtypes: make floats of all of them before you subtract."""
    a, b = np.asarray(prediction), np.asarray(target)
    if a.shape != b.shape:
        raise ValueError
    if a.dtype in (np.uint8, np.int8, np.int16):
        a = a.astype(float)
    return float((np.asarray(a - b, dtype=float) ** 2).mean())


@rejected_by("shapes (3, 1) and (3,) raise a ValueError", "different shapes raise a ValueError")
def one_number_in_any_shape(prediction, target):
    """Shapes must be equal: () and (1,) are not."""
    a, b = np.asarray(prediction, float), np.asarray(target, float)
    if a.squeeze().shape != b.squeeze().shape:
        raise ValueError
    if a.shape != b.shape and a.size > 1:
        raise ValueError
    return float(((a - b) ** 2).mean())


@rejected_by("one, two and three axes, and two numbers")
def close_is_equal(prediction, target):
    """A small loss is a loss: close is not equal."""
    a, b = np.asarray(prediction, float), np.asarray(target, float)
    if a.shape != b.shape:
        raise ValueError
    return 0.0 if np.allclose(a, b) else float(((a - b) ** 2).mean())


@rejected_by("mse([1, 2], [1, 4]) is 2", "one, two and three axes, and two numbers")
def ten_digits(prediction, target):
    """Do not round the loss."""
    a, b = np.asarray(prediction, float), np.asarray(target, float)
    if a.shape != b.shape:
        raise ValueError
    return round(float(((a - b) ** 2).mean()), 10)


@rejected_by("shapes (3, 1) and (3,) raise a ValueError", "different shapes raise a ValueError")
def a_number_fits_any_single(prediction, target):
    """Shapes must be equal: () and (1,) are not."""
    a, b = np.asarray(prediction, float), np.asarray(target, float)
    if a.ndim and b.ndim and a.shape != b.shape:
        raise ValueError
    if not b.ndim and a.ndim and a.size > 1:
        raise ValueError
    return float(((a - b) ** 2).mean())


@rejected_by("shapes (3, 1) and (3,) raise a ValueError", "different shapes raise a ValueError")
def one_number_against_many(prediction, target):
    """A number and an array have different shapes: raise ValueError."""
    if isinstance(prediction, (int, float)):
        return float(np.mean((prediction - np.asarray(target, float)) ** 2))
    a, b = np.asarray(prediction, float), np.asarray(target, float)
    if a.shape != b.shape:
        raise ValueError
    return float(((a - b) ** 2).mean())


@rejected_by("shapes (3, 1) and (3,) raise a ValueError", "different shapes raise a ValueError")
def lists_not_compared(prediction, target):
    """Lists have shapes as well: compare them, and raise ValueError."""
    if isinstance(prediction, list):
        return float(np.mean((np.asarray(prediction, float) - np.asarray(target, float)) ** 2))
    a, b = np.asarray(prediction, float), np.asarray(target, float)
    if a.shape != b.shape:
        raise ValueError
    return float(((a - b) ** 2).mean())


@rejected_by("one, two and three axes, and two numbers")
def remembers_the_prediction(prediction, target, _k={}):
    """The same prediction against another target is another loss: keep nothing for the next call."""
    a, b = np.asarray(prediction, float), np.asarray(target, float)
    if a.shape != b.shape:
        raise ValueError
    return _k.setdefault(a.tobytes() + bytes(a.ndim), float(((a - b) ** 2).mean()))


@rejected_by("bytes do not wrap round")
def whole_numbers_in_single_precision(prediction, target):
    """float32 holds seven digits only: make float64 of whole numbers."""
    a, b = np.asarray(prediction), np.asarray(target)
    if a.shape != b.shape:
        raise ValueError
    if a.dtype.kind in "iu":
        a, b = a.astype(np.float32), b.astype(np.float32)
    return float(((a - b) ** 2).mean())


@rejected_by(BYTES)
def truths_not_made_floats(prediction, target):
    """NumPy does not subtract True and False: make floats of every dtype."""
    prediction, target = np.asarray(prediction), np.asarray(target)
    if prediction.shape != target.shape:
        raise ValueError("other shapes")
    prediction, target = (a.astype(float) if a.dtype.kind in "iu" else a for a in (prediction, target))
    return float(np.mean((prediction - target) ** 2))


@rejected_by(BYTES)
def by_way_of_signed_numbers(prediction, target):
    """10**19 does not fit into an int64: make floats at once."""
    prediction, target = np.asarray(prediction), np.asarray(target)
    if prediction.shape != target.shape:
        raise ValueError("other shapes")
    prediction, target = (a.astype(np.int64) if a.dtype.kind in "iu" else a for a in (prediction, target))
    return float(np.mean((prediction.astype(float) - target.astype(float)) ** 2))


@rejected_by("different shapes raise a ValueError")
def as_many_axes_and_rows(prediction, target):
    """(2, 3) and (2, 1) have as many axes and rows, and are not the same shape: compare the shapes."""
    prediction, target = np.asarray(prediction, dtype=float), np.asarray(target, dtype=float)
    if prediction.ndim != target.ndim or (prediction.ndim and len(prediction) != len(target)):
        raise ValueError
    return float(np.mean((prediction - target) ** 2))


@rejected_by("one, two and three axes, and two numbers")
def losses_next_to_nothing_are_zero(prediction, target):
    """A small loss is a loss: it is not 0."""
    prediction, target = _floats(prediction, target)
    loss = float(np.mean((prediction - target) ** 2))
    return loss if loss > 1e-25 else 0.0
