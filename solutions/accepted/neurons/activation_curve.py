"""Right answers to activation_curve in other styles."""

import numpy as np


def plain_lists(f, low, high, n):
    """No NumPy at all; two lists."""
    xs = [low + (high - low) * k / (n - 1) for k in range(n)]
    return xs, [f(x) for x in xs]


def vectorised(f, low, high, n):
    """np.vectorize, told that outputs are floats."""
    xs = np.linspace(low, high, n)
    return xs, np.vectorize(f, otypes=[float])(xs)


def filled_one_by_one(f, low, high, n):
    """Arrays made first and filled in a loop, with a fixed gap; f gets NumPy's floats."""
    gap = (high - low) / (n - 1)
    xs, ys = np.zeros(n), np.zeros(n)
    for k in range(n):
        xs[k] = low + k * gap
        ys[k] = f(xs[k])
    return [xs, ys]


def one_array_of_two_rows(f, low, high, n):
    """Both rows in one array, which unpacks like a pair."""
    xs = np.linspace(low, high, n)
    return np.array([xs, list(map(f, xs))])


def from_shares_of_the_way(f, low, high, n):
    """Each input is a share of the way from low to high."""
    shares = np.arange(n) / (n - 1)
    xs = (1 - shares) * low + shares * high
    return xs, np.fromiter((f(float(x)) for x in xs), dtype=float, count=n)
