"""A blank picture: its shape, its one value, and that it can be drawn on."""

import numpy as np
from checks import expect_equal, expect_picture
from otter.test_files import test_case

OK_FORMAT = False

name = "blank_image"
points = 0.5


@test_case(name="a picture of 3 rows and 5 columns has the shape (3, 5)", points=0.25)
def test_shape(blank_image):
    expect_equal(blank_image(3, 5), np.zeros((3, 5)), "blank_image(3, 5)")


@test_case(name="every pixel of a 4 x 6 picture is 0.25", points=0.25)
def test_quarter(blank_image):
    black = "Every pixel is 0: use `value`, and an array of floats, since one of whole numbers makes 0.25 a 0."
    expect_picture(
        blank_image(4, 6, 0.25),
        np.full((4, 6), 0.25),
        "blank_image(4, 6, 0.25)",
        mistakes=[(black, np.zeros((4, 6))), ("Every pixel is 1: use `value`.", np.ones((4, 6)))],
    )
