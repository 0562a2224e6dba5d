"""Right answers to flat_index, in other styles."""

import math

import numpy as np


def by_numpy(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """NumPy's own function, with its NumPy int."""
    return np.ravel_multi_index(index, shape)


def by_strides(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """The size of everything that comes after each axis."""
    return sum(position * math.prod(shape[axis + 1 :]) for axis, position in enumerate(index))


def from_the_end(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """From the last axis to the first, with a growing step."""
    k, step = 0, 1
    for axis in range(len(shape) - 1, -1, -1):
        k += index[axis] * step
        step *= shape[axis]
    return k


def looked_up(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """An array of all places, read at the index."""
    return int(np.arange(math.prod(shape)).reshape(shape)[tuple(index)])


def recursive(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    """The last axis, and the rest by the same rule."""
    if not index:
        return 0
    return recursive(index[:-1], shape[:-1]) * shape[-1] + index[-1]
