"""Watches a known answer from outside while a case asks it: what each call changed, warned of, raised and returned.

In: a student's function of this process. Out: a function that does the same, and a list of `ObservedCall`s. Nothing of
`checks` is used here, so that what a case says can be held against what happened.
"""

import copy
import functools
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

_CONSTANTS = {bool, int, float, complex, str, bytes, type(None)}  # long lists hold little else: they need no look


@dataclass
class ObservedCall:
    """One call: its arguments before and after it, its result or error, and what happened on the way.

    `asked` are the arguments of the calls of functions that were handed over. `during` tells whether an argument
    differed while one of them ran, and `shared` whether the result holds memory of an argument.
    """

    before: tuple[Any, ...]
    named: dict[str, Any]
    after: tuple[Any, ...] = ()
    result: Any = None
    error: BaseException | None = None
    warned: list[str] = field(default_factory=list)
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    during: bool = False
    shared: bool = False

    @property
    def changed(self) -> bool:
        """Whether an argument is another one after the call, or was while a function that was handed over ran."""
        return self.during or not same((*self.before, *self.named.values()), self.after)


def observed(function: Callable[..., Any], calls: list[ObservedCall]) -> Callable[..., Any]:
    """Return a function that does the same and adds what it does to `calls`."""

    @functools.wraps(function)
    def watched(*arguments: Any, **named: Any) -> Any:
        tracer = sys.gettrace()  # a case may count steps: those of the watch do not count
        sys.settrace(None)
        try:
            return _call(function, arguments, named, calls, tracer)
        finally:
            sys.settrace(tracer)

    return watched


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal to the last bit, with their types."""
    if isinstance(one, np.ndarray | np.generic) and isinstance(other, np.ndarray | np.generic):
        return one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()
    if type(one) is not type(other):
        return callable(one) and callable(other)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, float):
        return repr(one) == repr(other)
    if isinstance(one, np.random.Generator):
        return True  # drawing from it is what it is for
    return callable(one) or bool(one == other)


def arrays_in(value: Any) -> Iterator[np.ndarray]:
    """Yield each array in a value."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from arrays_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            if type(one) not in _CONSTANTS:
                yield from arrays_in(one)


def copied(value: Any) -> Any:
    """Return a deep copy; functions and what holds them stay themselves."""
    if isinstance(value, dict):
        return {key: copied(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        copies = [one if type(one) in _CONSTANTS else copied(one) for one in value]
        return copies if type(value) is list else tuple(copies) if type(value) is tuple else value
    return value if callable(value) else copy.deepcopy(value)


def _call(
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    named: dict[str, Any],
    calls: list[ObservedCall],
    tracer: Any,
) -> Any:
    handed = (*arguments, *named.values())
    call = ObservedCall(copied(arguments), copied(named))
    calls.append(call)
    passed = [_spied(one, call, handed) for one in arguments]
    by_name = {name: _spied(one, call, handed) for name, one in named.items()}
    result = None
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            sys.settrace(tracer)
            try:
                result = function(*passed, **by_name)
            finally:
                sys.settrace(None)
    except BaseException as error:
        call.error = error
        raise
    finally:
        call.after = copied(handed)
        call.warned = [one.category.__name__ for one in caught]
        for one in caught:  # the case may listen
            warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)
        given = list(arrays_in(handed))
        call.shared = any(np.shares_memory(one, other) for one in arrays_in(result) for other in given)
        call.result = copied(result)
    return result


def _spied(value: Any, call: ObservedCall, handed: tuple[Any, ...]) -> Any:
    if not callable(value) or isinstance(value, type):
        return value

    @functools.wraps(value)
    def spy(*arguments: Any, **named: Any) -> Any:
        tracer = sys.gettrace()
        sys.settrace(None)
        call.asked.append(copied(arguments))
        call.during = call.during or not same((*call.before, *call.named.values()), handed)
        sys.settrace(tracer)
        return value(*arguments, **named)

    return spy
