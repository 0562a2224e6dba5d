"""Right answers to `make_batch` in other styles."""

import numpy as np


def with_array(images):
    """np.array stacks what has one shape, and refuses what has not."""
    return np.array(images)


def with_new_axes(images):
    """A new axis for each, and then hung below each other; concatenate refuses other shapes."""
    return np.concatenate([image[np.newaxis] for image in images])


def filled_in(images):
    """An empty batch of the right dtype, filled picture by picture."""
    if any(image.shape != images[0].shape for image in images):
        raise ValueError("all pictures must have one shape")
    batch = np.empty((len(images), *images[0].shape), dtype=images[0].dtype)
    for i in range(len(images)):
        batch[i] = images[i]
    return batch


def with_its_own_error(images):
    """A ValueError with more of a name."""

    class DifferentShapes(ValueError):
        """Pictures of different shapes."""

    shapes = {np.shape(image) for image in images}
    if len(shapes) > 1:
        raise DifferentShapes(sorted(shapes))
    return np.stack(images, axis=0)
