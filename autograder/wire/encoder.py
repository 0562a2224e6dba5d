"""From values to messages.

Mutable objects are numbered in the order in which they occur, on both sides alike: so one array that is handed over
twice arrives as one, and a result that IS an argument comes back as that argument.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.wire import messages as m
from autograder.wire.dtypes import GENERATORS, MAX_DEPTH, UNTAGGED_TYPES, allowed_dtype

_MUTABLE = (np.ndarray, list, dict, np.random.Generator)
_NUMBERS = {float: "d", int: "q", bool: "?"}
_PACK_FROM = 16  # items; shorter lists are quicker one by one
_SMALL = 1 << 63
_KEYS = (type(None), int, float, complex, str, bytes, np.generic)


class Encoder:
    """Turns values into messages; `buffers` gathers the tail, `objects` the mutable objects by their number."""

    __slots__ = ("buffers", "export_function", "numbers", "objects")

    def __init__(self, export_function: Callable[[Any], m.Function], objects: list[Any] | None = None):
        self.export_function = export_function
        self.objects = [] if objects is None else objects
        self.numbers = {id(thing): number for number, thing in enumerate(self.objects)}
        self.buffers: list[Any] = []

    def encode(self, thing: Any, depth: int = 0) -> Any:
        """The message for one value; what is not plain data becomes Foreign."""
        kind = type(thing)
        if kind in UNTAGGED_TYPES or (kind is int and -_SMALL <= thing < _SMALL):
            return thing
        if id(thing) in self.numbers:
            return m.BackReference(self.numbers[id(thing)])
        if depth > MAX_DEPTH:
            return _foreign(thing)
        if isinstance(thing, _MUTABLE):
            return self._mutable(thing, depth)
        if isinstance(thing, tuple):
            return m.Tuple([self.encode(item, depth + 1) for item in tuple.__iter__(thing)])
        if isinstance(thing, np.generic):
            return self._scalar(thing)
        if kind is range and len(thing) <= 1 << 20:
            return self.encode(list(thing), depth)
        if callable(thing) and not isinstance(thing, type):
            return self.export_function(thing)
        return self._plain(thing, kind)

    def _plain(self, thing: Any, kind: type) -> Any:
        if kind is str:
            return thing.encode("utf-8", "replace").decode()  # a lone surrogate has no UTF-8
        if kind is int and -_SMALL <= thing < _SMALL:
            return thing
        if kind is int and thing.bit_length() < 1 << 16:
            return m.BigInt(hex(thing))
        if kind is bytes:
            return m.Bytes(thing)
        if kind is complex:
            return m.Complex(thing.real, thing.imag)
        for base in (bool, int, float, str, bytes):
            if kind is not base and isinstance(thing, base):  # an enum, say: its plain value
                plain: Any = base
                return self._plain(plain(thing), base)
        return thing if kind is float else _foreign(thing)

    def contents(self, thing: Any) -> Any:
        """The message for what a numbered object holds now, although the other side has it already."""
        return self._body(thing, 0)

    def _mutable(self, thing: Any, depth: int) -> Any:
        if isinstance(thing, np.ndarray) and allowed_dtype(thing.dtype.str) is None:
            return m.Opaque(f"array of dtype {str(thing.dtype)[:80]}", "")
        if isinstance(thing, dict) and not all(_can_be_key(key) for key in dict.keys(thing)):
            return _foreign(thing)
        if isinstance(thing, np.random.Generator) and type(thing.bit_generator).__name__ not in GENERATORS:
            return _foreign(thing)
        self.numbers[id(thing)] = len(self.objects)
        self.objects.append(thing)  # also keeps it alive, so that its id stays its own
        return self._body(thing, depth)

    def _body(self, thing: Any, depth: int) -> Any:
        if isinstance(thing, np.ndarray):
            plain = thing if type(thing) is np.ndarray else np.asarray(thing).view(np.ndarray)
            flags = plain.flags
            in_order = flags.c_contiguous
            fortran = flags.f_contiguous and not in_order
            flat = plain if in_order else np.ascontiguousarray(plain.T if fortran else plain)
            self.buffers.append(flat.reshape(-1).view(np.uint8) if flat.size else b"")
            return m.Array(plain.dtype.str, list(plain.shape), fortran, flags.writeable)
        if isinstance(thing, list):
            kinds = {type(item) for item in list.__iter__(thing)} if len(thing) >= _PACK_FROM else ()
            letter = _NUMBERS.get(next(iter(kinds))) if len(kinds) == 1 else None
            if letter and not (letter == "q" and not all(-_SMALL <= item < _SMALL for item in thing)):
                self.buffers.append(np.array(thing, dtype=letter).view(np.uint8))
                return m.Packed(letter, len(thing))
            return m.List([self.encode(item, depth + 1) for item in list.__iter__(thing)])
        if isinstance(thing, dict):
            return m.Dict([(self.encode(k, depth + 1), self.encode(v, depth + 1)) for k, v in dict.items(thing)])
        return m.Random(Encoder(self.export_function, []).encode_state(thing, self.buffers))

    def encode_state(self, rng: np.random.Generator, buffers: list[Any]) -> Any:
        """The state of a generator, whose own dicts and arrays are nobody's arguments and are not numbered."""
        self.buffers = buffers
        return self.encode(rng.bit_generator.state)

    def _scalar(self, thing: Any) -> Any:
        if allowed_dtype(thing.dtype.str) is None or type(thing) is not thing.dtype.type:
            return _foreign(thing)
        self.buffers.append(np.asarray(thing).reshape(-1).view(np.uint8) if thing.nbytes else b"")
        return m.Scalar(thing.dtype.str)


def _can_be_key(key: Any) -> bool:
    if isinstance(key, tuple):
        return all(_can_be_key(part) for part in tuple.__iter__(key))
    return isinstance(key, _KEYS) or (callable(key) and not isinstance(key, type))


def _foreign(thing: Any) -> m.Opaque:
    try:
        text = repr(thing)[:200]
    except Exception:  # the student's own __repr__ may raise anything
        text = "…"
    return m.Opaque(type(thing).__name__[:200], text.encode("utf-8", "replace").decode())
