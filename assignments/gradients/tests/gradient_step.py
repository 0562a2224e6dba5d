"""gradient_step: one step uphill."""

import numpy as np
from checks import expect_close
from otter.test_files import test_case

OK_FORMAT = False
name = "gradient_step"
points = 0.5


@test_case(name="from (-2, 3) a step of 0.01 leads to (-1.97, 2.98)", points=0.5)
def test_lecture(gradient_step):
    mistakes = [
        ("You walked downhill: add the gradient to make the output larger.", [-2.03, 3.02]),
        ("That is the step alone: add it to x.", [0.03, -0.02]),
        ("The gradient was added as it is: multiply it by step_size first.", [1, 1]),
        ("Multiply the gradient alone by step_size, not x too.", [0.01, 0.01]),
    ]
    result = gradient_step(np.array([-2.0, 3.0]), np.array([3.0, -2.0]), 0.01)
    expect_close(result, [-1.97, 2.98], "the point after the step", atol=1e-9, mistakes=mistakes)
