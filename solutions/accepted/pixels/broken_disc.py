"""Right answers to broken_disc, in other styles."""

import numpy as np


def halved_array(centre: float, size: float) -> tuple[float, float, float]:
    """An array, halved at once."""
    return np.array([centre, centre, size]) / 2


def as_a_list(centre: float, size: float) -> tuple[float, float, float]:
    """A list, and products."""
    middle = 0.5 * centre
    return [middle, middle, size * 0.5]


def measured_line(centre: float, size: float) -> tuple[float, float, float]:
    """The straight line 2i - centre, solved for 0 and for size."""
    slope, start = 2.0, -centre
    middle = -start / slope
    end = (size - start) / slope
    return (middle, middle, end - middle)
