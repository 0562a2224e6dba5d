"""The channel axis second: every number in its new place, and no picture on its side."""

import numpy as np
from checks import (
    expect_equal,
    expect_new_result,
    expect_no_common_mistake,
    expect_shape,
    expect_unchanged,
    expect_unchanged_as_well,
)
from otter.test_files import test_case

OK_FORMAT = False

name = "channels_first"
points = 2


@test_case(name="a batch of shape (2, 3, 4, 3) becomes (2, 3, 3, 4)", points=0.25)
def test_small(channels_first):
    batch = np.arange(72, dtype=np.uint8).reshape(2, 3, 4, 3)
    result = channels_first(batch.copy())
    mistakes = [
        ("reshape only counts the numbers off anew: use transpose or np.moveaxis.", batch.reshape(2, 3, 3, 4)),
        ("Your pictures lie on their side: height and width are exchanged.", batch.transpose(0, 3, 2, 1)),
        ("The channels come out backwards: blue first.", batch[..., ::-1].transpose(0, 3, 1, 2)),
        ("The batch axis stays the first one.", batch.transpose(3, 0, 1, 2)),
        ("That is the batch as it was: no axis has moved.", batch),
    ]
    wanted = [[batch[n, :, :, c] for c in range(3)] for n in range(2)]
    expect_no_common_mistake(result, wanted, mistakes)
    expect_equal(result, wanted, "the batch")


@test_case(name="one picture with one channel, in floats, and the batch stays as it was", points=0.25)
def test_one_of_each(channels_first):
    batch = np.array([[[[0.25], [0.5]], [[0.75], [1.0]]]])  # (1, 2, 2, 1)
    given = batch.copy()
    expect_equal(channels_first(given), [[[[0.25, 0.5], [0.75, 1.0]]]], "the batch")
    expect_unchanged(batch, given, "the batch")
    expect_shape(channels_first(np.zeros((2, 3, 5, 4))), (2, 4, 3, 5), "the batch of pictures with four channels")
    wanted = [[[[0.25, 0.5], [0.75, 1.0]]]]
    expect_new_result(expect_equal, channels_first, lambda *_: wanted, [(batch,)], "the batch")


@test_case(
    name="every number is at its new place",
    points=0.5,
    hidden=True,
    failure_message="new[n, c, row, col] is batch[n, row, col, c]. If your pictures lie on their side, height and "
    "width are exchanged; if they are scrambled, you used reshape.",
)
def test_places(channels_first):
    from solutions.images import channels_first as reference

    rng = np.random.default_rng(531)
    for shape in ((2, 5, 7, 3), (3, 8, 4, 3), (4, 2, 9, 3), (2, 5, 7, 3)):
        batch = rng.integers(0, 256, shape, dtype=np.uint8)
        expect_equal(channels_first(batch.copy()), reference(batch), "the batch")


@test_case(
    name="square pictures, and a batch whose axes all have length 3",
    points=0.5,
    hidden=True,
    failure_message="On squares no shape tells you that height and width are exchanged: look at the numbers, or at a "
    "picture.",
)
def test_squares(channels_first):
    from solutions.images import channels_first as reference

    rng = np.random.default_rng(532)
    for shape in ((3, 3, 3, 3), (2, 6, 6, 3)):
        batch = rng.integers(0, 256, shape, dtype=np.uint8)
        expect_equal(channels_first(batch.copy()), reference(batch), "the batch")


@test_case(
    name="one picture, one channel or four, and the batch stays as it was",
    points=0.25,
    hidden=True,
    failure_message="All four axes stay, also those of length 1.",
)
def test_thin(channels_first):
    from solutions.images import channels_first as reference

    rng = np.random.default_rng(533)
    for shape in ((1, 4, 5, 3), (3, 4, 5, 1), (2, 1, 6, 4), (1, 1, 1, 3)):
        batch = rng.uniform(0, 1, shape)
        given = batch.copy()
        expect_equal(channels_first(given), reference(batch), "the batch")
        expect_unchanged_as_well(batch, given, "the batch")
        expect_shape(given, shape, "the batch that you were given")


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(channels_first):
    from solutions.images import channels_first as reference

    rng = np.random.default_rng(534)
    inputs = [(rng.integers(0, 256, (2, 3, 4, 3), dtype=np.uint8),)]
    expect_new_result(expect_equal, channels_first, reference, inputs, "the result")
