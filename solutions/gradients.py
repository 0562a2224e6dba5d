"""The reference answers of the assignment "gradients": circuits, searches, slopes by nudging and slopes by rule."""

from collections.abc import Callable

import numpy as np


def warm_up(x: float) -> float:
    """Return the height of the hill at x: minus the square of x."""
    return -(x**2)


def forward_circuit(x: float | np.ndarray, y: float | np.ndarray, z: float | np.ndarray) -> float | np.ndarray:
    """Return what the circuit computes: an add gate gives q = x + y, a multiply gate gives q * z.

    x, y, z: three numbers, or three arrays of one shape; arrays are worked on element by element.
    """
    q = x + y
    return q * z


def random_local_search(
    f: Callable[[float, float], float],
    x: float,
    y: float,
    rng: np.random.Generator,
    steps: int = 100,
    tweak: float = 0.01,
) -> tuple[float, float, float]:
    """Look for a larger f(x, y) by trying points near the best one; return (best_x, best_y, best_out).

    The start (x, y) counts as the first best point. Then, `steps` times, try a point near the best point SO FAR:
    best_x + tweak * u and best_y + tweak * v, where u and v are two numbers of their own, drawn from `rng` anew for
    each try, uniform on [-1, 1). Keep the try if f is larger there. `best_out` is f at the best point.
    f is called once for the start and once for each try: steps + 1 times.
    """
    best_x, best_y, best_out = x, y, f(x, y)
    for _ in range(steps):
        try_x = best_x + tweak * rng.uniform(-1, 1)
        try_y = best_y + tweak * rng.uniform(-1, 1)
        out = f(try_x, try_y)
        if out > best_out:
            best_x, best_y, best_out = try_x, try_y, out
    return best_x, best_y, best_out


def forward_difference(f: Callable[[float], float], x: float, h: float) -> float:
    """Return the slope of f between x and x + h: (f(x + h) - f(x)) / h.

    x: a number. h: how far to nudge it, a number larger than 0 that may be large or small.
    """
    return (f(x + h) - f(x)) / h


def numerical_gradient(f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """Return the gradient of f at x by central differences: one slope for each coordinate of x.

    The slope for a coordinate is (f with it h higher - f with it h lower) / (2 * h), all other coordinates unmoved.

    x: an array of any shape, of floats or of whole numbers. h: added as it is, not as a share of x.
    f: takes an array of x's shape and returns one number; it is called at most 2 * n + 1 times for n coordinates.
    The result has x's shape and holds floats. x is not changed, not even while f runs.
    """
    middle = np.array(x, dtype=float)
    gradient = np.zeros(middle.shape)
    for place in np.ndindex(middle.shape):
        higher, lower = middle.copy(), middle.copy()
        higher[place] += h
        lower[place] -= h
        gradient[place] = (f(higher) - f(lower)) / (2 * h)
    return gradient


def gradient_step(x: np.ndarray, gradient: np.ndarray, step_size: float) -> np.ndarray:
    """Return x + step_size * gradient: the point after one step UPHILL.

    x, gradient: arrays of shape (n,), of floats or of whole numbers. The result has shape (n,) and holds floats.
    Neither x nor gradient is changed.
    """
    return x + step_size * gradient


def gradient_ascent(
    gradient: Callable[[np.ndarray], np.ndarray], start: np.ndarray, step_size: float, steps: int
) -> np.ndarray:
    """Climb for `steps` steps and return the whole path, an array of floats of shape (steps + 1, n).

    Row 0 is the start. Row k + 1 is row k plus step_size times the gradient AT row k: all coordinates move at the
    same time.

    gradient: takes a point of shape (n,) and returns the gradient there, shape (n,); it is called once per step.
    start: shape (n,), of floats or of whole numbers; it is not changed. steps may be 0.
    """
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = gradient_step(path[k], gradient(path[k].copy()), step_size)
    return path


def multiply_gradient(x: float, y: float) -> tuple[float, float]:
    """Return the slopes of f = x * y with respect to x and to y, in this order.

    They are exact: from the rule, not by nudging.
    """
    return y, x


def circuit_gradient(x: float, y: float, z: float) -> tuple[float, float, float]:
    """Return the slopes of f = (x + y) * z with respect to x, y and z, in this order.

    They are exact: by the chain rule, not by nudging. Any of the numbers may be 0.
    """
    q = x + y
    slope_of_q, slope_of_z = multiply_gradient(q, z)
    return 1.0 * slope_of_q, 1.0 * slope_of_q, slope_of_z


def relative_error(a: np.ndarray, b: np.ndarray) -> float:
    """Return the largest of |a - b| / max(1e-8, |a| + |b|) over all elements: one number.

    a, b: arrays of one shape, which may be any. Where both are 0 the error is 0, and nothing warns.
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return float(np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))))


def gradients_agree(
    f: Callable[[np.ndarray], float],
    gradient: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
    tolerance: float = 1e-6,
) -> bool:
    """Return True if gradient(x) agrees with the central differences of f at x, and False if it does not.

    They agree when the relative_error of the two (its largest element) is at most `tolerance`. The central
    differences are taken with h = 1e-5.

    f: takes an array of x's shape and returns one number. gradient: takes such an array and returns one of that shape.
    x: an array of floats of any shape; it is not changed.
    """
    return relative_error(gradient(x.copy()), numerical_gradient(f, x, 1e-5)) <= tolerance


def evaluations_needed(n: int, method: str) -> int:
    """Return how often f has to be computed for one gradient of n numbers.

    method: "forward" or "central" (differences), or "backprop". What counts is f itself, run forwards; the backward
    pass of backprop is not counted. n is 1 or more. Any other method raises ValueError.
    """
    if method == "forward":
        return n + 1
    if method == "central":
        return 2 * n
    if method == "backprop":
        return 1
    raise ValueError(f"method should be 'forward', 'central' or 'backprop', not {method!r}")
