"""Slips that show in the shape of an answer: `expect_equal` would say the shape only, and not what happened."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from checks.compare import Mismatch, Slip, agree


def expect_no_slip(actual: Any, expected: Any, slips: Sequence[Slip], *, atol: float = 0.0) -> None:
    """Raise the sentence of the first slip that gives exactly this answer, in whatever shape it came.

    A slip that gives what is `expected` names nothing.
    """
    try:
        got = np.asarray(actual)
    except Exception:  # ragged lists raise ValueError; an odd object may raise anything
        return
    if got.dtype.kind not in "biuf":
        return
    wanted = np.asarray(expected)
    for sentence, value in slips:
        slip = np.asarray(value)
        if agree(got.astype(float), slip.astype(float), atol=atol) and not agree(slip, wanted.astype(float), atol=atol):
            raise Mismatch(sentence, expected=wanted, actual=got)
