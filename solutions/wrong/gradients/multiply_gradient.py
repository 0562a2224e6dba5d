"""Wrong answers to multiply_gradient."""

import numpy as np

from solutions import rejected_by


@rejected_by("at (-2, 3) the slopes are 3 and -2", "exact for small and for large numbers")
def swapped(x, y):
    """The slope of x * y with respect to x is y, and the other way round."""
    return x, y


@rejected_by("exact for small and for large numbers", "at (0, -7.5) and at (1234567.8, 7654321.1) the slopes are exact")
def by_nudging(x, y):
    """Exact slopes come from the rule, not by nudging."""
    h = 1e-4
    out = x * y
    return ((x + h) * y - out) / h, (x * (y + h) - out) / h


@rejected_by("exact for small and for large numbers", "at (0, -7.5) and at (1234567.8, 7654321.1) the slopes are exact")
def by_nudging_both_ways(x, y):
    """Central differences are good, and still not exact: use the rule."""
    h = 1e-5
    return ((x + h) * y - (x - h) * y) / (2 * h), (x * (y + h) - x * (y - h)) / (2 * h)


@rejected_by("exact for small and for large numbers", "at (0, -7.5) and at (1234567.8, 7654321.1) the slopes are exact")
def by_a_large_nudge(x, y):
    """A nudge of 1 rounds, too, when one number is much larger than the other: use the rule."""
    return (x + 1) * y - x * y, x * (y + 1) - x * y


@rejected_by("zeros, and numbers of either sign", "at (0, -7.5) and at (1234567.8, 7654321.1) the slopes are exact")
def divides_the_output(x, y):
    """f / x is 0 / 0 where x is 0: the slope is y itself."""
    out = x * y
    return out / x, out / y


@rejected_by(
    "exact for small and for large numbers",
    "zeros, and numbers of either sign",
    "at (0, -7.5) and at (1234567.8, 7654321.1) the slopes are exact",
)
def knows_the_lecture_by_heart(x, y):
    """Right for the lecture's numbers only."""
    return 3, -2


@rejected_by("at (-2, 3) the slopes are 3 and -2")
def added_up(x, y):
    """A gradient is one slope for each input, not their sum."""
    return y + x


@rejected_by("at (-2, 3) the slopes are 3 and -2")
def of_the_add_gate(x, y):
    """1 and 1 are the slopes of x + y."""
    return 1.0, 1.0


@rejected_by("at (-2, 3) the slopes are 3 and -2", "zeros, and numbers of either sign")
def without_signs(x, y):
    """A slope keeps its sign."""
    return abs(y), abs(x)


@rejected_by("at (-2, 3) the slopes are 3 and -2")
def both_times_the_output(x, y):
    """Those are the slopes times x * y, as if the output were nudged; they are y and x."""
    return y * x * y, x * x * y


@rejected_by("at (-2, 3) the slopes are 3 and -2")
def downhill(x, y):
    """Every slope has the wrong sign."""
    return -y, -x


@rejected_by("exact for small and for large numbers", "at (0, -7.5) and at (1234567.8, 7654321.1) the slopes are exact")
def whole_numbers_only(x, y):
    """int() cuts the fraction off."""
    return int(y), int(x)


@rejected_by("at (-2, 3) the slopes are 3 and -2")
def takes_the_step_too(x, y):
    """Return the slopes, not the point after the step."""
    return x + 0.01 * y, y + 0.01 * x


@rejected_by("zeros, and numbers of either sign", "at (0, -7.5) and at (1234567.8, 7654321.1) the slopes are exact")
def nothing_at_zero(x, y):
    """The slope with respect to x is y, also where x is 0."""
    return (y, x) if x and y else (0.0, 0.0)


@rejected_by("exact for small and for large numbers")
def output_divided_by_the_other(x, y):
    """The slope is the other input itself: x * y may be more than a float holds."""
    f = x * y
    return (f / x if x else y, f / y if y else x)


@rejected_by("exact for small and for large numbers")
def nudged_by_its_own_size(x, y):
    """Not by nudging: from the rule."""
    hx, hy = x or 1.0, y or 1.0
    return (((x + hx) * y - (x - hx) * y) / (2 * hx), (x * (y + hy) - x * (y - hy)) / (2 * hy))


@rejected_by("exact for small and for large numbers")
def thirteen_digits(x, y):
    """Exact means all digits."""
    return float(f"{y:.13g}"), float(f"{x:.13g}")


@rejected_by("exact for small and for large numbers")
def tiny_ones_are_zero(x, y):
    """A small input is an input: it is not 0."""
    return (y if abs(y) > 1e-6 else 0.0, x if abs(x) > 1e-6 else 0.0)


@rejected_by("exact for small and for large numbers")
def at_most_ten_million(x, y):
    """The slopes may be of any size: do not cut them off."""
    return tuple(np.clip([y, x], -1e7, 1e7))


@rejected_by("exact for small and for large numbers")
def by_logarithms(x, y):
    """Logarithms lose the last digits: the slope is the other input itself."""
    s = np.sign([y, x])
    m = np.abs([y, x])
    with np.errstate(all="ignore"):
        return tuple(s * np.where(m > 0, np.exp(np.log(m)), 0))
