"""Lists of names compared: missing names, names that should not be there, and a wrong order."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from checks.compare import Mismatch


def as_names(result: Any, what: str) -> list[str]:
    """Return a list, tuple or array of strings as a list; raise Mismatch for anything else."""
    if result is None:
        raise Mismatch(f"{what} is None: does your function end with `return`? (`print` is not `return`.)")
    if not isinstance(result, list | tuple | np.ndarray) or np.ndim(np.asarray(result, dtype=object)) != 1:
        raise Mismatch(f"{what} should be a list of strings, and is something else.", actual=repr(result)[:200])
    for place, name in enumerate(result):
        if not isinstance(name, str):
            raise Mismatch(f"{what}: entry {place} is not a string. (For a Path, use str(path).)")
    return [str(name) for name in result]


def expect_names(actual: Any, expected: Sequence[str], what: str, *, mistakes: Sequence[tuple[str, Any]] = ()) -> None:
    """Check for the same strings in the same order; `mistakes` are sentences, each with the list that it explains."""
    got, wanted = as_names(actual, what), list(expected)
    if got == wanted:
        return
    details = {"expected": wanted, "actual": got}
    for sentence, names in mistakes:
        if got == list(names):
            raise Mismatch(sentence, **details)
    missing = [name for name in wanted if name not in got]
    extra = [name for name in got if name not in wanted]
    if missing or extra:
        problems = [
            f"{names[0]!r} is {word}" for names, word in ((missing, "missing"), (extra, "not expected")) if names
        ]
        raise Mismatch(f"{what}: {' and '.join(problems)}.", **details)
    if len(got) != len(wanted):
        raise Mismatch(f"{what}: a name occurs {'more' if len(got) > len(wanted) else 'less'} often than it should.")
    raise Mismatch(f"{what}: the right names in the wrong order.", **details)
