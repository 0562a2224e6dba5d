"""How large a value is once nothing in it is shared any more, as a walk through it or `np.asarray` finds it.

A short message can stand for a value that no memory holds: a list that refers twice to a list, which refers twice to
the next one, and so on; or a few hundred strings of one letter and one of a million, since an array of strings gives
each of them the width of the longest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.wire.dtypes import MAX_DEPTH, UNTAGGED_TYPES
from autograder.wire.frames import ProtocolError

_CHARACTER = 4  # bytes in an array of strings
_NUMBER = 8  # bytes in an array of floats, which most results become
_ITEM = 48  # bytes in a list: the place and the number
_NUMBERS = UNTAGGED_TYPES | {int}
_ARRAYS, _TEXTS, _CONTAINERS = (np.ndarray, np.generic), (str, bytes), (list, dict, tuple)  # `|` makes one each time


@dataclass(slots=True)
class Size:
    """`items` are places in containers, `elements` those of arrays with them; `width` is that of the longest text, in
    characters; `height` is the depth of nesting."""

    items: int = 0
    elements: int = 1
    bytes: int = 0
    width: int = 0
    height: int = 0


_ONE = Size(bytes=_NUMBER)
_SHORT = [Size(count, 1 + count, _NUMBER * (1 + count), height=1) for count in range(16)]  # of lists of floats: pixels


def check_expanded_size(values: Iterable[Any], most: int) -> None:
    """Raise a ProtocolError if one of the values is too deep, within itself, or of more than `most` bytes, as it is or
    as one array of floats or of strings."""
    known: dict[int, Size] = {}
    for value in values:
        if type(value) is not float and id(value) not in known:
            _check(expanded_size(value, most, known), most)


def expanded_size(thing: Any, most: int, known: dict[int, Size], ancestors: frozenset[int] = frozenset()) -> Size:
    """Return the size of a value, of which no container may take more than `most` bytes; `known` are their sizes."""
    if isinstance(thing, _CONTAINERS):
        found = known.get(id(thing))
        if found is None:
            found = known[id(thing)] = _size_of_container(thing, most, known, ancestors)
            _check(found, most)
        if len(ancestors) + found.height > MAX_DEPTH + 2:
            raise ProtocolError("the value is nested too deeply")
        return found
    if isinstance(thing, _ARRAYS):
        kind, size = thing.dtype.kind, int(thing.size)
        width = thing.dtype.itemsize // (_CHARACTER if kind == "U" else 1) if kind in "US" else 0
        return Size(elements=size, bytes=thing.nbytes, width=width)
    if isinstance(thing, _TEXTS):
        return Size(bytes=len(thing), width=len(thing))
    return Size(bytes=_NUMBER + thing.bit_length() // 8) if isinstance(thing, int) else _ONE


def _size_of_container(thing: Any, most: int, known: dict[int, Size], ancestors: frozenset[int]) -> Size:
    items = [*thing.keys(), *thing.values()] if isinstance(thing, dict) else thing
    types = set(map(type, items))  # pictures are lists of thousands of lists of numbers: these are not walked through
    long = sum(map(int.bit_length, [item for item in items if type(item) is int])) // 8 if int in types else 0
    if types <= _NUMBERS:
        return Size(len(thing), 1 + len(items), _NUMBER * (1 + len(items)) + long, height=1)
    if id(thing) in ancestors:
        raise ProtocolError("a value that contains itself")
    if len(ancestors) > MAX_DEPTH + 2:
        raise ProtocolError("the value is nested too deeply")
    others = [item for item in items if type(item) not in _NUMBERS]
    numbers = len(items) - len(others)
    found, inside = Size(len(thing), 1 + numbers, _NUMBER * (1 + numbers) + long), ancestors | {id(thing)}
    for item in others:
        if type(item) is list and len(item) < len(_SHORT) and UNTAGGED_TYPES.issuperset(map(type, item)):
            one = known[id(item)] = _SHORT[len(item)]
        else:
            one = expanded_size(item, most, known, inside)
        found.items += one.items
        found.elements += one.elements
        found.bytes += one.bytes
        found.width = max(found.width, one.width)
        found.height = max(found.height, one.height)
    found.height += 1
    return found


def _check(size: Size, most: int) -> None:
    as_text = size.elements * size.width * _CHARACTER
    if size.items * _ITEM > most or size.elements * _NUMBER > most or size.bytes > most or as_text > most:
        raise ProtocolError("a value that is too large once its parts are no longer shared")
