"""A random picture: properties of its pixels, never their values, since the order of the draws is free."""

import numpy as np
from checks import Mismatch, because, call_twice, expect_equal, expect_new_result, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "random_image"
points = 2


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


@test_case(
    name="a second picture from the same generator, and one from another seed, are new",
    points=0.25,
    hidden=True,
    failure_message="Your pictures repeat: use the generator that you are given, and no generator or seed of your own.",
)
def test_new_pictures(random_image):
    rng = np.random.default_rng(11)
    first = expect_shape(random_image(9, 12, rng), (9, 12), "random_image(9, 12, rng)")
    second = expect_shape(random_image(9, 12, rng), (9, 12), "random_image(9, 12, rng)")
    other = expect_shape(random_image(9, 12, np.random.default_rng(12)), (9, 12), "random_image(9, 12, rng)")
    for one, two in [(first, second), (first, other)]:
        # 108 independent pixels: their correlation has a standard deviation of about 0.1
        if np.mean(one == two) > 0.05 or abs(correlation(one, two)) > 0.6:
            raise Mismatch("Two pictures that should be new are alike.")


@test_case(
    name="small, middling and large values are as frequent as in a uniform distribution",
    points=0.5,
    hidden=True,
    failure_message="Count how many of your pixels lie below 0.01, 0.1, 0.25, 0.5, 0.9 and 0.99: of uniform numbers "
    "it is 1, 10, 25, 50, 90 and 99 in a hundred.",
)
def test_uniform(random_image):
    for height, width, seed in [(40, 50, 21), (100, 100, 22)]:
        pixels = expect_shape(random_image(height, width, np.random.default_rng(seed)), (height, width), "the picture")
        if not np.all((pixels >= 0) & (pixels < 1)):
            raise Mismatch("A pixel lies below 0, or is not below 1.")
        for limit in (0.01, 0.1, 0.25, 0.5, 0.9, 0.99):
            # 5 sigma of a binomial: independent uniform numbers fail once in more than a million seeds
            sigma = np.sqrt(limit * (1 - limit) / pixels.size)
            share = np.mean(pixels < limit)
            if abs(share - limit) > 5 * sigma:
                raise Mismatch(f"A share of {share:.3f} lies below {limit}.")
    with because(
        "Right for large pictures; of many small ones, too many pixels are the smallest or the largest number there "
        "is. Leave the numbers as they are drawn: no picture is stretched from its own darkest pixel to its brightest."
    ):
        rng = np.random.default_rng(23)
        small = [expect_shape(random_image(2, 2, rng), (2, 2), "the picture") for _ in range(40)]
        # of 160 pixels about 3 lie that near the ends, 80 if each picture is stretched; 20 are 9 sigma off
        if np.sum((np.array(small) < 0.01) | (np.array(small) > 0.99)) > 20:
            raise Mismatch("Too many pixels are almost 0 or 1.")


@test_case(
    name="no pixel tells anything about another",
    points=0.25,
    hidden=True,
    failure_message="Your pixels depend on each other: they repeat, mirror, or are sorted or rounded. Draw a number "
    "of its own for every pixel.",
)
def test_independent(random_image):
    for height, width, seed in [(40, 50, 31), (60, 60, 32), (130, 100, 33)]:
        pixels = expect_shape(random_image(height, width, np.random.default_rng(seed)), (height, width), "the picture")
        # 24 bits already give fewer than one repeated value among 3,600
        if len(np.unique(pixels)) < 0.99 * pixels.size:
            raise Mismatch("Values repeat.")
        pairs = [(pixels[1:], pixels[:-1]), (pixels[:, 1:], pixels[:, :-1])]
        pairs += [(pixels, pixels[::-1]), (pixels, pixels[:, ::-1]), (pixels, pixels[::-1, ::-1])]
        pairs += [(pixels[: height // 2], pixels[height // 2 :]), (pixels[:, : width // 2], pixels[:, width // 2 :])]
        if height == width:
            pairs += [(pixels, pixels.T)]
        # one standard deviation is at most 0.032, for the mirrored pairs
        if any(abs(correlation(one, two)) > 0.2 for one, two in pairs):
            raise Mismatch("Neighbours, halves, or mirrored pixels are alike.")
        # gaps between sorted independent numbers: 39 in a hundred are below half the mean gap; equal steps have none
        gaps = np.diff(np.sort(pixels.ravel()))
        if not 0.3 < np.mean(gaps < 0.5 * gaps.mean()) < 0.5:
            raise Mismatch("The values are spread too evenly, or in heaps.")


@test_case(
    name="every pixel is a draw from the generator that was given",
    points=0.25,
    hidden=True,
    failure_message="The generator that you were given was hardly used: draw every pixel from `rng` itself.",
)
def test_draws(random_image):
    rng = np.random.default_rng(41)
    start = np.random.PCG64()
    start.state = rng.bit_generator.state
    expect_shape(random_image(12, 15, rng), (12, 15), "random_image(12, 15, rng)")
    # one step of the generator gives 64 bits; a pixel needs 16 of them at the very least
    for _ in range(12 * 15 // 4):
        if start.state["state"] == rng.bit_generator.state["state"]:
            raise Mismatch("Fewer numbers were drawn from `rng` than the picture has pixels.")
        start.advance(1)


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(random_image):
    def plain(height, width, rng):  # in which order pixels are drawn is free, so the values are the function's own
        return expect_shape(random_image(height, width, rng), (height, width), "random_image(…)")

    inputs = [(4, 6, np.random.default_rng(51))]
    expect_new_result(expect_equal, random_image, plain, inputs, "random_image(…)")


def correlation(one, two):
    if one.std() == 0 or two.std() == 0:
        return 1.0
    return float(np.corrcoef(one.ravel(), two.ravel())[0, 1])
