"""Wrong answers to `make_batch`."""

import numpy as np

from solutions import rejected_by

THREE = "three pictures of 4 x 5 pixels make a batch of shape (3, 4, 5, 3)"
KEPT = "order, values and dtype are kept"
NUMBER = "one picture, and 130 pictures"
SHAPES = "pictures of different shapes are a ValueError"
ONE_PICTURE = "one picture makes a batch of one, floats stay floats, and the list stays as it was"
SHAPES_DIFFER = "pictures of different shapes raise ValueError"


@rejected_by(THREE)
def concatenated(images):
    """Stack along a NEW first axis: np.concatenate hangs one picture below the other."""
    return np.concatenate(images)


@rejected_by(THREE, KEPT)
def along_the_last_axis(images):
    """The new axis is the first one."""
    return np.stack(images, axis=-1)


@rejected_by(THREE, KEPT)
def as_floats(images):
    """Keep uint8; scaling comes later."""
    return np.stack(images) / 255


@rejected_by(KEPT, ONE_PICTURE)
def always_bytes(images):
    """The dtype of the pictures stays: floats are not cut off."""
    return np.stack(images).astype(np.uint8)


@rejected_by(THREE, KEPT)
def filled_zeros(images):
    """np.zeros holds floats: give it the dtype of the pictures."""
    batch = np.zeros((len(images), *images[0].shape))
    for i, image in enumerate(images):
        if image.shape != images[0].shape:
            raise ValueError("shapes differ")
        batch[i] = image
    return batch


@rejected_by(SHAPES, SHAPES_DIFFER)
def broadcasts(images):
    """A picture of one row fits into every row of the batch without an error: compare the shapes first."""
    batch = np.zeros((len(images), *images[0].shape), dtype=images[0].dtype)
    for i, image in enumerate(images):
        batch[i] = image
    return batch


@rejected_by(SHAPES, SHAPES_DIFFER)
def an_array_of_objects(images):
    """Pictures of different shapes make no batch: ValueError, and no array of objects."""
    if len({image.shape for image in images}) == 1:
        return np.stack(images)
    batch = np.empty(len(images), dtype=object)
    for i, image in enumerate(images):
        batch[i] = image
    return batch


@rejected_by(SHAPES, SHAPES_DIFFER)
def leaves_out(images):
    """A picture that does not fit is an error, not one to be left out."""
    return np.stack([image for image in images if image.shape == images[0].shape])


@rejected_by(SHAPES, SHAPES_DIFFER)
def compares_sizes(images):
    """(4, 5, 3) and (5, 4, 3) have equally many numbers: compare shapes."""
    if any(image.size != images[0].size for image in images):
        raise ValueError("sizes differ")
    return np.stack([image.reshape(images[0].shape) for image in images])


@rejected_by(SHAPES, SHAPES_DIFFER)
def another_error(images):
    """ValueError is asked for; assert raises AssertionError."""
    assert all(image.shape == images[0].shape for image in images)
    return np.stack(images)


@rejected_by(SHAPES, SHAPES_DIFFER)
def looks_at_two(images):
    """Compare every picture with the first, not only the second one."""
    if len(images) > 1 and images[0].shape != images[1].shape:
        raise ValueError("shapes differ")
    return np.stack([np.resize(image, images[0].shape) for image in images])


@rejected_by(NUMBER)
def a_hundred(images):
    """All images, not the first 100."""
    return np.stack(images[:100])


@rejected_by(NUMBER, ONE_PICTURE)
def squeezes(images):
    """A batch of one picture keeps its first axis."""
    return np.squeeze(np.stack(images), axis=0) if len(images) == 1 else np.stack(images)


@rejected_by(KEPT, ONE_PICTURE)
def sorted_by_brightness(images):
    """The pictures keep their order."""
    return np.stack(sorted(images, key=lambda image: float(image.sum())))


@rejected_by(NUMBER)
def empties_the_list(images):
    """The list that you were given has lost its pictures' values: work on copies."""
    batch = np.stack(images)
    for image in images:
        image[:] = 0
    return batch


@rejected_by(THREE)
def a_list(images):
    """An array of dtype uint8 is asked for: put the list into np.stack."""
    if any(image.shape != images[0].shape for image in images):
        raise ValueError("shapes differ")
    return [image.tolist() for image in images]


@rejected_by("every call makes something new")
def one_result_refilled(images, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = np.stack(images)
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


@rejected_by("pictures of different shapes are a ValueError")
def only_the_last_is_checked(images):
    """Every picture must have the shape of the first."""
    if images[0].shape != images[-1].shape:
        raise ValueError("different shapes")
    return np.stack([np.resize(image, images[0].shape) for image in images])


@rejected_by(SHAPES, SHAPES_DIFFER)
def hung_and_cut(images):
    """Compare the shape of each picture with the first: heights that add up hide that they differ."""
    return np.concatenate(images).reshape(-1, *images[0].shape)
