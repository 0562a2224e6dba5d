"""Cases of `tangent_weave`: a formula whose values run far beyond 0 to 1, cut off."""

import math

import numpy as np
from checks import Mismatch, because, expect_close, expect_each, expect_new_result, expect_picture, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "tangent_weave"
points = 4

# near a pole of tan another order of operations is off by 1e-16 * |row / scale| / cos**2: with cos above 1e-3 and
# row / scale below 100 that stays under 1e-10 wherever the sum is between 0 and 1
ATOL = 1e-9


@test_case(name="4 x 5 pixels with scale 1.5", points=0.5)
def test_small(tangent_weave):
    row, col = np.arange(4.0)[:, np.newaxis], np.arange(5.0)
    expected = [
        [0.0, 0.588002604, 0.927295218, 1.0, 1.0],
        [0.786842889, 1.0, 0.913844511, 0.542651894, 0.252755237],
        [1.0, 1.0, 1.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.448560990, 1.0],
    ]
    raw = np.tan(row / 1.5) * np.cos(col / 1.5) + np.arctan(col / 1.5) * np.cos(row / 1.5)
    turned = np.tan(col / 1.5) * np.cos(row / 1.5) + np.arctan(row / 1.5) * np.cos(col / 1.5)
    finer = np.tan(row * 1.5) * np.cos(col * 1.5) + np.arctan(col * 1.5) * np.cos(row * 1.5)
    parts = np.clip(np.tan(row / 1.5) * np.cos(col / 1.5), 0, 1) + np.clip(
        np.arctan(col / 1.5) * np.cos(row / 1.5), 0, 1
    )
    tangents = np.tan(row / 1.5) * np.cos(col / 1.5) + np.tan(col / 1.5) * np.cos(row / 1.5)
    mistakes = [
        ("The values run far below 0 and above 1: cut them off.", raw),
        (
            "You stretched the range; a few huge values make all the rest one grey. Cut off instead.",
            (raw - raw.min()) / (raw.max() - raw.min()),
        ),
        ("Below 0 is cut off, above 1 is not yet.", np.maximum(raw, 0)),
        ("Above 1 is cut off, below 0 is not yet.", np.minimum(raw, 1)),
        ("You cut off the sign: a value below 0 becomes 0.", np.clip(np.abs(raw), 0, 1)),
        ("Values above 1 become 1, not 0.", np.where((raw < 0) | (raw > 1), 0, raw)),
        ("The values wrap round at 1: cut them off instead.", np.mod(raw, 1)),
        ("You cut off each term by itself: add first, then cut off the sum.", parts),
        ("You cut off each term by itself: add first, then cut off the sum.", np.clip(parts, 0, 1)),
        ("The roles of row and column are exchanged: tan takes the row, atan the column.", np.clip(turned, 0, 1)),
        ("You multiplied by scale; divide.", np.clip(finer, 0, 1)),
        ("The second term has atan (np.arctan), not tan.", np.clip(tangents, 0, 1)),
    ]
    # the expected numbers are written with nine digits
    expect_close(tangent_weave((4, 5), 1.5), expected, "tangent_weave((4, 5), 1.5)", atol=2e-9, mistakes=mistakes)
    expect_close(tangent_weave((2, 5), 1.5), expected[:2], "tangent_weave((2, 5), 1.5)", atol=2e-9)
    raw = np.tan(row / 2.5) * np.cos(col / 2.5) + np.arctan(col / 2.5) * np.cos(row / 2.5)
    what, other = "tangent_weave((4, 5), 2.5)", np.clip(raw, 0, 1)
    expect_new_result(expect_close, tangent_weave, lambda *_: other, [((4, 5), 2.5)], what, atol=ATOL)


@test_case(name="on the lecture's canvas about 58 of 100 pixels are black and 25 white", points=0.5)
def test_lecture(tangent_weave):
    values = expect_shape(tangent_weave((240, 320), 49.087), (240, 320), "tangent_weave((240, 320), 49.087)")
    black, white = float(np.mean(values == 0)), float(np.mean(values == 1))
    if not (abs(black - 0.579) < 0.005 and abs(white - 0.253) < 0.005):
        raise Mismatch(
            f"57.9% of the pixels should be exactly 0 and 25.3% exactly 1; yours are {black:.1%} and {white:.1%}."
        )
    expect_close(values[0, :50:49], [0.0, math.atan(49 / 49.087)], "Row 0, columns 0 and 49", atol=ATOL)


@test_case(
    name="every pixel of wide, upright and square canvases",
    points=1.25,
    hidden=True,
    failure_message="tan takes row / scale and atan takes col / scale; the sum of both terms is cut off at 0 and at 1.",
)
def test_canvases(tangent_weave):
    from solutions.pixels import tangent_weave as reference

    rng = np.random.default_rng(701)
    shapes = ((30, 47), (52, 21), (33, 33), (8, 90), (30, 47), (52, 21))
    inputs = [(shape, _away_from_poles(shape[0], rng, 2.0, 20.0)) for shape in shapes]
    expect_each(expect_picture, tangent_weave, reference, inputs, "Your picture", atol=ATOL)


@test_case(
    name="fine and coarse patterns, and the lecture's own",
    points=1,
    hidden=True,
    failure_message="`scale` divides row and column, whatever it is: smaller than 1 or larger than the canvas.",
)
def test_scales(tangent_weave):
    from solutions.pixels import tangent_weave as reference

    rng = np.random.default_rng(702)
    assert np.abs(np.cos(np.arange(240) / 49.087)).min() > 1e-3
    fine, coarse = _away_from_poles(6, rng, 0.06, 0.1), _away_from_poles(40, rng, 2000.0, 5000.0)
    inputs = [((240, 40), 49.087), ((6, 30), fine), ((40, 55), coarse)]
    expect_each(expect_picture, tangent_weave, reference, inputs, "Your picture", atol=ATOL)
    with because("Right on most canvases; here one side has 300 pixels. Bytes count to 255: take a larger type."):
        assert np.abs(np.cos(np.arange(300) / 49.087)).min() > 1e-3
        for shape in ((300, 3), (3, 300)):
            expect_picture(tangent_weave(shape, 49.087), reference(shape, 49.087), "Your picture", atol=ATOL)
    with because("Right at first; with another scale or canvas it is wrong: keep nothing between calls."):
        for shape in ((50, 20), (20, 50)):
            expect_picture(tangent_weave(shape, 49.087), reference(shape, 49.087), "Your picture", atol=ATOL)


@test_case(
    name="canvases of one row and of one column",
    points=0.5,
    hidden=True,
    failure_message="A canvas (1, width) is one row and (height, 1) one column: the result keeps both axes.",
)
def test_thin(tangent_weave):
    from solutions.pixels import tangent_weave as reference

    rng = np.random.default_rng(703)
    inputs = [(shape, _away_from_poles(shape[0], rng, 3.0, 8.0)) for shape in ((1, 25), (31, 1))]
    expect_each(expect_close, tangent_weave, reference, inputs, "Your picture", atol=ATOL)


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(tangent_weave):
    from solutions.pixels import tangent_weave as reference

    inputs = [((6, 9), 4.5), ((6, 9), 7.25)]
    expect_new_result(expect_close, tangent_weave, reference, inputs, "tangent_weave(…)", atol=ATOL)


def _away_from_poles(height, rng, low, high):
    """Return a scale from `low` to `high` with which no row of the canvas comes near a pole of tan."""
    while True:
        scale = float(rng.uniform(low, high))
        if np.abs(np.cos(np.arange(height) / scale)).min() > 1e-3:
            return scale
