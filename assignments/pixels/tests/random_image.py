"""A random picture: properties of its pixels, never their values, since the order of the draws is free."""

import numpy as np
from checks import Mismatch, call_twice, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "random_image"
points = 0.5


@test_case(name="a picture of 6 rows and 4 columns has its shape, and values from 0 up to 1", points=0.125)
def test_shape_and_range(random_image):
    pixels = expect_shape(random_image(6, 4, np.random.default_rng(1)), (6, 4), "random_image(6, 4, rng)")
    outside = pixels[~((pixels >= 0) & (pixels < 1))]
    if outside.size:
        raise Mismatch(f"Every pixel should be at least 0 and below 1, and one is {outside[0]:g}.", actual=pixels)


@test_case(name="the same seed gives the same picture twice", points=0.125)
def test_same_seed(random_image):
    first = expect_shape(random_image(5, 7, np.random.default_rng(3)), (5, 7), "random_image(5, 7, rng)")
    second = expect_shape(random_image(5, 7, np.random.default_rng(3)), (5, 7), "random_image(5, 7, rng)")
    if not np.array_equal(first, second):
        raise Mismatch(
            "Two generators with one seed gave two different pictures: draw from `rng`, not from np.random or random.",
            expected=first,
            actual=second,
            show="picture",
        )
    again = call_twice(random_image, 5, 7, np.random.default_rng(3))
    if not np.array_equal(first, expect_shape(again, (5, 7), "random_image(5, 7, rng)")):
        raise Mismatch("You return a picture that you have returned before: make a new array in every call.")


@test_case(name="called again with the same generator, it gives another picture", points=0.125)
def test_called_again(random_image):
    rng = np.random.default_rng(4)
    first = expect_shape(random_image(5, 6, rng), (5, 6), "random_image(5, 6, rng)")
    second = expect_shape(random_image(5, 6, rng), (5, 6), "random_image(5, 6, rng), called again,")
    if np.mean(first == second) > 0.5:
        raise Mismatch(
            "Both calls gave the same picture: draw from the `rng` that you are given, and make no generator and set "
            "no seed of your own.",
            actual=second,
            show="picture",
        )


@test_case(name="no two pixels of a 12 x 12 picture are equal, and they are in no order", points=0.125)
def test_no_two_are_equal(random_image):
    # uniform float64 numbers repeat about once in 10**12 pictures of this size
    pixels = expect_shape(random_image(12, 12, np.random.default_rng(5)), (12, 12), "random_image(12, 12, rng)")
    different = len(np.unique(pixels))
    if different < 144:
        raise Mismatch(
            f"Of 144 pixels only {different} are different: draw a number of its own for every pixel, and keep all of "
            "its digits.",
            actual=pixels,
            show="picture",
        )
    if pixels.min() == 0:  # by chance, once in millions of pictures
        raise Mismatch(
            "The darkest pixel is exactly 0: leave the numbers as they are drawn, without stretching them.",
            actual=pixels,
            show="picture",
        )
    rising = np.mean(np.diff(pixels.ravel()) > 0)  # about a half, with a standard deviation of 0.024
    if not 0.3 < rising < 0.7:
        raise Mismatch("Your pixels are sorted. Leave them as they were drawn.", actual=pixels, show="picture")
