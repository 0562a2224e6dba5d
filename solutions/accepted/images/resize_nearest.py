"""Right answers to `resize_nearest` in other styles."""

import math

import numpy as np


def with_loops(image, height, width):
    """Pixel by pixel."""
    result = np.zeros((height, width, *image.shape[2:]), dtype=image.dtype)
    for i in range(height):
        for j in range(width):
            result[i, j] = image[
                math.floor((i + 0.5) * image.shape[0] / height), int((j + 0.5) * image.shape[1] / width)
            ]
    return result


def with_ix(image, height, width):
    """np.ix_ makes a table of pairs."""
    rows = ((np.arange(height) + 0.5) / height * image.shape[0]).astype(int)
    cols = ((np.arange(width) + 0.5) / width * image.shape[1]).astype(int)
    return image[np.ix_(rows, cols)]


def with_floor_divide(image, height, width):
    """Rows as a column of numbers, columns as a row of numbers."""
    rows = np.floor_divide((2 * np.arange(height)[:, np.newaxis] + 1) * image.shape[0], 2 * height)
    cols = np.floor_divide((2 * np.arange(width)[np.newaxis] + 1) * image.shape[1], 2 * width)
    return image[rows, cols]


def nearest_middle(image, height, width):
    """The input pixel whose middle is nearest, found by looking at all of them."""

    def nearest(count, length):
        asked = (np.arange(count) + 0.5) * length / count - 0.5
        return np.abs(asked[:, np.newaxis] - np.arange(length)).argmin(axis=1)

    return np.take(np.take(image, nearest(height, image.shape[0]), axis=0), nearest(width, image.shape[1]), axis=1)
