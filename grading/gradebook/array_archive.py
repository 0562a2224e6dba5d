"""Arrays of cases as bytes for the gradebook, and back.

In: the expected and the actual array of a case that failed, or the picture of one that passed. Out: a compressed NumPy
archive without pickles. A picture that is kept only to be looked at is stored as bytes from 0 to 255. Arrays that come
back are unpacked only when they are used, so that the pictures of a whole class fit into memory.
"""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.results import Evidence

MAX_VALUES = 1 << 18  # in one array
MAX_BYTES = 2 << 20  # of one array
MAX_ARCHIVES = 1_000_000  # bytes of all archives of one attempt
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
    if evidence.show == "kept":
        return _pack_kept(evidence)
    expected, actual = _plain(evidence.expected), _plain(evidence.actual)
    if expected is None or actual is None:
        return None
    file = io.BytesIO()
    np.savez_compressed(file, expected=expected, actual=actual)
    return file.getvalue()


def _pack_kept(evidence: Evidence) -> bytes | None:
    arrays = {"actual": _as_levels(evidence.actual)}
    if evidence.expected is not None:
        arrays["expected"] = _as_levels(evidence.expected)
    if any(array is None for array in arrays.values()):
        return None
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def _as_levels(value: Any) -> np.ndarray | None:
    """Return a picture, or a batch, as bytes: 0..1 becomes 0..255, and other numbers are stretched to that."""
    array = _plain(value)
    if array is None or array.dtype.kind not in "biuf" or array.ndim not in (2, 3, 4) or array.size == 0:
        return None
    values = array.astype(np.float64)
    if not np.all(np.isfinite(values)):
        return None
    low, high = float(values.min()), float(values.max())
    if array.dtype == np.uint8:
        low, high = 0.0, 255.0
    elif low >= 0 and high <= 1 + 1e-9:
        low, high = 0.0, 1.0
    levels: np.ndarray = np.round(255 * (values - low) / max(high - low, 1e-12)).clip(0, 255).astype(np.uint8)
    return levels


def _plain(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
    except Exception:  # a ragged list, or an object with a false __array__
        return None
    fits = array.size <= MAX_VALUES and array.nbytes <= MAX_BYTES
    return array if array.dtype.kind in PLAIN_KINDS and fits else None


def unpack(archive: bytes, show: str) -> Evidence:
    """Return the arrays that `pack` turned into bytes. `show` says how they are drawn."""
    if show == "kept":
        with np.load(io.BytesIO(archive), allow_pickle=False) as arrays:
            given = Packed(archive, "expected") if "expected" in arrays.files else None
        return Evidence(given, Packed(archive, "actual"), show)
    return Evidence(Packed(archive, "expected"), Packed(archive, "actual"), show)
