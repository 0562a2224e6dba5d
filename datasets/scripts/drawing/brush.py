"""Soft shapes on a canvas: a coverage from 0 to 1 is computed from distances, and paint follows it.

Only +, -, *, /, the square root, comparisons and clipping are used, one NumPy operation at a time. IEEE 754 defines how
each of them rounds, so every machine and every version of NumPy draws the same bytes. It does not define sin, exp and
powers, so these are not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Colour = tuple[float, float, float]
FINE = 2  # sub-pixels along each side of a pixel, for lines that are thinner than a pixel
ROOM = 14  # pixels around a box, so that it fits after the canvas is turned
EDGE = 0.7  # pixels over which an edge fades


@dataclass(frozen=True)
class Canvas:
    """A picture (H, W, 3) of floats from 0 to 1, and the position of each sub-pixel: `x` to the right, `y` down."""

    picture: np.ndarray
    x: np.ndarray
    y: np.ndarray

    def part(self, left: float, right: float, top: float, bottom: float) -> Canvas:
        """Return the part of the canvas around a box. It shares the pixels, and painting on it is faster."""
        rows = slice(max(0, int((top - ROOM) * FINE)), max(0, int((bottom + ROOM) * FINE)))
        columns = slice(max(0, int((left - ROOM) * FINE)), max(0, int((right + ROOM) * FINE)))
        return Canvas(self.picture[rows, columns], self.x[rows, columns], self.y[rows, columns])

    def turned(self, x: float, y: float, shift: tuple[float, float], slope: float, scale: float) -> Canvas:
        """Return the same pixels with coordinates that are shifted, scaled and turned about (x, y).

        `slope` is the tangent s of half the angle: the cosine is (1 - s²)/(1 + s²) and the sine is 2s/(1 + s²).
        """
        cosine, sine = (1 - slope * slope) / (1 + slope * slope), 2 * slope / (1 + slope * slope)
        right, down = self.x - x - shift[0], self.y - y - shift[1]
        return Canvas(
            self.picture, x + (cosine * right + sine * down) / scale, y + (cosine * down - sine * right) / scale
        )

    def paint(self, coverage: np.ndarray, colour: Colour | np.ndarray, strength: float = 1.0) -> None:
        """Blend a colour, or a picture of colours, into the canvas by coverage * strength."""
        box = _bounding_box(coverage)
        alpha = (coverage[box] * strength)[:, :, np.newaxis]
        colours = np.asarray(colour, dtype=np.float64)
        self.picture[box] += alpha * ((colours[box] if colours.ndim == 3 else colours) - self.picture[box])

    def light(self, coverage: np.ndarray, amount: float) -> None:
        """Make the canvas brighter (`amount` > 0, towards white) or darker (< 0, with red fading last)."""
        if amount >= 0:
            self.paint(coverage, (1.0, 0.98, 0.94), amount)
        else:
            box = _bounding_box(coverage)
            for channel, share in enumerate((0.82, 1.0, 1.02)):
                self.picture[:, :, channel][box] *= 1 + coverage[box] * (amount * share)


def _bounding_box(coverage: np.ndarray) -> tuple[slice, slice]:
    """Return the rows and columns outside of which the coverage is 0."""
    rows, columns = np.flatnonzero(coverage.any(axis=1)), np.flatnonzero(coverage.any(axis=0))
    if not rows.size:
        return slice(0), slice(0)
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def blank(height: int, width: int) -> Canvas:
    """Return a black canvas of height x width pixels, each of FINE x FINE sub-pixels."""
    y, x = np.meshgrid(
        (np.arange(height * FINE) + 0.5) / FINE - 0.5, (np.arange(width * FINE) + 0.5) / FINE - 0.5, indexing="ij"
    )
    return Canvas(np.zeros((height * FINE, width * FINE, 3)), x, y)


def reduced(canvas: Canvas) -> np.ndarray:
    """Return the picture as (H, W, 3) uint8; each pixel is the mean of its sub-pixels."""
    total = np.zeros_like(canvas.picture[::FINE, ::FINE])
    for row in range(FINE):
        for column in range(FINE):
            total = total + canvas.picture[row::FINE, column::FINE]
    return np.floor(np.clip(total / (FINE * FINE), 0, 1) * 255 + 0.5).astype(np.uint8)


def fade(distance: np.ndarray, edge: float = EDGE) -> np.ndarray:
    """Return the coverage of a shape from the distance to its edge: 1 inside (distance < 0), 0 outside, a soft edge."""
    return np.clip(0.5 - distance / (2 * edge), 0, 1)


def disc(c: Canvas, x: float, y: float, a: float, b: float, edge: float = EDGE) -> np.ndarray:
    """Return the coverage of an ellipse about (x, y) with half axes `a` and `b`."""
    return fade(egg_distance(c, x, y, a, b), edge)


def egg_distance(c: Canvas, x: float, y: float, a: float, b: float, jaw: float = 0.0) -> np.ndarray:
    """Return the approximate distance of each position to an ellipse whose lower half narrows by the share `jaw`.

    The edge is k = |(u, v)| = 1. The distance is (k - 1) / |gradient of k|, which is exact near the edge.
    """
    v = (c.y - y) / b
    below = np.maximum(v, 0)
    half = a * (1 - jaw * below * below)
    u = (c.x - x) / np.maximum(half, 1.0)
    k = np.sqrt(u * u + v * v)
    steep = np.sqrt(np.square(u / np.maximum(half, 1.0)) + np.square(v / b))
    return k * (k - 1) / np.maximum(steep, 1e-6)


def glow(c: Canvas, x: float, y: float, a: float, b: float) -> np.ndarray:
    """Return a coverage that is 1 at (x, y) and falls smoothly to 0 on the ellipse with half axes `a` and `b`."""
    rest = np.maximum(0, 1 - np.square((c.x - x) / a) - np.square((c.y - y) / b))
    return rest * rest


def stroke(c: Canvas, points: Sequence[tuple[float, float]], widths: tuple[float, float, float]) -> np.ndarray:
    """Return the coverage of a line along a quadratic Bézier curve with three control points.

    `widths` are half the line's thickness at its start, middle and end.
    """
    (x0, y0), (x1, y1), (x2, y2) = points
    steps = 14
    room = max(widths) + 2
    near = (c.x > min(x0, x1, x2) - room) & (c.x < max(x0, x1, x2) + room)
    box = _bounding_box(near & (c.y > min(y0, y1, y2) - room) & (c.y < max(y0, y1, y2) + room))
    whole, c = np.zeros(c.x.shape), Canvas(c.picture[box], c.x[box], c.y[box])
    nearest = np.full(c.x.shape, 1e6)
    for i in range(steps):
        ends = []
        for t in (i / steps, (i + 1) / steps):
            s = 1 - t
            ends.append((s * s * x0 + 2 * s * t * x1 + t * t * x2, s * s * y0 + 2 * s * t * y1 + t * t * y2))
        t = (i + 0.5) / steps
        width = widths[0] * (1 - t) * (1 - 2 * t) + widths[1] * 4 * t * (1 - t) + widths[2] * t * (2 * t - 1)
        nearest = np.minimum(nearest, _to_line(c, *ends) - width)
    whole[box] = fade(nearest)
    return whole


def _to_line(c: Canvas, start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = np.clip(((c.x - start[0]) * dx + (c.y - start[1]) * dy) / (dx * dx + dy * dy), 0, 1)
    return np.sqrt(np.square(c.x - start[0] - along * dx) + np.square(c.y - start[1] - along * dy))


def waves(values: np.ndarray) -> np.ndarray:
    """Return a smooth wave from -1 to 1 with period 1, in place of a sine, which may round differently elsewhere."""
    t = values - np.floor(values)
    t = t + t
    hill = np.where(t < 1, t * (1 - t), (t - 1) * (t - 2))
    return 4 * hill


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour that is `share` of the second and the rest of the first."""
    return (
        first[0] + (second[0] - first[0]) * share,
        first[1] + (second[1] - first[1]) * share,
        first[2] + (second[2] - first[2]) * share,
    )


def times(colour: Colour, factor: float) -> Colour:
    """Return a darker colour (factor < 1) or a brighter one, at most white."""
    return (min(1.0, colour[0] * factor), min(1.0, colour[1] * factor), min(1.0, colour[2] * factor))
