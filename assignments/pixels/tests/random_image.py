"""A random picture: properties of its pixels, never their values, since the order of the draws is free."""

import numpy as np
from checks import Mismatch, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "random_image"
points = 0.5


@test_case(name="a picture of 6 rows and 4 columns has its shape, and values from 0 up to 1", points=0.25)
def test_shape_and_range(random_image):
    pixels = expect_shape(random_image(6, 4, np.random.default_rng(1)), (6, 4), "random_image(6, 4, rng)")
    outside = pixels[~((pixels >= 0) & (pixels < 1))]
    if outside.size:
        raise Mismatch(f"Every pixel should be at least 0 and below 1, and one is {outside[0]:g}.", actual=pixels)


@test_case(name="the same seed gives the same picture twice", points=0.25)
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
