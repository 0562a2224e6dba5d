"""Right answers to forward_difference in other styles."""

import numpy as np


def step_by_step(f, x, h):
    """One name for each thing, as in the lecture."""
    out = f(x)
    out_nudged = f(x + h)
    change = out_nudged - out
    return change / h


def two_terms(f, x, h):
    """Each term divided by itself: rounds differently."""
    return f(x + h) / h - f(x) / h


def numpy_diff(f, x, h):
    """np.diff of the two outputs."""
    return np.diff([f(x), f(x + h)])[0] / h


def the_nudge_that_happened(f, x, h):
    """Divides by (x + h) - x, the nudge after rounding."""
    moved = x + h
    return (f(moved) - f(x)) / (moved - x)


def two_points(f, x, h):
    """The two points of the straight line, and its steepness."""
    (x0, y0), (x1, y1) = ((v, float(f(v))) for v in (x, x + h))
    return (y1 - y0) / h if x1 != x0 else 0.0
