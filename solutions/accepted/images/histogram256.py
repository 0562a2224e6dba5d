"""Right answers to `histogram256` in other styles."""

from collections import Counter

import numpy as np


def with_add_at(image):
    """np.add.at adds once for every pixel."""
    counts = np.zeros(256)
    np.add.at(counts, image.ravel(), 1)
    return counts


def with_histogram(image):
    """np.histogram with the right edges."""
    counts, _ = np.histogram(image, bins=256, range=(0, 256))
    return counts


def with_a_counter(image):
    """Counter, and a list."""
    seen = Counter(image.ravel().tolist())
    return [seen[level] for level in range(256)]


def level_by_level(image):
    """One comparison a level."""
    return tuple((image == level).sum() for level in range(256))


def with_unique(image):
    """np.unique, and its counts put into their places."""
    levels, counts = np.unique(image, return_counts=True)
    result = np.zeros(256, dtype=np.int32)
    result[levels] = counts
    return result
