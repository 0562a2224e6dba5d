"""How much each pixel varies, as one number: the mean of its channels' deviations."""

import numpy as np
from checks import expect_close, expect_new_result, expect_no_common_mistake, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "spread_map"
points = 0.5

ATOL = 1e-4


@test_case(name="two pictures that differ in red only, by 60: a spread of 10", points=0.25)
def test_red_only(spread_map):
    batch = np.full((2, 3, 4, 3), 100, dtype=np.uint8)
    batch[1, :, :, 0] = 160
    wanted = np.full((3, 4), 10.0)
    mistakes = [
        ("That is the deviation over pictures AND channels: first each channel's, then their mean.",
         np.full((3, 4), batch[:, 0, 0].std())),
        ("That is the deviation of red, or the sum of all three: take their mean.", np.full((3, 4), 30.0)),
        ("Those are the deviations of every channel: take their mean over the last axis.", batch.std(axis=0)),
        ("That is a mean of variances: take the roots first, and then the mean.", np.full((3, 4), 300.0)),
        ("That is the root of the mean variance: take the roots first, and then the mean.", np.full((3, 4), 300**0.5)),
        ("One number: asked for is one per pixel.", 10.0),
        ("You divided by N - 1: std_image divides by N.", np.full((3, 4), 10 * 2**0.5)),
        ("The channels are the last axis: take the mean over that one.", batch.std(axis=0).mean(axis=0)),
    ]  # fmt: skip
    result = spread_map(batch.copy())
    expect_no_common_mistake(result, wanted, mistakes, atol=ATOL)
    expect_close(result, wanted, "the spread", atol=ATOL)


@test_case(name="red rises by 100 while green falls by 100, and blue stays: a spread of 33.3", points=0.25)
def test_red_and_green(spread_map):
    batch = np.full((2, 1, 3, 3), 40, dtype=np.uint8)
    batch[0, ..., 0] = batch[1, ..., 1] = 140
    given = batch.copy()
    mistakes = [
        ("Grey first hides colours that change against each other: take the deviations first.", np.zeros((1, 3))),
        ("That is the median of the deviations: take their mean.", np.full((1, 3), 50)),
    ]
    expect_close(spread_map(given), np.full((1, 3), 100 / 3), "the spread", atol=ATOL, mistakes=mistakes)
    expect_unchanged(batch, given, "the batch")
    wanted = np.full((1, 3), 100 / 3)
    expect_new_result(expect_close, spread_map, lambda *_: wanted, [(batch,)], "the spread", atol=ATOL)
