"""An answer to many inputs at once."""

import copy
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np


def each(function: Callable[..., Any], inputs: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    """Yield what the function returns for each tuple of arguments, or raise what it raises.

    Where the function lives in another process all calls cross over together, which is several times cheaper than one
    by one. So no two inputs may share an array, a list, a dict or a generator: give each its own copy.
    """
    remote = getattr(function, "each", None)
    if remote is not None:
        return remote(inputs)
    return (function(*arguments) for arguments in inputs)


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
    given = list(inputs)
    results = each(function, [tuple(_copied(argument) for argument in arguments) for arguments in given])
    for result, arguments in zip(results, given, strict=True):
        expect(result, reference(*arguments), what, **options)


def _copied(argument: Any) -> Any:
    if isinstance(argument, np.ndarray):
        return argument.copy()
    if type(argument) is list:
        return [_copied(item) for item in argument]
    return copy.deepcopy(argument) if isinstance(argument, list | dict | np.random.Generator) else argument
