"""Right answers to draw_circle, in other styles."""

import math

import numpy as np


def one_loop(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """A loop with Python's round."""
    result = image.astype(float)
    for i in range(segments):
        angle = 2 * math.pi / segments * i
        row, col = round(centre[0] + math.sin(angle) * radius), round(centre[1] + math.cos(angle) * radius)
        if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]:
            result[row, col] = value
    return result


def half_added(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """The lecture's floor, with a half added first, and its 3.14159, which no pixel feels."""
    result = np.array(image, dtype=float)
    spacing = 3.14159 * 2 / segments
    for i in range(segments):
        row = math.floor(math.sin(spacing * i) * radius + centre[0] + 0.5)
        col = math.floor(math.cos(spacing * i) * radius + centre[1] + 0.5)
        if row < 0 or col < 0 or row >= len(result) or col >= len(result[0]):
            continue
        result[row][col] = value
    return result


def set_of_pixels(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """The set of all nearest pixels, looked up for every pixel of a nested list."""
    angles = [math.tau * i / segments for i in range(segments)]
    hit = {(round(centre[0] + radius * math.sin(t)), round(centre[1] + radius * math.cos(t))) for t in angles}
    height, width = image.shape
    return [[value if (r, c) in hit else float(image[r, c]) for c in range(width)] for r in range(height)]


def padded(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """A canvas with a margin of one pixel that catches all points outside, and is cut off again."""
    height, width = image.shape
    big = np.pad(image.astype(float), 1)
    t = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    rows = np.clip(np.round(centre[0] + radius * np.sin(t)) + 1, 0, height + 1).astype(int)
    cols = np.clip(np.round(centre[1] + radius * np.cos(t)) + 1, 0, width + 1).astype(int)
    big[rows, cols] = value
    return big[1:-1, 1:-1]


def whole_array(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """A mask over the canvas, in float32, which only copies."""
    t = np.arange(segments) * 2 * np.pi / segments
    points = np.round(np.c_[centre[0] + radius * np.sin(t), centre[1] + radius * np.cos(t)]).astype(int)
    points = points[np.all((points >= 0) & (points < image.shape), axis=1)]
    mask = np.zeros(image.shape, dtype=bool)
    mask[tuple(points.T)] = True
    return np.where(mask, value, image).astype(np.float32)


def counted_in_a_histogram(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """Points are counted in bins of one pixel; those off the canvas are in none."""
    points = np.array(centre) + radius * np.column_stack(
        [f(2 * np.pi * np.arange(segments) / segments) for f in (np.sin, np.cos)]
    )
    edges = [np.arange(side + 1) - 0.5 for side in image.shape]
    counts, _, _ = np.histogram2d(points[:, 0], points[:, 1], bins=edges)
    return np.where(counts > 0, value, image)
