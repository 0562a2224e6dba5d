"""Right answers to circle_points, in other styles."""

import cmath
import math

import numpy as np


def list_of_tuples(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """A loop that collects tuples."""
    points = []
    for i in range(segments):
        angle = math.tau * i / segments
        points.append((centre[0] + radius * math.sin(angle), centre[1] + radius * math.cos(angle)))
    return points


def step_by_step(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """An angle that grows by one step a point."""
    points, angle, step = np.zeros((segments, 2)), 0.0, 2 * math.pi / segments
    for i in range(segments):
        points[i] = [centre[0] + math.sin(angle) * radius, centre[1] + math.cos(angle) * radius]
        angle += step
    return points


def linspace(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """np.linspace without its end, two rows turned into two columns."""
    t = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    return (np.array(centre)[:, None] + radius * np.array([np.sin(t), np.cos(t)])).T


def complex_numbers(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """Powers of e: the real part is the column, the imaginary part the row."""
    middle = complex(centre[1], centre[0])
    turns = [middle + cmath.rect(radius, math.tau * i / segments) for i in range(segments)]
    return np.array([[z.imag, z.real] for z in turns])
