"""Wrong answers to sigmoid_gradient."""

import numpy as np

from solutions import rejected_by

MIDDLE = "0 gives 1/4, the steepest place"
NUDGED = "the nudge agrees at -3, 0.5 and 2"
SHAPES = "numbers, and arrays of one, two and three axes"
FAR = "far out, up to 1000 on both sides"
BYTES = "lists, whole numbers and bytes"
ASLEEP = "at -800 and at 800 the slope is 0, never nan"
BYTES_AND_LIST = "bytes, and a list, which is the same afterwards"


def _s(x):
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2))


@rejected_by(MIDDLE, NUDGED)
def of_the_output(x):
    """x·(1 − x) takes x for the OUTPUT of the sigmoid: compute s first."""
    x = np.asarray(x, dtype=float)
    return x * (1 - x)


@rejected_by(SHAPES, ASLEEP)
def forward_nudge(x):
    """A nudge of 1e-3 errs by 1e-4. Use the rule s·(1 − s)."""
    x = np.asarray(x, dtype=float)
    return (_s(x + 1e-3) - _s(x)) / 1e-3


@rejected_by(FAR, ASLEEP)
def small_forward_nudge(x):
    """A forward nudge is good to some digits in the middle, and to none far out. Use the rule s·(1 − s)."""
    x = np.asarray(x, dtype=float)
    return (_s(x + 1e-8) - _s(x)) / 1e-8


@rejected_by(MIDDLE, NUDGED)
def of_the_tanh(x):
    """That is the slope of tanh."""
    return 1 - np.tanh(np.asarray(x, dtype=float)) ** 2


@rejected_by(MIDDLE, NUDGED)
def the_height(x):
    """That is the height of the sigmoid, not its slope."""
    return _s(x)


@rejected_by(NUDGED, SHAPES)
def squashed_twice(x):
    """s is already squashed: its slope is s·(1 − s), without another sigmoid."""
    s = _s(_s(x))
    return s * (1 - s)


@rejected_by(MIDDLE, NUDGED)
def sign_turned(x):
    """The sigmoid rises everywhere: its slope is positive."""
    s = _s(x)
    return s * (s - 1)


@rejected_by(NUDGED)
def s_times_one_minus_x(x):
    """Both factors need s: s·(1 − s)."""
    return _s(x) * (1 - np.asarray(x, dtype=float)) / 2


@rejected_by(FAR, ASLEEP)
def e_to_the_minus_x(x):
    """e^1000 overflows: inf / inf is nan at −1000. Build the slope from your sigmoid."""
    small = np.exp(-np.asarray(x, dtype=float))
    return small / (1 + small) ** 2


@rejected_by(FAR, ASLEEP)
def nan_swept_to_one(x):
    """At −1000 the slope is 0: sweeping the overflow away has made it something else."""
    small = np.minimum(np.exp(-np.asarray(x, dtype=float)), 1e6)
    return small / (1 + small) ** 2


@rejected_by(FAR, ASLEEP)
def cut_off_at_ten(x):
    """Cut off at ±10 the slope stays at 5e-5 for ever: cut later, if at all."""
    s = _s(np.clip(np.asarray(x, dtype=float), -10, 10))
    return s * (1 - s)


@rejected_by(SHAPES, ASLEEP)
def slopes_along_the_array(x):
    """np.gradient asks how the array changes from one element to the next; every element has a slope of its own."""
    return np.gradient(_s(x)) if np.size(x) > 1 and np.ndim(x) == 1 else _s(x) * (1 - _s(x))


@rejected_by(SHAPES)
def flat(x):
    """The result has the shape of x; yours is flat."""
    s = np.ravel(_s(x))
    return s * (1 - s)


@rejected_by(SHAPES)
def one_number(x):
    """Every element has its own slope: do not add them up."""
    s = _s(x)
    return np.sum(s * (1 - s)) if s.ndim > 1 else s * (1 - s)


@rejected_by(BYTES, BYTES_AND_LIST)
def in_bytes(x):
    """−1 in uint8 is 255: convert to float first."""
    x = np.asarray(x)
    small = np.exp(-np.abs(x))
    return small / (1 + small) ** 2


@rejected_by(BYTES, BYTES_AND_LIST)
def result_of_the_type_of_x(x):
    """An array of x's type cuts 0.25 down to 0."""
    out = np.zeros_like(x)
    s = _s(x)
    out[...] = s * (1 - s)
    return out


@rejected_by(BYTES, BYTES_AND_LIST)
def arrays_only(x):
    """A list has no minus sign: make an array of floats first."""
    small = np.exp(-abs(x))
    return small / (1 + small) ** 2


@rejected_by("what goes in is the same afterwards")
def in_place(x):
    """*= and [...] = work inside the caller's array: work on something new."""
    s = _s(x)
    if isinstance(x, np.ndarray) and x.dtype == float:
        x[...] = s * (1 - s)
        return x
    return s * (1 - s)


@rejected_by(SHAPES, ASLEEP)
def rounded(x):
    """Do not round."""
    s = _s(x)
    return np.round(s * (1 - s), 4)


@rejected_by("what goes in is the same afterwards", BYTES_AND_LIST)
def a_list_in_place(x):
    """x[i] = ... writes into the caller's list: make a list of your own."""
    s = _s(x)
    if isinstance(x, list) and not isinstance(x[0], list):
        x[:] = (s * (1 - s)).tolist()
        return x
    return s * (1 - s)


@rejected_by("bytes, and a list, which is the same afterwards", "numbers, and arrays of one, two and three axes")
def nudged_on_the_small_side(x):
    """By the rule, not by nudging."""
    x = -np.abs(np.asarray(x, dtype=float))

    def e(v):
        return 1 / (1 + np.exp(-np.clip(v, -700, 700)))

    return (e(x + 1e-5) - e(x - 1e-5)) / 2e-5


@rejected_by("at -800 and at 800 the slope is 0, never nan", "bytes, and a list, which is the same afterwards")
def nudged_both_ways(x):
    """By the rule, not by nudging."""
    x = np.asarray(x, dtype=float)
    return (_s(x + 1e-5) - _s(x - 1e-5)) / 2e-5


@rejected_by("far out, up to 1000 on both sides")
def cut_off_at_thirty(x):
    """Cut off at 30 the slope never reaches 0: cut later, if at all."""
    s = _s(np.clip(np.asarray(x, dtype=float), -30, 30))
    return s * (1 - s)


@rejected_by("lists, whole numbers and bytes")
def whole_numbers_as_bytes(x):
    """Whole numbers may be negative or above 255: make floats of them, not bytes."""
    x = np.asarray(x)
    v = x.astype(np.uint8).astype(float) if x.dtype.kind in "iu" else x.astype(float)
    s = _s(v)
    return s * (1 - s)


@rejected_by("numbers, and arrays of one, two and three axes")
def flat_near_the_middle(x):
    """Only at 0 itself the slope is 1/4."""
    s = _s(x)
    return np.where(np.abs(np.asarray(x, float)) < 1e-3, 0.25, s * (1 - s))
