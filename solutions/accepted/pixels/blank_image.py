"""Right answers to blank_image, in other styles."""

import numpy as np


def zeros_plus(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """Arithmetic on zeros."""
    return np.zeros((height, width)) + value


def nested_lists(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """Lists of lists, without NumPy."""
    return [[value for _ in range(width)] for _ in range(height)]


def pixel_loops(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """Loops over rows and columns."""
    image = np.empty((height, width))
    for row in range(height):
        for col in range(width):
            image[row, col] = value
    return image


def single_precision(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """An array of float32: only copies of one number."""
    return np.ones((height, width), dtype=np.float32) * np.float32(value)


def tiled(height: int, width: int, value: float = 0.0) -> np.ndarray:
    """One pixel, repeated."""
    return np.tile(np.array([[float(value)]]), (height, width))
