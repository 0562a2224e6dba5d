"""Right answers to `equalise_histogram` in other styles."""

import numpy as np


def pixel_by_pixel(grey):
    """Counting for each pixel anew."""
    values = grey.ravel().tolist()
    darkest = values.count(min(values))
    if darkest == len(values):
        return grey.copy()
    new = [round(255 * (sum(v <= value for v in values) - darkest) / (len(values) - darkest)) for value in values]
    return np.array(new, dtype=np.uint8).reshape(grey.shape)


def with_unique(grey):
    """Only the levels that occur, and their places."""
    levels, places, counts = np.unique(grey, return_inverse=True, return_counts=True)
    if len(levels) == 1:
        return grey
    total = counts.cumsum()
    new = np.rint((total - total[0]) * 255.0 / (total[-1] - total[0]))
    return new[places.reshape(grey.shape)].astype(np.uint8)


def with_sorting(grey):
    """How many are at most as bright: a place in the sorted list."""
    ordered = np.sort(grey, axis=None)
    at_most = np.searchsorted(ordered, grey, side="right")
    darkest = at_most.min()
    if darkest == grey.size:
        return np.array(grey)
    return (255 * (at_most - darkest) / (grey.size - darkest) + 0.5).astype(np.uint8)


def level_by_level(grey):
    """A loop over the levels, into a new picture."""
    if grey.min() == grey.max():
        return grey.copy()
    darkest = int((grey == grey.min()).sum())
    result = np.zeros_like(grey)
    for level in range(256):
        share = (int((grey <= level).sum()) - darkest) / (grey.size - darkest)
        result[grey == level] = max(0, round(255 * share))
    return result
