"""Stacking pictures: order, shape and dtype of the batch, and shapes that do not fit."""

import numpy as np
from checks import expect_array
from otter.test_files import test_case

OK_FORMAT = False

name = "make_batch"
points = 0.5


def pictures(count, shape, seed, dtype=np.uint8):
    return list(np.random.default_rng(seed).integers(0, 120, (count, *shape)).astype(dtype))


@test_case(name="three pictures of 4 x 5 pixels make a batch of shape (3, 4, 5, 3)", points=0.5)
def test_three(make_batch):
    images = pictures(3, (4, 5, 3), 1)
    wanted = np.stack([images[0], images[1], images[2]])
    mistakes = [
        ("The pictures hang one below the other: stack them along a NEW first axis.", np.concatenate(images)),
        ("The new axis should be the first one, not the last.", np.stack(images, axis=-1)),
        ("The values were divided by 255: keep the bytes, scaling comes later.", wanted / 255),
        ("The order is turned round.", wanted[::-1]),
    ]
    expect_array(make_batch([image.copy() for image in images]), wanted, "the batch", mistakes=mistakes)
