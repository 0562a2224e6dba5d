"""Soft shapes on a canvas: coverages from 0 to 1, computed from distances, and paint that follows them.

Only +, -, *, /, the square root, comparisons and clipping are used, one NumPy operation at a time. IEEE 754 rounds
each of them in one way, so that every machine and every NumPy draws the same bytes; sin, exp and powers do not promise
that, which is why none is here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Colour = tuple[float, float, float]
FINE = 2  # sub-pixels along each side of a pixel; edges are soft already, these smooth what is thinner than a pixel
ROOM = 14  # pixels about a box: a turned canvas still holds it
EDGE = 0.7  # pixels over which an edge fades


@dataclass(frozen=True)
class Canvas:
    """A picture (H, W, 3) of floats from 0 to 1, and where each of its sub-pixels lies: `x` to the right, `y` down."""

    picture: np.ndarray
    x: np.ndarray
    y: np.ndarray

    def part(self, left: float, right: float, top: float, bottom: float) -> Canvas:
        """The canvas about a box: what is painted there is painted here, and little else is computed."""
        rows = slice(max(0, int((top - ROOM) * FINE)), max(0, int((bottom + ROOM) * FINE)))
        columns = slice(max(0, int((left - ROOM) * FINE)), max(0, int((right + ROOM) * FINE)))
        return Canvas(self.picture[rows, columns], self.x[rows, columns], self.y[rows, columns])

    def turned(self, x: float, y: float, shift: tuple[float, float], slope: float, scale: float) -> Canvas:
        """The same picture in the coordinates of something that is shifted, scaled and turned about (x, y).

        It is turned by the angle whose half has the tangent `slope`: (1 - s²)/(1 + s²) and 2s/(1 + s²) are its cosine
        and sine without either function.
        """
        cosine, sine = (1 - slope * slope) / (1 + slope * slope), 2 * slope / (1 + slope * slope)
        right, down = self.x - x - shift[0], self.y - y - shift[1]
        return Canvas(
            self.picture, x + (cosine * right + sine * down) / scale, y + (cosine * down - sine * right) / scale
        )

    def paint(self, coverage: np.ndarray, colour: Colour | np.ndarray, strength: float = 1.0) -> None:
        """Lay a colour, or a picture of colours, over what is there, as thick as `coverage` says."""
        where = _filled(coverage)
        thick = (coverage[where] * strength)[:, :, np.newaxis]
        colours = np.asarray(colour, dtype=np.float64)
        self.picture[where] += thick * ((colours[where] if colours.ndim == 3 else colours) - self.picture[where])

    def light(self, coverage: np.ndarray, amount: float) -> None:
        """Make what is there brighter (`amount` > 0, towards white) or darker (< 0, with red fading last)."""
        if amount >= 0:
            self.paint(coverage, (1.0, 0.98, 0.94), amount)
        else:
            where = _filled(coverage)
            for channel, share in enumerate((0.82, 1.0, 1.02)):
                self.picture[:, :, channel][where] *= 1 + coverage[where] * (amount * share)


def _filled(coverage: np.ndarray) -> tuple[slice, slice]:
    """The box outside of which nothing is covered: what is not there need not be painted."""
    rows, columns = np.flatnonzero(coverage.any(axis=1)), np.flatnonzero(coverage.any(axis=0))
    if not rows.size:
        return slice(0), slice(0)
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def blank(height: int, width: int) -> Canvas:
    """Return a black canvas of height x width pixels, FINE times as fine."""
    y, x = np.meshgrid(
        (np.arange(height * FINE) + 0.5) / FINE - 0.5, (np.arange(width * FINE) + 0.5) / FINE - 0.5, indexing="ij"
    )
    return Canvas(np.zeros((height * FINE, width * FINE, 3)), x, y)


def reduced(canvas: Canvas) -> np.ndarray:
    """Return the picture as bytes (H, W, 3): each pixel the mean of its sub-pixels."""
    total = np.zeros_like(canvas.picture[::FINE, ::FINE])
    for row in range(FINE):
        for column in range(FINE):
            total = total + canvas.picture[row::FINE, column::FINE]
    return np.floor(np.clip(total / (FINE * FINE), 0, 1) * 255 + 0.5).astype(np.uint8)


def fade(distance: np.ndarray, edge: float = EDGE) -> np.ndarray:
    """Return the coverage of a shape from the distance to its edge: 1 inside (below 0), 0 outside, soft between."""
    return np.clip(0.5 - distance / (2 * edge), 0, 1)


def disc(c: Canvas, x: float, y: float, a: float, b: float, edge: float = EDGE) -> np.ndarray:
    """Return the coverage of an ellipse about (x, y) with half axes `a` and `b`."""
    return fade(egg_distance(c, x, y, a, b), edge)


def egg_distance(c: Canvas, x: float, y: float, a: float, b: float, jaw: float = 0.0) -> np.ndarray:
    """Return about how far each position is outside an ellipse whose lower half narrows by the share `jaw`.

    From the implicit form k = |(u, v)|: (k - 1) over the length of its gradient, exact on the edge.
    """
    v = (c.y - y) / b
    below = np.maximum(v, 0)
    half = a * (1 - jaw * below * below)
    u = (c.x - x) / np.maximum(half, 1.0)
    k = np.sqrt(u * u + v * v)
    steep = np.sqrt(np.square(u / np.maximum(half, 1.0)) + np.square(v / b))
    return k * (k - 1) / np.maximum(steep, 1e-6)


def glow(c: Canvas, x: float, y: float, a: float, b: float) -> np.ndarray:
    """Return a hill: 1 at (x, y), falling smoothly to 0 on the ellipse with half axes `a` and `b`."""
    rest = np.maximum(0, 1 - np.square((c.x - x) / a) - np.square((c.y - y) / b))
    return rest * rest


def stroke(c: Canvas, points: Sequence[tuple[float, float]], widths: tuple[float, float, float]) -> np.ndarray:
    """Return the coverage of a line along the curve that three points bend (a quadratic Bézier).

    `widths` are half the line's thickness at its start, middle and end.
    """
    (x0, y0), (x1, y1), (x2, y2) = points
    steps = 14
    room = max(widths) + 2
    near = (c.x > min(x0, x1, x2) - room) & (c.x < max(x0, x1, x2) + room)
    box = _filled(near & (c.y > min(y0, y1, y2) - room) & (c.y < max(y0, y1, y2) + room))
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
    """Return -1 to 1 to -1 with period 1, smoothly: a sine for those who may not use one."""
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
