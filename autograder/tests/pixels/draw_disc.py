"""A filled disc: which pixels are inside, the edge of the canvas, and what was there before."""

from functools import cache

import numpy as np
from checks import (
    Mismatch,
    because,
    expect_copy,
    expect_each,
    expect_new_result,
    expect_picture,
    expect_shape,
    expect_unchanged,
    picture,
    precondition,
)
from otter.test_files import test_case

OK_FORMAT = False

name = "draw_disc"
points = 4

TURNED = (
    "Right for most canvases. This one is image.T, in which columns lie together in memory: there, ravel() and "
    "reshape() give copies, and what is written into these is lost. Write into the picture itself, result[row, col]."
)
LONG = "On small canvases it is right; here one has one row only, and one has one column, of 33,000 pixels."
GUARD = 1e-3  # pixels: where fractions decide, no pixel of a test lies nearer than this to the radius


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


@test_case(
    name="a pixel at exactly the radius is outside",
    points=0.75,
    hidden=True,
    failure_message="Inside is `<`, not `<=`: with a whole-number centre and radius 5 the pixel 3 rows and 4 columns "
    "away is outside.",
)
def test_exactly_at_the_radius(draw_disc):
    from solutions.pixels import draw_disc as reference

    # whole numbers decide exactly, with or without the root: 9 + 16 < 25, 25 + 144 < 169, 64 + 36 < 100
    canvas = np.full((33, 45), 0.25)
    discs = [((14, 24), 5), ((15, 20), 13), ((16, 25), 10), ((9, 30), 1), ((9, 30), 0)]
    inputs = [(canvas, centre, radius, 0.75) for centre, radius in discs]
    expect_each(expect_picture, draw_disc, reference, inputs, "draw_disc(…)")


@test_case(
    name="centre and radius may be fractions",
    points=0.5,
    hidden=True,
    failure_message="Compare the distance of (row, col) to the centre with the radius as they are, without rounding: "
    "your own distance_field gives all the distances.",
)
def test_fractions(draw_disc):
    from solutions.pixels import draw_disc as reference

    shapes = ((33, 45), (45, 33), (37, 37)) * 4
    discs = clear_discs(111, tuple((shape, (13, shape[0] - 13), (13, shape[1] - 13), (0.3, 12.5)) for shape in shapes))
    rng = np.random.default_rng(111)
    inputs = [
        (rng.integers(0, 32_768, shape) / 65_536, centre, radius, 0.75)  # float32 holds them, half precision does not
        for shape, (centre, radius) in zip(shapes, discs, strict=True)
    ]
    canvas = np.full((14, 19), 0.25)
    inputs.append((canvas, (5.4, 9.5), 0.6, 0.75))  # there is room for a disc between the pixels
    inputs += [(canvas, (6, 9), radius, 0.75) for radius in (4.99999, 5.00001)]
    expect_each(expect_picture, draw_disc, reference, inputs, "draw_disc(…)")
    with because(LONG):
        inputs = [(np.zeros((1, 33_000)), (0, 32_990.2), 4.5, 0.75), (np.zeros((33_000, 1)), (32_990.2, 0), 4.5, 0.75)]
        expect_each(expect_picture, draw_disc, reference, inputs, "draw_disc(…)")


@test_case(
    name="what falls off the canvas is not drawn",
    points=0.5,
    hidden=True,
    failure_message="Discs may reach over an edge, cover the whole canvas or lie off it: nothing appears on the other "
    "side, and nothing raises an error.",
)
def test_off_the_canvas(draw_disc):
    from solutions.pixels import draw_disc as reference

    canvas = np.full((30, 41), 0.25)
    around = [
        ((-4, 4), (12, 28)),
        ((26, 33), (12, 28)),
        ((12, 18), (-4, 4)),
        ((12, 18), (37, 45)),
        ((-3, 3), (-3, 3)),
        ((27, 32), (38, 44)),
        ((-60, -40), (12, 28)),
        ((12, 18), (70, 90)),
    ]
    whole = [((20, 20), 70_000), ((65_546, 20), 5), ((10, -65_516), 5), ((266, 20), 5)]  # far away, or huge
    whole += [((2, 38), 7), ((-3, 15), 9), ((15, 20), 80), ((-9, 15), 7), ((12, -8), 6)]
    discs = [*clear_discs(112, tuple((canvas.shape, rows, cols, (5, 11)) for rows, cols in around)), *whole]
    inputs = [(canvas, centre, radius, 0.75) for centre, radius in discs]
    expect_each(expect_picture, draw_disc, reference, inputs, "draw_disc(…)")


