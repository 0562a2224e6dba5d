"""forward_difference: the slope between x and x + h."""

from checks import expect_close
from otter.test_files import test_case

OK_FORMAT = False
name = "forward_difference"
points = 0.5


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
