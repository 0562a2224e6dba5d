"""From Python values to messages.

Each side numbers mutable objects in the order in which they occur. So an array that is passed twice arrives as one
array, and a result that is one of the arguments comes back as that argument.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from autograder.wire import messages as m
from autograder.wire.dtypes import BIT_GENERATORS, MAX_DEPTH, UNTAGGED_TYPES, allowed_dtype
from autograder.wire.text import sendable

_MUTABLE_TYPES = (np.ndarray, list, dict, np.random.Generator)
_KEY_TYPES = (type(None), int, float, complex, str, bytes, np.generic)
_PACKED_DTYPES = {float: "d", int: "q", bool: "?"}
_MIN_PACKED_ITEMS = 16  # shorter lists are faster item by item
_INT64_LIMIT = 1 << 63
# What an instance of a subclass is equal to, whatever `__str__` and the like it has: for an enum, its value.
_PLAIN_VALUES: dict[type, Callable[[Any], Any]] = {
    int: int.__pos__,
    float: float.__pos__,
    str: str.__str__,
    bytes: lambda thing: bytes.__add__(thing, b""),
}


class Encoder:
    """Converts values into messages.

    `buffers` collects the bytes of the frame's tail, and `objects` the mutable objects by their number. A discreet
    encoder sends no `repr` of what is not plain data: it may hold paths, names and values.
    """

    __slots__ = ("buffers", "discreet", "export_function", "numbers", "objects")

    def __init__(
        self, export_function: Callable[[Any], m.Function], objects: list[Any] | None = None, *, discreet: bool = False
    ):
        self.export_function, self.discreet = export_function, discreet
        self.objects = [] if objects is None else objects
        self.numbers = {id(thing): number for number, thing in enumerate(self.objects)}
        self.buffers: list[Any] = []

    def encode(self, thing: Any, depth: int = 0) -> Any:
        """Return the message for one value; what is not plain data becomes `Opaque`."""
        kind = type(thing)
        if kind in UNTAGGED_TYPES or (kind is int and -_INT64_LIMIT <= thing < _INT64_LIMIT):
            return thing
        if id(thing) in self.numbers:
            return m.BackReference(self.numbers[id(thing)])
        if depth > MAX_DEPTH:
            return self._opaque(thing)
        if kind is list and len(thing) < _MIN_PACKED_ITEMS and _are_messages(thing):
            self._give_number(thing)
            return m.List(thing[:])  # a picture may be thousands of these
        if isinstance(thing, _MUTABLE_TYPES):
            return self._encode_mutable(thing, depth)
        if isinstance(thing, tuple):
            return m.Tuple([self.encode(item, depth + 1) for item in tuple.__iter__(thing)])
        if isinstance(thing, np.generic):
            return self._encode_numpy_scalar(thing)
        if kind is range and len(thing) <= 1 << 20:
            return self.encode(list(thing), depth)
        if callable(thing) and not isinstance(thing, type):
            return self.export_function(thing)
        return self._encode_immutable(thing, kind)

    def encode_contents(self, thing: Any) -> Any:
        """Return the message for the present contents of a numbered object, which the other side already has."""
        return self._contents(thing, 0)

    def _encode_immutable(self, thing: Any, kind: type) -> Any:
        if kind is str:
            return sendable(thing)
        if kind is int and -_INT64_LIMIT <= thing < _INT64_LIMIT:
            return thing
        if kind is int and thing.bit_length() < 1 << 16:
            return m.BigInt(hex(thing))
        if kind is bytes:
            return m.Bytes(thing)
        if kind is complex:
            return m.Complex(thing.real, thing.imag)
        for base, plain in _PLAIN_VALUES.items():
            if kind is not base and isinstance(thing, base):
                return self._encode_immutable(plain(thing), base)
        if isinstance(thing, Fraction | Decimal):
            return self._as_float(thing)
        return thing if kind is float else self._opaque(thing)

    def _encode_mutable(self, thing: Any, depth: int) -> Any:
        if isinstance(thing, np.ndarray) and allowed_dtype(thing.dtype.str) is None:
            return m.Opaque(f"array of dtype {str(thing.dtype)[:80]}", "")
        if isinstance(thing, dict) and not all(_is_valid_key(key) for key in dict.keys(thing)):
            return self._opaque(thing)
        if isinstance(thing, np.random.Generator) and type(thing.bit_generator).__name__ not in BIT_GENERATORS:
            return self._opaque(thing)
        self._give_number(thing)
        return self._contents(thing, depth)

    def _give_number(self, thing: Any) -> None:
        self.numbers[id(thing)] = len(self.objects)
        self.objects.append(thing)  # also keeps the object alive, so that no other object gets its id

    def _contents(self, thing: Any, depth: int) -> Any:
        if isinstance(thing, np.ndarray):
            plain = thing if type(thing) is np.ndarray else np.asarray(thing).view(np.ndarray)
            flags = plain.flags
            c_order = flags.c_contiguous
            fortran = flags.f_contiguous and not c_order
            flat = plain if c_order else np.ascontiguousarray(plain.T if fortran else plain)
            self.buffers.append(flat.reshape(-1).view(np.uint8) if flat.size else b"")
            return m.Array(plain.dtype.str, list(plain.shape), fortran, flags.writeable)
        if isinstance(thing, list):
            kinds = {type(item) for item in list.__iter__(thing)} if len(thing) >= _MIN_PACKED_ITEMS else ()
            dtype = _PACKED_DTYPES.get(next(iter(kinds))) if len(kinds) == 1 else None
            if dtype and not (dtype == "q" and not all(-_INT64_LIMIT <= item < _INT64_LIMIT for item in thing)):
                self.buffers.append(np.array(thing, dtype=dtype).view(np.uint8))
                return m.Packed(dtype, len(thing))
            return m.List([self.encode(item, depth + 1) for item in list.__iter__(thing)])
        if isinstance(thing, dict):
            return m.Dict([(self.encode(k, depth + 1), self.encode(v, depth + 1)) for k, v in dict.items(thing)])
        return self._encode_generator(thing)

    def _encode_generator(self, rng: np.random.Generator) -> m.Random:
        """Encode the state by itself: its dicts and arrays belong to no caller, so they get no numbers."""
        inner = Encoder(self.export_function, [], discreet=self.discreet)
        inner.buffers = self.buffers
        return m.Random(inner.encode(rng.bit_generator.state))

    def _encode_numpy_scalar(self, thing: Any) -> Any:
        if allowed_dtype(thing.dtype.str) is None or type(thing) is not thing.dtype.type:
            return self._opaque(thing)
        self.buffers.append(np.asarray(thing).reshape(-1).view(np.uint8) if thing.nbytes else b"")
        return m.Scalar(thing.dtype.str)

    def _as_float(self, thing: Fraction | Decimal) -> Any:
        """An exact number as the nearest float: where a number is asked for, it is as good."""
        try:
            return float(thing)
        except (OverflowError, ValueError):
            return self._opaque(thing)

    def _opaque(self, thing: Any) -> m.Opaque:
        try:
            text = "" if self.discreet else sendable(repr(thing)[:200])
        except Exception:  # the student's __repr__ may raise anything
            text = "…"
        return m.Opaque(type(thing).__name__[:200], text)


def _are_messages(things: list[Any]) -> bool:
    """Whether each of the things is a message as it is."""
    kinds = set(map(type, things))
    return kinds <= UNTAGGED_TYPES or (kinds == {int} and min(things) >= -_INT64_LIMIT and max(things) < _INT64_LIMIT)


def _is_valid_key(key: Any) -> bool:
    if isinstance(key, tuple):
        return all(_is_valid_key(part) for part in tuple.__iter__(key))
    return isinstance(key, _KEY_TYPES) or (callable(key) and not isinstance(key, type))
