"""What plain data is, for both ways: which dtypes and generators travel, and how deep lists may go."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from autograder.wire.frames import ProtocolError

GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
UNTAGGED_TYPES = frozenset((type(None), bool, float))
MAX_DEPTH = 100
_DTYPE = re.compile(r"[<>|=](b1|[iu][1248]|f(2|4|8|16)|c(8|16|32)|[US]\d{1,5})")


@lru_cache(256)
def allowed_dtype(name: str) -> np.dtype[Any] | None:
    """The dtype of this name, if its arrays may travel."""
    return construct(np.dtype, name) if _DTYPE.fullmatch(name) else None


def construct(make: Callable[..., Any], *args: Any) -> Any:
    """What `make` gives; what it cannot make is Garbled."""
    try:
        return make(*args)
    except (ValueError, TypeError):
        raise ProtocolError("not a value") from None
