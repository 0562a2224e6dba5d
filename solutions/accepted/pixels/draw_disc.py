"""Right answers to draw_disc, in other styles."""

import math

import numpy as np


def pixel_loops(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """The lecture's loops, by hand."""
    result = image.astype(float)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            if math.sqrt((centre[0] - i) ** 2 + (centre[1] - j) ** 2) < radius:
                result[i, j] = value
    return result


def squares_compared(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """Squares on both sides, without a root."""
    rows, cols = np.ogrid[: image.shape[0], : image.shape[1]]
    return np.where((rows - centre[0]) ** 2 + (cols - centre[1]) ** 2 < radius**2, value, image)


def norm_of_positions(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """np.linalg.norm of all positions at once."""
    result = np.array(image, dtype=float)
    positions = np.argwhere(np.ones(image.shape, dtype=bool))
    near = positions[np.linalg.norm(positions - np.array(centre), axis=1) < radius]
    result[near[:, 0], near[:, 1]] = value
    return result


def nested_lists(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """Lists and math.dist."""
    height, width = image.shape
    return [
        [value if math.dist((r, c), centre) < radius else float(image[r, c]) for c in range(width)]
        for r in range(height)
    ]


def spans(image: np.ndarray, centre: tuple[float, float], radius: float, value: float = 1.0) -> np.ndarray:
    """Row by row, from one end of the disc to the other, in float32, which only copies."""
    result = np.array(image, dtype=np.float32)
    cols = np.arange(image.shape[1])
    for row in range(image.shape[0]):
        rest = radius**2 - (row - centre[0]) ** 2
        if rest > 0:
            result[row, (cols - centre[1]) ** 2 < rest] = value
    return result
