"""The mean of the pictures, pixel by pixel."""

import numpy as np
from checks import (
    because,
    expect_close,
    expect_new_result,
    expect_no_common_mistake,
    expect_unchanged,
    expect_unchanged_as_well,
    precondition,
)
from otter.test_files import test_case

OK_FORMAT = False

name = "mean_image"
points = 2

ATOL = 1e-4  # sums in float32 err by 1e-5, in float16 by 0.06


@test_case(name="the mean of a black and a white picture is 127.5 everywhere", points=0.25)
def test_black_and_white(mean_image):
    batch = np.stack([np.zeros((2, 4, 3), dtype=np.uint8), np.full((2, 4, 3), 255, dtype=np.uint8)])
    wanted = np.full((2, 4, 3), 127.5)
    mistakes = [
        ("The fraction was cut off: the mean is not made of bytes. Leave the floats.", np.full((2, 4, 3), 127)),
        ("Leave the floats: rounding to bytes is another function.", np.full((2, 4, 3), 128)),
        ("That is the sum: divide by the number of pictures.", np.full((2, 4, 3), 255)),
        ("One mean for everything: asked for is one per pixel and channel. Give mean() its axis.", 127.5),
        ("One mean colour: asked for is one mean per pixel.", [127.5] * 3),
        ("You averaged the rows: the pictures are axis 0.", batch.mean(axis=1)),
        ("You averaged the columns: the pictures are axis 0.", batch.mean(axis=2)),
        ("You averaged the channels: the pictures are axis 0.", batch.mean(axis=3)),
        ("Levels from 0 to 255: do not divide by 255.", wanted / 255),
        ("The first axis is gone in a mean over it: no keepdims.", wanted[np.newaxis]),
        ("One mean per picture: asked for is one per pixel, over the pictures.", [0, 255]),
    ]
    result = mean_image(batch.copy())
    expect_no_common_mistake(result, wanted, mistakes, atol=ATOL)
    expect_close(result, wanted, "the mean", atol=ATOL)


@test_case(name="three pictures of one row, with levels 250, 250 and 11, have the mean 170 1/3", points=0.25)
def test_three_bright(mean_image):
    batch = np.array([250, 250, 11], dtype=np.uint8).repeat(6).reshape(3, 1, 2, 3)
    given = batch.copy()
    mistakes = [
        ("The sum of bytes wraps round at 256: add up floats.", np.full((1, 2, 3), 511 % 256 / 3)),
        ("That is the median: the mean adds up and divides.", np.full((1, 2, 3), 250)),
        ("Divide by N, not by N - 1.", np.full((1, 2, 3), 511 / 2)),
    ]
    expect_close(mean_image(given), np.full((1, 2, 3), 511 / 3), "the mean", atol=ATOL, mistakes=mistakes)
    expect_unchanged(batch, given, "the batch")
    wanted = np.full((1, 2, 3), 511 / 3)
    expect_new_result(expect_close, mean_image, lambda *_: wanted, [(batch,)], "the mean", atol=ATOL)


@test_case(
    name="batches of any size",
    points=0.25,
    hidden=True,
    failure_message="The mean over the first axis, for each pixel and each channel, with its fraction.",
)
def test_any_size(mean_image):
    from solutions.images import mean_image as reference

    rng = np.random.default_rng(601)
    for shape in ((7, 5, 4, 3), (2, 3, 8, 3), (1, 4, 6, 3), (5, 2, 3, 1), (13, 1, 2, 4), (7, 5, 4, 3)):
        batch = rng.integers(0, 256, shape, dtype=np.uint8)
        expect_close(mean_image(batch.copy()), reference(batch), "the mean", atol=ATOL)


@test_case(
    name="bright pictures, and many of them",
    points=0.5,
    hidden=True,
    failure_message="The sum of two bright bytes has no room in a byte, and sums in float16 are too coarse: add up in "
    "floats.",
)
def test_bright(mean_image):
    from solutions.images import mean_image as reference

    batch = np.random.default_rng(602).integers(200, 256, (300, 2, 3, 3), dtype=np.uint8)
    with precondition():
        expect_close(mean_image(batch[:40].astype(np.int64)), reference(batch[:40]), "the mean", atol=ATOL)
    expect_close(mean_image(np.full((3, 2, 5, 3), 250, dtype=np.uint8)), np.full((2, 5, 3), 250.0), "it", atol=ATOL)
    with because("Right for few pictures; the sum of 300 bytes needs more than 16 bits: add up in floats."):
        expect_close(mean_image(batch), reference(batch), "the mean", atol=ATOL)


@test_case(
    name="as many pictures as rows, columns and channels, and the batch stays as it was",
    points=0.5,
    hidden=True,
    failure_message="Where all four axes are equally long no error tells you that you took another axis than the "
    "first.",
)
def test_equal_axes(mean_image):
    from solutions.images import mean_image as reference

    rng = np.random.default_rng(603)
    for shape in ((3, 3, 3, 3), (4, 4, 3, 3), (3, 5, 5, 3)):
        batch = rng.integers(0, 256, shape, dtype=np.uint8)
        given = batch.copy()
        expect_close(mean_image(given), reference(batch), "the mean", atol=ATOL)
        expect_unchanged_as_well(batch, given, "the batch")


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(mean_image):
    from solutions.images import mean_image as reference

    rng = np.random.default_rng(604)
    inputs = [(rng.integers(0, 256, (3, 2, 4, 3), dtype=np.uint8),)]
    expect_new_result(expect_close, mean_image, reference, inputs, "the result", atol=ATOL)
