"""circuit_gradient: the chain rule through an add gate and a multiply gate."""

from checks import expect_gradient
from otter.test_files import test_case

OK_FORMAT = False
name = "circuit_gradient"
points = 1


@test_case(name="at (-2, 5, -4) the slopes are -4, -4 and 3", points=0.5)
def test_lecture(circuit_gradient):
    mistakes = [
        ("1 is the slope of q with respect to x. Multiply it by the slope of f with respect to q.", [1, 1, 3]),
        ("x and y do move f, through q: multiply along the way.", [0, 0, 3]),
        ("Slopes along a chain are multiplied, not added.", [-3, -3, 3]),
        ("The slopes stand in the order x, y, z.", [3, -4, -4]),
        ("Those are the slopes of a product of all three; the first gate adds.", [-20, 8, -10]),
        ("z's own slope is q, the output of the add gate.", [-4, -4, -4]),
        ("That is the point after a step: return the slopes.", [-2.04, 4.96, -3.97]),
    ]
    result = circuit_gradient(-2, 5, -4)
    expect_gradient(
        result, [-4, -4, 3], "the gradient at (-2, 5, -4)", atol=1e-9, mistakes=mistakes, names=("x", "y", "z")
    )


@test_case(name="at (1.5, 2.25, 3) the slopes are 3, 3 and 3.75, at z = 0 they are 0, 0 and x + y", points=0.5)
def test_other_numbers(circuit_gradient):
    for point, slopes in (
        ((1.5, 2.25, 3), [3, 3, 3.75]),
        ((1.5, -4.75, 0), [0, 0, -3.25]),
        ((0, 0, 1e-7), [1e-7, 1e-7, 0]),
    ):
        what = f"the gradient at {point}"
        mistakes = [("These are the lecture's slopes: compute them from x, y and z.", [-4, -4, 3])]
        result = circuit_gradient(*point)
        # by the rule they are exact; nudging is off by 1e-10
        expect_gradient(result, slopes, what, atol=1e-13, mistakes=mistakes, names=("x", "y", "z"))
    for x, y, z in ((1e9 / 7, 2e9 / 7, -1e8 / 3), (1e200, 2e200, 3e200)):
        what = f"the gradient at ({x}, {y}, {z})"
        expect_gradient(circuit_gradient(x, y, z), [z, z, x + y], what, rtol=1e-14, names=("x", "y", "z"))
