"""Sampling at the nearest pixel: which rows and columns are taken, for every factor, and what becomes of the dtype."""

import numpy as np
from checks import expect_array, expect_equal, expect_new_result, expect_no_common_mistake, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "resize_nearest"
points = 1.5


@test_case(name="from 7 x 7 to 3 x 3 pixels: rows 1, 3, 5 and columns 1, 3, 5", points=0.5)
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


@test_case(name="from 2 x 2 to 4 x 6 pixels: each pixel becomes a block", points=0.5)
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


@test_case(name="from 3 x 5 to 5 x 4: higher and narrower, by factors that are not whole", points=0.25)
def test_higher_and_narrower(resize_nearest):
    image = np.array([[10 * row + col for col in range(5)] for row in range(3)], dtype=np.uint8)
    result = resize_nearest(image.copy(), 5, 4)  # rows 0.3, 0.9, 1.5, 2.1, 2.7; columns 0.625, 1.875, 3.125, 4.375
    rows = [0, 0, 10, 20, 20]
    expect_equal(result, [[row + col for col in (0, 1, 3, 4)] for row in rows], "resize_nearest(image, 5, 4)")


@test_case(name="one column in colour, bytes and floats: the dtype stays, and the picture, too", points=0.25)
def test_one_column(resize_nearest):
    for dtype, levels in ((np.uint8, [9, 8, 7]), (np.float64, [0.25, 0.5, 0.75])):
        image = np.array([[levels, levels[::-1], levels]], dtype=dtype)  # one row of three pixels in colour
        given = image.copy()
        wanted = np.array([[levels[::-1]], [levels[::-1]]], dtype=dtype)
        expect_array(resize_nearest(given, 2, 1), wanted, "resize_nearest(image, 2, 1)")
        expect_array(resize_nearest(given, 1, 3), image, "resize_nearest(image, 1, 3), which keeps the size,")
        expect_unchanged(image, given, "the picture image")
    expect_new_result(expect_array, resize_nearest, lambda *_: wanted, [(image, 2, 1)], "resize_nearest(image, 2, 1)")
