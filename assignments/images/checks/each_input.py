"""Comparing a function with its reference on many inputs, and its results with each other."""

import copy
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from checks.compare import Mismatch
from checks.probes import call_twice
from checks.reasons import precondition


def expect_each(
    expect: Callable[..., None],
    function: Callable[..., Any],
    reference: Callable[..., Any],
    inputs: Iterable[tuple[Any, ...]],
    what: str,
    **options: Any,
) -> None:
    """Call `expect(result, wanted, what, **options)` for each tuple of arguments.

    `wanted` is what the reference returns. The function gets copies of all mutable arguments, so that the reference
    gets the same values.
    """
    for arguments in inputs:
        result = function(*[_copied(argument) for argument in arguments])
        expect(result, reference(*arguments), what, **options)


def expect_new_result(
    expect: Callable[..., None],
    function: Callable[..., Any],
    reference: Callable[..., Any],
    inputs: Iterable[tuple[Any, ...]],
    what: str,
    **options: Any,
) -> None:
    """Check that each call returns something new: what is done to one result is not seen in the next.

    The first call with each tuple of arguments is compared as by `expect_each`, so that a wrong value is called one.
    """
    for arguments in inputs:
        wanted = reference(*map(_copied, arguments))
        with precondition():
            expect(function(*map(_copied, arguments)), wanted, what, **options)
        result = call_twice(function, *map(_copied, arguments))
        try:
            expect(result, wanted, what, **options)
        except Mismatch:
            raise Mismatch(
                f"{what} is the object of an earlier call again: what was done to the first result is seen in the "
                "second. Make something new in every call, and keep nothing outside of the function.",
                seen="shared",
            ) from None


def _copied(argument: Any) -> Any:
    if isinstance(argument, np.ndarray):
        return argument.copy()
    if type(argument) is list:
        return [_copied(item) for item in argument]
    return copy.deepcopy(argument) if isinstance(argument, list | dict | np.random.Generator) else argument
