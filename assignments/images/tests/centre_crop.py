"""The middle of a picture: where it starts, how large it is, and crops that do not fit."""

import numpy as np
from checks import Mismatch, expect_equal, expect_error
from otter.test_files import test_case

OK_FORMAT = False

name = "centre_crop"
points = 1


@test_case(name="the middle 3 x 3 pixels of 5 x 7", points=0.5)
def test_small(centre_crop):
    image = np.array([[10 * row + col for col in range(7)] for row in range(5)], dtype=np.uint8)
    mistakes = [
        ("That is the top left corner: the middle starts (H - height) // 2 rows further down.", image[:3, :3]),
        ("Rows and columns each have their own start.", image[1:4, 1:4]),
        ("Rows and columns each have their own start.", image[2:5, 2:5]),
        ("That is the bottom right corner.", image[2:, 4:]),
    ]
    result = centre_crop(image.copy(), 3, 3)
    if np.shape(result) == (3, 7):
        raise Mismatch("Only rows were cut off: cut off columns as well.")
    expect_equal(result, image[1:4, 2:5], "the middle", mistakes=mistakes)


@test_case(name="6 x 6 pixels cannot be cut out of 5 x 7", points=0.5)
def test_too_high(centre_crop):
    expect_error(ValueError, centre_crop, np.zeros((5, 7)), 6, 6)
