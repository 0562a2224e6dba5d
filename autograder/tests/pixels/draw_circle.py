"""A circle's outline: the nearest pixels, the edge of the canvas, and what was there before."""

from functools import cache

import numpy as np
from checks import (
    Mismatch,
    because,
    draw_text,
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

name = "draw_circle"
points = 4

TURNED = (
    "Right for most canvases. This one is image.T, in which columns lie together in memory: there, ravel() and "
    "reshape() give copies, and what is written into these is lost. Write into the picture itself, result[row, col]."
)
GUARD = 1e-3  # pixels: no point of a test lies nearer than this to the middle between two pixels


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


@test_case(
    name="every point is drawn on its nearest pixel",
    points=0.75,
    hidden=True,
    failure_message="Compute row and column of a point with circle_points, then round each once to the nearest whole "
    "number (not down), and use as many points as `segments` says.",
)
def test_nearest_pixel(draw_circle):
    from solutions.pixels import draw_circle as reference

    shapes = ((40, 61), (61, 40), (45, 45)) * 4
    numbers = (1, 2, 3, 3, 5, 5, 7, 9, 11, 597, 597, 597)
    wanted = [
        ((15, height - 15), (15, width - 15), (2, 14), segments)
        for (height, width), segments in zip(shapes, numbers, strict=True)
    ]
    rng = np.random.default_rng(81)
    inputs = [
        (rng.integers(0, 32_768, shape) / 65_536, *circle, 0.75)  # float32 holds them, half precision does not
        for shape, circle in zip(shapes, clear_circles(81, *wanted), strict=True)
    ]
    (many,) = clear_circles(86, ((125, 130), (95, 105), (80, 90), 1000))
    inputs.append((np.full((258, 200), 0.25), *many, 0.75))
    expect_each(expect_picture, draw_circle, reference, inputs, "draw_circle(…)")
    inputs = []
    for shape, centre in (((1, 33_000), (0, 32_990.2)), ((33_000, 1), (32_990.2, -4))):  # one point, exactly on it
        expect_clear(centre, 4, 1)
        inputs.append((np.zeros(shape), centre, 4, 1, 0.75))
    with because("On small canvases it is right; here one has one row only, and one has one column, of 33,000 pixels."):
        expect_each(expect_picture, draw_circle, reference, inputs, "draw_circle(…)")


@test_case(
    name="points off the canvas draw nothing",
    points=0.75,
    hidden=True,
    failure_message="Where a circle leaves the canvas nothing is drawn: no error, nothing at the edge, and nothing on "
    "the other side, where a negative index would count from the end.",
)
def test_off_the_canvas(draw_circle):
    from solutions.pixels import draw_circle as reference

    canvas = np.full((30, 44), 0.25)
    around = [
        ((-6, 3), (10, 34), (8, 14)),  # over the top
        ((27, 36), (10, 34), (8, 14)),  # over the bottom
        ((8, 22), (-6, 3), (8, 14)),  # over the left
        ((8, 22), (41, 50), (8, 14)),  # over the right
        ((-4, 4), (-4, 4), (8, 14)),  # over a corner
        ((26, 34), (40, 48), (8, 14)),
        ((11, 11.2), (15, 29), (12, 12.4)),  # by about one pixel, where the circle runs along the edge
        ((17.8, 18), (15, 29), (12, 12.4)),
        ((12, 17), (11, 11.2), (12, 12.4)),
        ((12, 17), (31.8, 32), (12, 12.4)),
        ((-80, -60), (-80, -60), (8, 14)),  # not to be seen at all
        ((60, 80), (10, 34), (8, 14)),
    ]
    inside = ((14, 16), (21, 23), (60, 70))  # the canvas lies inside the circle
    wanted = [(*ranges, 597) for ranges in (*around, inside)] + [(*ranges, 9) for ranges in around[:4]]
    far = [((10.2 + 256 * i, 20.3 + 256 * j), 6.1, 7) for i, j in ((1, 0), (0, -1), (256, 0), (0, -256), (1 << 24, 0))]
    for circle in far:
        expect_clear(*circle)
    with because(
        "Right but along the edge: round first, and ask after that whether the pixel is on the canvas. A point in row "
        "-0.3 is nearest to row 0."
    ):
        inputs = []
        for height, centre, radius in ((30, (14.6, 20.1), 14.85), (50, (24.2, 21.6), 21.8)):
            expect_clear(centre, radius, 4)
            inputs.append((np.full((height, 44), 0.25), centre, radius, 4, 0.75))
        expect_each(expect_picture, draw_circle, reference, inputs, "draw_circle(…)")
    inputs = [(canvas, *circle, 0.75) for circle in [*clear_circles(82, *wanted), *far]]
    expect_each(expect_picture, draw_circle, reference, inputs, "draw_circle(…)")


@test_case(
    name="what was on the canvas stays, and the canvas that was given is not drawn on",
    points=0.5,
    hidden=True,
    failure_message="Draw with `value` on a copy of `image`, always: what was on it stays in the copy, and `image` "
    "itself does not change.",
)
def test_copy(draw_circle):
    from solutions.pixels import draw_circle as reference

    rng = np.random.default_rng(83)
    for centre, value in [((12.3, 20.2), 1.0), ((-90.3, -90.2), 1.0)]:
        canvas = rng.integers(0, 64, (25, 38)) / 64
        expect_clear(centre, 7.9, 9)
        before, expected = canvas.copy(), reference(canvas, centre, 7.9, 9, value)
        result = draw_circle(canvas, centre, 7.9, 9, value)
        expect_unchanged(before, canvas, "its argument image")
        expect_copy(result, canvas, "the canvas")
        expect_picture(result, expected, "draw_circle(…)")
    with because("Draw with `value` as it is: it may be 0, below 0 or above 1."):
        inputs = [(canvas, (12.3, 20.2), 7.9, 9, value) for value in (2.5, -0.5)]
        expect_each(expect_picture, draw_circle, reference, inputs, "draw_circle(…)")
    with because(TURNED):
        canvas = (rng.integers(0, 64, (38, 25)) / 64).T
        expected = reference(canvas, (12.3, 20.2), 7.9, 9, 0.75)
        expect_picture(draw_circle(canvas, (12.3, 20.2), 7.9, 9, 0.75), expected, "draw_circle(…)")


@test_case(
    name="if nothing is said, there are 600 points of value 1",
    points=0.25,
    hidden=True,
    failure_message="draw_circle(image, centre, radius) draws 600 points with 1.0, and value=0 draws black: use both "
    "parameters and keep their defaults.",
)
def test_defaults(draw_circle):
    from solutions.pixels import draw_circle as reference

    large, small = clear_circles(84, ((125, 130), (115, 125), (100, 110), 600), ((72, 76), (71, 75), (60, 70), 600))
    canvas = np.full((260, 250), 0.25)
    centre, radius, _ = large
    expect_picture(draw_circle(canvas.copy(), centre, radius), reference(canvas, centre, radius), "draw_circle(…)")
    canvas = np.full((150, 148), 0.25)
    centre, radius, _ = small
    expect_picture(
        draw_circle(canvas.copy(), centre, radius, value=0),
        reference(canvas, centre, radius, value=0),
        "draw_circle(…)",
    )


@test_case(
    name="a tiny circle is one pixel, or a few",
    points=0.25,
    hidden=True,
    failure_message="A circle with a radius below 1 still has points: each is drawn on its nearest pixel.",
)
def test_tiny(draw_circle):
    from solutions.pixels import draw_circle as reference

    canvas = np.zeros((9, 12))
    inputs = [
        (canvas, centre, radius, 7, 0.5)
        for centre, radius in [((4, 7), 0.3), ((2.6, 9.2), 0.2), ((3.4, 5.3), 0.85), ((6, 3), 0)]
    ]
    for _, centre, radius, *_ in inputs:
        expect_clear(centre, radius, 7)
    expect_each(expect_picture, draw_circle, reference, inputs, "draw_circle(…)")


@test_case(
    name="a fraction can be drawn on a canvas of whole numbers",
    points=0.25,
    hidden=True,
    failure_message="On a canvas of whole numbers your 0.75 becomes 0: work on a copy of floats.",
)
def test_whole_number_canvas(draw_circle):
    from solutions.pixels import draw_circle as reference

    expect_clear((10, 14), 6.2, 7)
    for dtype in (np.int64, np.uint8):
        canvas = np.full((21, 31), 200, dtype=dtype)
        expected = reference(canvas, (10, 14), 6.2, 7, 0.75)
        expect_picture(draw_circle(canvas, (10, 14), 6.2, 7, 0.75), expected, "draw_circle(…)")


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(draw_circle):
    from solutions.pixels import draw_circle as reference

    canvas = np.random.default_rng(85).integers(0, 64, (21, 31)) / 64
    inputs = [(canvas, (8.7, 18.4), 7.6, 7, 0.75), (canvas, (-90.3, -90.2), 7.6, 7, 0.75)]
    expect_new_result(expect_picture, draw_circle, reference, inputs, "draw_circle(…)")


def expect_clear(centre, radius, segments):
    """Hold our own inputs to the guard band: a tie may go either way, so none is ever tested."""
    from solutions.pixels import circle_points

    fractions = np.mod(circle_points(centre, radius, segments), 1)
    if np.any(np.abs(fractions - 0.5) < GUARD):
        raise RuntimeError(f"A point of {centre}, {radius}, {segments} lies between two pixels: change the test.")


@cache  # most tries break the guard band, and the circles are the same for every answer
def clear_circles(seed, *wanted):
    """Return a random (centre, radius, segments) for each (rows, columns, radii, segments)."""
    rng = np.random.default_rng(seed)
    return tuple((*clear_circle(rng, *ranges), ranges[-1]) for ranges in wanted)


def clear_circle(rng, rows, cols, radii, segments):
    """Draw a centre and a radius from the ranges until the guard band is kept."""
    for _ in range(10_000):
        centre, radius = (float(rng.uniform(*rows)), float(rng.uniform(*cols))), float(rng.uniform(*radii))
        try:
            expect_clear(centre, radius, segments)
        except RuntimeError:
            continue
        return centre, radius
    raise RuntimeError("No circle keeps the guard band: change the ranges of the test.")
