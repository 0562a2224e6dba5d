"""Right answers to gradient_ascent in other styles."""

from itertools import accumulate

import numpy as np


def a_list_of_points(gradient, start, step_size, steps):
    """A growing list of arrays, returned as it is."""
    path = [np.array(start, dtype=float)]
    while len(path) < steps + 1:
        path.append(path[-1] + step_size * gradient(path[-1]))
    return path


def copies_of_one_point(gradient, start, step_size, steps):
    """One array that moves in place, and copies of it."""
    point = start.astype(float)
    path = [point.copy()]
    for _ in range(steps):
        point += step_size * gradient(point)
        path.append(point.copy())
    return np.vstack(path)


def accumulated(gradient, start, step_size, steps):
    """itertools.accumulate carries the point along."""
    first = np.asarray(start, dtype=float)
    return np.array(list(accumulate(range(steps), lambda p, _: p + step_size * np.asarray(gradient(p)), initial=first)))


def plain_numbers(gradient, start, step_size, steps):
    """Lists of plain numbers; only the gradient is asked with an array."""
    path = [[float(value) for value in start]]
    for _ in range(steps):
        slopes = gradient(np.array(path[-1]))
        path.append([value + step_size * float(slope) for value, slope in zip(path[-1], slopes, strict=True)])
    return path


def by_recursion(gradient, start, step_size, steps):
    """The start, and below it the path from the next point on."""
    here = np.array(start, dtype=float)[np.newaxis]
    if steps == 0:
        return here
    beyond = by_recursion(gradient, here[0] + step_size * gradient(here[0]), step_size, steps - 1)
    return np.concatenate([here, beyond])


def stacked_row_by_row(gradient, start, step_size, steps):
    """Rows are stacked below the path, one in each step."""
    path = np.array([start], dtype=float)
    while len(path) <= steps:
        path = np.vstack([path, path[-1] + np.multiply(step_size, gradient(path[-1]))])
    return path
