"""Right answers to `tangent_weave` in other styles."""

import math

import numpy as np


def with_loops(shape, scale) -> np.ndarray:
    """The lecture's two loops, with min and max."""
    image = np.zeros(shape)
    for row in range(shape[0]):
        for col in range(shape[1]):
            r, c = row / scale, col / scale
            image[row, col] = min(1.0, max(0.0, math.tan(r) * math.cos(c) + math.atan(c) * math.cos(r)))
    return image


def by_outer_products(shape, scale) -> np.ndarray:
    """Each term is a column times a row."""
    down, across = np.arange(shape[0]) / scale, np.arange(shape[1]) / scale
    weave = np.outer(np.tan(down), np.cos(across)) + np.outer(np.cos(down), np.arctan(across))
    return np.maximum(0, np.minimum(1, weave))


def by_masks(shape, scale) -> np.ndarray:
    """tan as sin / cos, then what is too small or too large is overwritten."""
    row, col = np.mgrid[: shape[0], : shape[1]] * (1 / scale)
    weave = np.sin(row) / np.cos(row) * np.cos(col) + np.arctan2(col, 1.0) * np.cos(row)
    weave[weave < 0] = 0
    weave[weave > 1] = 1
    return weave


def as_lists(shape, scale) -> list[list[float]]:
    """Lists in lists."""

    def value(r: float, c: float) -> float:
        total = math.tan(r) * math.cos(c) + math.atan(c) * math.cos(r)
        return sorted((0.0, total, 1.0))[1]

    return [[value(row / scale, col / scale) for col in range(shape[1])] for row in range(shape[0])]


def as_a_product_of_matrices(shape, scale) -> np.ndarray:
    """Two columns of functions of the row, times two rows of functions of the column."""
    row, col = np.arange(shape[0]) / scale, np.arange(shape[1]) / scale
    weave = np.column_stack([np.tan(row), np.cos(row)]) @ np.stack([np.cos(col), np.arctan(col)])
    return np.clip(weave, 0, 1)
