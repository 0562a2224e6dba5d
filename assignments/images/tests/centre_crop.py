"""The middle of a picture: where it starts, how large it is, and crops that do not fit."""

import numpy as np
from checks import Mismatch, expect_equal, expect_error, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "centre_crop"
points = 1


@test_case(name="the middle 3 x 3 pixels of 5 x 7", points=0.25)
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


@test_case(name="6 x 6, 6 x 2 and 2 x 8 pixels cannot be cut out of 5 x 7", points=0.25)
def test_too_high(centre_crop):
    for height, width in ((6, 6), (6, 2), (2, 8)):
        expect_error(ValueError, centre_crop, np.zeros((5, 7)), height, width)


@test_case(
    name="4 x 3 of 7 x 8 pixels in colour: of 3 and 5 spare lines, the odd one is cut at the bottom, right", points=0.25
)
def test_odd_lines(centre_crop):
    image = np.array([[[row, col, 0.5] for col in range(8)] for row in range(7)])
    mistakes = [
        (
            "The odd spare line is cut off at the bottom and on the right: the start is (H - height) // 2.",
            image[2:6, 3:6],
        ),
        ("Height and width are exchanged.", image[2:5, 2:6]),
    ]
    expect_equal(centre_crop(image.copy(), 4, 3), image[1:5, 2:5], "the middle", mistakes=mistakes)


@test_case(name="as large as the picture, or as high, is allowed, and the picture stays as it was", points=0.25)
def test_whole_picture(centre_crop):
    image = np.array([[1, 2, 3], [4, 5, 6]], dtype=np.uint8)
    given = image.copy()
    expect_equal(centre_crop(given, 2, 3), image, "the whole picture")
    expect_equal(centre_crop(given, 2, 1), image[:, 1:2], "the column in the middle")
    expect_unchanged(image, given, "the picture image")
    expect_new_result(expect_equal, centre_crop, lambda *_: image[:, 1:2], [(image, 2, 1)], "the column in the middle")
