"""linspace: evenly spaced, both ends included."""

import numpy as np
from checks import Mismatch, as_floats, expect_close, expect_new_result
from otter.test_files import test_case

OK_FORMAT = False
name = "linspace"
points = 2

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


@test_case(
    name="2 to 101 numbers, from anywhere to anywhere",
    points=0.5,
    hidden=True,
    failure_message="The step is (stop - start) / (num - 1), and number k is start + k * step, from k = 0 to num - 1: "
    "exactly num numbers, the last of them is stop, in float64.",
)
def test_many(linspace):
    from solutions.tensors import linspace as reference

    for start, stop, num in (
        (0.0, 1.0, 2),
        (-3.0, 3.0, 100),
        (0.1, 0.7, 7),
        (-7.25, -2.5, 13),
        (0, 10, 4),
        (1.3, 41.9, 101),
        (2, 5, 3),
        (-1.0, 2.2, 50),
        (0.1, 1.9, 7),
        (-2.0, 5.0, 300),
        (0.3, 7.0, 600),
    ):
        expect_close(linspace(start, stop, num), reference(start, stop, num), "The numbers", atol=1e-11)
    for num in range(2, 60):  # steps that are added up miss the end for some num, or pass it
        expect_close(linspace(-0.7, 0.2, num), reference(-0.7, 0.2, num), "The numbers", atol=1e-11)
    for size in (1e-9, 1e9, 1e-30, 1e30):
        expect_close(linspace(size, 3 * size, 7), reference(size, 3 * size, 7), "The numbers", rtol=1e-11)


@test_case(
    name="downwards, and all the same",
    points=0.5,
    hidden=True,
    failure_message="stop may be smaller than start: then the step is negative. Where both are equal, num equal "
    "numbers are asked for.",
)
def test_downwards(linspace):
    from solutions.tensors import linspace as reference

    for start, stop, num in ((5.0, -1.0, 4), (0.0, -0.3, 11), (-2.0, -7.5, 5), (2.5, 2.5, 6), (-1, -1, 2)):
        expect_close(linspace(start, stop, num), reference(start, stop, num), "The numbers", atol=ATOL)


@test_case(
    name="a single number is start",
    points=0.25,
    hidden=True,
    failure_message="With one number there is no gap to divide by: the answer is an array with start alone.",
)
def test_single(linspace):
    for start, stop in ((2.5, 7.0), (0, 1), (4.0, -4.0), (3.25, 3.25), (0.1, 0.9), (2_000_001, 3_000_000)):
        expect_close(linspace(start, stop, 1), [start], "A single number", atol=ATOL)


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(linspace):
    from solutions.tensors import linspace as reference

    inputs = [(0.0, 1.0, 5), (2.5, 7.0, 1), (3.0, 3.0, 4)]
    expect_new_result(expect_close, linspace, reference, inputs, "The numbers", atol=ATOL)
