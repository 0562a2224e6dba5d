"""multiply_gradient: the exact slopes of x * y."""

import numpy as np
from checks import because, expect_gradient
from otter.test_files import test_case

OK_FORMAT = False
name = "multiply_gradient"
points = 2


@test_case(name="at (-2, 3) the slopes are 3 and -2", points=0.25)
def test_lecture(multiply_gradient):
    # the message of swapped slopes comes with expect_gradient
    expect_gradient(multiply_gradient(-2, 3), [3, -2], "the gradient of x * y at (-2, 3)", atol=1e-9, names=("x", "y"))


@test_case(name="at (0, -7.5) and at (1234567.8, 7654321.1) the slopes are exact", points=0.25)
def test_zero_and_millions(multiply_gradient):
    others = ((1 / 3, 2e-9 / 3), (1e9 / 7, -1e12 / 3), (1e200, 3e200))
    for x, y in ((0.0, -7.5), (1234567.8, 7654321.1), *others):
        result = multiply_gradient(x, y)
        expect_gradient(result, [y, x], f"the gradient of x * y at ({x}, {y})", rtol=1e-15, names=("x", "y"))


@test_case(
    name="exact for small and for large numbers",
    points=0.75,
    hidden=True,
    failure_message="The slopes come from the rule, exactly: nudging loses digits, most of all with large numbers.",
)
def test_sizes(multiply_gradient):
    from solutions.gradients import multiply_gradient as reference

    rng = np.random.default_rng(361)
    sizes = [(1e-3, 1e-3), (1e-3, 1e6), (1e6, 1e-3), (1.0, 1.0), (1e6, 1e6), (1e3, 1.0), (1e-9, 1e-12), (1e9, 1e12)]
    sizes += [(1e-200, 1e-200), (1e200, 1e200)]  # the rule never computes x * y, which a float cannot hold here
    for sx, sy in sizes:
        x, y = sx * rng.uniform(1, 2), -sy * rng.uniform(1, 2)
        result = multiply_gradient(x, y)
        with because("The slopes are wrong by more than lost digits: try numbers of your own, small and large."):
            expect_gradient(result, reference(x, y), "the gradient", rtol=0.01, names=("x", "y"))
        # nudging by 1e-4 errs by one part in a million at 1e6
        expect_gradient(result, reference(x, y), "the gradient", rtol=1e-15, names=("x", "y"))


@test_case(
    name="zeros, and numbers of either sign",
    points=0.75,
    hidden=True,
    failure_message="The slope with respect to x is y, whatever x is: 0 and negative numbers are no exception.",
)
def test_signs(multiply_gradient):
    for x, y in ((0.0, 2.5), (-1.75, 0.0), (0.0, 0.0), (0, -3), (4.5, 1.5), (-4.5, -1.5), (2.5, 2.5), (1.25, -0.5)):
        expect_gradient(multiply_gradient(x, y), [y, x], "the gradient", rtol=1e-12, names=("x", "y"))