@test_case(
    name="what was on the canvas stays, and the canvas that was given is not drawn on",
    points=0.5,
    hidden=True,
    failure_message="Draw with `value` on a copy of `image`, always: what was on it stays in the copy, and `image` "
    "itself does not change.",
)
def test_copy(draw_disc):
    from solutions.pixels import draw_disc as reference

    rng = np.random.default_rng(113)
    for centre, value in [((12, 20), 0.75), ((-90, -90), 0.75)]:
        canvas = rng.integers(0, 64, (25, 38)) / 64
        before, expected = canvas.copy(), reference(canvas, centre, 6, value)
        result = draw_disc(canvas, centre, 6, value)
        expect_unchanged(before, canvas, "its argument image")
        expect_copy(result, canvas, "the canvas")
        expect_picture(result, expected, "draw_disc(…)")
    with because("Draw with `value` as it is: it may be 0, below 0 or above 1."):
        inputs = [(canvas, (8, 30), 6, value) for value in (0.0, 2.5, -0.5)]
        expect_each(expect_picture, draw_disc, reference, inputs, "draw_disc(…)")
    with because(TURNED):
        canvas = (rng.integers(0, 64, (38, 25)) / 64).T
        expected = reference(canvas, (12, 20), 6, 0.75)
        expect_picture(draw_disc(canvas, (12, 20), 6, 0.75), expected, "draw_disc(…)")


@test_case(
    name="a fraction can be drawn on a canvas of whole numbers",
    points=0.25,
    hidden=True,
    failure_message="On a canvas of whole numbers, 200 stays 200 and 0.75 is drawn as 0.75: work on a copy of floats.",
)
def test_whole_number_canvas(draw_disc):
    from solutions.pixels import draw_disc as reference

    for dtype in (np.int64, np.uint8):
        canvas = np.full((12, 17), 200, dtype=dtype)
        floats = canvas.astype(float)
        with precondition():
            expect_picture(
                draw_disc(floats.copy(), (5, 9), 3, 0.75), reference(floats, (5, 9), 3, 0.75), "draw_disc(…)"
            )
        expect_picture(draw_disc(canvas.copy(), (5, 9), 3, 0.75), reference(canvas, (5, 9), 3, 0.75), "draw_disc(…)")


@test_case(
    name="the lecture's disc has 7825 pixels of value 1",
    points=0.25,
    hidden=True,
    failure_message="Draw the lecture's disc, radius 50 about (100, 100) on 240 x 320 pixels, and count: 7825 pixels "
    "are 1.",
)
def test_lecture(draw_disc):
    from solutions.pixels import draw_disc as reference

    canvas = np.zeros((240, 320))
    expected = reference(canvas, (100, 100), 50)
    if expected.sum() != 7825:
        raise RuntimeError("The reference does not draw the lecture's disc.")
    expect_picture(draw_disc(canvas, (100, 100), 50), expected, "draw_disc(…)")


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(draw_disc):
    from solutions.pixels import draw_disc as reference

    canvas = np.random.default_rng(114).integers(0, 64, (14, 17)) / 64
    inputs = [(canvas, (6, 9), 5, 0.75), (canvas, (-90, -90), 5, 0.75)]
    expect_new_result(expect_picture, draw_disc, reference, inputs, "draw_disc(…)")


@cache  # the discs are the same for every answer
def clear_discs(seed, ranges):
    """Return a random (centre, radius) for each (shape, rows, columns, radii)."""
    rng = np.random.default_rng(seed)
    return tuple(clear_disc(rng, *within) for within in ranges)


def clear_disc(rng, shape, rows, cols, radii):
    """Draw a centre and a radius until no pixel lies within the guard band of the rim."""
    from solutions.pixels import distance_field

    for _ in range(1_000):
        centre, radius = (float(rng.uniform(*rows)), float(rng.uniform(*cols))), float(rng.uniform(*radii))
        if np.all(np.abs(distance_field(shape, centre) - radius) > GUARD):
            return centre, radius
    raise RuntimeError("No disc keeps the guard band: change the ranges of the test.")
