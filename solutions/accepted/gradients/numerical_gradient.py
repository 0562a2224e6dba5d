"""Right answers to numerical_gradient in other styles."""

import numpy as np


def moves_a_copy_up_and_down(f, x, h=1e-5):
    """One copy, np.nditer over its places, each number remembered and put back."""
    x = np.array(x, dtype=np.float64)
    gradient = np.zeros_like(x)
    places = np.nditer(x, flags=["multi_index"])
    while not places.finished:
        place = places.multi_index
        old = x[place]
        x[place] = old + h
        higher = f(x)
        x[place] = old - h
        lower = f(x)
        x[place] = old
        gradient[place] = (higher - lower) / (2 * h)
        places.iternext()
    return gradient


def rows_of_the_unit_matrix(f, x, h=1e-5):
    """The nudges are the rows of h times the unit matrix; the result is a list reshaped."""
    x = np.asarray(x)
    nudges = h * np.eye(x.size).reshape(x.size, *x.shape)
    return np.reshape([(f(x + nudge) - f(x - nudge)) / (2 * h) for nudge in nudges], x.shape)


def up_then_down_by_adding(f, x, h=1e-5):
    """Up by h, down by 2 h, up by h again, on a copy: ends next to x, not exactly at it."""
    x = x.astype(float)
    gradient = np.empty(x.shape)
    for place, _ in np.ndenumerate(x):
        x[place] += h
        higher = f(x)
        x[place] -= 2 * h
        lower = f(x)
        x[place] += h
        gradient[place] = (higher - lower) / (2 * h)
    return gradient


def one_call_more(f, x, h=1e-5):
    """f is asked at x, too, which is allowed; the flat copy is reshaped for f."""
    shape = np.shape(x)
    flat = np.array(x, dtype=float).flatten()
    f(flat.reshape(shape).copy())
    slopes = []
    for i in range(flat.size):
        higher, lower = flat.copy(), flat.copy()
        higher[i] += h
        lower[i] -= h
        slopes.append((f(higher.reshape(shape)) - f(lower.reshape(shape))) / 2 / h)
    return np.array(slopes).reshape(shape)


def nested_lists(f, x, h=1e-5):
    """The result as nested lists, built by recursion over the axes; first all higher points, then all lower ones."""
    x = np.array(x, dtype=float)

    def asked(sign):
        out = np.zeros(x.shape)
        for place in np.ndindex(*x.shape):
            nudged = x.copy()
            nudged[place] += sign * h
            out[place] = f(nudged)
        return out

    return ((asked(1) - asked(-1)) / (2 * h)).tolist()


def with_a_helper_for_one_slope(f, x, h=1e-5):
    """A slope for each place, in a flat list that is reshaped."""
    point = np.asarray(x) + 0.0

    def at(place, nudge):
        moved = point.copy()
        moved[np.unravel_index(place, point.shape)] += nudge
        return f(moved)

    slopes = [(at(place, h) - at(place, -h)) / (2 * h) for place in range(point.size)]
    return np.array(slopes).reshape(point.shape)
