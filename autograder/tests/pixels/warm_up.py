"""The warm-up: a check that fails first, on purpose, and earns no points."""

import numpy as np
from checks import expect_picture
from otter.test_files import test_case

OK_FORMAT = False

name = "warm_up"
points = 0
all_or_nothing = True  # with no points to share out, Otter would divide by zero


@test_case(name="the top row of a 4 x 6 picture is white and the rest is black", points=0)
def test_top_row(warm_up):
    expected = np.zeros((4, 6))
    expected[0] = 1.0
    left, bottom = np.zeros((4, 6)), np.zeros((4, 6))
    left[:, 0], bottom[-1] = 1.0, 1.0
    mistakes = [
        (
            "The left column is white instead of the top row: image[:, 0] means every row of column 0, "
            "and image[0, :] means row 0, every column.",
            left,
        ),
        ("The bottom row is white instead of the top one: row 0 is at the top.", bottom),
        ("Nothing is white yet: set row 0 to 1.0.", np.zeros((4, 6))),
        ("Black and white are exchanged: white is 1.0.", 1.0 - expected),
    ]
    expect_picture(warm_up(4, 6), expected, "warm_up(4, 6)", mistakes=mistakes)
