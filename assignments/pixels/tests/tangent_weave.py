"""Cases of `tangent_weave`: a formula whose values run far beyond 0 to 1, cut off."""

import math

import numpy as np
from checks import Mismatch, expect_close, expect_new_result, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "tangent_weave"
points = 1

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
