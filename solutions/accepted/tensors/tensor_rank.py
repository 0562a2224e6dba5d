"""Right answers to `tensor_rank` in other styles."""

import numpy as np


def length_of_the_shape(x):
    """The rank is the length of the shape."""
    return len(np.shape(x))


def by_array(x):
    """Everything made an array first."""
    return np.array(x).ndim


def index_after_index(x):
    """The definition, followed: index 0 until a number is reached."""
    rank = 0
    while np.shape(x) != ():
        x = x[0]
        rank += 1
    return rank


def by_recursion(x):
    """One more than the rank of what the first index reaches."""
    if isinstance(x, np.ndarray):
        return len(x.shape)
    return 1 + by_recursion(x[0]) if isinstance(x, list) else 0


def counted_brackets(x):
    """The brackets that open before the first number, as they are printed."""
    text = str(x)
    return len(text) - len(text.lstrip("["))


def as_numpy_number(x):
    """A whole number of NumPy's."""
    return np.int64(np.asarray(x).ndim)


def levels_of_a_list(x):
    """Down through the levels of the plain list, one after the other."""
    rank, inner = 0, np.asarray(x).tolist()
    while isinstance(inner, list):
        rank, inner = rank + 1, inner[-1]
    return rank
