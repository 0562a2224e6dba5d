"""Right answers to `ripples` in other styles."""

import math

import numpy as np


def with_loops(shape, frequency) -> np.ndarray:
    """The lecture's two loops."""
    image = np.zeros(shape)
    for row in range(shape[0]):
        for col in range(shape[1]):
            image[row, col] = math.sin(math.sqrt(row * row + col * col) * frequency)
    return image


def by_hypot(shape, frequency) -> np.ndarray:
    """hypot and ogrid."""
    row, col = np.ogrid[: shape[0], : shape[1]]
    return np.sin(np.hypot(row, col) * frequency)


def as_lists(shape, frequency) -> list[list[float]]:
    """Lists in lists."""
    return [[math.sin(frequency * (row**2 + col**2) ** 0.5) for col in range(shape[1])] for row in range(shape[0])]


def by_complex_numbers(shape, frequency) -> np.ndarray:
    """The size of a complex number is a distance."""
    place = np.arange(shape[0])[:, np.newaxis] + 1j * np.arange(shape[1])
    return np.exp(1j * frequency * np.abs(place)).imag


def by_meshgrid(shape, frequency) -> np.ndarray:
    """meshgrid in row and column order."""
    height, width = shape
    row, col = np.meshgrid(np.arange(height, dtype=float), np.arange(width, dtype=float), indexing="ij")
    return np.sin(frequency * np.sqrt(row * row + col * col))
