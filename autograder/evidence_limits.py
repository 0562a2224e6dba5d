"""Which arrays are kept of a case, to be looked at: plain ones of a limited size.

A submission may have a hundred cases, and its results travel between processes and into the gradebook.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from autograder.results import Evidence

MAX_BYTES = 1 << 21  # of one array: a picture of 240 x 320 pixels with three channels of floats
_PLAIN_KINDS = "biufcUS"


def small(evidence: Evidence) -> Evidence | None:
    """Return the evidence as arrays, or None if one of them is not plain or is too large."""
    arrays = [None if value is None else _array(value) for value in (evidence.expected, evidence.actual)]
    lost = any(
        array is None and value is not None
        for array, value in zip(arrays, (evidence.expected, evidence.actual), strict=True)
    )
    return None if lost else replace(evidence, expected=arrays[0], actual=arrays[1])


def _array(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
    except Exception:  # a ragged list, or too large for this process
        return None
    return array if array.dtype.kind in _PLAIN_KINDS and array.nbytes <= MAX_BYTES else None
