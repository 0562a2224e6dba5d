"""Right answers to gradient_step in other styles."""

import numpy as np


def a_list(x, gradient, step_size):
    """One coordinate after the other, the result as a list."""
    return [float(a) + step_size * float(g) for a, g in zip(x, gradient, strict=True)]


def a_copy_of_floats(x, gradient, step_size):
    """A copy of floats, moved in place."""
    result = np.array(x, dtype=float)
    for i in range(result.size):
        result[i] += gradient[i] * step_size
    return result


def numpy_functions(x, gradient, step_size):
    """np.add and np.multiply."""
    return np.add(x, np.multiply(step_size, gradient))


def away_from_downhill(x, gradient, step_size):
    """x minus the step downhill, as a tuple."""
    downhill = -np.asarray(gradient, dtype=float)
    return tuple(x - step_size * downhill)


def the_move_first(x, gradient, step_size):
    """The move as an array of its own, then the sum."""
    move = np.asarray(gradient, dtype=float) * step_size
    move += x
    return move
