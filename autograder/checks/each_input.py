"""An answer to many inputs at once."""

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
    """Demand for each tuple of arguments what the reference returns, by `expect(result, wanted, what, **options)`.

    The function gets copies of what can change, so that the reference is asked the same.
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
