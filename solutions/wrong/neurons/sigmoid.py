"""Wrong answers to sigmoid."""

import math

import numpy as np

from solutions import rejected_by

CURVE = "the curve from -10 to 10"
SHAPES = "numbers, and arrays of one, two and three axes"
FAR = "far out, up to 1000 on both sides"
BYTES = "lists, whole numbers and bytes"
LARGE = "at -800 and at 800 it is 0 and 1, without an error or a warning"
BYTES_AND_LIST = "bytes, and a list, which is the same afterwards"


@rejected_by("no warning up to 1000 on both sides", LARGE)
def the_formula(x):
    """Right number, but e^1000 overflows on the way and NumPy warns: use e^(-|x|), which cannot."""
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


@rejected_by(FAR, "no warning up to 1000 on both sides", LARGE)
def both_halves_large(x):
    """e^1000 / (1 + e^1000) is inf / inf = nan."""
    large = np.exp(np.asarray(x, dtype=float))
    return large / (1 + large)


@rejected_by(FAR, LARGE)
def nan_swept_away(x):
    """nan_to_num turns the nan at 1000 into 0, and it should be 1."""
    large = np.exp(np.asarray(x, dtype=float))
    return np.nan_to_num(large / (1 + large))


@rejected_by("no warning up to 1000 on both sides", LARGE)
def both_branches_computed(x):
    """np.where computes both of its branches everywhere: the one that is not taken still overflows."""
    x = np.asarray(x, dtype=float)
    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))[()]


@rejected_by(FAR, "no warning up to 1000 on both sides", LARGE)
def math_exp_for_each(x):
    """math.exp(1000) is an OverflowError: use e^(-|x|), which cannot overflow."""
    x = np.asarray(x, dtype=float)
    return np.reshape([1 / (1 + math.exp(-v)) for v in x.ravel().tolist()], x.shape)


@rejected_by(BYTES, BYTES_AND_LIST)
def minus_in_bytes(x):
    """-1 in uint8 is 255, and e to the power of a byte has three digits only: convert to float first."""
    x = np.asarray(x)
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, small) / (1.0 + small)


@rejected_by(BYTES, BYTES_AND_LIST)
def result_of_the_type_of_x(x):
    """An array of x's type cuts 0.73 down to 0: make floats first."""
    x = np.asarray(x)
    out = np.empty_like(x)
    out[...] = 0.5 * (1 + np.tanh(x / 2))
    return out


@rejected_by(BYTES, BYTES_AND_LIST)
def arrays_only(x):
    """A list has no minus sign: make an array of floats first."""
    small = np.exp(-abs(x))
    return np.where(x >= 0, 1.0, small) / (1 + small)


@rejected_by(CURVE, SHAPES)
def upside_down(x):
    """Upside down: large x must give 1."""
    x = np.asarray(x, dtype=float)
    return 0.5 * (1 - np.tanh(x / 2))


@rejected_by("0 gives 0.5", CURVE)
def without_brackets(x):
    """1 / 1 + e^(-x) is not 1 / (1 + e^(-x))."""
    return 1 / 1 + np.exp(-np.asarray(x, dtype=float))


@rejected_by(FAR, LARGE)
def cut_off_at_ten(x):
    """Cut off at +-10 the curve stops rising: cut later (700), if at all."""
    return 1 / (1 + np.exp(-np.clip(np.asarray(x, dtype=float), -10, 10)))


@rejected_by(FAR, LARGE)
def cut_off_at_twenty(x):
    """Cut off at +-20 the curve stops rising, at 2e-9 above 0: cut later (700), if at all."""
    return 1 / (1 + np.exp(-np.clip(np.asarray(x, dtype=float), -20, 20)))


@rejected_by("sigmoid(-x) is 1 - sigmoid(x)", CURVE)
def softmax(x):
    """That makes the whole list add up to 1; sigmoid treats every number by itself."""
    x = np.asarray(x, dtype=float)
    large = np.exp(x - x.max())
    return large / large.sum()


@rejected_by("0 gives 0.5", CURVE)
def step(x):
    """A step has no slope to learn from; the sigmoid is smooth."""
    return np.where(np.asarray(x) >= 0, 1.0, 0.0)


@rejected_by("0 gives 0.5", CURVE)
def step_above_zero(x):
    """A step has no slope to learn from; the sigmoid is smooth."""
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


