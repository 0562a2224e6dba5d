"""A circle's outline: the nearest pixels, the edge of the canvas, and what was there before."""

import numpy as np
from checks import Mismatch, draw_text, expect_new_result, expect_picture, expect_shape, expect_unchanged, picture
from otter.test_files import test_case

OK_FORMAT = False

name = "draw_circle"
points = 1


@test_case(name="seven points land on the right pixels of a 21 x 31 canvas", points=0.25)
def test_seven_points(draw_circle):
    expected = """
        ...............................
        .................#.............
        ...............................
        .......................#.......
        ...............................
        ............#..................
        ...............................
        ...............................
        ...............................
        ..........................#....
        ...............................
        ...............................
        ............#..................
        ...............................
        ...............................
        .......................#.......
        .................#.............
        ...............................
        ...............................
        ...............................
        ...............................
    """
    what = "draw_circle(image, (8.7, 18.4), 7.6, 7, 0.75)"
    canvas = np.full((21, 31), 0.25)
    mistakes = {
        "Rows and columns are exchanged (sin and cos). You cannot see it with 600 points, but with 7.": [
            *((16, 18), (13, 24), (7, 26), (2, 22), (2, 15), (7, 11), (13, 12)),
        ],
        "Row and column of the centre are exchanged: a position is (row, col).": [(18, 16), (15, 2), (11, 7), (12, 13)],
        "You rounded down: floor and int move every point up and to the left. Round to the nearest pixel.": [
            *((8, 26), (14, 23), (16, 16), (11, 11), (5, 11), (1, 16), (2, 23)),
        ],
        "You rounded up, which moves every point down and to the right. Round to the nearest pixel.": [
            *((9, 26), (15, 24), (17, 17), (12, 12), (6, 12), (2, 17), (3, 24)),
        ],
        "Add the centre first and round once: rounding twice can land on the next pixel.": [
            *((9, 26), (15, 23), (16, 16), (12, 11), (6, 11), (2, 16), (3, 23)),
        ],
        "The last point is the first one again: divide the circle by `segments`, leave 2 * pi out.": [
            *((9, 26), (15, 22), (15, 15), (9, 11), (2, 15), (2, 22)),
        ],
    }
    result = expect_shape(draw_circle(canvas.copy(), (8.7, 18.4), 7.6, 7, 0.75), (21, 31), what)
    wanted = picture(expected, on=0.75, off=0.25)
    if np.sum(result == 0.75) > 7:
        raise Mismatch(
            "Seven points are seven pixels at most: draw `segments` points, and nothing between or inside them.",
            expected=wanted,
            actual=result,
            show="picture",
            drawn=draw_text(result, wanted, canvas),
        )
    expect_picture(
        result,
        wanted,
        what,
        canvas=canvas,
        mistakes=[(words, dots(canvas, places)) for words, places in mistakes.items()],
    )


def dots(canvas, places):
    image = canvas.copy()
    image[tuple(np.transpose(places))] = 0.75
    return image


@test_case(name="the usual 600 points about the middle of the canvas are their own mirror image", points=0.25)
def test_mirror(draw_circle):
    # no point of this circle lies nearer than 0.008 to the middle between two pixels
    what = "draw_circle(image, (10, 15), 8.2)"
    result = expect_shape(draw_circle(np.zeros((21, 31)), (10, 15), 8.2), (21, 31), what)
    if result[10, 15] != 0:
        raise Mismatch("That is a disc; only the outline is asked for.", actual=result, show="picture")
    for mirrored in (result[::-1], result[:, ::-1]):
        if not np.array_equal(result, mirrored):
            raise Mismatch(
                f"{what} should be its own mirror image. Do you round both coordinates to the nearest whole number, "
                "once and after adding the centre? floor and int move every point up and to the left.",
                expected=mirrored,
                actual=result,
                show="picture",
                drawn=draw_text(result, mirrored),
            )
    if not np.all(result[[10, 10, 2, 18], [7, 23, 15, 15]] == 1):
        raise Mismatch(f"{what} should set row 2, row 18, column 7 and column 23 where the circle touches them.")


@test_case(name="over the corner of a 12 x 16 canvas nothing comes back on the other side", points=0.25)
def test_over_the_corner(draw_circle):
    expected = """
        .........#......
        ................
        ................
        ...........#....
        ..............#.
        ................
        ................
        ................
        ................
        ................
        ................
        ................
    """
    canvas = np.full((12, 16), 0.25)
    canvas[6, 3] = 0.5
    wanted = picture(expected, on=0.75, off=0.25)
    wanted[6, 3] = 0.5
    what = "draw_circle(image, (-1.2, 14.3), 5.6, 11, 0.75)"
    try:
        result = draw_circle(canvas.copy(), (-1.2, 14.3), 5.6, 11, 0.75)
    except IndexError:
        raise Mismatch(f"{what} breaks off with an IndexError: leave points out that are off the canvas.") from None
    mirrored = expect_shape(result, (12, 16), what)
    if np.any(mirrored[8:] == 0.75) or np.any(mirrored[:, :6] == 0.75):
        raise Mismatch(
            "Part of the circle comes back on the other side: a negative index counts from the end. Leave points out "
            "that are off the canvas.",
            expected=wanted,
            actual=mirrored,
            show="picture",
            drawn=draw_text(mirrored, wanted, canvas),
        )
    expect_picture(result, wanted, what, canvas=canvas)


@test_case(name="row 0 and column 0 are drawn on, and the canvas that was given stays as it was", points=0.25)
def test_first_row_and_canvas(draw_circle):
    canvas = np.full((9, 9), 200)
    result = expect_shape(draw_circle(canvas, (4, 4), 4, 4, 0.5), (9, 9), "draw_circle(image, (4, 4), 4, 4, 0.5)")
    expect_unchanged(np.full((9, 9), 200), canvas, "its argument image")
    expected = np.full((9, 9), 200.0)
    expected[[4, 8, 4, 0], [8, 4, 0, 4]] = 0.5
    what = "draw_circle(image, (4, 4), 4, 4, 0.5)"
    expect_picture(result, expected, what, canvas=canvas)
    expect_new_result(expect_picture, draw_circle, lambda *_: expected, [(canvas, (4, 4), 4, 4, 0.5)], what)
