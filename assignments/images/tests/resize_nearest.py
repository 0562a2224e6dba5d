"""Sampling at the nearest pixel: which rows and columns are taken, for every factor, and what becomes of the dtype."""

import numpy as np
from checks import expect_equal, expect_no_common_mistake
from otter.test_files import test_case

OK_FORMAT = False

name = "resize_nearest"
points = 1.5


@test_case(name="from 7 x 7 to 3 x 3 pixels: rows 1, 3, 5 and columns 1, 3, 5", points=0.75)
def test_smaller(resize_nearest):
    image = np.array([[10 * row + col for col in range(7)] for row in range(7)], dtype=np.uint8)
    wanted = image[1::2, 1::2]
    mistakes = [
        (
            "That samples the top left corner of each output pixel: the picture moves up and left. Sample its middle, "
            "i + 1/2.",
            image[[0, 2, 4]][:, [0, 2, 4]],
        ),
        (
            "np.linspace(0, H - 1, height) stretches the picture to its outermost pixels. Sample the middle of each "
            "output pixel, i + 1/2.",
            image[[0, 3, 6]][:, [0, 3, 6]],
        ),
        ("That is the middle cut out, not the whole picture made smaller.", image[2:5, 2:5]),
        ("That is a corner cut out, not the whole picture made smaller.", image[:3, :3]),
        ("image[rows, cols] takes pairs: image[rows][:, cols] takes rows, and then columns.", [11, 33, 55]),
        ("Averages are another way to resize: here one pixel is taken as it is.", image[1::2, 1::2] + 0.5),
    ]
    result = resize_nearest(image.copy(), 3, 3)
    expect_no_common_mistake(result, wanted, mistakes)
    expect_equal(result, wanted, "resize_nearest(image, 3, 3)")


@test_case(name="from 2 x 2 to 4 x 6 pixels: each pixel becomes a block", points=0.75)
def test_larger(resize_nearest):
    image = np.array([[10, 20], [30, 40]], dtype=np.uint8)
    wanted = [[10] * 3 + [20] * 3] * 2 + [[30] * 3 + [40] * 3] * 2
    mistakes = [
        ("The picture is repeated like a tile; each PIXEL should be.", np.tile(image, (2, 3))),
        ("Rows and columns are exchanged: 4 is the height.", np.kron(image, np.ones((3, 2)))),
    ]
    result = resize_nearest(image.copy(), 4, 6)
    expect_no_common_mistake(result, wanted, mistakes)
    expect_equal(result, wanted, "resize_nearest(image, 4, 6)")
