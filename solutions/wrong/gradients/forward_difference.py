"""Wrong answers to forward_difference."""

import numpy as np

from solutions import rejected_by


@rejected_by("the slope of v * v between 3 and 3.5 is 6.5", "curved functions with a large h", "a small h")
def central_difference(f, x, h):
    """That is the central difference: good, but asked for is (f(x + h) - f(x)) / h."""
    return (f(x + h) - f(x - h)) / (2 * h)


@rejected_by("the slope of v * v between 3 and 3.5 is 6.5", "curved functions with a large h")
def backward_difference(f, x, h):
    """You look h lower; asked for is the slope between x and x + h."""
    return (f(x) - f(x - h)) / h


@rejected_by("the slope of 3 * v at -2 is 3", "functions that fall, and functions that are flat")
def does_not_divide(f, x, h):
    """The change of the output alone is no slope: divide it by the change of the input."""
    return f(x + h) - f(x)


@rejected_by("the slope of v * v between 3 and 3.5 is 6.5", "curved functions with a large h")
def divides_the_second_term_only(f, x, h):
    """f(x + h) - f(x) / h divides only the second term."""
    return f(x + h) - f(x) / h


@rejected_by("the slope of v * v between 3 and 3.5 is 6.5", "curved functions with a large h", "a small h")
def an_h_of_its_own(f, x, h):
    """Use the h you are given."""
    h = 1e-5
    return (f(x + h) - f(x)) / h


@rejected_by("the slope of 3 * v at -2 is 3")
def divides_by_x(f, x, h):
    """Divide by h, not by x."""
    return (f(x + h) - f(x)) / x


@rejected_by("at 0, at negative and at whole numbers", "the slope of v * v between 3 and 3.5 is 6.5")
def a_share_of_x(f, x, h):
    """h is added as it is, not as a share of x: at x = 0 nothing would move."""
    return (f(x + h * x) - f(x)) / (h * x)


@rejected_by(
    "at 0, at negative and at whole numbers",
    "curved functions with a large h",
    "the slope of v * v between 3 and 3.5 is 6.5",
)
def larger_for_larger_x(f, x, h):
    """Do not scale h with the size of x, even if it is usual elsewhere: the slope between x and x + h is asked for."""
    h = h * max(1.0, abs(x))
    return (f(x + h) - f(x)) / h


@rejected_by("the slope of 3 * v at -2 is 3", "functions that fall, and functions that are flat")
def turned_round(f, x, h):
    """The sign is turned: f(x) is taken away from f(x + h)."""
    return (f(x) - f(x + h)) / h


@rejected_by("the slope of 3 * v at -2 is 3")
def divides_by_two_h(f, x, h):
    """2 * h belongs to the central difference; between x and x + h there is one h."""
    return (f(x + h) - f(x)) / (2 * h)


@rejected_by("functions that fall, and functions that are flat", "the slope of -v * v between 0 and 0.125 is -0.125")
def forgets_falling_functions(f, x, h):
    """A slope has a sign: abs() takes it away."""
    return abs(f(x + h) - f(x)) / h


@rejected_by("a small h")
def rounded(f, x, h):
    """Do not round: return what the formula gives."""
    return round((f(x + h) - f(x)) / h, 6)


@rejected_by("a small h", "with h = 0.001 the slope of v * v at 1 is 2.001")
def in_single_precision(f, x, h):
    """float32 keeps 7 digits: of a small difference nothing is left."""
    return (np.float32(f(x + h)) - np.float32(f(x))) / np.float32(h)


@rejected_by("the slope of 3 * v at -2 is 3")
def returns_the_output_too(f, x, h):
    """Return the slope alone."""
    return f(x), (f(x + h) - f(x)) / h


@rejected_by("the slope of 3 * v at -2 is 3")
def nudges_the_output(f, x, h):
    """h is added to x, inside the brackets of f: f(x) + h nudges the output."""
    return (f(x) + h - f(x)) / h


@rejected_by("at 0, at negative and at whole numbers", "the slope of -v * v between 0 and 0.125 is -0.125")
def keeps_away_from_zero(f, x, h):
    """`if x` is False at 0, and 0 is a point like any other."""
    return (f(x + h) - f(x)) / h if x else 0.0


@rejected_by("curved functions with a large h")
def nine_digits(f, x, h):
    """Do not round the slope, not even to nine digits."""
    return round((f(x + h) - f(x)) / h, 9)


@rejected_by("with h = 0.001 the slope of v * v at 1 is 2.001", "functions that fall, and functions that are flat")
def small_slopes_are_flat(f, x, h):
    """A small slope is a slope: it is not 0."""
    slope = (f(x + h) - f(x)) / h
    return 0.0 if abs(slope) < 1e-6 else slope


@rejected_by("functions that fall, and functions that are flat")
def at_most_ten_thousand(f, x, h):
    """A slope may be as steep as it comes: do not cut it off."""
    return float(np.clip((f(x + h) - f(x)) / h, -1e4, 1e4))


@rejected_by("at 0, at negative and at whole numbers")
def a_share_of_x_far_away(f, x, h):
    """Use h as it is, also where x is large."""
    if abs(x) > 50:
        h = h * abs(x)
    return (f(x + h) - f(x)) / h


@rejected_by("a small h")
def h_of_a_millionth_at_least(f, x, h):
    """Use the h that you are given, also one below 1e-6."""
    h = max(h, 1e-6)
    return (f(x + h) - f(x)) / h


@rejected_by("curved functions with a large h")
def h_of_one_at_most(f, x, h):
    """Use the h that you are given, also one above 1."""
    h = min(h, 1)
    return (f(x + h) - f(x)) / h


@rejected_by("curved functions with a large h")
def whole_h_divides_whole(f, x, h):
    """A whole h divides as any other does: // cuts the fraction off."""
    difference = f(x + h) - f(x)
    return difference // h if isinstance(h, int) else difference / h


@rejected_by("a small h")
def twelve_decimals(f, x, h):
    """Do not round the slope, not to twelve decimals either: it may be smaller than these."""
    return round((f(x + h) - f(x)) / h, 12)


@rejected_by("the slope of v * v between 3 and 3.5 is 6.5", "with h = 0.001 the slope of v * v at 1 is 2.001")
def mean_of_both_sides(f, x, h):
    """The mean of the slopes on both sides is the central difference: asked for is (f(x + h) - f(x)) / h."""
    return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2


@rejected_by("the slope of v * v between 3 and 3.5 is 6.5", "with h = 0.001 the slope of v * v at 1 is 2.001")
def a_better_slope_at_x(f, x, h):
    """Two steps make a better slope AT x; asked for is the one between x and x + h."""
    return 2 * (f(x + h / 2) - f(x)) / (h / 2) - (f(x + h) - f(x)) / h


@rejected_by("the slope of v * v between 3 and 3.5 is 6.5")
def two_h_ahead(f, x, h):
    """You looked 2 * h ahead; asked for is the slope between x and x + h."""
    return (f(x + 2 * h) - f(x)) / (2 * h)


@rejected_by("the slope of 3 * v at -2 is 3", "a small h")
def divides_by_h_twice(f, x, h):
    """Divide by h once, not by its square."""
    return (f(x + h) - f(x)) / h**2


@rejected_by("the slope of 3 * v at -2 is 3")
def x_moved_before_both(f, x, h):
    """x += h comes too early: both outputs are then taken at the same place."""
    x += h
    return (f(x) - f(x)) / h
