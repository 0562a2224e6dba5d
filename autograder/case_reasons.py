"""Why a case failed: by a wrong value, or by what its own sentence claims.

In: a case and the exception that ended it. Out: its reason. A case that observes something besides values (changed
arguments, warnings, the number of calls, errors …) is about that. Its own sentence is said only if that was seen: where
the values are wrong already, it could not look. So is the sentence of a case that follows another one with wrong
values: inputs of a special kind explain nothing if ordinary ones fail as well.
"""

import traceback
from collections.abc import Iterator, Sequence
from functools import cache
from types import CodeType, FunctionType
from typing import Any, Protocol

OBSERVING = frozenset(
    [
        "count_steps", "expect_calls", "expect_copy", "expect_error", "expect_no_warning", "expect_nudges",
        "expect_parameters_unchanged", "expect_unchanged", "expect_unchanged_during_calls", "without_modules",
    ]
)  # fmt: skip  # the checks that see something besides values
WRONG_HERE = "The value is wrong in this case already, so it could not look at what it is about."
WRONG_BEFORE = "The value is wrong in “{}” already, so this case cannot say more."


class FailedCase(Protocol):
    """What is known of a case that has run."""

    name: str
    hidden: bool
    wrong_value: bool  # whether it ended at a comparison of values, and no reason was given there
    compared: bool  # whether a check has compared them, and not the case itself


def is_wrong_value(error: BaseException) -> bool:
    """Tell whether a comparison ended the case, and what it saw was a wrong value."""
    return hasattr(error, "help") and not getattr(error, "seen", "") and not getattr(error, "reason", "")


def is_comparison(error: BaseException) -> bool:
    """Tell whether one of `checks` raised the error, and not the case itself."""
    *_, last = ["", *(str(frame.f_globals.get("__name__")) for frame, _ in traceback.walk_tb(error.__traceback__))]
    return last.partition(".")[0] == "checks"


def value_cases(cases: Sequence[FailedCase]) -> tuple[str, str]:
    """Return the name of the first case with wrong values, or nothing, and that of the first hidden case.

    The public cases and the first hidden one are about ordinary inputs, and those after it about a special kind.
    """
    hidden = [case for case in cases if case.hidden]
    ordinary = [*(case for case in cases if not case.hidden), *hidden[:1]]
    wrong = next((case.name for case in ordinary if case.wrong_value and case.compared), "")
    return wrong, hidden[0].name if hidden else ""


def own_sentence(case: FailedCase, body: Any, author: str | None, ordinary: tuple[str, str]) -> str | None:
    """Return the author's sentence if the case saw what it claims, or else that the value is wrong.

    `ordinary` are the first case with wrong values, and the first hidden case.
    """
    if not case.wrong_value:
        return author
    wrong, _ = ordinary
    if wrong and case.name not in ordinary:
        return WRONG_BEFORE.format(wrong)
    return WRONG_HERE if observes(body) else author


@cache
def observes(body: FunctionType) -> bool:
    """Tell whether a case calls a check that sees something besides values, itself or in a function of its file."""
    seen: set[str] = set()
    waiting = [body]
    while waiting:
        function = waiting.pop()
        for name in _names(function.__code__):
            known = function.__globals__.get(name)
            if isinstance(known, FunctionType) and known.__globals__ is body.__globals__ and name not in seen:
                waiting.append(known)
            seen.add(name)
    return bool(seen & OBSERVING)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
