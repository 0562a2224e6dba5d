"""Evidence as bytes for the gradebook, and back: NumPy's own format, never a pickle.

What comes back stays packed until somebody asks for its numbers, so that a whole class of pictures fits into memory.
"""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.results import Evidence

MAX_VALUES = 1 << 20
PLAIN = "biufcUS"  # the kinds of dtype that hold values rather than references


@dataclass(frozen=True)
class Packed:
    """One array of an archive; `np.asarray` unpacks it."""

    archive: bytes
    key: str

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        with np.load(io.BytesIO(self.archive), allow_pickle=False) as arrays:
            values: np.ndarray = arrays[self.key]
            return values if dtype is None else values.astype(dtype, copy=False)


def pack(evidence: Evidence) -> bytes | None:
    """Return the two arrays of a piece of evidence as bytes; None when they are no plain arrays or too large."""
    expected, actual = _plain(evidence.expected), _plain(evidence.actual)
    if expected is None or actual is None:
        return None
    file = io.BytesIO()
    np.savez_compressed(file, expected=expected, actual=actual)
    return file.getvalue()


def _plain(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
    except Exception:  # a ragged list, or an object that only pretends
        return None
    return array if array.dtype.kind in PLAIN and array.size <= MAX_VALUES else None


def unpack(archive: bytes, show: str) -> Evidence:
    """Return the evidence that `pack` made into bytes."""
    return Evidence(Packed(archive, "expected"), Packed(archive, "actual"), show)
