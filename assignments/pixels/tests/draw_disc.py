"""A filled disc: which pixels are inside, the edge of the canvas, and what was there before."""

import numpy as np
from checks import Mismatch, expect_copy, expect_picture, expect_shape, expect_unchanged, picture
from otter.test_files import test_case

OK_FORMAT = False

name = "draw_disc"
points = 1


@test_case(name="the disc of radius 5 about (6, 9)", points=0.25)
def test_radius_five(draw_disc):
    after = """
        .................
        .................
        .......#####.....
        ......#######....
        .....#########...
        .....#########...
        .....#########...
        .....#########...
        .....#########...
        ......#######....
        .......#####.....
        .................
        .................
        .................
    """
    canvas = np.full((14, 17), 0.25)
    mistakes = [
        (
            "A pixel at exactly the radius is outside: `<`, not `<=`.",
            painted(lambda down, right: down**2 + right**2 <= 25),
        ),
        ("You drew a diamond: Pythagoras needs squares.", painted(lambda down, right: down + right < 5)),
        (
            "You drew a square: Pythagoras adds the squares of both distances.",
            painted(lambda down, right: max(down, right) < 5),
        ),
        (
            "That disc is half as wide: a radius reaches from the centre to the rim.",
            painted(lambda down, right: down**2 + right**2 < 6.25),
        ),
        (
            "You compared the squared distance with the radius: take the root, or square both.",
            painted(lambda down, right: down**2 + right**2 < 5),
        ),
    ]
    expect_picture(
        draw_disc(canvas.copy(), (6, 9), 5, 0.75),
        picture(after, on=0.75, off=0.25),
        "draw_disc(image, (6, 9), 5, 0.75)",
        canvas=canvas,
        centre=(6, 9),
        mistakes=mistakes,
    )


def painted(near):
    """Return the canvas on which every pixel is set whose distances down and to the right of (6, 9) are near."""
    return [[0.75 if near(abs(row - 6), abs(col - 9)) else 0.25 for col in range(17)] for row in range(14)]


@test_case(name="the disc of radius 6.3 about (9.4, 12.2) has 125 pixels, about pi * radius**2", points=0.25)
def test_count(draw_disc):
    result = expect_shape(draw_disc(np.zeros((20, 25)), (9.4, 12.2), 6.3), (20, 25), "draw_disc(…)")
    set_to_one, others = int(np.sum(result == 1)), int(np.sum((result != 1) & (result != 0)))
    if set_to_one != 125 or others:
        raise Mismatch(
            f"125 pixels should be 1 and all others 0; yours has {set_to_one} pixels with 1 and {others} that are "
            "neither. Use the centre and the radius as they are, without rounding."
        )


@test_case(name="a disc over the edge is cut off, and what was on the canvas stays", points=0.25)
def test_over_the_edge(draw_disc):
    canvas = picture(".......\n.##....\n.##....\n.......\n......#", on=0.5, off=0.25)
    expected = canvas.copy()
    for row, first in [(0, 5), (1, 4), (2, 4), (3, 4)]:
        expected[row, first:] = 0.75
    expected[4, 5:] = 0.75
    result = draw_disc(canvas.copy(), (2, 6.2), 2.7, 0.75)
    expect_picture(result, expected, "draw_disc(image, (2, 6.2), 2.7, 0.75)", canvas=canvas)
    result = draw_disc(canvas, (30, 30), 4, 0.75)
    expect_picture(result, canvas, "draw_disc(image, (30, 30), 4, 0.75)", canvas=canvas)
    expect_copy(result, canvas, "the given canvas")


@test_case(name="0.75 is drawn on a copy, also of a canvas of whole numbers", points=0.25)
def test_canvas_of_whole_numbers(draw_disc):
    canvas = np.ones((5, 6), dtype=int)
    expected = np.ones((5, 6))
    expected[1:4, 2:5] = 0.75
    result = draw_disc(canvas, (2, 3), 1.5, 0.75)
    expect_unchanged(np.ones((5, 6)), canvas, "its argument image")
    expect_picture(result, expected, "draw_disc(image, (2, 3), 1.5, 0.75)", canvas=canvas)
