"""Looking over the shoulder of a function that an answer is handed: what it was asked, how often, and meanwhile what.

`recorded` gives two things: a plain function to hand over, and the record that it fills. The arguments are copied at
the time of each call, so a point that moves on afterwards stays what it was. Never copy the function itself: a copy
fills another record. It may be called from another process, where it costs some 80 microseconds a call.
"""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from checks.compare import Mismatch


@dataclass
class Calls:
    """What a handed-over function was asked and what it said: one entry a call, in order."""

    name: str
    arguments: list[tuple[np.ndarray, ...]] = field(default_factory=list)
    results: list[np.ndarray] = field(default_factory=list)
    fault: str = ""  # the first call that broke the contract, in a sentence

    def __len__(self) -> int:
        return len(self.arguments)


def recorded(
    function: Callable[..., Any], shapes: Sequence[tuple[int, ...]], name: str = "f"
) -> tuple[Callable[..., Any], Calls]:
    """Return (a function that computes what `function` computes, the record of its calls).

    `shapes` has one shape for each argument, () for a number. A call with anything but real numbers of these shapes
    raises a TypeError that says what came and what is asked for, and is noted as the record's fault.
    """
    calls = Calls(name)

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


def expect_calls(calls: Calls, at_least: int, at_most: int, why: str = "") -> None:
    """Demand that the function was called properly, and neither less nor more often than its contract says."""
    if calls.fault:
        raise Mismatch(calls.fault)
    count = len(calls)
    if not at_least <= count <= at_most:
        asked = _times(at_least) if at_least == at_most else f"called {at_least} to {at_most} times"
        raise Mismatch(
            f"{calls.name} was {_times(count)}, and should be {asked}.{' ' if why else ''}{why}",
            expected=at_least if count < at_least else at_most,
            actual=count,
        )


def expect_kept_during_calls(
    answer: Callable[..., Any], function: Callable[..., Any], x: np.ndarray, name: str = "f"
) -> None:
    """Demand that `answer(f, x)` leaves x alone even while f runs.

    Where the answer lives in another process its x cannot be looked at in the middle of a call. So f breaks off with
    an error, at its first, second, ... call: what x is then is what it was while f ran.
    """
    for last in range(1, 2 * x.size + 1):
        given, count = x.copy(), 0

        def breaks_off(value: Any, last: int = last) -> Any:
            nonlocal count
            count += 1
            if count == last:
                raise ArithmeticError(f"{name} breaks off here, on purpose")
            return function(np.array(value, dtype=np.float64))

        with contextlib.suppress(ArithmeticError):
            answer(breaks_off, given)
        if count == 0:
            raise Mismatch(f"Your function never called {name}.")
        if not np.array_equal(given, x):
            raise Mismatch(
                f"While {name} ran, the caller's x was changed: when {name} breaks off with an error it stays so. "
                "Nudge a copy.",
                expected=x,
                actual=given,
            )


def _fault(arguments: tuple[Any, ...], shapes: Sequence[tuple[int, ...]], name: str) -> str:
    if len(arguments) != len(shapes):
        return f"{name} takes {len(shapes)} argument{'s' * (len(shapes) > 1)}, and was called with {len(arguments)}."
    for argument, shape in zip(arguments, shapes, strict=True):
        try:
            value = np.asarray(argument)
        except Exception:  # ragged lists raise ValueError; an odd object may raise anything
            return f"{name} was called with something that is not made of numbers."
        if value.dtype.kind not in "biuf":
            return f"{name} works on real numbers, and was called with {type(argument).__name__} ({value.dtype})."
        if value.shape != tuple(shape):
            asked = f"an array of shape {tuple(shape)}" if shape else "a number"
            came = f"an array of shape {value.shape}" if value.ndim else "a number"
            return f"{name} takes {asked}, and was called with {came}."
    return ""


def _times(count: int) -> str:
    return {0: "never called", 1: "called once"}.get(count, f"called {count} times")
