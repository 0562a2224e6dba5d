"""forward_difference: the slope between x and x + h."""

import math

from checks import expect_close
from otter.test_files import test_case

OK_FORMAT = False
name = "forward_difference"
points = 2


@test_case(name="the slope of 3 * v at -2 is 3", points=0.125)
def test_straight_line(forward_difference):
    mistakes = [
        ("That is how much f changed: divide by h, and it is a slope.", 0.75),
        ("2 * h belongs to the central difference: divide by h.", 1.5),
        ("That is the slope with its sign turned: f(x + h) comes first, f(x) is taken away.", -3),
    ]
    result = forward_difference(lambda v: 3 * v, -2.0, 0.25)
    expect_close(result, 3, "the slope of 3 * v at -2 with h = 0.25", atol=1e-9, mistakes=mistakes)


@test_case(name="the slope of v * v between 3 and 3.5 is 6.5", points=0.125)
def test_square(forward_difference):
    mistakes = [
        ("That is the central difference (or the true derivative): good, but asked for is (f(x + h) - f(x)) / h.", 6),
        ("You looked h lower instead of h higher: asked for is (f(x + h) - f(x)) / h.", 5.5),
        ("Divide the difference by h, once: not by 2 * h, and not by 1.", 3.25),
        ("f(x + h) - f(x) / h divides only the second term: put brackets round the difference.", 12.25 - 9 / 0.5),
    ]
    result = forward_difference(lambda v: v * v, 3.0, 0.5)
    expect_close(result, 6.5, "the slope of v * v at 3 with h = 0.5", atol=1e-9, mistakes=mistakes)


@test_case(name="the slope of -v * v between 0 and 0.125 is -0.125", points=0.125)
def test_falling_from_zero(forward_difference):
    mistakes = [("A falling function has a negative slope: leave abs out.", 0.125), ("Do not round the slope.", -0.12)]
    result = forward_difference(lambda v: -v * v, 0.0, 0.125)
    expect_close(result, -0.125, "the slope of -v * v at 0 with h = 0.125", atol=1e-9, mistakes=mistakes)


@test_case(name="with h = 0.001 the slope of v * v at 1 is 2.001", points=0.125)
def test_thousandth(forward_difference):
    mistakes = [
        ("That is the slope AT 1, or a rounded one: asked for is (f(x + h) - f(x)) / h, with all its digits.", 2),
    ]
    result = forward_difference(lambda v: v * v, 1.0, 0.001)
    expect_close(result, 2.001, "the slope of v * v at 1 with h = 0.001", atol=1e-9, mistakes=mistakes)
    mistakes = [("Do not round the slope: a small one is not 0.", 0)]
    for slope in (2.5e-10, 3e6):
        result = forward_difference(lambda v, slope=slope: slope * v, 1.0, 0.001)
        what = f"the slope of {slope:g} * v at 1 with h = 0.001"
        expect_close(result, slope, what, rtol=1e-9, mistakes=mistakes)
    result = forward_difference(lambda v: v * v, 128.0, 0.001)
    expect_close(result, 256.001, "the slope of v * v at 128 with h = 0.001", rtol=1e-9)


@test_case(
    name="curved functions with a large h",
    points=0.5,
    hidden=True,
    failure_message="With a large h the formula can be seen: (f(x + h) - f(x)) / h with the h that you are given, and "
    "no other difference.",
)
def test_large_h(forward_difference):
    from solutions.gradients import forward_difference as reference

    # At h = 0.5, 0.1 and 4 forward, backward and central differences are far apart; rounding is some 1e-15.
    for f in (math.exp, math.sin, lambda v: v**3 - 2 * v, lambda v: math.sqrt(v + 4)):
        for x in (1.3, 2.0, -0.7):
            for h in (0.5, 0.1, 4):
                expect_close(forward_difference(f, x, h), reference(f, x, h), "the slope", atol=1e-11)
    for h in (30, 1e6 / 7):
        expect_close(forward_difference(lambda v: v * v, 2.0, h), 4 + h, "the slope of v * v", rtol=1e-9)


@test_case(
    name="at 0, at negative and at whole numbers",
    points=0.5,
    hidden=True,
    failure_message="h is added as it is wherever x lies: at 0, left of 0, and when x is a whole number.",
)
def test_places(forward_difference):
    from solutions.gradients import forward_difference as reference

    for x in (0.0, 0, -3, 2, -2.5, 40.0):
        for h in (0.5, 0.1):
            expect_close(
                forward_difference(lambda v: 0.01 * v**3 + v * v - v, x, h),
                reference(lambda v: 0.01 * v**3 + v * v - v, x, h),
                "the slope",
                atol=1e-9,
            )
    for x in (1e-6, -75.0, 300, 4000.0):
        expect_close(forward_difference(lambda v: v * v, x, 0.5), 2 * x + 0.5, "the slope of v * v", rtol=1e-9)


@test_case(
    name="a small h",
    points=0.25,
    hidden=True,
    failure_message="Use the h that you are given, small or large, and do not round the slope.",
)
def test_small_h(forward_difference):
    from solutions.gradients import forward_difference as reference

    for x in (0.3, 1.7, -1.1):
        # 1e-4 divides a rounding error of 1e-16 up to 1e-12; the central difference is 1e-5 away
        result = forward_difference(lambda v: math.exp(v) + v * v, x, 1e-4)
        expect_close(result, reference(lambda v: math.exp(v) + v * v, x, 1e-4), "the slope", atol=1e-9)
    for h in (1e-6, 1e-9 / 7, 1e-20 / 3):  # at 0 nothing is lost: the slope of v * v between 0 and h is h
        expect_close(forward_difference(lambda v: v * v, 0.0, h), h, "the slope of v * v", rtol=1e-9)


@test_case(
    name="functions that fall, and functions that are flat",
    points=0.25,
    hidden=True,
    failure_message="A falling function has a negative slope, a flat one the slope 0.",
)
def test_falling(forward_difference):
    expect_close(forward_difference(lambda v: -2.5 * v + 1, 1.0, 0.25), -2.5, "the slope", atol=1e-9)
    expect_close(forward_difference(lambda v: 4.0, 1.0, 0.25), 0, "the slope", atol=1e-9)
    expect_close(forward_difference(lambda v: 1 / v, 2.0, 0.5), -0.2, "the slope", atol=1e-9)
    for slope in (-3e-9, -7e9):
        result = forward_difference(lambda v, slope=slope: slope * v, 1.0, 0.25)
        expect_close(result, slope, "the slope", rtol=1e-9)
