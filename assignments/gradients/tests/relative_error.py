"""relative_error: the largest difference, measured by the size of what differs."""

import numpy as np
from checks import expect_close, expect_no_warning, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "relative_error"
points = 0.5


@test_case(name="[1, 2] against [1, 2.002] gives 0.002 / 4.002", points=0.125)
def test_two_numbers(relative_error):
    error = 0.002 / 4.002
    mistakes = [
        ("The largest counts: an average hides one wrong entry among many right ones.", error / 2),
        ("0.002 is nothing for a slope of 1000 and everything for one of 0.001: divide.", 0.002),
        (
            "Divide by |a| + |b|, the sizes of both together; yours divides by one of them (by b, or by the larger).",
            0.002 / 2.002,
        ),
        ("Divide by |a| + |b|; yours divides by a alone.", 0.001),
        ("Divide by |a| + |b|; yours divides by their mean.", 2 * error),
        ("That is the smallest, or a - b without its bars: asked for is the largest |a - b|.", 0),
        ("Divide element by element, then take the largest: yours divides sums.", 0.002 / 6.002),
    ]
    result = relative_error(np.array([1.0, 2.0]), np.array([1.0, 2.002]))
    expect_close(result, error, "the relative error", rtol=1e-9, mistakes=mistakes)
    result = relative_error(np.array([1.0, 0.5]), np.array([1.0, 0.5 + 2**-30]))
    expect_close(result, 2**-30 / (1 + 2**-30), "the error of 0.5 against 0.5 + 2**-30", rtol=1e-9)
    result = relative_error(np.array([1.0, 3e9]), np.array([1.0, 1e9]))
    expect_close(result, 0.5, "the error of 3e9 against 1e9", rtol=1e-9)


@test_case(name="2 against -2 gives 1, and 0 against 0 gives 0 without a warning", points=0.125)
def test_the_lessons_table(relative_error):
    mistakes = [
        ("2 and -2 differ by 4: take the absolute value of the difference, not the difference of the sizes.", 0),
        ("Divide by |a| + |b|, each with bars of its own: 2 + (-2) is 0.", 4e8),
    ]
    expect_close(
        relative_error(np.array([2.0]), np.array([-2.0])), 1, "the error of 2 against -2", rtol=1e-9, mistakes=mistakes
    )
    result = expect_no_warning(relative_error, np.array([0.0, 1.0]), np.array([0.0, 1.0]))
    expect_close(result, 0, "the error of (0, 1) against (0, 1)", atol=1e-12)


@test_case(name="the largest of 2 x 2 errors: that of the small numbers", points=0.125)
def test_largest_of_four(relative_error):
    a, b = np.array([[1000.0, -2.0], [0.001, 5.0]]), np.array([[1001.0, -2.0], [0.002, 5.0]])
    mistakes = [
        ("Divide element by element before you take the largest: yours divides the largest by the largest.", 1 / 2001)
    ]
    result = relative_error(a, b)
    expect_close(result, 1 / 3, "the relative error", rtol=1e-9, mistakes=mistakes)
    expect_unchanged([[1000.0, -2.0], [0.001, 5.0]], a, "the array a")


@test_case(name="numbers below 1e-8 are measured by 1e-8", points=0.125)
def test_below_the_floor(relative_error):
    mistakes = [("Divide by the larger of 1e-8 and |a| + |b|.", 1 / 3)]
    error = relative_error(np.array([2e-9]), np.array([1e-9]))
    expect_close(error, 0.1, "the error of 2e-9 against 1e-9", rtol=1e-9, mistakes=mistakes)
