"""Right answers to `normalise` in other styles."""

import math

import numpy as np


def by_norm(tensor):
    """norm without an axis is the length of all elements."""
    values = np.asarray(tensor, dtype=float)
    length = np.linalg.norm(values)
    return values / length if length else values.copy()


def one_if_zero(tensor):
    """Zeros are divided by 1."""
    values = np.array(tensor, dtype=np.float64)
    return values / (np.sqrt((values * values).sum()) or 1.0)


def by_loop(tensor):
    """Element by element, with math.fsum."""
    values = np.array(tensor, dtype=float)
    squares = [float(value) ** 2 for value in values.ravel()]
    length = math.sqrt(math.fsum(squares))
    if length == 0:
        return tensor
    for place in np.ndindex(values.shape):
        values[place] = values[place] / length
    return values


def divided_where(tensor):
    """np.divide with `where` leaves zeros alone."""
    values = np.asarray(tensor, dtype=float)
    length = np.linalg.norm(values.ravel())
    return np.divide(values, length, out=np.zeros(values.shape), where=length > 0)


def as_lists(tensor):
    """Nested lists are as good as an array."""
    values = np.asarray(tensor, dtype=float)
    length = math.hypot(*values.ravel().tolist())
    return (values / length).tolist() if length > 0 else values.tolist()


def largest_first(tensor):
    """Scaled by the largest first, so that no square is out of range."""
    values = np.asarray(tensor, dtype=float)
    top = np.max(np.abs(values))
    if top == 0:
        return np.zeros_like(values)
    values = values / top
    return values / np.sqrt(np.vdot(values, values))


def the_tensor_itself_if_zero(tensor):
    """What is all zeros comes back as it is."""
    if not np.any(tensor):
        return tensor
    values = np.asarray(tensor, dtype=float)
    return values * (1 / np.sqrt(np.einsum("i,i", values.ravel(), values.ravel())))
