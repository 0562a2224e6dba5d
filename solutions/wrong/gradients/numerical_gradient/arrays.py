"""Wrong answers to `numerical_gradient`: shapes, and arrays that are changed or returned again."""

import numpy as np

from solutions import rejected_by


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


@rejected_by("the sum of squares of a 2 x 3 array, with h = 0.5")
def two_coordinates_only(f, x, h=1e-5):
    """x may have any number of coordinates, not just two."""
    along_x, along_y = np.array([h, 0.0]), np.array([0.0, h])
    return (f(x + along_x) - f(x - along_x)) / (2 * h), (f(x + along_y) - f(x - along_y)) / (2 * h)


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


@rejected_by("one, two and three axes, and a single number in an array")
def nudges_a_flat_copy(f, x, h=1e-5):
    """ravel() of a transposed array is a copy: what is nudged there does not reach f."""
    point = np.array(x, dtype=float)
    flat, gradient = point.ravel(), np.zeros(point.shape)
    for i in range(point.size):
        before = flat[i]
        flat[i] = before + h
        higher = f(point)
        flat[i] = before - h
        gradient.flat[i] = (higher - f(point)) / (2 * h)
        flat[i] = before
    return gradient


@rejected_by("one, two and three axes, and a single number in an array")
def slopes_into_a_flat_copy(f, x, h=1e-5):
    """reshape(-1) of an array like a transposed one is a copy: the slopes written into it are lost."""
    point = np.array(x, dtype=float)
    gradient = np.zeros_like(point)
    slopes = gradient.reshape(-1)
    for i, place in enumerate(np.ndindex(point.shape)):
        higher, lower = point.copy(), point.copy()
        higher[place] += h
        lower[place] -= h
        slopes[i] = (f(higher) - f(lower)) / (2 * h)
    return gradient


@rejected_by("one, two and three axes, and a single number in an array")
def sixty_four_coordinates_at_most(f, x, h=1e-5):
    """Every coordinate has a slope, however many there are."""
    m = np.array(x, dtype=float)
    g = np.zeros(m.shape)
    for p in list(np.ndindex(m.shape))[:64]:
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p] = (f(a) - f(b)) / (2 * h)
    return g


@rejected_by("the sum of squares of a 2 x 3 array, with h = 0.5")
def transposed_gradient(f, x, h=1e-5):
    """Each slope has the place of its coordinate: the gradient is not turned."""
    m = np.array(x, dtype=float)
    g = np.zeros(m.T.shape)
    for p in np.ndindex(m.shape):
        a, b = m.copy(), m.copy()
        a[p] += h
        b[p] -= h
        g[p[::-1]] = (f(a) - f(b)) / (2 * h)
    return g
