"""gradients_agree: a gradient by rule, checked by nudging."""

import numpy as np
from checks import expect_bool, expect_unchanged, record_calls
from otter.test_files import test_case

OK_FORMAT = False
name = "gradients_agree"
points = 0.75


def cubes(v):
    return float((v**3).sum())


@test_case(name="3 * v**2 is the gradient of the sum of cubes", points=0.125)
def test_right(gradients_agree):
    f, _ = record_calls(cubes, [(3,)])
    gradient, _ = record_calls(lambda v: 3 * v**2, [(3,)], "gradient")
    expect_bool(gradients_agree(f, gradient, np.array([0.5, -1.0, 2.0])), True, "the result for 3 * v**2")


@test_case(name="2 * v**2 is not the gradient of the sum of cubes", points=0.125)
def test_wrong(gradients_agree):
    f, _ = record_calls(cubes, [(3,)])
    gradient, _ = record_calls(lambda v: 2 * v**2, [(3,)], "gradient")
    expect_bool(gradients_agree(f, gradient, np.array([0.5, -1.0, 2.0])), False, "the result for 2 * v**2")


@test_case(name="a turned sign and one wrong slope among six do not agree, in any place", points=0.25)
def test_one_wrong_slope(gradients_agree):
    x = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -3.0]])
    f, _ = record_calls(cubes, [(2, 3)])
    turned = 3 * x**2
    turned[1, 1] *= -1
    slopes, _ = record_calls(lambda v: turned, [(2, 3)], "gradient")
    result = gradients_agree(f, slopes, x.copy())
    expect_bool(result, False, "the result for one slope with its sign turned")
    for place in ((0, 0), (1, 2)):
        wrong = 3 * x**2
        wrong[place] *= 1.00001
        slopes, _ = record_calls(lambda v, wrong=wrong: wrong, [(2, 3)], "gradient")
        result = gradients_agree(f, slopes, x.copy())
        expect_bool(result, False, "the result for one slope of six that is off by a hundred-thousandth")
    for factor, agree in ((1 + 1.2e-6, True), (1 + 2.8e-6, False)):
        wrong = 3 * x**2
        wrong[0, 2] *= factor
        slopes, _ = record_calls(lambda v, wrong=wrong: wrong, [(2, 3)], "gradient")
        what = f"the result for one slope of six with a relative error of {(factor - 1) / 2:.2g}"
        expect_bool(gradients_agree(f, slopes, x.copy()), agree, what)


@test_case(name="a tolerance of 0.01 accepts slopes that are off by a hundredth", points=0.25)
def test_larger_tolerance(gradients_agree):
    x = np.array([0.5, -1.0, 2.0])
    f, _ = record_calls(cubes, [(3,)])
    slopes, _ = record_calls(lambda v: 3.03 * v**2, [(3,)], "gradient")
    for tolerance, agree in ((0.01, True), (0.004, False)):
        result = gradients_agree(f, slopes, x, tolerance)
        expect_bool(result, agree, f"the result with a tolerance of {tolerance}")
    expect_unchanged([0.5, -1.0, 2.0], x, "the array x")
    f, _ = record_calls(lambda v: 0.0, [(2,)])  # flat ground: the central differences are exactly 0
    slopes, _ = record_calls(lambda v: np.array([0.0, 4.0]), [(2,)], "gradient")
    result = gradients_agree(f, slopes, np.array([1.0, 2.0]), 1.0)
    expect_bool(result, True, "the result where the relative error is 1 and the tolerance 1, so at most that,")
    slopes, _ = record_calls(lambda v: np.array([5e-9, 0.0]), [(2,)], "gradient")
    for tolerance, agree in ((0.6, True), (0.45, False)):
        result = gradients_agree(f, slopes, np.array([1.0, 2.0]), tolerance)
        what = f"the result for 5e-9 against 0, a relative error of 0.5, with a tolerance of {tolerance},"
        expect_bool(result, agree, what)
