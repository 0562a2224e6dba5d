"""Wrong answers to relative_error."""

import numpy as np

from solutions import rejected_by


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002", "small and large elements count alike")
def the_average(a, b):
    """The largest counts: an average hides one wrong entry among many right ones."""
    return np.mean(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002", "small and large elements count alike")
def not_divided(a, b):
    """0.001 is nothing for a slope of 1000 and everything for one of 0.001: divide."""
    return np.max(np.abs(a - b))


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002", "arrays of any shape")
def by_the_larger_one(a, b):
    """Divide by |a| + |b|, not by the larger of the two."""
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.maximum(np.abs(a), np.abs(b))))


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002", "arrays of any shape")
def by_one_of_them(a, b):
    """Divide by |a| + |b|: with one of them alone the error depends on which comes first."""
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(b)))


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002")
def by_their_mean(a, b):
    """Divide by |a| + |b|, not by half of it."""
    return np.max(2 * np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


@rejected_by("small and large elements count alike", "the largest of 2 x 2 errors: that of the small numbers")
def largest_by_largest(a, b):
    """Divide element by element first: the largest difference may belong to another element than the largest size."""
    return np.max(np.abs(a - b)) / max(1e-8, np.max(np.abs(a) + np.abs(b)))


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002", "small and large elements count alike")
def lengths_of_the_vectors(a, b):
    """The lengths of whole vectors hide one wrong entry among many right ones: take the largest quotient."""
    return np.linalg.norm(a - b) / max(1e-8, np.linalg.norm(a) + np.linalg.norm(b))


@rejected_by("negative numbers, and numbers of opposite sign", "[1, 2] against [1, 2.002] gives 0.002 / 4.002")
def signed_difference(a, b):
    """|a - b|: without the bars a difference below 0 never is the largest."""
    return np.max((a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


@rejected_by(
    "negative numbers, and numbers of opposite sign", "2 against -2 gives 1, and 0 against 0 gives 0 without a warning"
)
def size_of_the_sum(a, b):
    """|a| + |b| is not |a + b|: numbers of opposite sign cancel in the sum."""
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a + b)))


@rejected_by(
    "negative numbers, and numbers of opposite sign", "2 against -2 gives 1, and 0 against 0 gives 0 without a warning"
)
def without_bars_below(a, b):
    """|a| + |b|: without the bars negative numbers give 1e-8."""
    return np.max(np.abs(a - b) / np.maximum(1e-8, a + b))


@rejected_by(
    "negative numbers, and numbers of opposite sign", "2 against -2 gives 1, and 0 against 0 gives 0 without a warning"
)
def difference_of_sizes(a, b):
    """| |a| - |b| | forgets the sign: 1 and -1 are far apart."""
    return np.max(np.abs(np.abs(a) - np.abs(b)) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


@rejected_by(
    "0 against 0 gives 0, without a warning", "2 against -2 gives 1, and 0 against 0 gives 0 without a warning"
)
def zero_by_zero(a, b):
    """0 / 0 is nan: the divisor is never below 1e-8."""
    return np.max(np.abs(a - b) / (np.abs(a) + np.abs(b)))


@rejected_by(
    "0 against 0 gives 0, without a warning",
    "tiny numbers are measured by 1e-8",
    "2 against -2 gives 1, and 0 against 0 gives 0 without a warning",
)
def zero_by_zero_swept_away(a, b):
    """nan_to_num hides the nan, but not the division by 0, and tiny numbers still divide by less than 1e-8."""
    return np.max(np.nan_to_num(np.abs(a - b) / (np.abs(a) + np.abs(b))))


@rejected_by("tiny numbers are measured by 1e-8", "[1, 2] against [1, 2.002] gives 0.002 / 4.002")
def added_instead_of_larger(a, b):
    """max(1e-8, ...) is the larger of the two; + 1e-8 is something else for tiny numbers."""
    return np.max(np.abs(a - b) / (np.abs(a) + np.abs(b) + 1e-8))


@rejected_by("tiny numbers are measured by 1e-8", "numbers below 1e-8 are measured by 1e-8")
def tiny_ones_left_out(a, b):
    """Elements below 1e-8 count, too: they are divided by 1e-8."""
    size = np.abs(a) + np.abs(b)
    return np.max(np.where(size < 1e-8, 0.0, np.abs(a - b) / np.maximum(1e-8, size)))


@rejected_by("tiny numbers are measured by 1e-8", "numbers below 1e-8 are measured by 1e-8")
def another_floor(a, b):
    """The divisor is at least 1e-8, not 1e-12."""
    return np.max(np.abs(a - b) / np.maximum(1e-12, np.abs(a) + np.abs(b)))


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002")
def the_smallest(a, b):
    """The smaller of the divisor counts; of the quotients it is the largest."""
    return np.min(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002")
def all_quotients(a, b):
    """One number is asked for: the largest of the quotients."""
    return np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))


@rejected_by("arrays of any shape", "the largest of 2 x 2 errors: that of the small numbers")
def one_for_each_row(a, b):
    """One number over all elements, not one for each row."""
    return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)), axis=-1)


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002")
def in_per_cent(a, b):
    """The error is a share, not per cent."""
    return 100 * np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))


@rejected_by("a and b are the same afterwards", "the largest of 2 x 2 errors: that of the small numbers")
def works_in_the_callers_array(a, b):
    """a -= b changes the caller's array."""
    size = np.maximum(1e-8, np.abs(a) + np.abs(b))
    if a.dtype == float:
        a -= b
        return np.max(np.abs(a) / size)
    return np.max(np.abs(a - b) / size)


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002")
def rounded(a, b):
    """Do not round: small errors are the interesting ones."""
    return np.round(np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))), 6)


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002", "small and large elements count alike")
def only_where_they_differ_much(a, b):
    """A small error is an error: it is not 0."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    e = np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))
    return float(np.max(np.where(e < 1e-6, 0, e)))


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002", "small and large elements count alike")
def nearly_equal_is_equal(a, b):
    """A small error is an error: it is not 0."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    e = np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))
    return float(e.max()) if e.max() > 1e-7 else 0.0


@rejected_by("small and large elements count alike")
def within_a_million(a, b):
    """Divide by |a| + |b| as it is, however large: only below has it a limit."""
    return float(np.max(np.abs(a - b) / np.clip(np.abs(a) + np.abs(b), 1e-8, 1e6)))


@rejected_by("2 against -2 gives 1, and 0 against 0 gives 0 without a warning")
def below_one(a, b):
    """2 and -2 have the error 1: it is not cut off below."""
    return min(float(np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))), 0.999)


@rejected_by("[1, 2] against [1, 2.002] gives 0.002 / 4.002")
def by_pythagoras(a, b):
    """|a| + |b| is the sum of the sizes, not the root of the sum of their squares."""
    return float(np.max(np.abs(a - b) / np.maximum(1e-8, np.hypot(a, b))))


@rejected_by("numbers below 1e-8 are measured by 1e-8")
def a_floor_of_two(a, b):
    """The divisor is at least 1e-8, not 2e-8: the floor is for the sum, not for each of the two."""
    return float(np.max(np.abs(a - b) / (np.maximum(1e-8, np.abs(a)) + np.maximum(1e-8, np.abs(b)))))
