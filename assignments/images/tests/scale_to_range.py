"""The smallest value to low, the largest to high, the rest on the line between."""

import numpy as np
from checks import expect_close
from otter.test_files import test_case

OK_FORMAT = False

name = "scale_to_range"
points = 0.5

ATOL = 1e-9


@test_case(name="0, 5 and 10 become -1, 0 and 1", points=0.5)
def test_three_values(scale_to_range):
    mistakes = [
        ("Add low at the end: the smallest value should be -1.", [0, 1, 2]),
        ("That is a range from 0 to 1: stretch it to high - low, and add low.", [0, 0.5, 1]),
        ("Multiply by high - low, not by high.", [-1, -0.5, 0]),
        ("Multiply by high - low, not by high.", [0, 0.5, 1]),
        ("Clipping cuts, scaling stretches.", [0, 1, 1]),
        ("Low and high are exchanged: the smallest value becomes low.", [1, 0, -1]),
        ("That is a standardised list: mean 0 and deviation 1 is another scale.", np.array([-1, 0, 1]) * 1.5**0.5),
    ]
    result = scale_to_range(np.array([0.0, 5.0, 10.0]), -1.0, 1.0)
    expect_close(result, [-1, 0, 1], "scale_to_range([0, 5, 10], -1, 1)", atol=ATOL, mistakes=mistakes)
