"""Right answers to gradients_agree in other styles."""

import numpy as np


def _central(f, x, h):
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[place] = h
        gradient[place] = (f(x + nudge) - f(x - nudge)) / (2 * h)
    return gradient


def all_of_them(f, gradient, x, tolerance=1e-6):
    """np.all over the entries, NumPy's own True."""
    a, b = np.asarray(gradient(x)), _central(f, x, 1e-5)
    return np.all(np.abs(a - b) <= tolerance * np.maximum(1e-8, np.abs(a) + np.abs(b)))


def one_by_one(f, gradient, x, tolerance=1e-6):
    """Coordinate by coordinate, False at the first that is off."""
    slopes, h = gradient(x.copy()), 1e-5
    for place in np.ndindex(x.shape):
        higher, lower = x.copy(), x.copy()
        higher[place] += h
        lower[place] -= h
        slope = (f(higher) - f(lower)) / (2 * h)
        if abs(slopes[place] - slope) / max(1e-8, abs(slopes[place]) + abs(slope)) > tolerance:
            return False
    return True


def largest_error(f, gradient, x, tolerance=1e-6):
    """The largest relative error, compared in the last line."""
    a, b = np.ravel(gradient(x)).tolist(), np.ravel(_central(f, x, 0.00001)).tolist()
    error = max(abs(p - q) / max(1e-8, abs(p) + abs(q)) for p, q in zip(a, b, strict=True))
    return not error > tolerance


def rows_of_the_unit_matrix(f, gradient, x, tolerance=1e-6):
    """The nudges as rows of the unit matrix, all outputs in two arrays."""
    nudges = 1e-5 * np.eye(x.size).reshape(-1, *x.shape)
    higher = np.array([f(x + nudge) for nudge in nudges])
    lower = np.array([f(x - nudge) for nudge in nudges])
    slopes, given = (higher - lower) / 2e-5, np.asarray(gradient(x)).flatten()
    return bool(np.max(np.abs(slopes - given) / np.maximum(1e-8, np.abs(slopes) + np.abs(given))) <= tolerance)


def no_place_is_off(f, gradient, x, tolerance=1e-6):
    """Count the places that are off: there should be none."""
    a, b = np.asarray(gradient(x.copy()), dtype=float), _central(f, x, 1e-5)
    sizes = np.abs(a) + np.abs(b)
    sizes[sizes < 1e-8] = 1e-8
    return np.count_nonzero(np.abs(a - b) / sizes > tolerance) == 0
