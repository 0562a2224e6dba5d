"""Draw the background: a plain wall, lights out of focus, a horizon, a window, stripes or leaves."""

from __future__ import annotations

import numpy as np

from drawing.brush import Canvas, disc, fade, mixed, times, waves
from drawing.person import Scene


def draw_wall(c: Canvas, scene: Scene) -> None:
    """Draw the scene's background over the whole canvas."""
    first, second = scene.colours
    slant = np.clip(0.5 + (c.x - 89) / 178 * scene.light[0] * 0.8 + (c.y - 109) / 218 * 0.8, 0, 1)
    c.paint(np.ones_like(c.x), first)
    c.paint(slant, second)
    if scene.wall == "lights":
        _lights(c, scene)
    elif scene.wall == "horizon":
        row = 96 + 30 * scene.light[0]
        c.paint(fade(row - c.y + 3 * waves(c.x / 90), 5), times(second, 0.62))
        c.paint(disc(c, 89 - 70 * scene.light[0], row - 40, 20, 20, 6), mixed(first, (1, 0.95, 0.8), 0.7), 0.8)
    elif scene.wall == "window":
        x = 30 if scene.light[0] < 0 else 148
        pane = np.maximum(np.abs(c.x - x) - 34, np.abs(c.y - 70) - 62)
        c.paint(fade(pane, 4), (0.95, 0.96, 0.93), 0.75)
        c.paint(fade(pane, 4) * fade(np.abs(c.x - x) - 2, 2), times(first, 0.7), 0.8)
        c.paint(fade(pane, 4) * fade(np.abs(c.y - 66) - 2, 2), times(first, 0.7), 0.8)
    elif scene.wall == "stripes":
        c.light(fade(-waves((c.x + c.y * scene.light[0]) / 36) * 6, 3), -0.16)
    elif scene.wall == "foliage":
        _leaves(c, scene)


def _lights(c: Canvas, scene: Scene) -> None:
    for x, y, r, share in scene.spots[:22]:
        spot = c.part(x - r, x + r, y - r, y + r)
        glowing = mixed(mixed(*scene.colours, share), (1.0, 0.93, 0.76), 0.55)
        spot.paint(disc(spot, x, y, r * 0.8, r * 0.8, 1.5), glowing, 0.20 + 0.25 * share)


def _leaves(c: Canvas, scene: Scene) -> None:
    for x, y, r, share in scene.spots:
        spot = c.part(x - r, x + r, y - r, y + r)
        green = mixed((0.18, 0.33, 0.15), (0.66, 0.72, 0.36), share)
        spot.paint(disc(spot, x, y, r * 1.15, r * (0.6 + 0.4 * share), 5), mixed(green, scene.colours[0], 0.2), 0.62)
