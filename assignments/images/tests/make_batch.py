"""Stacking pictures: order, shape and dtype of the batch, and shapes that do not fit."""

import numpy as np
from checks import Mismatch, expect_array, expect_error
from otter.test_files import test_case

OK_FORMAT = False

name = "make_batch"
points = 0.5


def pictures(count, shape, seed, dtype=np.uint8):
    return list(np.random.default_rng(seed).integers(0, 120, (count, *shape)).astype(dtype))


@test_case(name="three pictures of 4 x 5 pixels make a batch of shape (3, 4, 5, 3)", points=0.25)
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


@test_case(name="pictures of different shapes raise ValueError", points=0.125)
def test_shapes_differ(make_batch):
    for shapes in (
        [(3, 4, 3), (1, 4, 3)],
        [(3, 4, 3), (4, 3, 3)],
        [(3, 4, 3), (3, 4, 3), (3, 5, 3)],
        [(2, 4, 3), (4, 4, 3)],
    ):
        expect_error(ValueError, make_batch, [np.zeros(shape, dtype=np.uint8) for shape in shapes])


@test_case(name="one picture makes a batch of one, floats stay floats, and the list stays as it was", points=0.125)
def test_one_picture(make_batch):
    one = [np.full((2, 3, 3), 0.75)]
    expect_array(make_batch(one), np.full((1, 2, 3, 3), 0.75), "the batch of one picture")
    two = [np.full((1, 2, 3), 200, dtype=np.uint8), np.full((1, 2, 3), 100, dtype=np.uint8)]
    wanted = np.array([200, 100], dtype=np.uint8).repeat(6).reshape(2, 1, 2, 3)
    expect_array(make_batch(two), wanted, "the batch of a bright picture and a dark one")
    if len(two) != 2:
        raise Mismatch("The list of pictures that you were given has another length now.")
