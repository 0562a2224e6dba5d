"""activation_curve: evenly spaced inputs, both ends included, and a function of each."""

import math

import numpy as np
from checks import Mismatch, expect_close, record_calls
from otter.test_files import test_case

OK_FORMAT = False
name = "activation_curve"
points = 0.5


def two(result):
    """Return the two parts of a result, or say that there are not two."""
    if result is None:
        raise Mismatch("The result is None: does your function end with `return`? (`print` is not `return`.)")
    if not isinstance(result, tuple | list | np.ndarray) or len(result) != 2:
        raise Mismatch("The result should be a pair (xs, ys): `return xs, ys`.")
    return result


@test_case(name="from -10 to 10: both ends are there, evenly spaced", points=0.25)
def test_ends(activation_curve):
    f, _ = record_calls(math.tanh, [()])
    xs, ys = two(activation_curve(f, -10.0, 10.0, 5))
    mistakes = [
        ("Your inputs stop before 10: the curve is lopsided. np.linspace includes both ends.", [-10, -6, -2, 2, 6]),
        ("The first of the two is xs, the inputs; yours are the outputs.", np.tanh([-10, -5, 0, 5, 10])),
        ("Those are the numbers of the points, not the inputs.", [0, 1, 2, 3, 4]),
    ]
    expect_close(xs, [-10, -5, 0, 5, 10], "xs", atol=1e-9, mistakes=mistakes)
    expect_close(ys, np.tanh([-10, -5, 0, 5, 10]), "ys", rtol=1e-9, atol=1e-12)


@test_case(name="ys[k] is f(xs[k])", points=0.125)
def test_outputs(activation_curve):
    xs, _ = two(activation_curve(lambda v: v, 0.0, 2e-9, 4))
    expect_close(xs, [0, 2e-9 / 3, 4e-9 / 3, 2e-9], "xs from 0 to 2e-9 for n = 4", rtol=1e-9)
    for n in (7, 11, 70):
        xs, ys = two(activation_curve(lambda v: 1e-9 * v, 0.0, 1.0, n))
        expect_close(xs, np.arange(n) / (n - 1), f"xs from 0 to 1 for n = {n}", atol=1e-9)
        expect_close(ys, 1e-9 * np.arange(n) / (n - 1), f"ys of 1e-9 * x for n = {n}", atol=1e-16)
    f, _ = record_calls(lambda v: v * v * v, [()])
    xs, ys = two(activation_curve(f, 0.0, 2.0, 3))
    expect_close(xs, [0, 1, 2], "xs", atol=1e-9)
    expect_close(
        ys, [0, 1, 8], "ys, the cubes of [0, 1, 2],", rtol=1e-9, atol=1e-12, mistakes=[("Those are the inputs.", xs)]
    )


@test_case(name="max(0, x), whole numbers and fractions: nothing is cut off", points=0.125)
def test_relu(activation_curve):
    f, _ = record_calls(lambda v: max(0, v), [()])
    xs, ys = two(activation_curve(f, -2, 1, 5))
    expect_close(xs, [-2, -1.25, -0.5, 0.25, 1], "xs", rtol=1e-9, atol=1e-12)
    mistakes = [("The fractions were cut off: an array of whole numbers cannot hold 0.25.", [0, 0, 0, 0, 1])]
    expect_close(ys, [0, 0, 0, 0.25, 1], "ys of max(0, x)", rtol=1e-9, atol=1e-12, mistakes=mistakes)
    _, ys = two(activation_curve(lambda v: 300 if v > 0 else -200, -2, 1, 5))
    expect_close(ys, [-200, -200, -200, 300, 300], "ys of a step from -200 to 300", rtol=1e-9)
