"""How much each pixel varies, as one number: the mean of its channels' deviations."""

import numpy as np
from checks import expect_close, expect_no_common_mistake
from otter.test_files import test_case

OK_FORMAT = False

name = "spread_map"
points = 0.5

ATOL = 1e-3


@test_case(name="two pictures that differ in red only, by 60: a spread of 10", points=0.5)
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
