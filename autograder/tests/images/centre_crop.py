"""The middle of a picture: where it starts, how large it is, and crops that do not fit."""

import numpy as np
from checks import Mismatch, expect_equal, expect_error, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "centre_crop"
points = 4


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


@test_case(
    name="spare rows and columns of every number, odd and even",
    points=0.75,
    hidden=True,
    failure_message="The first row is (H - height) // 2, for even and odd numbers alike (H // 2 - height // 2 is not "
    "the same), and an odd spare row is cut from the bottom; columns likewise, with their own numbers.",
)
def test_odd_and_even(centre_crop):
    from solutions.images import centre_crop as reference

    rng = np.random.default_rng(541)
    for shape, height, width in [
        ((6, 9), 3, 4),
        ((7, 6), 4, 3),
        ((8, 5), 5, 2),
        ((9, 12), 2, 7),
        ((10, 10), 3, 7),
        ((5, 8), 1, 1),
        ((6, 9), 3, 4),
    ]:
        image = rng.integers(0, 256, shape, dtype=np.uint8)
        expect_equal(centre_crop(image.copy(), height, width), reference(image, height, width), "the middle")


@test_case(
    name="as high as the picture, as wide, or both",
    points=0.75,
    hidden=True,
    failure_message="With nothing to cut the start is 0, and image[0:-0] is empty: say where the crop ends, top + "
    "height. A crop as large as the picture is the whole picture.",
)
def test_equal_sizes(centre_crop):
    from solutions.images import centre_crop as reference

    rng = np.random.default_rng(542)
    for shape, height, width in [((5, 8), 5, 3), ((5, 8), 2, 8), ((5, 8), 5, 8), ((1, 1), 1, 1), ((4, 6), 3, 5)]:
        image = rng.integers(0, 256, shape, dtype=np.uint8)
        expect_equal(centre_crop(image.copy(), height, width), reference(image, height, width), "the middle")


@test_case(
    name="pictures in colour keep all their channels, and floats their fractions",
    points=0.5,
    hidden=True,
    failure_message="(H, W, channels) becomes (height, width, channels): the last axis is never cut, also where it is "
    "longer than the others. Values stay as they are, fractions too.",
)
def test_colour(centre_crop):
    from solutions.images import centre_crop as reference

    rng = np.random.default_rng(543)
    for shape, height, width in [((6, 9, 3), 3, 4), ((5, 5, 3), 2, 2), ((3, 4, 4), 2, 1), ((2, 3, 5), 1, 2)]:
        for image in (rng.integers(0, 256, shape, dtype=np.uint8), rng.random(shape)):
            expect_equal(centre_crop(image.copy(), height, width), reference(image, height, width), "the middle")


@test_case(
    name="too high, too wide, and both",
    points=0.5,
    hidden=True,
    failure_message="A crop that is higher OR wider than the picture raises ValueError, by one pixel too, and whatever "
    "the other side is.",
)
def test_too_large(centre_crop):
    for shape, height, width in [((5, 7), 6, 3), ((5, 7), 3, 8), ((5, 7), 7, 5), ((4, 4, 3), 5, 4), ((4, 9), 10, 10)]:
        expect_error(ValueError, centre_crop, np.ones(shape), height, width)


@test_case(
    name="the picture that it is given stays as it was",
    points=0.25,
    hidden=True,
    failure_message="Cut out of the picture, but leave the picture itself alone.",
)
def test_unchanged(centre_crop):
    image = np.arange(30.0).reshape(5, 6)
    given = image.copy()
    expect_equal(centre_crop(given, 3, 3), image[1:4, 1:4], "the middle")
    expect_unchanged(image, given, "the picture image")


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(centre_crop):
    from solutions.images import centre_crop as reference

    rng = np.random.default_rng(544)
    inputs = [(rng.random((5, 7)), 3, 4), (rng.random((6, 5, 3)), 4, 2)]
    expect_new_result(expect_equal, centre_crop, reference, inputs, "the result")
