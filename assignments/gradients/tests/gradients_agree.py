"""gradients_agree: a gradient by rule, checked by nudging."""

import numpy as np
from checks import expect_bool, record_calls
from otter.test_files import test_case

OK_FORMAT = False
name = "gradients_agree"
points = 0.75


def cubes(v):
    return float((v**3).sum())


@test_case(name="3 * v**2 is the gradient of the sum of cubes", points=0.25)
def test_right(gradients_agree):
    f, _ = record_calls(cubes, [(3,)])
    gradient, _ = record_calls(lambda v: 3 * v**2, [(3,)], "gradient")
    expect_bool(gradients_agree(f, gradient, np.array([0.5, -1.0, 2.0])), True, "the result for 3 * v**2")


@test_case(name="2 * v**2 is not the gradient of the sum of cubes", points=0.5)
def test_wrong(gradients_agree):
    f, _ = record_calls(cubes, [(3,)])
    gradient, _ = record_calls(lambda v: 2 * v**2, [(3,)], "gradient")
    expect_bool(gradients_agree(f, gradient, np.array([0.5, -1.0, 2.0])), False, "the result for 2 * v**2")
