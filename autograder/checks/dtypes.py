"""Comparisons for answers whose dtype matters: a list is not enough, and floats are not bytes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from checks.common_mistakes import expect_no_common_mistake
from checks.compare import Mismatch, Mistake, expect_equal


def expect_dtype(actual: Any, dtype: Any, what: str) -> np.ndarray:
    """Return `actual` if it is an array of exactly this dtype; the message names its type."""
    wanted = np.dtype(dtype)
    if actual is None:
        raise Mismatch(f"{what} is None: does your function end with `return`? (`print` is not `return`.)")
    if not isinstance(actual, np.ndarray | np.generic):
        raise Mismatch(f"{what} should be an array of dtype {wanted}, and is of type {type(actual).__name__}.")
    if actual.dtype.newbyteorder("=") != wanted.newbyteorder("="):
        raise Mismatch(f"{what} should be of dtype {wanted}, and is of dtype {actual.dtype}.")
    return np.asarray(actual)


def expect_array(actual: Any, expected: np.ndarray, what: str, *, mistakes: Sequence[Mistake] = ()) -> None:
    """Check for the same dtype, shape and values; the message says if only the dtype is wrong."""
    if isinstance(actual, list | tuple | np.ndarray | np.generic):
        expect_no_common_mistake(actual, expected, mistakes)
        try:
            expect_equal(actual, expected, what)
        except Mismatch as mismatch:
            if not _equal_up_to_rounding(actual, expected):
                raise
            raise Mismatch(f"{mismatch.help} Also look at the dtype.", expected=expected, actual=actual) from None
    expect_dtype(actual, expected.dtype, what)


def _equal_up_to_rounding(actual: Any, expected: np.ndarray) -> bool:
    """Tell whether the answer has fractions but is right after rounding, where whole numbers are expected."""
    got = np.asarray(actual)
    if got.dtype.kind != "f" or expected.dtype.kind == "f" or got.shape != expected.shape:
        return False
    return bool(np.all(np.abs(got - expected) < 1))
