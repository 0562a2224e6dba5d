"""The channel axis second: every number in its new place, and no picture on its side."""

import numpy as np
from checks import expect_equal, expect_new_result, expect_no_common_mistake, expect_shape, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "channels_first"
points = 0.5


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
