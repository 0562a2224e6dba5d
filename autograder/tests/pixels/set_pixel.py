"""One pixel on a copy of a picture: the right one, and none where the position is off the canvas."""

import numpy as np
from checks import (
    Mismatch,
    because,
    expect_copy,
    expect_each,
    expect_new_result,
    expect_picture,
    expect_unchanged,
    picture,
)
from otter.test_files import test_case

OK_FORMAT = False

name = "set_pixel"
points = 2

BEFORE = """
    ........
    .##.....
    ..#.....
    ........
    .......#
"""


@test_case(name="row 1, column 4 of a 5 x 8 picture is set, and nothing else", points=0.125)
def test_one_pixel(set_pixel):
    image = picture(BEFORE, on=0.75, off=0.25)
    after = """
        ........
        .##.#...
        ..#.....
        ........
        .......#
    """
    expected = picture(after, on=0.75, off=0.25)
    expect_picture(set_pixel(image.copy(), 1, 4, 0.75), expected, "set_pixel(image, 1, 4, 0.75)", canvas=image)


@test_case(name="the picture that was given is the same afterwards", points=0.125)
def test_unchanged(set_pixel):
    image = picture(BEFORE, on=0.75, off=0.25)
    before = image.copy()
    result = set_pixel(image, 3, 4, 0.5)
    expect_unchanged(before, image, "its argument image")
    before[3, 4] = 0.5
    expect_picture(result, before, "set_pixel(image, 3, 4, 0.5)", canvas=image)
    what = "set_pixel(image, 3, 4, 0.5)"
    expect_new_result(expect_picture, set_pixel, lambda *_: before, [(image, 3, 4, 0.5)], what)


@test_case(name="row -1, row 5 and column 8 are off a 5 x 8 picture: an unchanged copy comes back", points=0.125)
def test_just_outside(set_pixel):
    image = picture(BEFORE, on=0.75, off=0.25)
    for row, col in [(-1, 2), (5, 2), (2, 8)]:
        try:
            result = set_pixel(image, row, col, 1.0)
        except IndexError:
            raise Mismatch(
                f"set_pixel(image, {row}, {col}, 1.0) breaks off with an IndexError: row {row}, column {col} is off "
                "this canvas. Ask first whether the position is on it."
            ) from None
        other_side, edge = image.copy(), image.copy()
        other_side[row % 5, col % 8] = 1
        edge[min(max(row, 0), 4), min(col, 7)] = 1
        mistakes = [
            (
                "The pixel came back on the other side: -1 counts from the end. Ask first: is it on the canvas?",
                other_side,
            ),
            ("The position was moved to the nearest edge. Off the canvas nothing is drawn.", edge),
        ]
        what = f"set_pixel(image, {row}, {col}, 1.0)"
        expect_picture(result, picture(BEFORE, on=0.75, off=0.25), what, canvas=image, mistakes=mistakes)
        expect_copy(result, image, "the picture")


@test_case(name="row 0, column 7 is on a 5 x 8 picture, and a picture of whole numbers can take 0.5", points=0.125)
def test_corner_of_whole_numbers(set_pixel):
    result = set_pixel(np.full((5, 8), 200), 0, 7, 0.5)
    expected = np.full((5, 8), 200.0)
    expected[0, 7] = 0.5
    cut_off = expected.copy()
    cut_off[0, 7] = 0
    cut = "The 0.5 became 0: it needs a copy of floats, np.array(image, dtype=float)."
    nothing = "Nothing was set. Row 0 is on the canvas, and 0.5 needs a copy of floats: np.array(image, dtype=float)."
    what = "set_pixel(image, 0, 7, 0.5)"
    expect_picture(result, expected, what, mistakes=[(nothing, np.full((5, 8), 200)), (cut, cut_off)])


