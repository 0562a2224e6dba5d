"""Cases of `my_expression`: what a machine can say of an open task; the rest a person marks."""

import numpy as np
from checks import (
    Mismatch,
    as_floats,
    because,
    call_twice,
    expect_original_picture,
    in_another_run,
    precondition,
    without_modules,
)
from otter.test_files import test_case

OK_FORMAT = False

name = "my_expression"
points = 6


@test_case(name="a 120 x 160 canvas: right shape, numbers from 0 to 1, not one flat colour", points=0.5)
def test_contract(my_expression):
    picture = my_expression((120, 160))
    _expect_picture(picture, (120, 160))
    return picture  # kept for the gallery


@test_case(name="an upright canvas of 80 x 60 works as well", points=0.25)
def test_upright(my_expression):
    for shape in ((80, 60), (81, 61)):
        _expect_picture(my_expression(shape), shape)


@test_case(name="two calls give the same picture", points=0.25)
def test_repeatable(my_expression):
    canvas = (48, 66)  # of this case alone: it overwrites what a function keeps
    first = as_floats(my_expression(canvas), "Your picture")
    _expect_same(first, my_expression(canvas))
    _expect_same(first, call_twice(my_expression, canvas))


@test_case(name="it is none of the lecture's pictures, and none of them brighter, darker or inverted", points=0.5)
def test_new(my_expression):
    result = my_expression((120, 160))
    _expect_picture(result, (120, 160))
    expect_original_picture(result, (120, 160))


@test_case(
    name="upright, square and odd canvases",
    points=0.75,
    hidden=True,
    failure_message=(
        "Your function should work on any canvas (height, width): right shape, finite numbers from 0 to 1, "
        "more than one grey."
    ),
)
def test_canvases(my_expression):
    for shape in ((130, 45), (64, 64), (30, 130), (61, 91), (35, 35)):
        _expect_picture(my_expression(shape), shape)


@test_case(
    name="a canvas of 260 rows and 65,780 pixels",
    points=0.25,
    hidden=True,
    failure_message=(
        "On a large canvas rows outgrow a byte, and their products and sums 16 bits: your picture should still have "
        "finite numbers from 0 to 1. Compute in floats, and scale or clip the values."
    ),
)
def test_large_canvas(my_expression):
    with precondition():
        _expect_picture(my_expression((52, 51)), (52, 51))
    _expect_picture(my_expression((260, 253)), (260, 253))


@test_case(
    name="the same picture again after other canvases",
    points=1,
    hidden=True,
    failure_message=(
        "The same canvas must give the same picture every time: no unseeded random numbers, nothing kept between calls."
    ),
)
def test_again(my_expression):
    first = as_floats(my_expression((64, 50)), "Your picture")
    for shape in ((30, 70), (64, 50), (71, 44)):
        my_expression(shape)
    _expect_same(first, my_expression((64, 50)))
    _expect_same(first, call_twice(my_expression, (64, 50)))
    with because(
        "The same in one run; in another run of Python, hash gives other numbers, and so does unseeded chance."
    ):
        _expect_same(first, in_another_run(my_expression, (64, 50))[0])


@test_case(
    name="on other canvases too it is none of the lecture's pictures",
    points=2,
    hidden=True,
    failure_message=(
        "On some canvas this is one of the lecture's pictures with another brightness or contrast: run the "
        "novelty rule of the lesson on canvases of your own."
    ),
)
def test_new_elsewhere(my_expression):
    for shape in ((120, 151), (170, 125)):
        result = my_expression(shape)
        _expect_picture(result, shape)
        expect_original_picture(result, shape)


@test_case(
    name="the picture is computed, not loaded",
    points=0.5,
    hidden=True,
    failure_message=(
        "Make the picture from a formula with NumPy or plain Python: libraries for pictures are not there "
        "during this call."
    ),
)
def test_computed(my_expression):
    libraries = ("PIL", "cv2", "imageio", "matplotlib", "skimage", "tensorflow", "torch", "torchvision")
    result = without_modules(libraries, my_expression, (60, 80))
    _expect_picture(result, (60, 80))


def _expect_picture(result, shape):
    """Demand a picture of that shape, grey or in colour, with finite numbers from 0 to 1 and at least two values."""
    what = f"my_expression({shape})"
    values = as_floats(result, what)
    if values.shape not in (shape, (*shape, 3)):
        hint = ""
        if values.shape == (3, *shape):
            hint = " The channels come last: np.stack([red, green, blue], axis=-1)."
        elif values.shape == (*shape, 4):
            hint = " Leave the fourth channel out, which is how much shines through."
        elif values.shape[:2] == shape[::-1]:
            hint = " Rows and columns are exchanged: the height comes first."
        wanted = f"{shape} for a grey picture or {(*shape, 3)} for one in colour"
        raise Mismatch(f"{what} should have the shape {wanted}, and has {values.shape}.{hint}")
    if not np.all(np.isfinite(values)):
        row, col = np.argwhere(~np.isfinite(values))[0][:2]
        raise Mismatch(
            f"Your picture contains nan or inf, first in row {row}, column {col}: did you divide by 0 there?"
        )
    low, high = float(values.min()), float(values.max())
    if low < -1e-9 or high > 1 + 1e-9:  # rounding may leave 1.0000000000000002
        bytes_like = " It looks like bytes: divide by 255." if low >= 0 and 100 < high <= 255 else ""
        raise Mismatch(f"Values outside 0..1: scale or clip them. Yours run from {low:.4g} to {high:.4g}.{bytes_like}")
    if np.ptp(values, axis=(0, 1)).max() < 1 / 255:  # a screen shows no smaller difference
        raise Mismatch("One flat colour: the brightest and the darkest pixel should differ.")


def _expect_same(first, again):
    again = as_floats(again, "Your picture, computed again,")
    if again.shape != first.shape or not np.array_equal(first, again):
        share = "their shapes differ" if again.shape != first.shape else f"{np.mean(first != again):.0%} of it differ"
        raise Mismatch(
            f"The same canvas gave two different pictures ({share}). Take random numbers from "
            "np.random.default_rng(a_fixed_seed), made inside the function, and keep nothing between calls."
        )
