"""Wrong answers to numerical_gradient."""

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


@rejected_by("x is the same afterwards", "the gradient of x * y at (-2, 3) is (3, -2)")
def leaves_x_nudged(f, x, h=1e-5):
    """You moved the caller's x. Work on a copy."""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += h
        higher = f(x)
        x[place] -= 2 * h
        gradient[place] = (higher - f(x)) / (2 * h)
    return gradient


@rejected_by("x is the same afterwards", "the sum of cubes at the whole numbers (1, 0, -2), with h = 0.5")
def puts_x_back_by_adding(f, x, h=1e-5):
    """x + h - 2 * h + h is not exactly x: work on a copy."""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += h
        higher = f(x)
        x[place] -= 2 * h
        lower = f(x)
        x[place] += h
        gradient[place] = (higher - lower) / (2 * h)
    return gradient


@rejected_by(
    "x is the same even while f runs", "x is not moved, not even while f runs, and f is called at most 2 * n + 1 times"
)
def nudges_the_callers_x(f, x, h=1e-5):
    """You nudge the caller's x and put it back: if f breaks off in between, it stays nudged. Work on a copy."""
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        old = x[place]
        x[place] = old + h
        higher = f(x)
        x[place] = old - h
        lower = f(x)
        x[place] = old
        gradient[place] = (higher - lower) / (2 * h)
    return gradient


@rejected_by(
    "x is the same even while f runs", "x is not moved, not even while f runs, and f is called at most 2 * n + 1 times"
)
def a_flat_view_is_no_copy(f, x, h=1e-5):
    """reshape and ravel look at the same numbers: this moves the caller's x. Use .copy()."""
    shape = x.shape
    flat = np.asarray(x, dtype=float).reshape(-1)
    gradient = []
    for i in range(flat.size):
        old = flat[i]
        flat[i] = old + h
        higher = f(flat.reshape(shape))
        flat[i] = old - h
        lower = f(flat.reshape(shape))
        flat[i] = old
        gradient.append((higher - lower) / (2 * h))
    return np.reshape(gradient, shape)


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
    "one, two and three axes, and a single number in an array", "the sum of squares of a 2 x 3 array, with h = 0.5"
)
def flat_points(f, x, h=1e-5):
    """f takes arrays of x's shape; you hand it flat ones."""
    flat = np.array(x, dtype=float).ravel()
    gradient = np.zeros(flat.shape)
    for i in range(flat.size):
        higher, lower = flat.copy(), flat.copy()
        higher[i] += h
        lower[i] -= h
        gradient[i] = (f(higher) - f(lower)) / (2 * h)
    return gradient.reshape(np.shape(x))


@rejected_by(
    "one, two and three axes, and a single number in an array", "the sum of squares of a 2 x 3 array, with h = 0.5"
)
def flat_gradient(f, x, h=1e-5):
    """The result has x's shape; yours is flat."""
    x = np.array(x, dtype=float)
    gradient = []
    for place in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[place] = h
        gradient.append((f(x + nudge) - f(x - nudge)) / (2 * h))
    return gradient


@rejected_by(
    "the sum of squares of a 2 x 3 array, with h = 0.5", "one, two and three axes, and a single number in an array"
)
def rows_only(f, x, h=1e-5):
    """x[i] is a whole row when x has rows and columns: every single number needs its own nudge."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        higher, lower = x.copy(), x.copy()
        higher[i] += h
        lower[i] -= h
        gradient[i] = (f(higher) - f(lower)) / (2 * h)
    return gradient


@rejected_by(
    "a large h shows the formula",
    "one coordinate moves at a time, h up and h down",
    "the gradient of x * y at (-2, 3) is (3, -2)",
)
def does_not_put_back(f, x, h=1e-5):
    """Each coordinate stays moved while the next one is tried: start from a fresh copy of x."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += h
        higher = f(x)
        x[place] -= 2 * h
        gradient[place] = (higher - f(x)) / (2 * h)
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
def last_slope_first(f, x, h=1e-5):
    """The slopes stand in the order of the coordinates; yours are turned round."""
    x = np.array(x, dtype=float)
    gradient = []
    for place in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[place] = h
        gradient.insert(0, (f(x + nudge) - f(x - nudge)) / (2 * h))
    return np.reshape(gradient, x.shape)


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


@rejected_by("the sum of squares of a 2 x 3 array, with h = 0.5")
def two_coordinates_only(f, x, h=1e-5):
    """x may have any number of coordinates, not just two."""
    along_x, along_y = np.array([h, 0.0]), np.array([0.0, h])
    return (f(x + along_x) - f(x - along_x)) / (2 * h), (f(x + along_y) - f(x - along_y)) / (2 * h)


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


_buf = {}


@rejected_by("every call returns something new")
def one_array_for_each_shape(f, x, h=1e-5):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    m = np.array(x, dtype=float)
    g = _buf.setdefault(m.shape, np.zeros(m.shape))
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p] = (f(a) - f(b)) / (2 * h)
    return g
