"""Wrong answers to circuit_gradient."""

import numpy as np

from solutions import rejected_by


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3", "any three numbers")
def slopes_of_q(x, y, z):
    """1 is the slope of q with respect to x. Multiply it by the slope of f with respect to q."""
    return 1.0, 1.0, x + y


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3", "any three numbers")
def everything_else_stays_the_same(x, y, z):
    """x and y do move f, through q (the lecture's "everything else stays the same" is misleading)."""
    return 0.0, 0.0, x + y


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3", "any three numbers")
def adds_along_the_chain(x, y, z):
    """Slopes along a chain are multiplied."""
    return 1.0 + z, 1.0 + z, x + y


@rejected_by(
    "any three numbers",
    "exact, for small and for large numbers",
    "at (1.5, 2.25, 3) the slopes are 3, 3 and 3.75, at z = 0 they are 0, 0 and x + y",
)
def knows_the_lecture_by_heart(x, y, z):
    """Right for the lecture's numbers only."""
    return -4.0, -4.0, 3.0


@rejected_by("any three numbers", "at (1.5, 2.25, 3) the slopes are 3, 3 and 3.75, at z = 0 they are 0, 0 and x + y")
def half_by_heart(x, y, z):
    """The slope with respect to z is q, which is 3 only for the lecture's numbers."""
    return z, z, 3.0


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3")
def z_first(x, y, z):
    """The slopes stand in the order x, y, z."""
    return x + y, z, z


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3")
def a_product_of_three(x, y, z):
    """The first gate adds: y * z would be the slope of x * y * z."""
    return y * z, x * z, x * y


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3")
def q_and_z_only(x, y, z):
    """Three inputs, three slopes: carry the slope of q on to x and to y."""
    return z, x + y


@rejected_by(
    "exact, for small and for large numbers",
    "at (1.5, 2.25, 3) the slopes are 3, 3 and 3.75, at z = 0 they are 0, 0 and x + y",
)
def by_nudging(x, y, z):
    """Exact slopes come by the chain rule, not by nudging."""

    def f(x, y, z):
        return (x + y) * z

    h = 1e-5
    return (
        (f(x + h, y, z) - f(x - h, y, z)) / (2 * h),
        (f(x, y + h, z) - f(x, y - h, z)) / (2 * h),
        (f(x, y, z + h) - f(x, y, z - h)) / (2 * h),
    )


@rejected_by("z = 0, and x + y = 0", "at (1.5, 2.25, 3) the slopes are 3, 3 and 3.75, at z = 0 they are 0, 0 and x + y")
def divides_the_output(x, y, z):
    """f / q is z, except where q is 0: use z itself."""
    q = x + y
    f = q * z
    return f / q, f / q, f / z


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3")
def shares_the_slope_out(x, y, z):
    """An add gate hands its slope on to both inputs in full; nothing is shared out."""
    return z / 2, z / 2, x + y


@rejected_by("any three numbers", "exact, for small and for large numbers")
def rounded(x, y, z):
    """Do not round."""
    return round(z, 3), round(z, 3), round(x + y, 3)


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3")
def takes_the_step_too(x, y, z):
    """Return the slopes, not the point after the step."""
    return x + 0.01 * z, y + 0.01 * z, z + 0.01 * (x + y)


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3")
def hands_the_output_back(x, y, z):
    """The slope that flows back into the last gate is 1, not its output."""
    q = x + y
    f = q * z
    return f * z, f * z, f * q


@rejected_by("any three numbers", "at (1.5, 2.25, 3) the slopes are 3, 3 and 3.75, at z = 0 they are 0, 0 and x + y")
def q_without_signs(x, y, z):
    """q keeps its sign."""
    return z, z, abs(x + y)


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3")
def weighted_by_the_inputs(x, y, z):
    """The slope of an add gate is 1 for each input, not the input itself."""
    return x * z, y * z, x + y


@rejected_by(
    "at (1.5, 2.25, 3) the slopes are 3, 3 and 3.75, at z = 0 they are 0, 0 and x + y",
    "exact, for small and for large numbers",
)
def tiny_ones_are_zero(x, y, z):
    """A small slope is a slope: it is not 0."""
    q = x + y
    return (z if abs(z) > 1e-6 else 0.0, z if abs(z) > 1e-6 else 0.0, q if abs(q) > 1e-6 else 0.0)


@rejected_by("exact, for small and for large numbers")
def at_most_ten_million(x, y, z):
    """The slopes may be of any size: do not cut them off."""
    return tuple(np.clip([z, z, x + y], -1e7, 1e7))


@rejected_by("exact, for small and for large numbers")
def thirteen_digits(x, y, z):
    """Exact means all digits."""
    return tuple(float(f"{v:.13g}") for v in (z, z, x + y))


@rejected_by("exact, for small and for large numbers")
def output_divided_by_the_other(x, y, z):
    """The slope with respect to z is q itself: q * z may be more than a float holds."""
    q = x + y
    f = q * z
    return (z, z, f / z) if z else (z, z, q)


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3")
def z_counted_in(x, y, z):
    """The slope with respect to z is the output of the add gate, x + y: z is not in it."""
    return z, z, x + y + z


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3")
def y_taken_away(x, y, z):
    """The first gate adds: y's slope has the sign of x's."""
    return z, -z, x - y


@rejected_by("at (-2, 5, -4) the slopes are -4, -4 and 3")
def both_inputs_at_once(x, y, z):
    """x alone moves q by 1, and y alone, too: their slopes are not added up."""
    return 2 * z, 2 * z, x + y
