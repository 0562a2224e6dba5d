"""Stacking pictures: order, shape and dtype of the batch, and shapes that do not fit."""

import numpy as np
from checks import (
    Mismatch,
    because,
    expect_array,
    expect_error,
    expect_new_result,
    expect_shape,
    expect_unchanged_as_well,
)
from otter.test_files import test_case

OK_FORMAT = False

name = "make_batch"
points = 2


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


@test_case(
    name="order, values and dtype are kept",
    points=0.25,
    hidden=True,
    failure_message="Picture i of the batch is picture i of the list, in the list's dtype: bytes stay bytes, floats "
    "stay floats, whatever the number of channels.",
)
def test_kept(make_batch):
    for number, (shape, dtype) in enumerate(
        [
            ((6, 4, 3), np.uint8),
            ((3, 3, 3), np.uint8),
            ((5, 7, 4), np.float32),
            ((2, 9, 1), np.int16),
            ((6, 4, 3), np.uint8),
        ]
    ):
        images = pictures(3 if number == 1 else 5, shape, 510 + number, dtype)
        expect_array(make_batch([image.copy() for image in images]), np.array(images), "the batch")


@test_case(
    name="one picture, and 130 pictures",
    points=0.5,
    hidden=True,
    failure_message="A batch of one picture has shape (1, height, width, channels), and there may be more than a "
    "hundred: take all of them.",
)
def test_any_number(make_batch):
    for count in (1, 2, 130):
        images = pictures(count, (2, 3, 3), 520 + count)
        before = [image.copy() for image in images]
        expect_array(make_batch(images), np.array(before), "the batch")
        if len(images) != count:
            with because("You changed the list of pictures that you were given: take nothing out of it."):
                raise Mismatch("The list of pictures that you were given has another length now.", seen="changed")
        for image, kept in zip(images, before, strict=True):
            expect_unchanged_as_well(kept, image, "a picture of the list images")


@test_case(
    name="pictures of different shapes are a ValueError",
    points=0.5,
    hidden=True,
    failure_message="Every picture must have the shape of the first: one row or column of another length, a picture "
    "with another number of channels, turned, or too thin must raise ValueError, not be stretched, cut or left out.",
)
def test_different_shapes(make_batch):
    expect_shape(make_batch([np.full((4, 5, 3), 7, dtype=np.uint8)] * 2), (2, 4, 5, 3), "the batch of two pictures")
    for shapes in (
        [(4, 5, 3), (4, 6, 3)],
        [(4, 5, 3), (4, 6, 3), (4, 5, 3)],
        [(4, 5, 3), (4, 5, 3), (1, 5, 3)],
        [(4, 5, 3), (4, 1, 3)],
        [(4, 5, 3), (4, 5, 1)],
        [(4, 5, 3), (4, 5, 3), (4, 5, 4)],
        [(4, 5, 3), (5, 4, 3)],
        [(4, 5, 3), (5, 3)],
        [(2, 5, 3), (6, 5, 3)],  # one below the other they make four of the first
        [(4, 5, 3), (2, 5, 3), (6, 5, 3)],
    ):
        expect_error(ValueError, make_batch, [np.full(shape, 7, dtype=np.uint8) for shape in shapes])


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(make_batch):
    from solutions.images import make_batch as reference

    rng = np.random.default_rng(524)
    inputs = [([rng.random((2, 3, 3)), rng.random((2, 3, 3))],)]
    expect_new_result(expect_array, make_batch, reference, inputs, "the result")
