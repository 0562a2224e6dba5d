"""Right answers to `dot` in other styles."""

import math

import numpy as np


def by_vdot(a, b):
    """vdot flattens both, after the shapes were compared."""
    if np.shape(a) != np.shape(b):
        raise ValueError("the shapes differ")
    return np.vdot(np.asarray(a, dtype=float), np.asarray(b, dtype=float))


def by_loop(a, b):
    """Place by place."""
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} and {b.shape}")
    total = 0.0
    for place in np.ndindex(a.shape):
        total += a[place] * b[place]
    return total


def by_lists(a, b):
    """Plain numbers and math.fsum."""
    if np.asarray(a).shape != np.asarray(b).shape:
        raise ValueError("the shapes differ")
    pairs = zip(np.ravel(a).tolist(), np.ravel(b).tolist(), strict=True)
    return math.fsum(x * y for x, y in pairs)


def by_tensordot(a, b):
    """All axes of one against all axes of the other."""
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    return np.tensordot(a, b, axes=a.ndim)


def by_einsum(a, b):
    """einsum over both, laid out flat."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("the shapes differ")
    return float(np.einsum("i,i->", a.reshape(-1), b.reshape(-1)))


def wide_products(a, b):
    """np.multiply told to compute in float64."""
    if np.shape(a) != np.shape(b):
        raise ValueError("the shapes differ")
    return np.multiply(a, b, dtype=np.float64).sum()


def inner_of_flat_arrays(a, b):
    """np.inner of both, flat, after a look at the shapes."""
    if np.shape(a) != np.shape(b):
        raise ValueError("other shapes")
    return float(np.inner(np.ravel(a).astype(float), np.ravel(b).astype(float)))
