"""Values of answers beside each other: equal, taken apart into numbers, or with floats in place of whole numbers."""

from collections.abc import Iterator
from typing import Any

import numpy as np


def equal(one: Any, other: Any) -> bool:
    """Whether two values are the same, as far as one can see; numbers may differ in the last digits."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(equal(one[key], other[key]) for key in one)
    first, second = _as_numbers(one), _as_numbers(other)
    if first is not None and second is not None:
        return first.shape == second.shape and bool(np.allclose(first, second, rtol=1e-9, atol=1e-9))
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    return repr(one) == repr(other)


def numbers_in(value: Any) -> Iterator[Any]:
    """Yield the numbers and arrays of numbers of a value, from the outside to the inside."""
    if isinstance(value, dict):
        value = list(value.values())
    elif _as_numbers(value) is not None:
        yield value
        return
    if isinstance(value, list | tuple):
        for one in value:
            yield from numbers_in(one)


def _as_numbers(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
    except Exception:  # a ragged list raises ValueError; other objects may raise anything
        return None
    return array if array.dtype.kind in "biuf" else None


def float_arrays(value: Any) -> Any:
    """Return a value with floats in place of the whole numbers of its arrays."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return value.astype(float)
    if isinstance(value, list):
        return [float_arrays(one) for one in value]
    if isinstance(value, dict):
        return {key: float_arrays(one) for key, one in value.items()}
    return value


def float_pairs(value: Any) -> Any:
    """Return a value with floats in place of the whole numbers in its lists and tuples as well."""
    if isinstance(value, list | tuple) and all(isinstance(one, int | float | list) for one in value):
        return type(value)(float_pairs(one) for one in value)
    return float_numbers(value)


def float_numbers(value: Any) -> Any:
    """Return a single whole number as a float, and arrays as `float_arrays` does."""
    return float(value) if type(value) is int else float_arrays(value)
