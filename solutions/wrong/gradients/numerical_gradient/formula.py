"""Wrong answers to `numerical_gradient`: another formula, or another h."""

import numpy as np

from solutions import rejected_by


@rejected_by(
    "the sum of squares of a 2 x 3 array, with h = 0.5",
    "a large h shows the formula",
    "with the default h it is the true gradient up to 1e-7",
)
def forward_differences(f, x, h=1e-5):
    """That is the forward difference: look h lower too, and divide by 2 * h."""
    x = np.array(x, dtype=float)
    gradient, out = np.zeros(x.shape), f(x)
    for place in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[place] += h
        gradient[place] = (f(nudged) - out) / h
    return gradient


@rejected_by("the sum of squares of a 2 x 3 array, with h = 0.5", "one coordinate moves at a time, h up and h down")
def backward_differences(f, x, h=1e-5):
    """That is the backward difference: look h higher too, and divide by 2 * h."""
    x = np.array(x, dtype=float)
    gradient, out = np.zeros(x.shape), f(x)
    for place in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[place] -= h
        gradient[place] = (out - f(nudged)) / h
    return gradient


@rejected_by("the gradient of x * y at (-2, 3) is (3, -2)", "one coordinate moves at a time, h up and h down")
def all_at_once(f, x, h=1e-5):
    """All coordinates moved at once: that is one slope, not a gradient."""
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return np.full(np.shape(x), slope)


@rejected_by(
    "a large h shows the formula",
    "one coordinate moves at a time, h up and h down",
    "the sum of cubes at the whole numbers (1, 0, -2), with h = 0.5",
)
def an_h_of_its_own(f, x, h=1e-5):
    """Use the h you are given."""
    h = 1e-5
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        higher, lower = x.copy(), x.copy()
        higher[place] += h
        lower[place] -= h
        gradient[place] = (f(higher) - f(lower)) / (2 * h)
    return gradient


@rejected_by(
    "one coordinate moves at a time, h up and h down", "the sum of cubes at the whole numbers (1, 0, -2), with h = 0.5"
)
def a_share_of_x(f, x, h=1e-5):
    """h is added as it is, not as a share of x."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = h * max(1.0, abs(x[place]))
        higher, lower = x.copy(), x.copy()
        higher[place] += step
        lower[place] -= step
        gradient[place] = (f(higher) - f(lower)) / (2 * step)
    return gradient


@rejected_by("the gradient of x * y at (-2, 3) is (3, -2)", "a large h shows the formula")
def divides_by_h(f, x, h=1e-5):
    """The two points are 2 * h apart: divide by that."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        higher, lower = x.copy(), x.copy()
        higher[place] += h
        lower[place] -= h
        gradient[place] = (f(higher) - f(lower)) / h
    return gradient


@rejected_by("a large h shows the formula", "the gradient of x * y at (-2, 3) is (3, -2)")
def divides_by_two_and_multiplies_by_h(f, x, h=1e-5):
    """/ 2 * h divides by 2 and then multiplies by h: put brackets round 2 * h."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        higher, lower = x.copy(), x.copy()
        higher[place] += h
        lower[place] -= h
        gradient[place] = (f(higher) - f(lower)) / 2 * h
    return gradient


@rejected_by("the gradient of x * y at (-2, 3) is (3, -2)")
def downhill(f, x, h=1e-5):
    """Every slope has the wrong sign: take f at the lower point away from f at the higher one."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        higher, lower = x.copy(), x.copy()
        higher[place] += h
        lower[place] -= h
        gradient[place] = (f(lower) - f(higher)) / (2 * h)
    return gradient


@rejected_by(
    "f is called at most 2 * n + 1 times",
    "x is not moved, not even while f runs, and f is called at most 2 * n + 1 times",
)
def four_calls_for_each(f, x, h=1e-5):
    """f was called 4 times for each coordinate; twice is enough."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[place] = h
        up = (f(x + nudge) - f(x)) / h
        down = (f(x) - f(x - nudge)) / h
        gradient[place] = (up + down) / 2
    return gradient


@rejected_by(
    "f is called at most 2 * n + 1 times",
    "one coordinate moves at a time, h up and h down",
    "the sum of cubes at the whole numbers (1, 0, -2), with h = 0.5",
)
def a_finer_formula(f, x, h=1e-5):
    """Four points give a finer slope, but asked for are two: h higher and h lower."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[place] = h
        near, far = f(x + nudge) - f(x - nudge), f(x + 2 * nudge) - f(x - 2 * nudge)
        gradient[place] = (8 * near - far) / (12 * h)
    return gradient


@rejected_by(
    "one coordinate moves at a time, h up and h down",
    "a large h shows the formula",
    "the sum of cubes at the whole numbers (1, 0, -2), with h = 0.5",
)
def half_a_nudge(f, x, h=1e-5):
    """The formula moves by h each way, not by h / 2."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[place] = h / 2
        gradient[place] = (f(x + nudge) - f(x - nudge)) / h
    return gradient


@rejected_by("the gradient of x * y at (-2, 3) is (3, -2)")
def by_complex_numbers(f, x, h=1e-5):
    """An imaginary nudge is clever, but f takes real numbers, and the formula asked for is another."""
    x = np.array(x, dtype=complex)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        nudged = x.copy()
        nudged[place] += 1j * h
        gradient[place] = np.imag(f(nudged)) / h
    return gradient


@rejected_by("with the default h it is the true gradient up to 1e-7")
def another_default(f, x, h=1e-2):
    """Keep the default of the stub: h = 1e-5."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[place] = h
        gradient[place] = (f(x + nudge) - f(x - nudge)) / (2 * h)
    return gradient


@rejected_by("one coordinate moves at a time, h up and h down")
def h_not_below_the_default(f, x, h=1e-5):
    """Use the h that you are given, also one below 1e-5."""
    h = max(h, 1e-5)
    m = np.array(x, dtype=float)
    g = np.zeros(m.shape)
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p] = (f(a) - f(b)) / (2 * h)
    return g


@rejected_by("one coordinate moves at a time, h up and h down")
def h_of_a_ten_millionth_at_least(f, x, h=1e-5):
    """Use the h that you are given, however small."""
    h = max(h, 1e-7)
    m = np.array(x, dtype=float)
    g = np.zeros(m.shape)
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p] = (f(a) - f(b)) / (2 * h)
    return g


@rejected_by("one coordinate moves at a time, h up and h down")
def h_of_ten_at_most(f, x, h=1e-5):
    """Use the h that you are given, however large."""
    h = min(h, 10)
    m = np.array(x, dtype=float)
    g = np.zeros(m.shape)
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p] = (f(a) - f(b)) / (2 * h)
    return g


@rejected_by("the sum of squares of a 2 x 3 array, with h = 0.5")
def one_side_at_zero(f, x, h=1e-5):
    """Look at both sides of each coordinate, also of one that is 0."""
    m = np.array(x, dtype=float)
    g = np.zeros(m.shape)
    middle = f(m.copy())
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p] = (f(a) - f(b)) / (2 * h) if m[p] else (f(a) - middle) / h
    return g
