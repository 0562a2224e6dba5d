"""Right answers to `warm_up` in other styles."""

from functools import reduce

import numpy as np


def mended(shape):
    """The staged loop, mended: from 1, and multiplied."""
    count = 1
    for length in shape:
        count *= length
    return count


def by_numpy(shape):
    """np.prod of nothing is 1.0, as a float: as good."""
    return np.prod(shape)


def folded(shape):
    """A fold from 1."""
    return reduce(lambda one, two: one * two, shape, 1)
