"""Comparing a function with its reference on many inputs."""

import copy
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np


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


def _copied(argument: Any) -> Any:
    if isinstance(argument, np.ndarray):
        return argument.copy()
    if type(argument) is list:
        return [_copied(item) for item in argument]
    return copy.deepcopy(argument) if isinstance(argument, list | dict | np.random.Generator) else argument
