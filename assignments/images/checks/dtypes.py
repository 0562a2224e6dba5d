"""Comparisons where the contract names a dtype: there a list is not as good, and bytes are not floats."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from checks.common_mistakes import expect_no_slip
from checks.compare import Mismatch, Slip, expect_equal


def expect_dtype(actual: Any, dtype: Any, what: str) -> np.ndarray:
    """Return `actual` if it is an array of exactly this dtype, or say what it is instead."""
    wanted = np.dtype(dtype)
    if actual is None:
        raise Mismatch(f"{what} is None: does your function end with `return`? (`print` is not `return`.)")
    if not isinstance(actual, np.ndarray | np.generic):
        raise Mismatch(f"{what} should be an array of dtype {wanted}, and is of type {type(actual).__name__}.")
    if actual.dtype.newbyteorder("=") != wanted.newbyteorder("="):
        raise Mismatch(f"{what} should be of dtype {wanted}, and is of dtype {actual.dtype}.")
    return np.asarray(actual)


def expect_array(actual: Any, expected: np.ndarray, what: str, *, slips: Sequence[Slip] = ()) -> None:
    """Demand the same dtype, the same shape and exactly the same values; right values of another dtype are named so."""
    if isinstance(actual, list | tuple | np.ndarray | np.generic):
        expect_no_slip(actual, expected, slips)
        try:
            expect_equal(actual, expected, what)
        except Mismatch as wrong:
            if not _only_by_dtype(actual, expected):
                raise
            raise Mismatch(f"{wrong.help} Look at the dtype, too.", expected=expected, actual=actual) from None
    expect_dtype(actual, expected.dtype, what)


def _only_by_dtype(actual: Any, expected: np.ndarray) -> bool:
    """Tell whether the answer is right up to rounding: fractions where bytes are asked for."""
    got = np.asarray(actual)
    if got.dtype.kind != "f" or expected.dtype.kind == "f" or got.shape != expected.shape:
        return False
    return bool(np.all(np.abs(got - expected) < 1))
