"""A filled square: which pixels are inside, the edge of the canvas, and what was there before."""

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
)
from otter.test_files import test_case

OK_FORMAT = False

name = "draw_square"
points = 2

TURNED = (
    "Right for most canvases. This one is image.T, in which columns lie together in memory: there, ravel() and "
    "reshape() give copies, and what is written into these is lost. Write into the picture itself, result[row, col]."
)
LONG = "On small canvases it is right; here one has one row only, and one has one column, of 33,000 pixels."
GUARD = 1e-3  # pixels: where fractions decide, no row or column of a test lies nearer than this to a side


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


@test_case(
    name="a pixel at exactly half_size is outside",
    points=0.25,
    hidden=True,
    failure_message="Inside is `<`, not `<=`: half_size 1 about a pixel gives this one pixel.",
)
def test_exactly_at_the_side(draw_square):
    from solutions.pixels import draw_square as reference

    canvas = np.full((30, 41), 0.25)
    squares = [((14, 20), 1), ((12, 25), 7), ((10, 9), 4), ((11.5, 20.5), 2.5), ((14, 20), 0)]
    inputs = [(canvas, centre, half_size, 0.75) for centre, half_size in squares]
    expect_each(expect_picture, draw_square, reference, inputs, "draw_square(…)")


@test_case(
    name="centre and half_size may be fractions",
    points=0.25,
    hidden=True,
    failure_message="Compare |row - centre_row| and |col - centre_col| with half_size as they are, without rounding "
    "or cutting off any of them.",
)
def test_fractions(draw_square):
    from solutions.pixels import draw_square as reference

    rng = np.random.default_rng(91)
    canvas = np.full((12, 17), 0.25)
    inputs = [(canvas, (5.4, 9.5), 0.3, 0.75)]  # there is room for a square between the pixels
    inputs += [(canvas, (5, 9), half_size, 0.75) for half_size in (2.99999, 3.00001)]
    inputs += [(canvas, (5.0004, 9), 3, 0.75), (canvas, (5, 9.0004), 3, 0.75)]
    for i in range(9):
        height, width = [(30, 41), (41, 30), (33, 33)][i % 3]
        canvas = rng.integers(0, 32_768, (height, width)) / 65_536  # float32 holds them, half precision does not
        centre, half_size = clear_square(rng, (11, height - 11), (11, width - 11), (0.2, 10))
        inputs.append((canvas, centre, half_size, 0.75))
    expect_each(expect_picture, draw_square, reference, inputs, "draw_square(…)")
    with because(LONG):
        inputs = [(np.zeros((1, 33_000)), (0, 32_990.2), 4.5, 0.75), (np.zeros((33_000, 1)), (32_990.2, 0), 4.5, 0.75)]
        expect_each(expect_picture, draw_square, reference, inputs, "draw_square(…)")


@test_case(
    name="what falls off the canvas is not drawn",
    points=0.25,
    hidden=True,
    failure_message="Squares may reach over an edge or lie off the canvas: a negative start makes a slice empty or "
    "wrap to the other side.",
)
def test_off_the_canvas(draw_square):
    from solutions.pixels import draw_square as reference

    rng = np.random.default_rng(92)
    canvas = np.full((30, 41), 0.25)
    around = [
        ((-4, 4), (12, 28)),
        ((26, 33), (12, 28)),
        ((12, 18), (-4, 4)),
        ((12, 18), (37, 45)),
        ((-3, 3), (-3, 3)),
        ((27, 32), (38, 44)),
        ((-60, -40), (12, 28)),
        ((12, 18), (-60, -40)),
        ((70, 90), (12, 28)),
        ((12, 18), (70, 90)),
    ]
    squares = [clear_square(rng, rows, cols, (5, 9)) for rows, cols in around]
    squares += [((4.4, 20), 4.7), ((14, 5.25), 5.75), ((25.3, 35.2), 4.6)]  # over an edge by less than a pixel
    squares += [((20, 20), 70_000), ((65_546, 20), 5), ((10, -65_516), 5), ((266, 20), 5)]  # far away, or huge
    squares += [((1, 3), 6), ((28, 40), 5), ((15, 20), 100), ((-9, 4), 7), ((12, -8), 6)]  # whole numbers, too
    inputs = [(canvas, centre, half_size, 0.75) for centre, half_size in squares]
    expect_each(expect_picture, draw_square, reference, inputs, "draw_square(…)")


@test_case(
    name="what was on the canvas stays, and the canvas that was given is not drawn on",
    points=0.25,
    hidden=True,
    failure_message="Draw with `value` (1.0 if none is given) on a copy of `image`, always: what was on it stays in "
    "the copy, and `image` itself does not change.",
)
def test_copy(draw_square):
    from solutions.pixels import draw_square as reference

    rng = np.random.default_rng(93)
    for centre, value in [
        ((12, 20), 0.75),
        ((-90, -90), 0.75),
        ((9, 9), 1.0),
    ]:
        canvas = rng.integers(0, 64, (25, 38)) / 64
        before, expected = canvas.copy(), reference(canvas, centre, 6, value)
        result = draw_square(canvas, centre, 6) if value == 1.0 else draw_square(canvas, centre, 6, value)
        expect_unchanged(before, canvas, "its argument image")
        expect_copy(result, canvas, "the canvas")
        expect_picture(result, expected, "draw_square(…)")
    with because("Draw with `value` as it is: it may be 0, below 0 or above 1."):
        inputs = [(canvas, (8, 30), 6, value) for value in (0.0, 2.5, -0.5)]
        expect_each(expect_picture, draw_square, reference, inputs, "draw_square(…)")
    with because(TURNED):
        canvas = (rng.integers(0, 64, (38, 25)) / 64).T
        expected = reference(canvas, (12, 20), 6, 0.75)
        expect_picture(draw_square(canvas, (12, 20), 6, 0.75), expected, "draw_square(…)")


@test_case(
    name="a fraction can be drawn on a canvas of whole numbers",
    points=0.25,
    hidden=True,
    failure_message="On a canvas of whole numbers your 0.75 becomes 0: work on a copy of floats.",
)
def test_whole_number_canvas(draw_square):
    from solutions.pixels import draw_square as reference

    for dtype in (np.int64, np.uint8):
        canvas = np.full((12, 17), 200, dtype=dtype)
        expected = reference(canvas, (5, 9), 3, 0.75)
        expect_picture(draw_square(canvas, (5, 9), 3, 0.75), expected, "draw_square(…)")


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(draw_square):
    from solutions.pixels import draw_square as reference

    canvas = np.random.default_rng(94).integers(0, 64, (14, 17)) / 64
    inputs = [(canvas, (6, 9), 5, 0.75), (canvas, (-90, -90), 5, 0.75)]
    expect_new_result(expect_picture, draw_square, reference, inputs, "draw_square(…)")


def clear_square(rng, rows, cols, half_sizes):
    """Draw a centre and a half size until no whole row or column lies within the guard band of a side."""
    for _ in range(1_000):
        centre, half_size = (float(rng.uniform(*rows)), float(rng.uniform(*cols))), float(rng.uniform(*half_sizes))
        sides = np.array([c + sign * half_size for c in centre for sign in (-1, 1)])
        if np.all(np.abs(sides - np.round(sides)) > GUARD):
            return centre, half_size
    raise RuntimeError("No square keeps the guard band: change the ranges of the test.")
