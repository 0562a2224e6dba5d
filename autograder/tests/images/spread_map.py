"""How much each pixel varies, as one number: the mean of its channels' deviations."""

import numpy as np
from checks import expect_close, expect_new_result, expect_no_common_mistake, expect_unchanged, expect_unchanged_as_well
from otter.test_files import test_case

OK_FORMAT = False

name = "spread_map"
points = 2

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


@test_case(
    name="batches of any size",
    points=0.5,
    hidden=True,
    failure_message="First std_image, one deviation per pixel and channel, then its mean over the channels: (height, "
    "width).",
)
def test_any_size(spread_map):
    from solutions.images import spread_map as reference

    rng = np.random.default_rng(621)
    for shape in ((2, 5, 4, 3), (40, 3, 7, 3), (3, 3, 3, 3), (4, 1, 5, 3), (5, 6, 2, 1), (3, 2, 4, 4), (2, 5, 4, 3)):
        batch = rng.integers(0, 256, shape, dtype=np.uint8)
        expect_close(spread_map(batch.copy()), reference(batch), "the spread", atol=ATOL)


@test_case(
    name="colours that vary against each other",
    points=0.5,
    hidden=True,
    failure_message="Where red goes up as blue goes down the grey picture does not change, but the colour does: the "
    "mean over the channels comes last.",
)
def test_against_each_other(spread_map):
    from solutions.images import spread_map as reference

    red = np.random.default_rng(622).integers(0, 256, (7, 4, 5), dtype=np.uint8)
    batch = np.stack([red, np.full_like(red, 90), 255 - red], axis=3)
    expect_close(spread_map(batch.copy()), reference(batch), "the spread", atol=ATOL)


@test_case(
    name="pixels that never change, and the batch stays as it was",
    points=0.25,
    hidden=True,
    failure_message="A pixel that never changes has spread 0, and so has all of a single picture.",
)
def test_constant_and_unchanged(spread_map):
    from solutions.images import spread_map as reference

    batch = np.random.default_rng(623).integers(0, 256, (5, 5, 6, 3), dtype=np.uint8)
    batch[:, 1], batch[:, :, 2, 1] = 255, 7
    batch[:, 2:4, 3:], batch[2, 2, 3:], batch[3, 3, 3:] = 250, 251, 253  # deviations of 0.4 and 1.2
    given = batch.copy()
    expect_close(spread_map(given), reference(batch), "the spread", atol=ATOL)
    expect_unchanged_as_well(batch, given, "the batch")
    expect_close(spread_map(batch[:1].copy()), np.zeros((5, 6)), "the spread of one picture", atol=ATOL)


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(spread_map):
    from solutions.images import spread_map as reference

    rng = np.random.default_rng(624)
    inputs = [(rng.integers(0, 256, (3, 2, 4, 3), dtype=np.uint8),)]
    expect_new_result(expect_close, spread_map, reference, inputs, "the result", atol=ATOL)
