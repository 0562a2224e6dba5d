"""Right answers to random_image, in other styles."""

import numpy as np


def uniform(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """The general uniform distribution."""
    return rng.uniform(0.0, 1.0, size=(height, width))


def row_by_row(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """One draw a pixel, row by row, in lists."""
    return [[rng.random() for _ in range(width)] for _ in range(height)]


def column_by_column(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """One draw a pixel, column by column."""
    image = np.zeros((height, width))
    for col in range(width):
        for row in range(height):
            image[row, col] = rng.random()
    return image


def whole_numbers(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Whole numbers of 53 bits, scaled."""
    return rng.integers(0, 2**53, size=(height, width)) / 2**53


def single_precision(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Draws of float32."""
    return rng.random((height, width), dtype=np.float32)


def from_bytes(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Four random bytes a pixel."""
    numbers = np.frombuffer(rng.bytes(4 * height * width), dtype=np.uint32)
    return numbers.reshape(height, width) / 2.0**32
