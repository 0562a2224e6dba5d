"""Right answers to draw_square, in other styles."""

import math

import numpy as np


def pixel_loops(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """The lecture's two loops."""
    result = image.astype(float)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            if abs(centre[0] - i) < half_size and abs(centre[1] - j) < half_size:
                result[i, j] = value
    return result


def sliced(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """One slice, with its ends computed and kept on the canvas."""
    result = np.array(image, dtype=float)
    top, left = (max(0, math.floor(c - half_size) + 1) for c in centre)
    bottom, right = (max(0, math.ceil(c + half_size)) for c in centre)
    result[top:bottom, left:right] = value
    return result


def larger_distance(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """The larger of the two distances, on the whole array."""
    rows, cols = np.ogrid[: image.shape[0], : image.shape[1]]
    return np.where(np.maximum(abs(rows - centre[0]), abs(cols - centre[1])) < half_size, value, image)


def nested_lists(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """Lists, without NumPy."""
    return [
        [
            value
            if centre[0] - half_size < r < centre[0] + half_size and centre[1] - half_size < c < centre[1] + half_size
            else pixel
            for c, pixel in enumerate(line)
        ]
        for r, line in enumerate(image.tolist())
    ]


def chosen_rows(image: np.ndarray, centre: tuple[float, float], half_size: float, value: float = 1.0) -> np.ndarray:
    """The rows and columns that are near enough, as lists of indices, in float32, which only copies."""
    result = np.array(image, dtype=np.float32)
    rows = [r for r in range(image.shape[0]) if abs(r - centre[0]) < half_size]
    cols = [c for c in range(image.shape[1]) if abs(c - centre[1]) < half_size]
    if rows and cols:
        result[np.ix_(rows, cols)] = value
    return result
