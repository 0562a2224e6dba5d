"""From messages to values, with every length, number and dtype checked before it is believed."""

import math
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograder.wire import messages as m
from autograder.wire.dtypes import GENERATORS, MAX_DEPTH, UNTAGGED_TYPES, allowed_dtype, construct
from autograder.wire.frames import ProtocolError

_UNTAGGED_TYPES = UNTAGGED_TYPES | {int, str}
_MOST_EXPANDED = 1 << 26  # items, with every shared list counted wherever it occurs
_PLACES = {"MT19937": ("pos", 624), "Philox": ("buffer_pos", 4)}  # NumPy would read from there without looking


class OpaqueValue:
    """A value that is not plain data. It knows the name of its type and a cut repr, and equals nothing."""

    __slots__ = ("_kind", "_text")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, kind: str, text: str):
        self._kind, self._text = kind, text

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    def __bool__(self) -> bool:
        raise TypeError(f"a value of type {self._kind} is neither true nor false here")

    def __repr__(self) -> str:
        return f"<{self._kind}: {self._text}>"


class Decoder:
    """Turns messages back into values, with every length and dtype checked first. Raises Garbled."""

    __slots__ = ("import_function", "objects", "references", "tail")

    def __init__(self, tail: Any, import_function: Callable[[m.Function], Any], objects: list[Any] | None = None):
        self.tail = memoryview(tail)
        self.import_function = import_function
        self.objects = [] if objects is None else objects
        self.references = 0

    def decode(self, message: Any, depth: int = 0) -> Any:
        """The value of one message."""
        kind = type(message)
        if kind in _UNTAGGED_TYPES:
            return message
        if depth > MAX_DEPTH + 2:
            raise ProtocolError("nested too deeply")
        if kind not in _READERS:
            raise ProtocolError("an unknown kind of value")
        return _READERS[kind](self, message, depth)

    def check_expanded_size(self, value: Any = None) -> None:
        """After the last value: a few lists within each other must not be 10**30 items to whoever walks them."""
        if self.references:
            known: dict[int, tuple[int, int]] = {}
            for thing in (value, *self.objects):
                size, rings = _expanded(thing, known, set())
                if size > _MOST_EXPANDED or rings > 1:
                    raise ProtocolError("lists within each other without end")

    def check_end(self) -> None:
        """At the end of a frame nothing may be left of its tail."""
        if len(self.tail):
            raise ProtocolError("more bytes than announced")

    def restore(self, number: int, message: Any) -> None:
        """Put new contents into the numbered object; what does not fit into it is Garbled."""
        if not 0 <= number < len(self.objects):
            raise ProtocolError("new contents for nothing")
        target = self.objects[number]
        match message, target:
            case m.Array(dtype, shape, fortran), np.ndarray():
                new = self._array(dtype, shape, fortran)
                if new.shape != target.shape or new.dtype != target.dtype or not target.flags.writeable:
                    raise ProtocolError("an argument that changed its shape")
                target[...] = new
            case m.List(items), list():
                target[:] = [self.decode(item) for item in items]
            case m.Packed(), list():
                target[:] = self._packed(message)
            case m.Dict(pairs), dict():
                table = {_key(self.decode(key)): self.decode(value) for key, value in pairs}
                target.clear()
                target.update(table)
            case m.Random(state), np.random.Generator():
                new_state = self._state(state).bit_generator.state
                if new_state["bit_generator"] != target.bit_generator.state["bit_generator"]:
                    raise ProtocolError("the state of another kind of generator")
                target.bit_generator.state = new_state
            case _:
                raise ProtocolError("contents of another kind")

    # --- one kind of message each ---

    def _new_array(self, message: m.Array, _: int) -> np.ndarray:
        array = self._array(message.dtype, message.shape, message.fortran)
        if not message.writeable:
            array.flags.writeable = False
        self.objects.append(array)
        return array

    def _new_packed(self, message: m.Packed, _: int) -> list[Any]:
        numbers = self._packed(message)
        self.objects.append(numbers)
        return numbers

    def _new_list(self, message: m.List, depth: int) -> list[Any]:
        items: list[Any] = []
        self.objects.append(items)
        items.extend(self.decode(item, depth + 1) for item in message.items)
        return items

    def _new_dict(self, message: m.Dict, depth: int) -> dict[Any, Any]:
        table: dict[Any, Any] = {}
        self.objects.append(table)
        for key, value in message.pairs:
            table[_key(self.decode(key, depth + 1))] = self.decode(value, depth + 1)
        return table

    def _new_generator(self, message: m.Random, _: int) -> np.random.Generator:
        number = len(self.objects)
        self.objects.append(None)
        rng = self.objects[number] = self._state(message.state)
        return rng

    def _tuple(self, message: m.Tuple, depth: int) -> tuple[Any, ...]:
        return tuple([self.decode(item, depth + 1) for item in message.items])

    def _same(self, message: m.BackReference, _: int) -> Any:
        if not 0 <= message.number < len(self.objects):
            raise ProtocolError("a reference to nothing")
        thing = self.objects[message.number]
        self.references += isinstance(thing, list | dict)
        return thing

    def _scalar(self, message: m.Scalar, _: int) -> Any:
        return construct(self._array(message.dtype, [1]).__getitem__, 0)  # four bytes need not be a letter

    def _whole(self, message: m.BigInt, _: int) -> int:
        if len(message.digits) > 20_000:
            raise ProtocolError("a number beyond all bounds")
        number: int = construct(int, message.digits, 16)
        return number

    # --- what they have in common ---

    def _take(self, count: int) -> Any:
        if count > len(self.tail):
            raise ProtocolError("fewer bytes than announced")
        piece, self.tail = self.tail[:count], self.tail[count:]
        return piece

    def _array(self, dtype: str, shape: list[int], fortran: bool = False) -> np.ndarray:
        kind = allowed_dtype(dtype)
        if kind is None or len(shape) > 32 or min(shape, default=0) < 0:
            raise ProtocolError("an array that cannot be")
        size = math.prod(shape) * kind.itemsize
        if (size or math.prod(max(side, 1) for side in shape) * max(kind.itemsize, 1)) > 1 << 40:
            raise ProtocolError("an array beyond all bounds")
        if kind.itemsize == 0:
            return np.zeros(shape, kind) if math.prod(shape) < 1 << 20 else construct(np.dtype, "")
        data = bytearray(self._take(size))
        flat = np.frombuffer(data, dtype=kind)
        return flat.reshape(shape[::-1]).T if fortran else flat.reshape(shape)

    def _packed(self, message: m.Packed) -> list[Any]:
        if message.kind not in ("d", "q", "?") or message.length < 0:
            raise ProtocolError("a packed list of an unknown kind")
        size = np.dtype(message.kind).itemsize
        values: list[Any] = np.frombuffer(self._take(message.length * size), dtype=message.kind).tolist()
        return values

    def _state(self, message: Any) -> np.random.Generator:
        inner = Decoder(self.tail, self.import_function, [])
        state = inner.decode(message)
        self.tail = inner.tail
        if not isinstance(state, dict) or state.get("bit_generator") not in GENERATORS:
            raise ProtocolError("not the state of a generator")
        name, last = _PLACES.get(state["bit_generator"], ("", 0))
        inner_state = state.get("state")
        place = state.get(name, inner_state.get(name, 0) if isinstance(inner_state, dict) else 0)
        if name and not (isinstance(place, int) and 0 <= place <= last):
            raise ProtocolError("not the state of a generator")
        rng = np.random.Generator(getattr(np.random, state["bit_generator"])(0))
        try:
            rng.bit_generator.state = state
        except Exception:  # NumPy's setters raise whatever the wrong state runs into
            raise ProtocolError("not the state of a generator") from None
        return rng


