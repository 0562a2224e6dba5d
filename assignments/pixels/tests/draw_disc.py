"""A filled disc: which pixels are inside, the edge of the canvas, and what was there before."""

import numpy as np
from checks import Mismatch, expect_picture, expect_shape, picture
from otter.test_files import test_case

OK_FORMAT = False

name = "draw_disc"
points = 1


@test_case(name="the disc of radius 5 about (6, 9)", points=0.5)
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


@test_case(name="the disc of radius 6.3 about (9.4, 12.2) has 125 pixels, about pi * radius**2", points=0.5)
def test_count(draw_disc):
    result = expect_shape(draw_disc(np.zeros((20, 25)), (9.4, 12.2), 6.3), (20, 25), "draw_disc(…)")
    set_to_one, others = int(np.sum(result == 1)), int(np.sum((result != 1) & (result != 0)))
    if set_to_one != 125 or others:
        raise Mismatch(
            f"125 pixels should be 1 and all others 0; yours has {set_to_one} pixels with 1 and {others} that are "
            "neither. Use the centre and the radius as they are, without rounding."
        )
