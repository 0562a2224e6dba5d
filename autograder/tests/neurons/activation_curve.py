"""activation_curve: evenly spaced inputs, both ends included, and a function of each."""

import math

import numpy as np
from checks import Mismatch, expect_calls, expect_close, expect_new_result, record_calls
from otter.test_files import test_case

OK_FORMAT = False
name = "activation_curve"
points = 2


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


@test_case(
    name="f takes one number at a time",
    points=0.25,
    hidden=True,
    failure_message="f may be written with math.exp, which takes one number: call it for each input by itself, and put "
    "its answers together in their order.",
)
def test_one_at_a_time(activation_curve):
    for n in (2, 7, 40, 400):
        f, calls = record_calls(lambda v: math.exp(-v * v / 8) + 0.01 * v, [()])
        xs, ys = two(activation_curve(f, -3.0, 5.0, n))
        expect_calls(calls, n, n + 1, "Once for each input is enough.")
        wanted = np.linspace(-3, 5, n)
        expect_close(xs, wanted, "xs", rtol=1e-9, atol=1e-12)
        expect_close(ys, np.exp(-(wanted**2) / 8) + 0.01 * wanted, "ys", rtol=1e-9, atol=1e-12)


@test_case(
    name="two points and many, between any two ends",
    points=0.5,
    hidden=True,
    failure_message="n inputs with equal gaps, the first is low and the last is high: for n = 2 just these two, "
    "whatever low and high are.",
)
def test_any_ends(activation_curve):
    for low, high, n in ((0.0, 1.0, 2), (-0.7, 0.2, 4), (3, 4, 11), (-1e-3, 2e-3, 6), (-8.0, -2.5, 3), (1.0, 1.3, 4)):
        f, _ = record_calls(lambda v: 1 + 3 * v, [()])
        xs, ys = two(activation_curve(f, low, high, n))
        wanted = np.array([low + (high - low) * k / (n - 1) for k in range(n)])
        expect_close(xs, wanted, "xs", rtol=1e-9, atol=1e-12)
        expect_close(ys, 1 + 3 * wanted, "ys", rtol=1e-9, atol=1e-12)
    for n in (*range(2, 60, 5), 33, 129):  # steps that are added up miss the end for some n
        low, high = (0.0, 1.0) if n % 2 else (-0.7, 0.2)
        xs, _ = two(activation_curve(lambda v: v, low, high, n))
        expect_close(xs, low + (high - low) * np.arange(n) / (n - 1), "xs", rtol=1e-9, atol=1e-12)
    for size in (1e-9, 1e7):
        xs, ys = two(activation_curve(lambda v: v * v * v, -3 * size, 3 * size, 4))
        expect_close(xs, size * np.array([-3, -1, 1, 3]), "xs", rtol=1e-11)
        expect_close(ys, size**3 * np.array([-27, -1, 1, 27]), "ys", rtol=1e-11)


@test_case(
    name="an f that gives a whole number first and fractions later",
    points=0.5,
    hidden=True,
    failure_message="max(0, x) gives the whole number 0 and then fractions: an array that takes its type from the "
    "first output cuts them off. Say dtype=float.",
)
def test_whole_numbers_first(activation_curve):
    for function, wanted in (
        (lambda v: max(0, v), [0, 0, 0, 0.5, 1, 1.5]),
        (lambda v: 3 if v < -0.25 else v / 8, [3, 3, 0, 0.0625, 0.125, 0.1875]),
        (lambda v: 300 if v > 0.25 else -2, [-2, -2, -2, 300, 300, 300]),
    ):
        f, _ = record_calls(function, [()])
        _, ys = two(activation_curve(f, -1.0, 1.5, 6))
        expect_close(ys, wanted, "ys of a function with a bend", rtol=1e-9, atol=1e-12)


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(activation_curve):
    from solutions.neurons import activation_curve as reference

    expect_new_result(expect_curve, activation_curve, reference, [(math.tanh, -1.0, 2.0, 4)], "the result")


def expect_curve(actual, expected, what):
    for part, wanted in zip(two(actual), expected, strict=True):
        expect_close(part, wanted, what, rtol=1e-9, atol=1e-12)
