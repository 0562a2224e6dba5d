"""What counts as plain data, for the encoder and the decoder: dtypes, random generators and the depth of nesting."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from autograder.wire.frames import ProtocolError

BIT_GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
UNTAGGED_TYPES = frozenset((type(None), bool, float))  # such a value is its own message; int and str need a check
MAX_DEPTH = 100
_DTYPE = re.compile(r"[<>|=](b1|[iu][1248]|f(2|4|8|16)|c(8|16|32)|[US]\d{1,5})")


@lru_cache(256)
def allowed_dtype(name: str) -> np.dtype[Any] | None:
    """The dtype of this name, or None if its arrays are not plain data."""
    return construct(np.dtype, name) if _DTYPE.fullmatch(name) else None


def construct(make: Callable[..., Any], *args: Any) -> Any:
    """Return `make(*args)`; a ValueError or TypeError becomes a ProtocolError."""
    try:
        return make(*args)
    except (ValueError, TypeError):
        raise ProtocolError("not a valid value") from None
