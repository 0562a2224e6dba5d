"""The standard deviation over the pictures, pixel by pixel."""

import numpy as np
from checks import (
    because,
    expect_close,
    expect_new_result,
    expect_no_common_mistake,
    expect_unchanged,
    expect_unchanged_as_well,
)
from otter.test_files import test_case

OK_FORMAT = False

name = "std_image"
points = 2

ATOL = 1e-4  # float32 errs by 1e-5; dividing by N - 1 is off by a tenth and more


@test_case(name="levels 0 and 2 deviate by 1, levels 10 and 40 by 15", points=0.25)
def test_two_pictures(std_image):
    batch = np.zeros((2, 3, 4, 3), dtype=np.uint8)
    batch[1] = 2
    batch[:, 0, 0, 0] = [40, 10]
    wanted = np.ones((3, 4, 3))
    wanted[0, 0, 0] = 15
    mistakes = [
        ("That is the variance: take the root.", wanted**2),
        ("You divided by N - 1: here it is by N (ddof=0).", wanted * np.sqrt(2)),
        ("You divided by N - 1 and took no root: divide by N, and take it.", 2 * wanted**2),
        ("That is the largest minus the smallest.", 2 * wanted),
        (
            "The variance of the mean would be that divided by N; asked for is how much the pictures vary.",
            wanted**2 / 2,
        ),
        ("That is the mean, not how far the pictures are from it.", batch.mean(axis=0)),
        ("Those are the deviations over the rows: the pictures are axis 0.", batch.std(axis=1)),
        ("Those are the deviations over the channels: the pictures are axis 0.", batch.std(axis=3)),
        ("One number: asked for is one per pixel and channel. Give std() its axis.", batch.std()),
    ]
    result = std_image(batch.copy())
    expect_no_common_mistake(result, wanted, mistakes, atol=ATOL)
    expect_close(result, wanted, "the deviation", atol=ATOL)


@test_case(name="levels 0, 0 and 30 deviate by 14.14, and a pixel that never changes by 0", points=0.25)
def test_three_pictures(std_image):
    batch = np.full((3, 1, 2, 3), 77, dtype=np.uint8)
    batch[:, 0, 0] = [[0], [0], [30]]
    given = batch.copy()
    wanted = np.zeros((1, 2, 3))
    wanted[0, 0] = 200**0.5
    mistakes = [
        ("That is the mean distance from the mean: square, average, take the root.", np.where(wanted, 40 / 3, 0)),
        ("That is half the range from the smallest to the largest.", np.where(wanted, 15, 0)),
        ("The fraction was cut off: leave the floats.", np.where(wanted, 14, 0)),
    ]
    expect_close(std_image(given), wanted, "the deviation", atol=ATOL, mistakes=mistakes)
    expect_unchanged(batch, given, "the batch")
    expect_new_result(expect_close, std_image, lambda *_: wanted, [(batch,)], "the deviation", atol=ATOL)


@test_case(
    name="two to nine pictures of any size",
    points=0.5,
    hidden=True,
    failure_message="The root of the mean squared distance from the mean, dividing by N, over the first axis.",
)
def test_any_size(std_image):
    from solutions.images import std_image as reference

    rng = np.random.default_rng(611)
    for shape in ((2, 5, 4, 3), (3, 4, 7, 3), (9, 3, 2, 3), (4, 2, 6, 1), (5, 1, 3, 4), (2, 5, 4, 3)):
        batch = rng.integers(0, 256, shape, dtype=np.uint8)
        expect_close(std_image(batch.astype(np.int64)), reference(batch), "the deviation", atol=ATOL)
        with because("With int64 it is right: differences and squares of bytes wrap round, so make floats first."):
            expect_close(std_image(batch.copy()), reference(batch), "the deviation", atol=ATOL)


@test_case(
    name="pixels that never change deviate by 0, and so does a single picture",
    points=0.5,
    hidden=True,
    failure_message="Where all pictures agree the deviation is 0: no nan, and no small number added.",
)
def test_constant(std_image):
    from solutions.images import std_image as reference

    batch = np.random.default_rng(612).integers(0, 256, (6, 4, 5, 3), dtype=np.uint8)
    batch[:, 0], batch[:, :, 4] = 255, 3
    expect_close(std_image(batch.copy()), reference(batch), "the deviation", atol=ATOL)
    expect_close(std_image(batch[:1].copy()), np.zeros((4, 5, 3)), "the deviation of one picture", atol=ATOL)
    near = np.full((6, 1, 2, 3), 250, dtype=np.uint8)
    near[2] = 251
    with because("Where one picture of six is one level off, the deviation is small, and not 0."):
        expect_close(std_image(near.copy()), reference(near), "the deviation", atol=ATOL)


@test_case(
    name="as many pictures as rows, columns and channels, and the batch stays as it was",
    points=0.25,
    hidden=True,
    failure_message="Where all four axes are equally long no error tells you that you took another axis than the "
    "first.",
)
def test_equal_axes(std_image):
    from solutions.images import std_image as reference

    rng = np.random.default_rng(613)
    for shape in ((3, 3, 3, 3), (4, 4, 4, 3)):
        batch = rng.integers(0, 256, shape, dtype=np.uint8)
        given = batch.copy()
        expect_close(std_image(given), reference(batch), "the deviation", atol=ATOL)
        expect_unchanged_as_well(batch, given, "the batch")


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(std_image):
    from solutions.images import std_image as reference

    rng = np.random.default_rng(614)
    inputs = [(rng.integers(0, 256, (3, 2, 4, 3), dtype=np.uint8),)]
    expect_new_result(expect_close, std_image, reference, inputs, "the result", atol=ATOL)
