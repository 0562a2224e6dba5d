"""A filled square: which pixels are inside, the edge of the canvas, and what was there before."""

import numpy as np
from checks import Mismatch, expect_copy, expect_new_result, expect_picture, expect_shape, expect_unchanged, picture
from otter.test_files import test_case

OK_FORMAT = False

name = "draw_square"
points = 0.5


@test_case(name="half_size 5 about a pixel gives a square of 9 x 9 pixels", points=0.125)
def test_nine_by_nine(draw_square):
    blank, line = "." * 17, "." * 5 + "#" * 9 + "." * 3
    expected = picture("\n".join([blank] * 2 + [line] * 9 + [blank] * 3), on=0.75, off=0.25)
    canvas = np.full((14, 17), 0.25)
    one_more, one_less, half, cross, one_centre, corner = (canvas.copy() for _ in range(6))
    one_more[1:12, 4:15] = 0.75
    one_less[1:11, 4:14] = 0.75
    half[4:9, 7:12] = 0.75
    cross[2:11, :] = 0.75
    cross[:, 5:14] = 0.75
    one_centre[2:11, 2:11] = 0.75
    corner[:11, :14] = 0.75
    diamond = [[0.75 if abs(row - 6) + abs(col - 9) < 5 else 0.25 for col in range(17)] for row in range(14)]
    mistakes = [
        ("Rows go with the first number of the centre, columns with the second.", one_centre),
        ("Distances are never negative: without abs everything above and to the left counts as near.", corner),
        ("Adding the two distances gives a diamond; each of them alone must be small.", diamond),
        ("Your square is one pixel too wide on each side: a pixel at exactly half_size is outside.", one_more),
        ("image[r-h:r+h] takes h pixels above and h-1 below; a pixel at exactly half_size is outside.", one_less),
        ("half_size reaches from the centre to the side; the square is about twice as wide.", half),
        ("With `or` you painted a cross of two bars; both distances must be small.", cross),
    ]
    expect_picture(
        draw_square(canvas.copy(), (6, 9), 5, 0.75),
        expected,
        "draw_square(image, (6, 9), 5, 0.75)",
        canvas=canvas,
        centre=(6, 9),
        mistakes=mistakes,
    )


@test_case(name="half_size 3.3 about (7.5, 10.25) sets 6 rows of 7 pixels", points=0.125)
def test_count(draw_square):
    result = expect_shape(draw_square(np.zeros((16, 21)), (7.5, 10.25), 3.3), (16, 21), "draw_square(…)")
    rows, cols = int(np.any(result == 1, axis=1).sum()), int(np.any(result == 1, axis=0).sum())
    if (rows, cols) != (6, 7) or np.count_nonzero(result) != 42:
        raise Mismatch(
            f"6 rows of 7 pixels should be 1 and all others 0; yours has {rows} rows and {cols} columns with a 1, and "
            f"{np.count_nonzero(result)} pixels that are not 0. Use the centre and half_size as they are, without "
            f"rounding."
        )


@test_case(name="a square over the top edge and one off the canvas", points=0.125)
def test_over_the_top(draw_square):
    canvas = np.full((7, 9), 0.25)
    expected = canvas.copy()
    expected[:3, 3:8] = 0.75
    empty = "Nothing was drawn: a slice with a negative start counts from the end and is empty. Cut it off at 0."
    what = "draw_square(image, (0, 5), 3, 0.75)"
    result = draw_square(canvas.copy(), (0, 5), 3, 0.75)
    expect_picture(result, expected, what, canvas=canvas, mistakes=[(empty, canvas)])
    result = draw_square(canvas, (-8, 5), 3, 0.75)
    expect_picture(result, canvas, "draw_square(image, (-8, 5), 3, 0.75)", canvas=canvas)
    expect_copy(result, canvas, "the given canvas")


@test_case(name="0.75 is drawn on a copy, also of a canvas of whole numbers", points=0.125)
def test_canvas_of_whole_numbers(draw_square):
    what = "draw_square(image, (2, 3), 2, 0.75)"
    for before in (np.full((5, 6), 200), np.arange(30_000, 30_030).reshape(5, 6) / 65_536):
        canvas, expected = before.copy(), before.astype(float)
        expected[1:4, 2:5] = 0.75
        result = draw_square(canvas, (2, 3), 2, 0.75)
        expect_unchanged(before, canvas, "its argument image")
        expect_picture(result, expected, what, canvas=canvas)
    expect_new_result(expect_picture, draw_square, lambda *_: expected, [(before, (2, 3), 2, 0.75)], what)
