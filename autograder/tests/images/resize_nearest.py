"""Sampling at the nearest pixel: which rows and columns are taken, for every factor, and what becomes of the dtype."""

import numpy as np
from checks import because, expect_array, expect_equal, expect_new_result, expect_no_common_mistake, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "resize_nearest"
points = 6


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


SMALLER = [(height, height + 11 + height % 3) for height in range(1, 31)]  # of 31 x 45
LARGER = [(height, height + 3 + height % 4) for height in range(12, 52)]  # of 11 x 13


def odd_picture(shape, seed):
    """Return a picture without symmetry. Its sides are odd, so that (2 i + 1) H / (2 h) is never whole: no ties."""
    assert shape[0] % 2 == shape[1] % 2 == 1
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


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


@test_case(
    name="smaller, by a factor of any size",
    points=1,
    hidden=True,
    failure_message="Output row i is input row floor((2 i + 1) H / (2 height)): the middle of the output pixel, "
    "whatever the factor is. Slices with a step know whole factors only.",
)
def test_any_smaller(resize_nearest):
    from solutions.images import resize_nearest as reference

    for number, (shape, height, width) in enumerate(
        [((9, 15), 4, 7), ((11, 7), 10, 6), ((21, 13), 5, 2), ((9, 9), 3, 3), ((13, 13), 9, 9), ((9, 15), 4, 7)]
    ):
        image = odd_picture(shape, 550 + number)
        expect_equal(resize_nearest(image.copy(), height, width), reference(image, height, width), "the picture")
    # many sizes, since other formulas agree on some; and more columns than small whole numbers can count
    for height, width in SMALLER:
        image = odd_picture((31, 45), 556)
        expect_equal(resize_nearest(image.copy(), height, width), reference(image, height, width), "the picture")
    with because(
        "Right for small pictures; here one side has more than a thousand pixels, where a step that was rounded and a "
        "type that is too small lead to another pixel."
    ):
        for side, width in ((1001, 697), (70_001, 9)):
            image = odd_picture((1, side), 558)
            expect_equal(resize_nearest(image.copy(), 1, width), reference(image, 1, width), "the picture")
            upright = image.T.copy()
            expect_equal(resize_nearest(upright.copy(), width, 1), reference(upright, width, 1), "the picture")


@test_case(
    name="larger, by a factor of any size",
    points=1,
    hidden=True,
    failure_message="The same formula makes pictures larger: floor((2 i + 1) H / (2 height)). Repeating every pixel "
    "equally often fits whole factors only.",
)
def test_any_larger(resize_nearest):
    from solutions.images import resize_nearest as reference

    for number, (shape, height, width) in enumerate(
        [((5, 3), 8, 7), ((3, 7), 4, 20), ((5, 5), 15, 15), ((7, 5), 9, 6), ((1, 1), 3, 4)]
    ):
        image = odd_picture(shape, 560 + number)
        expect_equal(resize_nearest(image.copy(), height, width), reference(image, height, width), "the picture")
    for height, width in LARGER:
        image = odd_picture((11, 13), 566)
        expect_equal(resize_nearest(image.copy(), height, width), reference(image, height, width), "the picture")


@test_case(
    name="one side larger and the other smaller, one row, one column, the same size",
    points=1,
    hidden=True,
    failure_message="Rows and columns are found independently, each with its own two sizes; one row stays an axis of "
    "length 1, and the same size gives the same picture.",
)
def test_mixed(resize_nearest):
    from solutions.images import resize_nearest as reference

    for number, (shape, height, width) in enumerate(
        [
            ((5, 11), 9, 4),
            ((11, 5), 4, 9),
            ((7, 9), 1, 4),
            ((7, 9), 3, 1),
            ((7, 9), 7, 9),
            ((1, 5), 2, 2),
            ((9, 7), 9, 3),
        ]
    ):
        image = odd_picture(shape, 570 + number)
        expect_equal(resize_nearest(image.copy(), height, width), reference(image, height, width), "the picture")


@test_case(
    name="pictures in colour, bytes and floats: all channels, and the dtype stays",
    points=1,
    hidden=True,
    failure_message="Take pixels with all their channels, and do not compute with them: bytes stay bytes (uint8), "
    "floats stay floats.",
)
def test_colour_and_dtype(resize_nearest):
    from solutions.images import resize_nearest as reference

    for number, (shape, height, width, dtype) in enumerate(
        [
            ((5, 9, 3), 3, 4, np.uint8),
            ((3, 3, 3), 5, 5, np.uint8),
            ((5, 3, 4), 2, 7, np.float32),
            ((3, 5), 5, 3, np.float64),
            ((5, 7), 3, 3, np.uint16),
            ((5, 5, 3), 5, 5, np.uint8),
        ]
    ):
        image = (odd_picture(shape, 580 + number) * (1.0 if dtype == np.uint8 else 1.5)).astype(dtype)
        expect_array(resize_nearest(image.copy(), height, width), reference(image, height, width), "the picture")


@test_case(
    name="the picture that it is given stays as it was",
    points=0.25,
    hidden=True,
    failure_message="Return a new picture: the one that you were given keeps its size and its pixels.",
)
def test_unchanged(resize_nearest):
    image = odd_picture((5, 7), 590)
    given = image.copy()
    expect_equal(resize_nearest(given, 3, 3), image[[0, 2, 4]][:, [1, 3, 5]], "the picture")
    expect_unchanged(image, given, "the picture image")


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(resize_nearest):
    from solutions.images import resize_nearest as reference

    rng = np.random.default_rng(591)
    inputs = [(rng.integers(0, 256, (5, 9), dtype=np.uint8), 4, 2), (rng.random((3, 3)), 4, 5)]
    expect_new_result(expect_equal, resize_nearest, reference, inputs, "the result")
