"""circuit_gradient: the chain rule through an add gate and a multiply gate."""

import numpy as np
from checks import expect_gradient
from otter.test_files import test_case

OK_FORMAT = False
name = "circuit_gradient"
points = 4


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


@test_case(
    name="any three numbers",
    points=1,
    hidden=True,
    failure_message="Try other numbers than the lecture's: slopes along a chain are multiplied, in the order x, y, z.",
)
def test_numbers(circuit_gradient):
    from solutions.gradients import circuit_gradient as reference

    rng = np.random.default_rng(371)
    for x, y, z in rng.uniform(-10, 10, (8, 3)).tolist():
        expect_gradient(circuit_gradient(x, y, z), reference(x, y, z), "the gradient", rtol=1e-9, names=("x", "y", "z"))


@test_case(
    name="exact, for small and for large numbers",
    points=1,
    hidden=True,
    failure_message="By the chain rule the slopes are exact to the last digits: nudging and rounding are not.",
)
def test_sizes(circuit_gradient):
    from solutions.gradients import circuit_gradient as reference

    rng = np.random.default_rng(372)
    for size in (1e-9, 1e-3, 1.0, 1e6, 1e12):
        for scale in (1e-9, 1e-3, 1.0, 1e6, 1e12):
            x, y = size * rng.uniform(1, 2, 2)
            z = -scale * rng.uniform(1, 2)
            # x and y have one sign, so x + y loses no digits
            expect_gradient(
                circuit_gradient(x, y, z), reference(x, y, z), "the gradient", rtol=1e-14, names=("x", "y", "z")
            )
    # the rule never computes the output, which a float cannot hold here
    for size in (1e-200, 1e200):
        x, y, z = size * rng.uniform(1, 2, 3)
        expect_gradient(
            circuit_gradient(x, y, z), reference(x, y, z), "the gradient", rtol=1e-14, names=("x", "y", "z")
        )


@test_case(
    name="z = 0, and x + y = 0",
    points=1,
    hidden=True,
    failure_message="Slopes exist where the output is 0, too: do not divide by z, by q or by the output.",
)
def test_zeros(circuit_gradient):
    from solutions.gradients import circuit_gradient as reference

    for x, y, z in ((1.5, 2.25, 0.0), (3.0, -3.0, 2.5), (0.0, 0.0, 0.0), (-1, 4, 0), (0, 0, -2)):
        expect_gradient(
            circuit_gradient(x, y, z), reference(x, y, z), "the gradient", rtol=1e-12, names=("x", "y", "z")
        )
