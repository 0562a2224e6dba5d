"""gradient_step: one step uphill."""

import numpy as np
from checks import expect_close, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "gradient_step"
points = 0.5


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
