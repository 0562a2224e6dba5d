"""With what a student's code may call a function that a case hands over: numbers and arrays, and few of them.

A function of a case runs in the host. One that multiplies turns a short string and a number into gigabytes. So text,
lists and other containers come through only if the author of the function declared them: `def fetch(name: str)`, or
`Any` for everything.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_origin

import numpy as np

from autograder.wire.exceptions import ArgumentRefused
from autograder.wire.expanded_size import expanded_size
from autograder.wire.frames import ProtocolError

MAX_ELEMENTS = 1 << 12  # of all arguments together: a table of each with each has 128 MiB
MAX_CHARACTERS = 1 << 14
_MAX_BYTES = 1 << 18
_MAX_INT = 1 << 64
_CONTAINERS = (str, bytes, list, tuple, dict)


def check_arguments(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Raise ArgumentRefused if the function is not made for these arguments."""
    elements = 0
    for place, value in enumerate((*args, *kwargs.values())):
        if type(value) is float:
            elements += 1
            continue
        if isinstance(value, np.ndarray | np.generic) and value.dtype.kind not in "biufcUS":
            raise ArgumentRefused(f"this function takes numbers and arrays of numbers, not dtype {value.dtype}")
        is_text = isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "US"
        if (is_text or isinstance(value, _CONTAINERS)) and not _is_declared(function, place, type(value)):
            raise ArgumentRefused(f"this function takes numbers and arrays, and was called with {_kind(value)}")
        if isinstance(value, int) and abs(value) >= _MAX_INT:
            raise ArgumentRefused("this function was called with an int of more than 64 bits")
        try:
            size = expanded_size(value, _MAX_BYTES, {})
        except ProtocolError as problem:
            raise ArgumentRefused(f"this function was called with {problem}") from None
        elements += size.elements
        if size.elements * size.width > MAX_CHARACTERS:
            raise ArgumentRefused("this function was called with more data than it takes")
    if elements > MAX_ELEMENTS:
        raise ArgumentRefused(f"this function was called with more than {MAX_ELEMENTS:,} numbers")


def _is_declared(function: Callable[..., Any], place: int, kind: type) -> bool:
    """Whether the annotation of the parameter at this place says that it takes values of this type."""
    try:
        parameters = list(inspect.signature(function, eval_str=True).parameters.values())
    except (ValueError, TypeError, NameError):  # of C, or without a signature
        return False
    if not parameters:
        return False
    parameter = parameters[min(place, len(parameters) - 1)]
    if place >= len(parameters) and parameter.kind != parameter.VAR_POSITIONAL:
        return False
    annotation = parameter.annotation
    return annotation is Any or (get_origin(annotation) or annotation) is kind


def _kind(value: Any) -> str:
    return "an array of text" if isinstance(value, np.ndarray) else type(value).__name__
