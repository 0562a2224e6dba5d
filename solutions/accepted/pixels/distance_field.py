"""Right answers to distance_field, in other styles."""

import numpy as np


def hypot_of_indices(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """np.indices and np.hypot."""
    rows, cols = np.indices(shape)
    return np.hypot(rows - centre[0], cols - centre[1])


def norm_of_positions(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """An array of positions and the norm along its last axis."""
    rows, cols = np.meshgrid(np.arange(shape[0]), np.arange(shape[1]), indexing="ij")
    return np.linalg.norm(np.stack([rows, cols], axis=-1) - np.array(centre), axis=-1)


def complex_plane(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """The length of complex numbers."""
    rows, cols = np.ogrid[: shape[0], : shape[1]]
    return np.abs((rows - centre[0]) + 1j * (cols - centre[1]))


def from_function(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """np.fromfunction, which calls its function once, with whole arrays."""
    return np.fromfunction(lambda r, c: ((r - centre[0]) ** 2 + (c - centre[1]) ** 2) ** 0.5, shape)


def as_lists(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    """Outer sums of squares, handed back as lists."""
    down = (np.arange(shape[0]) - centre[0]) ** 2
    right = (np.arange(shape[1]) - centre[1]) ** 2
    return np.sqrt(np.add.outer(down, right)).tolist()
