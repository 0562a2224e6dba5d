"""Right answers to set_pixel, in other styles."""

import numpy as np


def as_type(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """A float copy, and ranges for the bounds."""
    result = image.astype(float)
    if row in range(image.shape[0]) and col in range(image.shape[1]):
        result[row, col] = value
    return result


def masked(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """A mask over the whole array: no bounds are needed."""
    rows, cols = np.indices(image.shape)
    return np.where((rows == row) & (cols == col), value, image)


def nested_lists(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """Lists and a loop over every pixel."""
    height, width = image.shape
    return [[value if (r, c) == (row, col) else float(image[r, c]) for c in range(width)] for r in range(height)]


def early_return(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """The copy first, then a way out for every side."""
    result = image * 1.0
    if row < 0 or col < 0:
        return result
    try:
        result[row, col] = value
    except IndexError:
        return image.astype(float)
    return result


def single_precision(image: np.ndarray, row: int, col: int, value: float) -> np.ndarray:
    """A float32 copy: values are only copied."""
    result = np.array(image, dtype=np.float32)
    if 0 <= row < len(result) and 0 <= col < len(result[0]):
        result[row][col] = value
    return result