@rejected_by("0 gives 0.5", CURVE)
def tanh(x):
    """That is the tanh: it squashes to between -1 and 1."""
    return np.tanh(np.asarray(x, dtype=float))


@rejected_by(CURVE, SHAPES)
def straight_line(x):
    """A straight line with its ends cut off is not the sigmoid, though it meets it at 0."""
    return np.clip(0.5 + 0.2 * np.asarray(x, dtype=float), 0, 1)


@rejected_by(SHAPES)
def flat(x):
    """The result has the shape of x; yours is flat."""
    return [0.5 * (1 + math.tanh(v / 2)) for v in np.ravel(x)]


@rejected_by(SHAPES)
def squeezed(x):
    """Axes of length 1 are axes, too: (1, 1) stays (1, 1)."""
    return np.squeeze(0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2)))


@rejected_by(SHAPES)
def always_an_array(x):
    """A number gives a number, not an array of one."""
    return 0.5 * (1 + np.tanh(np.atleast_1d(np.asarray(x, dtype=float)) / 2))


@rejected_by("what goes in is the same afterwards")
def in_place(x):
    """*= and [...] = work inside the caller's array: work on something new."""
    if isinstance(x, np.ndarray) and x.dtype == float:
        x *= 0.5
        np.tanh(x, out=x)
        x += 1
        x *= 0.5
        return x
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2))


@rejected_by(SHAPES, LARGE)
def single_precision(x):
    """float32 keeps 7 digits: compute in float64."""
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=np.float32) / 2))


@rejected_by(SHAPES, LARGE)
def rounded(x):
    """Do not round."""
    return np.round(0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2)), 6)


@rejected_by(CURVE)
def half_as_steep(x):
    """e^(-x), not e^(-x / 2)."""
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 4))


@rejected_by("what goes in is the same afterwards", BYTES_AND_LIST)
def a_list_in_place(x):
    """x[i] = ... writes into the caller's list: make a list of your own."""
    if isinstance(x, list) and not isinstance(x[0], list):
        for i in range(len(x)):
            x[i] = 0.5 * (1 + math.tanh(x[i] / 2))
        return x
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2))


@rejected_by("bytes, and a list, which is the same afterwards", "lists, whole numbers and bytes")
def bytes_only_made_floats(x):
    """Whole numbers come in many dtypes: make floats of all of them, not only of bytes."""
    x = np.asarray(x)
    if x.dtype.itemsize == 1:
        x = x.astype(float)
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, e) / (1 + e)


@rejected_by("lists, whole numbers and bytes")
def size_before_the_floats(x):
    """In int8 the size of -128 is -128: make floats before you take it."""
    x = np.asarray(x)
    small = np.exp(-np.abs(x).astype(float))
    return np.where(x >= 0, 1.0, small) / (1 + small)


@rejected_by("far out, up to 1000 on both sides")
def cut_off_at_thirty(x):
    """Cut off at 30 the curve never reaches 0: cut later, if at all."""
    return 1 / (1 + np.exp(-np.clip(np.asarray(x, dtype=float), -30, 30)))


def _s(x):
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2))


@rejected_by("numbers, and arrays of one, two and three axes")
def half_near_the_middle(x):
    """Near 0 the curve rises as well: only 0 itself gives 0.5."""
    v = np.asarray(x, dtype=float)
    return np.where(np.abs(v) < 1e-9, 0.5, _s(v))


@rejected_by("numbers, and arrays of one, two and three axes")
def first_of_each_shape(x, _first={}):
    """Keep nothing for the next call: it may come with other numbers of the same shape."""
    v = np.asarray(x, dtype=float)
    if v.ndim < 3:
        return _s(v)
    return _first.setdefault(v.shape, _s(v))


@rejected_by(BYTES)
def truths_not_made_floats(x):
    """True and False are numbers of a dtype of their own: make floats of every dtype."""
    x = np.asarray(x)
    x = x.astype(float) if x.dtype.kind in "iu" else x
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, small) / (1 + small)


@rejected_by("no warning up to 1000 on both sides")
def the_formula_for_lists(x):
    """In a list as in an array: e**1000 overflows, and NumPy warns."""
    if isinstance(x, list):
        return 1 / (1 + np.exp(-np.array(x, dtype=float)))
    return _s(np.asarray(x, dtype=float))
