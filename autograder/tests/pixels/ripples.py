"""Cases of `ripples`: a wave that runs out from the corner, with both its halves."""

import math

import numpy as np
from checks import Mismatch, because, expect_close, expect_each, expect_new_result, expect_picture, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "ripples"
points = 2

ATOL = 1e-9  # sin of a distance of some hundreds is good to 1e-13, whichever root is taken


@test_case(name="2 x 3 pixels with a quarter of a wave per pixel", points=0.25)
def test_small(ripples):
    row, col = np.array([[0.0], [1.0]]), np.array([[0.0, 1.0, 2.0]])
    expected = [[0.0, 1.0, 0.0], [1.0, 0.795693202, -0.362374890]]
    degrees = np.sin(np.radians(math.pi / 2 * np.sqrt(row**2 + col**2)))
    mistakes = [
        ("Half of the wave is negative; you cut it off. Showing it is another matter.", np.clip(expected, 0, 1)),
        ("You moved the wave into 0 to 1; the values should run from -1 to 1.", 0.5 + 0.5 * np.array(expected)),
        ("Below 0 your wave is turned up: keep the sign.", np.abs(expected)),
        ("sin takes radians, and frequency is in radians per pixel: do not convert to degrees or back.", degrees),
        ("You added row and column; the distance is the root of row**2 + col**2.", np.sin(math.pi / 2 * (row + col))),
        ("The root is missing: sin(frequency * sqrt(row**2 + col**2)).", np.sin(math.pi / 2 * (row**2 + col**2))),
        ("frequency multiplies the distance; you divided by it.", np.sin(np.hypot(row, col) / (math.pi / 2))),
        *(
            ("The rings run out from the corner (0, 0), not from the middle.", np.sin(math.pi / 2 * from_middle))
            for from_middle in (np.hypot(row - 1, col - 1.5), np.hypot(row - 0.5, col - 1), np.hypot(row - 1, col - 1))
        ),
        ("A wave begins at 0 with sin; with cos it begins at 1.", np.cos(math.pi / 2 * np.sqrt(row**2 + col**2))),
    ]
    # the expected numbers are written with nine digits
    expect_close(ripples((2, 3), math.pi / 2), expected, "ripples((2, 3), pi / 2)", atol=2e-9, mistakes=mistakes)
    other = -np.array(expected)  # sin is odd
    what = "ripples((2, 3), -pi / 2)"
    expect_new_result(expect_close, ripples, lambda *_: other, [((2, 3), -math.pi / 2)], what, atol=2e-9)


@test_case(name="on 60 x 80 pixels the wave goes down to -1 and up to 1", points=0.25)
def test_both_halves(ripples):
    values = expect_shape(ripples((60, 80), 0.5), (60, 80), "ripples((60, 80), 0.5)")
    low, high = float(values.min()), float(values.max())
    if not (-1 - ATOL <= low < -0.999 and 0.999 < high <= 1 + ATOL):
        raise Mismatch(f"The values should run from -1 to 1, and yours run from {low:.4g} to {high:.4g}.")


@test_case(
    name="every pixel of wide, upright and square canvases",
    points=0.5,
    hidden=True,
    failure_message=(
        "Pixel (row, col) holds sin(frequency * sqrt(row**2 + col**2)), uncut, on a canvas of any height and width."
    ),
)
def test_canvases(ripples):
    from solutions.pixels import ripples as reference

    rng = np.random.default_rng(601)
    shapes = ((30, 47), (52, 21), (33, 33), (7, 90), (30, 47), (52, 21))
    inputs = [(shape, float(rng.uniform(0.05, 8))) for shape in shapes] + [((9, 14), 0.0), ((9, 14), -0.75)]
    expect_each(expect_picture, ripples, reference, inputs, "Your picture", atol=ATOL)


@test_case(
    name="canvases of one row and of one column",
    points=0.25,
    hidden=True,
    failure_message="A canvas (1, width) is one row and (height, 1) one column: the result keeps both axes.",
)
def test_thin(ripples):
    from solutions.pixels import ripples as reference

    inputs = [((1, 25), 0.7), ((31, 1), 0.4), ((1, 40), 1.9)]
    expect_each(expect_close, ripples, reference, inputs, "Your picture", atol=ATOL)
    inputs = [((1, 46_500), 0.01), ((46_500, 1), 0.01)]  # squares beyond 32 bits
    with because(
        "On a very long canvas small types wrap round or lose too many digits: compute in float64, NumPy's default."
    ):
        expect_each(expect_close, ripples, reference, inputs, "Your picture", atol=ATOL)


@test_case(
    name="the lecture's canvas, 240 x 320, with its own frequency",
    points=0.5,
    hidden=True,
    failure_message="On the large canvas too every pixel counts: use `frequency` as it is given, in radians per pixel. "
    "Squares of rows and columns need more than 16 bits.",
)
def test_lecture(ripples):
    from solutions.pixels import ripples as reference

    inputs = [((240, 320), 3 * math.pi / 240), ((60, 80), 0.11)]
    expect_each(expect_picture, ripples, reference, inputs, "Your picture", atol=ATOL)


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(ripples):
    from solutions.pixels import ripples as reference

    inputs = [((6, 9), 0.7), ((6, 9), 0.4)]
    expect_new_result(expect_close, ripples, reference, inputs, "ripples(…)", atol=ATOL)
