"""The mean of the pictures, pixel by pixel."""

import numpy as np
from checks import expect_close, expect_new_result, expect_no_common_mistake, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "mean_image"
points = 0.5

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
