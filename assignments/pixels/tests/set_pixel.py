"""One pixel on a copy of a picture: the right one, and none where the position is off the canvas."""

import numpy as np
from checks import Mismatch, expect_copy, expect_new_result, expect_picture, expect_unchanged, picture
from otter.test_files import test_case

OK_FORMAT = False

name = "set_pixel"
points = 0.5

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