_READERS: dict[type, Callable[[Decoder, Any, int], Any]] = {
    m.Array: Decoder._new_array,
    m.Packed: Decoder._new_packed,
    m.List: Decoder._new_list,
    m.Dict: Decoder._new_dict,
    m.Random: Decoder._new_generator,
    m.Tuple: Decoder._tuple,
    m.BackReference: Decoder._same,
    m.Scalar: Decoder._scalar,
    m.BigInt: Decoder._whole,
    m.Function: lambda decoder, message, _: decoder.import_function(message),
    m.Bytes: lambda _, message, __: message.data,
    m.Complex: lambda _, message, __: complex(message.real, message.imag),
    m.Opaque: lambda _, message, __: OpaqueValue(message.kind[:200], message.text[:200]),
}


def _expanded(thing: Any, known: dict[int, tuple[int, int]], wrapper: set[int]) -> tuple[int, int]:
    """How many items a walk through `thing` meets, and how often it comes back to a list that it is in."""
    if isinstance(thing, np.ndarray):
        return thing.size, 0
    if not isinstance(thing, list | dict | tuple):
        return 1, 0
    if id(thing) in wrapper:
        return 1, 1
    if id(thing) not in known:
        wrapper.add(id(thing))
        items: Iterable[Any] = [*thing.keys(), *thing.values()] if isinstance(thing, dict) else thing
        inner = [
            _expanded(item, known, wrapper) for item in items if isinstance(item, list | dict | tuple | np.ndarray)
        ]
        wrapper.remove(id(thing))
        known[id(thing)] = len(thing) + 1 + sum(size for size, _ in inner), sum(rings for _, rings in inner)
    return known[id(thing)]


def _key(key: Any) -> Any:
    try:
        hash(key)
    except TypeError:
        raise ProtocolError("a key that cannot be one") from None
    return key