@test_case(
    name="any pixel of any picture is set, corners too",
    points=0.25,
    hidden=True,
    failure_message="Try every corner of a picture that is not square: row 0 and column 0 are on the canvas, row "
    "height and column width are not.",
)
def test_any_pixel(set_pixel):
    from solutions.pixels import set_pixel as reference

    rng = np.random.default_rng(51)
    inputs = []
    for i in range(10):
        height, width = (int(n) for n in rng.permutation([int(rng.integers(2, 9)), int(rng.integers(9, 15))]))
        image = rng.integers(0, 32_768, (height, width)) / 65_536  # float32 holds them, half precision does not
        row, col = int(rng.integers(height)), int(rng.integers(width))
        if i < 4:  # the corners
            row, col = [0, height - 1][i // 2], [0, width - 1][i % 2]
        inputs.append((image, row, col, float(rng.integers(32, 64) / 64)))
    expect_each(expect_picture, set_pixel, reference, inputs, "set_pixel(…)")
    with because("Set the pixel to `value` as it is: it may be 0, below 0 or above 1, which no screen can show."):
        inputs = [(image, 1, 1, value) for value in (0.0, 2.5, -0.5)]
        expect_each(expect_picture, set_pixel, reference, inputs, "set_pixel(…)")
    with because(
        "Right for most pictures. This one is image.T, in which columns lie together in memory: there, ravel() and "
        "reshape() give copies, and what is written into these is lost. Write into the picture: result[row, col]."
    ):
        for row, col in ((1, 0), (0, 1)):
            expected = reference(image.T, row, col, 0.75)
            expect_picture(set_pixel(image.copy().T, row, col, 0.75), expected, "set_pixel(…)")


@test_case(
    name="on a square picture, too, the row comes first",
    points=0.25,
    hidden=True,
    failure_message="On a square picture image[col, row] raises no error and sets the wrong pixel: the row comes "
    "first.",
)
def test_square_picture(set_pixel):
    from solutions.pixels import set_pixel as reference

    image = np.random.default_rng(52).integers(0, 64, (5, 5)) / 64
    inputs = [(image, row, col, 1.0) for row, col in [(1, 3), (4, 0), (2, 1)]]
    expect_each(expect_picture, set_pixel, reference, inputs, "set_pixel(…)")


@test_case(
    name="a position off the canvas gives an unchanged copy",
    points=0.5,
    hidden=True,
    failure_message="Off the canvas (row < 0, row >= height, col < 0, col >= width) nothing is drawn and nothing "
    "raised; negative numbers do not count from the end, and even then you return a copy.",
)
def test_off_the_canvas(set_pixel):
    expect_picture(set_pixel(np.zeros((1, 2)), 0, 1, 0.5), [[0, 0.5]], "set_pixel(…)")  # a bare copy earns nothing
    rng = np.random.default_rng(53)
    for height, width in [(5, 8), (6, 6)]:
        image = rng.integers(0, 65_536, (height, width)) / 65_536
        places = [(-1, 2), (2, -1), (-1, -1), (-height, 0), (0, -width), (-height - 3, 1), (1, -width - 3)]
        places += [(height, 2), (2, width), (height, width), (height + 2, 1), (1, width + 2), (1000, 3), (-1, width)]
        for row, col in places:
            given = image.copy()
            result = set_pixel(given, row, col, 1.0)
            with because(
                "Off the canvas (row < 0, row >= height, col < 0, col >= width) nothing is drawn: negative numbers do "
                "not count from the end, however small or large they are."
            ):
                expect_picture(result, image, "set_pixel(…)")
            expect_unchanged(image, given, "its argument image")
            expect_copy(result, given, "the picture")


@test_case(
    name="a fraction can be set on a canvas of whole numbers",
    points=0.25,
    hidden=True,
    failure_message="On a canvas of whole numbers your 0.75 becomes 0: work on a copy of floats.",
)
def test_whole_number_canvas(set_pixel):
    from solutions.pixels import set_pixel as reference

    for dtype in (np.int64, np.uint8):
        image = (np.arange(24).reshape(4, 6) % 2 * 200).astype(dtype)
        expect_picture(set_pixel(image.copy(), 2, 5, 0.75), reference(image, 2, 5, 0.75), "set_pixel(…)")


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(set_pixel):
    from solutions.pixels import set_pixel as reference

    rng = np.random.default_rng(54)
    inputs = [(rng.integers(0, 64, (4, 6)) / 64, 2, 3, 1.0), (np.ones((5, 5)), 1, 2, 1.0), (np.ones((3, 4)), 7, 1, 0.5)]
    for image, row, col, value in inputs:
        given = image.copy()
        expect_copy(set_pixel(given, row, col, value), given, "the picture")
    expect_new_result(expect_picture, set_pixel, reference, inputs, "set_pixel(…)")
