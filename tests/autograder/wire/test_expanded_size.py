"""The size of a value whose parts are shared, and the work to find it."""

from typing import Any

import numpy as np
import pytest

from autograder.wire import expanded_size as module
from autograder.wire.dtypes import MAX_DEPTH
from autograder.wire.expanded_size import Size, check_expanded_size, expanded_size
from autograder.wire.frames import ProtocolError

_MOST = 1 << 30
_ITSELF: list[Any] = [1.5]
_ITSELF.append(_ITSELF)
_DEEP: list[Any] = [1.5]
for _ in range(MAX_DEPTH + 2):
    _DEEP = [_DEEP]


@pytest.mark.parametrize("part", [1.5, 1, None, "x", b"x", (1.5,), np.ones(2)])
@pytest.mark.parametrize("kind", [list, tuple])
def test_a_part_that_is_shared_is_looked_at_once(part: Any, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    def counting(value: Any) -> type:
        nonlocal looked_at
        looked_at += 1
        return type(value)

    monkeypatch.setattr(module, "type", counting, raising=False)
    check_expanded_size([kind([kind([part] * 1000)] * 300)], _MOST)
    assert 1300 <= looked_at <= 5000


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ([1.5, True, None], Size(3, 4, 32, height=1)),
        ((1.5, True, None), Size(3, 4, 32, height=1)),
        ([1, 2, 3], Size(3, 4, 32, height=1)),
        ([1 << 800, 2.5], Size(2, 3, 24 + 100, height=1)),
        ({1: 2.5}, Size(1, 3, 24, height=1)),
        ([[1, 2], [3, 4]], Size(6, 7, 56, height=2)),
        ([[1.5] * 2] * 3, Size(9, 10, 80, height=2)),
        (["ab", "c", 1.5], Size(3, 4, 16 + 3, width=2, height=1)),
        ({"ab": [1.5]}, Size(2, 4, 8 + 2 + 16, width=2, height=2)),
        ([np.ones(3), 1.5], Size(2, 5, 16 + 24, height=1)),
        (np.array(["abc", "d"]), Size(0, 2, 24, width=3)),
        (np.array([b"abc", b"d"]), Size(0, 2, 6, width=3)),
        ([], Size(0, 1, 8, height=1)),
        (2.5, Size(0, 1, 8)),
    ],
)
def test_sizes(value: Any, size: Size) -> None:
    assert expanded_size(value, _MOST, {}) == size


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (_ITSELF, "contains itself"),
        ({"a": _ITSELF}, "contains itself"),
        (_DEEP, "too deeply"),
        ([_DEEP[0], [_DEEP[0]]], "too deeply"),
        ([1.5] * 3000, "too large"),
        ([1] * 3000, "too large"),
        ([1 << 80_000] * 10, "too large"),
        ([["x"] * 20, "y" * 2000], "too large"),
        ([[1.5] * 50] * 50, "too large"),
        (np.ones(20_000), "too large"),
        ("x" * 200_000, "too large"),
    ],
)
def test_what_is_refused(value: Any, reason: str) -> None:
    with pytest.raises(ProtocolError, match=reason):
        check_expanded_size([value], 100_000)
