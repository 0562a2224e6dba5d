"""Wrong answers to `numerical_gradient`: dtypes that are too small, and rounding."""

import numpy as np

from solutions import rejected_by


@rejected_by("an x of whole numbers", "the sum of cubes at the whole numbers (1, 0, -2), with h = 0.5")
def whole_number_slopes(f, x, h=1e-5):
    """Your gradient array holds whole numbers: slopes are cut off."""
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        higher, lower = x.astype(float), x.astype(float)
        higher[place] += h
        lower[place] -= h
        gradient[place] = (f(higher) - f(lower)) / (2 * h)
    return gradient


@rejected_by("an x of whole numbers", "the sum of cubes at the whole numbers (1, 0, -2), with h = 0.5")
def whole_number_points(f, x, h=1e-5):
    """A copy of array([1, 2, 3]) holds whole numbers, too: 1 + h is cut to 1. Make floats first."""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        higher, lower = x.copy(), x.copy()
        higher[place] = higher[place] + h
        lower[place] = lower[place] - h
        gradient[place] = (f(higher) - f(lower)) / (2 * h)
    return gradient


@rejected_by("with the default h it is the true gradient up to 1e-7", "the gradient of x * y at (-2, 3) is (3, -2)")
def in_single_precision(f, x, h=1e-5):
    """float32 keeps 7 digits: of a nudge of 1e-5 little is left. Compute in float64."""
    x = np.array(x, dtype=np.float32)
    gradient = np.zeros(x.shape, dtype=np.float32)
    for place in np.ndindex(x.shape):
        higher, lower = x.copy(), x.copy()
        higher[place] += h
        lower[place] -= h
        gradient[place] = (f(higher) - f(lower)) / (2 * h)
    return gradient


@rejected_by("a large h shows the formula")
def nine_digits(f, x, h=1e-5):
    """Do not round the slopes, not even to nine digits: a gentle hill has slopes below that."""
    m = np.array(x, dtype=float)
    g = np.zeros(m.shape)
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p] = (f(a) - f(b)) / (2 * h)
    return np.round(g, 9)


@rejected_by("a large h shows the formula")
def small_slopes_are_flat(f, x, h=1e-5):
    """A small slope is a slope: it is not 0."""
    m = np.array(x, dtype=float)
    g = np.zeros(m.shape)
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p] = (f(a) - f(b)) / (2 * h)
    g[np.abs(g) < 1e-8] = 0
    return g


@rejected_by("an x of whole numbers")
def some_whole_numbers_only(f, x, h=1e-5):
    """Whole numbers come in many dtypes, int32 and int8 among them: np.array(x, dtype=float) serves all."""
    m = x.astype(float) if x.dtype in (np.int64, np.uint8) else x.copy()
    g = np.zeros(m.shape, dtype=float)
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p] = (f(a) - f(b)) / (2 * h)
    return g


@rejected_by("a large h shows the formula")
def at_most_a_thousand(f, x, h=1e-5):
    """A slope may be as steep as it comes: do not cut it off."""
    m = np.array(x, dtype=float)
    g = np.zeros(m.shape)
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p] = (f(a) - f(b)) / (2 * h)
    return np.clip(g, -1e3, 1e3)


@rejected_by("a large h shows the formula")
def close_outputs_are_equal(f, x, h=1e-5):
    """Close is not equal: the two outputs differ by little where the hill is gentle."""
    m = np.array(x, dtype=float)
    g = np.zeros(m.shape)
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        up, down = f(a), f(b)
        g[p] = 0 if np.isclose(up, down, rtol=1e-9) else (up - down) / (2 * h)
    return g
