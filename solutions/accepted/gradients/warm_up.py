"""Right answers to `warm_up` in other styles."""

import math

import numpy as np


def without_brackets(x: float) -> float:
    """In Python the power binds tighter than the minus."""
    return -(x**2)


def multiplied(x: float) -> float:
    """The square written as a product."""
    return -x * x


def by_library(x: float) -> float:
    """With the power of the math module."""
    return -math.pow(x, 2)


def by_numpy(x: float) -> float:
    """With NumPy's square."""
    return -np.square(x)
