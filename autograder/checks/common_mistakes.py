"""Common mistakes that change the shape of an answer: `expect_equal` would name the shape only, not the mistake."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from checks.compare import Mismatch, Mistake, agree


def expect_no_common_mistake(actual: Any, expected: Any, mistakes: Sequence[Mistake], *, atol: float = 0.0) -> None:
    """Raise the sentence of the first mistake that gives exactly this answer, in whatever shape it is.

    A mistake that gives the `expected` values is never named.
    """
    try:
        got = np.asarray(actual)
    except Exception:  # ragged lists raise ValueError; other objects may raise anything
        return
    if got.dtype.kind not in "biuf":
        return
    wanted = np.asarray(expected)
    for sentence, value in mistakes:
        wrong = np.asarray(value).astype(float)
        if agree(got.astype(float), wrong, atol=atol) and not agree(wrong, wanted.astype(float), atol=atol):
            raise Mismatch(sentence, expected=wanted, actual=got)
