"""multiply_gradient: the exact slopes of x * y."""

from checks import expect_gradient
from otter.test_files import test_case

OK_FORMAT = False
name = "multiply_gradient"
points = 0.5


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
