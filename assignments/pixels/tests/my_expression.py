"""Cases of `my_expression`: what a machine can say of an open task; the rest a person marks."""

import numpy as np
from checks import Mismatch, expect_equal, expect_original_picture, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "my_expression"
points = 1.5


@test_case(name="a 120 x 160 canvas: right shape, numbers from 0 to 1, not one flat colour", points=0.5)
def test_contract(my_expression):
    picture = my_expression((120, 160))
    _expect_picture_of_greys(picture, (120, 160))
    return picture  # kept for the gallery


@test_case(name="two calls give the same picture", points=0.5)
def test_repeatable(my_expression):
    first = expect_shape(my_expression((120, 160)), (120, 160), "Your picture")
    again = expect_shape(my_expression((120, 160)), (120, 160), "Your picture, the second time")
    _expect_same(first, again)


@test_case(name="it is none of the lecture's pictures, also not brighter, darker or inverted", points=0.5)
def test_new(my_expression):
    result = my_expression((120, 160))
    _expect_picture_of_greys(result, (120, 160))
    expect_original_picture(result, (120, 160))


def _expect_picture_of_greys(result, shape):
    """Demand a picture of that shape with finite numbers from 0 to 1 and at least two greys."""
    values = expect_shape(result, shape, f"my_expression({shape})")
    if not np.all(np.isfinite(values)):
        row, col = np.argwhere(~np.isfinite(values))[0]
        raise Mismatch(
            f"Your picture contains nan or inf, first in row {row}, column {col}: did you divide by 0 there?"
        )
    low, high = float(values.min()), float(values.max())
    if low < -1e-9 or high > 1 + 1e-9:  # rounding may leave 1.0000000000000002
        bytes_like = " It looks like bytes: divide by 255." if low >= 0 and 100 < high <= 255 else ""
        raise Mismatch(f"Values outside 0..1: scale or clip them. Yours run from {low:.4g} to {high:.4g}.{bytes_like}")
    if high - low < 1 / 255:  # a screen shows no smaller difference
        raise Mismatch("One flat colour: the brightest and the darkest pixel should differ.")


def _expect_same(first, again):
    expect_equal(again, first, "Your picture, computed once more,")
