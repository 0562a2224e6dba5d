"""gradient_step: one step uphill."""

import numpy as np
from checks import Mismatch, expect_close, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "gradient_step"
points = 2


@test_case(name="from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)", points=0.25)
def test_lecture(gradient_step):
    mistakes = [
        ("You walked downhill: add the gradient to make the output larger.", [-2.03, 3.02]),
        ("That is the step alone: add it to x.", [0.03, -0.02]),
        ("The gradient was added as it is: multiply it by step_size first.", [1, 1]),
        ("Multiply the gradient alone by step_size, not x too.", [0.01, 0.01]),
    ]
    result = gradient_step(np.array([-2.0, 3.0]), np.array([3.0, -2.0]), 0.01)
    expect_close(result, [-1.97, 2.98], "the point after the step", atol=1e-9, mistakes=mistakes)


@test_case(name="x and the gradient that were given stay as they were", points=0.125)
def test_given_arrays(gradient_step):
    x, gradient = np.array([1.0, -2.0]), np.array([0.5, 4.0])
    expect_close(gradient_step(x, gradient, 0.5), [1.25, 0], "the point after the step", atol=1e-9)
    expect_unchanged([1, -2], x, "the array x")
    expect_unchanged([0.5, 4], gradient, "the array gradient")
    expect_close(gradient_step(x, gradient, 500), [251, 1998], "the point after a step of 500", atol=1e-9)
    expect_close(gradient_step(x, gradient, -0.5), [0.75, -4], "the point after a step of -0.5", atol=1e-9)
    for size, step_size in ((1e-9, 200.0), (1e6, 2.0)):
        result = gradient_step(x, size * gradient, step_size)
        what = f"the point after a step of {step_size:g}, with the gradient times {size:g},"
        expect_close(result, [1 + 0.5 * size * step_size, -2 + 4 * size * step_size], what, rtol=1e-12)
    result = gradient_step(np.zeros(2), gradient, 1e-13)
    expect_close(result, [5e-14, 4e-13], "the point after a step of 1e-13 from (0, 0)", rtol=1e-9)
    expect_unchanged([1, -2], x, "the array x")
    expect_unchanged([0.5, 4], gradient, "the array gradient")


@test_case(name="from the whole numbers (2, -1, 4) a step of 0.125 leads to (2.375, -0.875, 3.75)", points=0.125)
def test_three_whole_numbers(gradient_step):
    mistakes = [("The fractions were cut off: x holds whole numbers. Make a new array, x + ….", [2, 0, 3])]
    result = gradient_step(np.array([2, -1, 4]), np.array([3, 1, -2]), 0.125)
    expect_close(result, [2.375, -0.875, 3.75], "the point after the step", atol=1e-9, mistakes=mistakes)
    result = gradient_step(np.array([2, -1]), np.array([300, -1000]), 0.125)
    expect_close(result, [39.5, -126], "the point after a step of 0.125 along (300, -1000)", atol=1e-9)


@test_case(
    name="any number of coordinates, any step size",
    points=0.25,
    hidden=True,
    failure_message="x + step_size * gradient in every coordinate, for one coordinate as for many: only step_size "
    "scales the gradient, its own length matters.",
)
def test_many(gradient_step):
    from solutions.gradients import gradient_step as reference

    rng = np.random.default_rng(341)
    for n in (1, 2, 3, 40, 300):
        x, gradient = rng.uniform(-5, 5, (2, n))
        for step_size in (0.01, 0.3, 2.0):
            wanted = reference(x, gradient, step_size)
            expect_close(gradient_step(x, gradient, step_size), wanted, "the new point", rtol=1e-12, atol=1e-12)
    x, gradient = rng.uniform(1, 5, (2, 3))  # of one sign, so that the sum loses no digits
    for place, slope, step_size in (
        (1, 1e6, 50.0),
        (1e-9, 1e-9, 0.3),
        (1, 1e-9, 1000.0),
        (1e8, 1e-3, 7.5),
        (1, -3, -0.5),
        (1, -1e6, 50.0),
        (1, 1e-15, 1e14),
    ):
        wanted = reference(place * x, slope * gradient, step_size)
        expect_close(gradient_step(place * x, slope * gradient, step_size), wanted, "the new point", rtol=1e-13)


@test_case(
    name="whole numbers in x and in the gradient",
    points=0.5,
    hidden=True,
    failure_message="array([-2, 3]) holds whole numbers: -1.97 written into it becomes -1. Make a new array of floats.",
)
def test_whole_numbers(gradient_step):
    for kind in (np.int64, np.int8, np.uint8):
        x, gradient = np.array([2, 3, 0], dtype=kind), np.array([3, 1, 7], dtype=kind)
        expect_close(gradient_step(x, gradient, 0.25), [2.75, 3.25, 1.75], "the new point", rtol=1e-12)
        expect_close(
            gradient_step(x, np.array([0.5, -2.0, 1.0]), 0.25), [2.125, 2.5, 0.25], "the new point", rtol=1e-12
        )
    x, gradient = np.array([200, -1000, 9_000_000_000]), np.array([300, -7, 7_000_000_000])
    expect_close(gradient_step(x, gradient, 0.25), [275, -1001.75, 10_750_000_000], "the new point", rtol=1e-12)


@test_case(
    name="x and the gradient are the same afterwards",
    points=0.5,
    hidden=True,
    failure_message="What you are given has changed: += and *= work inside the caller's arrays, + and * make new ones.",
)
def test_unchanged(gradient_step):
    x, gradient = np.array([1.5, -2.5, 4.0]), np.array([0.5, 2.0, -1.0])
    result = gradient_step(x, gradient, 0.5)
    expect_unchanged([1.5, -2.5, 4.0], x, "the array x")
    expect_unchanged([0.5, 2.0, -1.0], gradient, "the array gradient")
    expect_close(result, [1.75, -1.5, 3.5], "the new point", rtol=1e-12)


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="What your function returns is not new: it is an array that it was given, or one that it has "
    "returned before, so that what is done to one is done to the other. Make a new one in every call.",
)
def test_new(gradient_step):
    from solutions.gradients import gradient_step as reference

    inputs = [(np.array([1.5, -2.5]), np.array([0.5, 2.0]), 0.25), (np.array([1, 2, 3]), np.array([1, 0, 2]), 0.5)]
    expect_new_result(expect_close, gradient_step, reference, inputs, "the new point", rtol=1e-12)
    x = np.array([1.5, -2.5])
    for flat, step_size in ((np.zeros(2), 0.5), (np.ones(2), 0.0)):
        result = gradient_step(x, flat, step_size)
        expect_close(result, [1.5, -2.5], "the new point", rtol=1e-12)
        if result is x:
            raise Mismatch("Your function returned x itself: return a new array, even if nothing moves.")
