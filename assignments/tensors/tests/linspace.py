"""linspace: evenly spaced, both ends included."""

import numpy as np
from checks import Mismatch, as_floats, expect_close
from otter.test_files import test_case

OK_FORMAT = False
name = "linspace"
points = 0.5

ATOL = 1e-9  # adding up 99 steps errs by 1e-14


@test_case(name="5 numbers from 0 to 1 are 0, 0.25, 0.5, 0.75 and 1", points=0.25)
def test_zero_to_one(linspace):
    mistakes = [
        ("np.arange leaves the end out: 5 numbers have 4 gaps, and the last number is stop.", [0, 0.2, 0.4, 0.6, 0.8]),
        ("// cuts to whole numbers.", np.zeros(5)),
        ("The start is missing: the first number is start.", [0.2, 0.4, 0.6, 0.8, 1]),
        ("Fractions were cut off: the numbers are floats.", [0, 0, 0, 0, 1]),
        ("Both ends are included: yours stand between them.", [1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6]),
    ]
    result = linspace(0, 1, 5)
    length = as_floats(result, "linspace(0, 1, 5)").shape
    if length in ((4,), (6,)):
        raise Mismatch(f"Asked for are 5 numbers, and there are {length[0]}: 5 numbers have 4 gaps between them.")
    expect_close(result, [0, 0.25, 0.5, 0.75, 1], "linspace(0, 1, 5)", atol=ATOL, mistakes=mistakes)


@test_case(name="one number is start alone, in an array of length 1", points=0.125)
def test_one_number(linspace):
    mistakes = [("With one number the answer is start; yours is stop.", [9]), ("It is start, not the middle.", [7])]
    expect_close(linspace(5, 9, 1), [5], "linspace(5, 9, 1)", atol=ATOL, mistakes=mistakes)
    expect_close(linspace(3.5, 3.5, 3), [3.5, 3.5, 3.5], "linspace(3.5, 3.5, 3)", atol=ATOL)


@test_case(name="downwards: 5 numbers from 0.7 to -0.5", points=0.125)
def test_down(linspace):
    mistakes = [("Downwards the step is negative: (stop - start) / (num - 1).", [0.7, 1.0, 1.3, 1.6, 1.9])]
    wanted = [0.7, 0.4, 0.1, -0.2, -0.5]
    expect_close(linspace(0.7, -0.5, 5), wanted, "linspace(0.7, -0.5, 5)", atol=ATOL, mistakes=mistakes)
    expect_close(linspace(0.1, 0.4, 4), [0.1, 0.2, 0.3, 0.4], "linspace(0.1, 0.4, 4)", atol=ATOL)
    for size in (1e-9, 1e9):
        what = f"linspace({size:g}, {3 * size:g}, 5)"
        expect_close(linspace(size, 3 * size, 5), size * np.array([1, 1.5, 2, 2.5, 3]), what, rtol=1e-11)
    for num in (11, 50, 201):
        wanted = 0.1 + 0.6 * np.arange(num) / (num - 1)
        expect_close(linspace(0.1, 0.7, num), wanted, f"linspace(0.1, 0.7, {num})", atol=ATOL)
