"""Recording the calls of a function that is passed to a student's function.

`record_calls` returns a function to pass on, and the record that it fills. The arguments are copied at each call, so
later changes of an array do not change the record. Do not copy the returned function: a copy fills another record. The
student's function may be in another process; then a call takes some 80 microseconds.
"""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from checks.compare import Mismatch


@dataclass
class CallRecord:
    """The arguments and results of a recorded function: one entry for each call, in order."""

    name: str
    arguments: list[tuple[np.ndarray, ...]] = field(default_factory=list)
    results: list[np.ndarray] = field(default_factory=list)
    fault: str = ""  # what was wrong with the first call that broke the contract

    def __len__(self) -> int:
        return len(self.arguments)


def record_calls(
    function: Callable[..., Any], shapes: Sequence[tuple[int, ...]], name: str = "f"
) -> tuple[Callable[..., Any], CallRecord]:
    """Return (a function that computes the same as `function`, the record of its calls).

    `shapes` has one shape for each argument, () for a number. A call with other shapes or without real numbers raises a
    TypeError that names the fault, and the record keeps the first such fault.
    """
    calls = CallRecord(name)

    def spy(*arguments: Any) -> Any:
        fault = _fault(arguments, shapes, name)
        if fault:
            calls.fault = calls.fault or fault
            raise TypeError(fault)
        values = tuple(np.array(argument, dtype=np.float64) for argument in arguments)
        calls.arguments.append(values)
        result = function(*(value.copy() if value.ndim else value.item() for value in values))
        calls.results.append(np.array(result))
        return result

    return spy, calls


def expect_calls(calls: CallRecord, at_least: int, at_most: int, why: str = "") -> None:
    """Check that all calls were valid, and that there were at least `at_least` and at most `at_most`."""
    if calls.fault:
        raise Mismatch(calls.fault, seen="calls")
    count = len(calls)
    if not at_least <= count <= at_most:
        wanted = _times(at_least) if at_least == at_most else f"called {at_least} to {at_most} times"
        raise Mismatch(
            f"{calls.name} was {_times(count)}, and should be {wanted}.{' ' if why else ''}{why}",
            expected=at_least if count < at_least else at_most,
            actual=count,
            seen="calls",
        )


def expect_unchanged_during_calls(
    answer: Callable[..., Any], function: Callable[..., Any], x: np.ndarray, name: str = "f"
) -> None:
    """Check that `answer(f, x)` does not change x, not even while f runs.

    If the answer is in another process, x cannot be read during a call. So f fails with an error at its first, second,
    ... call: then x keeps the values that it had while f ran.
    """
    for last in range(1, 2 * x.size + 1):
        given, count = x.copy(), 0

        def fails_at_last(value: Any, last: int = last) -> Any:
            nonlocal count
            count += 1
            if count == last:
                raise ArithmeticError(f"{name} fails here on purpose")
            return function(np.array(value, dtype=np.float64))

        with contextlib.suppress(ArithmeticError):
            answer(fails_at_last, given)
        if count == 0:
            raise Mismatch(f"Your function never called {name}.")
        if not np.array_equal(given, x):
            raise Mismatch(
                f"While {name} ran, the caller's x was changed. If {name} fails, x stays changed: nudge a copy.",
                expected=x,
                actual=given,
                seen="changed",
            )


def _fault(arguments: tuple[Any, ...], shapes: Sequence[tuple[int, ...]], name: str) -> str:
    if len(arguments) != len(shapes):
        return f"{name} takes {len(shapes)} argument{'s' * (len(shapes) > 1)}, and was called with {len(arguments)}."
    for argument, shape in zip(arguments, shapes, strict=True):
        try:
            value = np.asarray(argument)
        except Exception:  # ragged lists raise ValueError; other objects may raise anything
            return f"{name} was called with something that is not made of numbers."
        if value.dtype.kind not in "biuf":
            return f"{name} works on real numbers, and was called with {type(argument).__name__} ({value.dtype})."
        if value.shape != tuple(shape):
            wanted = f"an array of shape {tuple(shape)}" if shape else "a number"
            got = f"an array of shape {value.shape}" if value.ndim else "a number"
            return f"{name} takes {wanted}, and was called with {got}."
    return ""


def _times(count: int) -> str:
    return {0: "never called", 1: "called once"}.get(count, f"called {count} times")
