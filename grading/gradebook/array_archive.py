"""Arrays of failed cases as bytes for the gradebook, and back.

In: the expected and the actual array. Out: a compressed NumPy archive without pickles. Arrays that come back are
unpacked only when they are used, so that the pictures of a whole class fit into memory.
"""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.results import Evidence

MAX_VALUES = 1 << 20  # in one array
PLAIN_KINDS = "biufcUS"  # kinds of dtype that hold values, not references to objects


@dataclass(frozen=True)
class Packed:
    """One array of an archive. `np.asarray` unpacks it."""

    archive: bytes
    key: str

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        with np.load(io.BytesIO(self.archive), allow_pickle=False) as arrays:
            values: np.ndarray = arrays[self.key]
            return values if dtype is None else values.astype(dtype, copy=False)


def pack(evidence: Evidence) -> bytes | None:
    """Return the two arrays as bytes, or None if one of them is not a plain array or is too large."""
    expected, actual = _plain(evidence.expected), _plain(evidence.actual)
    if expected is None or actual is None:
        return None
    file = io.BytesIO()
    np.savez_compressed(file, expected=expected, actual=actual)
    return file.getvalue()


def _plain(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
    except Exception:  # a ragged list, or an object with a false __array__
        return None
    return array if array.dtype.kind in PLAIN_KINDS and array.size <= MAX_VALUES else None


def unpack(archive: bytes, show: str) -> Evidence:
    """Return the two arrays that `pack` turned into bytes. `show` says how they are drawn."""
    return Evidence(Packed(archive, "expected"), Packed(archive, "actual"), show)
