"""From messages to Python values: every length, number and dtype is checked before it is used."""

import math
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.wire import messages as m
from autograder.wire.dtypes import BIT_GENERATORS, MAX_DEPTH, UNTAGGED_TYPES, allowed_dtype, construct
from autograder.wire.frames import ProtocolError
from autograder.wire.shared_tail import SharedTail, padding

_UNTAGGED_ON_ARRIVAL = UNTAGGED_TYPES | {int, str}
_MAX_KEYS = 1 << 12  # of a dict
_MAX_ALIKE = 64  # of them with the same hash: each of these is compared with all others
_MAX_OPAQUE_CLASSES = 100  # in one frame: a class takes a thousand bytes
_MAX_HEX_DIGITS = 20_000
_POSITIONS = {"MT19937": ("pos", 624), "Philox": ("buffer_pos", 4)}  # NumPy reads there without a check of its own


class OpaqueValue:
    """A value that is not plain data: only the name of its type and a cut repr. It equals nothing.

    Each is of a class of its own with the name of the student's type, which a message may show.
    """

    __slots__ = ("_text", "_type_name")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, type_name: str, text: str):
        self._type_name, self._text = type_name, text

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    def __bool__(self) -> bool:
        raise TypeError(f"a value of type {self._type_name} is neither true nor false here")

    def __repr__(self) -> str:
        return f"<{self._type_name}: {self._text}>"


class Decoder:
    """Converts messages into values. Every method raises ProtocolError for data that is not valid.

    Arrays of a shared tail are that memory, and no copies of it.
    """

    __slots__ = ("import_function", "objects", "opaque_classes", "shared", "tail")

    def __init__(self, tail: Any, import_function: Callable[[m.Function], Any], objects: list[Any] | None = None):
        self.shared = isinstance(tail, SharedTail)
        self.tail = tail.view if self.shared else memoryview(tail)
        self.import_function = import_function
        self.objects = [] if objects is None else objects
        self.opaque_classes: dict[str, Any] = {}

    def decode(self, message: Any, depth: int = 0) -> Any:
        """Return the value of one message."""
        kind = type(message)
        if kind in _UNTAGGED_ON_ARRIVAL:
            return message
        if depth > MAX_DEPTH + 2:
            raise ProtocolError("the value is nested too deeply")
        if kind not in _DECODERS:
            raise ProtocolError("a value of an unknown kind")
        return _DECODERS[kind](self, message, depth)

    @property
    def rest(self) -> Any:
        """The part of the tail that was not used yet."""
        return SharedTail(self.tail) if self.shared else self.tail

    def check_end(self) -> None:
        """Check, at the end of a frame, that its whole tail was used."""
        if len(self.tail):
            raise ProtocolError("the tail has more bytes than the message says")

    def restore(self, number: int, message: Any) -> None:
        """Put new contents into the object of this number, in place."""
        if not 0 <= number < len(self.objects):
            raise ProtocolError("new contents for an object that does not exist")
        target = self.objects[number]
        match message, target:
            case m.Array(dtype, shape, fortran), np.ndarray():
                new = self._array(dtype, shape, fortran)
                if new.shape != target.shape or new.dtype != target.dtype or not target.flags.writeable:
                    raise ProtocolError("new contents that do not fit the array")
                target[...] = new
            case m.List(items), list():
                target[:] = [self.decode(item) for item in items]
            case m.Packed(), list():
                target[:] = self._packed_items(message)
            case m.Dict(pairs), dict():
                table = self._items(pairs, 0)
                target.clear()
                target.update(table)
            case m.Random(state), np.random.Generator():
                new_state = self._generator(state, 0).bit_generator.state
                if new_state["bit_generator"] != target.bit_generator.state["bit_generator"]:
                    raise ProtocolError("the state of another kind of random generator")
                target.bit_generator.state = new_state
            case _:
                raise ProtocolError("new contents of another type")

    # --- one method for each kind of message ---

    def _decode_array(self, message: m.Array, _: int) -> np.ndarray:
        array = self._array(message.dtype, message.shape, message.fortran)
        if not message.writeable:
            array.flags.writeable = False
        self.objects.append(array)
        return array

    def _decode_packed(self, message: m.Packed, _: int) -> list[Any]:
        items = self._packed_items(message)
        self.objects.append(items)
        return items

    def _decode_list(self, message: m.List, depth: int) -> list[Any]:
        items: list[Any] = []
        self.objects.append(items)
        plain = _UNTAGGED_ON_ARRIVAL.issuperset(map(type, message.items))
        items.extend(message.items if plain else [self.decode(item, depth + 1) for item in message.items])
        return items

    def _decode_dict(self, message: m.Dict, depth: int) -> dict[Any, Any]:
        table: dict[Any, Any] = {}
        self.objects.append(table)
        table.update(self._items(message.pairs, depth + 1))
        return table

    def _decode_generator(self, message: m.Random, depth: int) -> np.random.Generator:
        number = len(self.objects)
        self.objects.append(None)
        rng = self.objects[number] = self._generator(message.state, depth)
        return rng

    def _decode_tuple(self, message: m.Tuple, depth: int) -> tuple[Any, ...]:
        return tuple([self.decode(item, depth + 1) for item in message.items])

    def _decode_back_reference(self, message: m.BackReference, _: int) -> Any:
        if not 0 <= message.number < len(self.objects):
            raise ProtocolError("a reference to an object that does not exist")
        return self.objects[message.number]

    def _decode_numpy_scalar(self, message: m.Scalar, _: int) -> Any:
        return construct(self._array(message.dtype, [1]).__getitem__, 0)  # four bytes need not be a character

    def _decode_big_int(self, message: m.BigInt, _: int) -> int:
        if len(message.digits) > _MAX_HEX_DIGITS:
            raise ProtocolError("a number with too many digits")
        number: int = construct(int, message.digits, 16)
        return number

    # --- shared by several kinds ---

    def _take_bytes(self, count: int) -> Any:
        if count > len(self.tail):
            raise ProtocolError("the tail has fewer bytes than the message says")
        taken, self.tail = self.tail[:count], self.tail[count + (padding(count) if self.shared else 0) :]
        return taken

    def _array(self, dtype_name: str, shape: list[int], fortran: bool = False) -> np.ndarray:
        dtype = allowed_dtype(dtype_name)
        if dtype is None or len(shape) > 32 or min(shape, default=0) < 0:
            raise ProtocolError("an array with an invalid dtype or shape")
        size = math.prod(shape) * dtype.itemsize
        if (size or math.prod(max(side, 1) for side in shape) * max(dtype.itemsize, 1)) > 1 << 40:
            raise ProtocolError("an array that is too large")
        if dtype.itemsize == 0:
            if math.prod(shape) >= 1 << 20:
                raise ProtocolError("an array with too many empty items")
            return np.zeros(shape, dtype)
        taken = self._take_bytes(size)
        flat = np.frombuffer(taken if self.shared and size else bytearray(taken), dtype=dtype)
        # np.empty leaves any bits as characters, and NumPy fails on those that do not exist.
        if dtype.kind == "U" and not self.shared:
            characters = flat.view(np.dtype(np.uint32).newbyteorder(dtype.byteorder))
            characters[(characters > 0x10FFFF) | ((characters >= 0xD800) & (characters < 0xE000))] = 0xFFFD
        return flat.reshape(shape[::-1]).T if fortran else flat.reshape(shape)

    def _packed_items(self, message: m.Packed) -> list[Any]:
        if message.dtype not in ("d", "q", "?") or message.length < 0:
            raise ProtocolError("a packed list with an invalid dtype or length")
        size = np.dtype(message.dtype).itemsize
        items: list[Any] = np.frombuffer(self._take_bytes(message.length * size), dtype=message.dtype).tolist()
        return items

    def _items(self, pairs: list[Any], depth: int) -> list[tuple[Any, Any]]:
        """The keys and values of a dict, which may be made one."""
        if len(pairs) > _MAX_KEYS:
            raise ProtocolError("a dict with too many keys")
        items = [(self.decode(key, depth), self.decode(value, depth)) for key, value in pairs]
        try:
            alike = Counter([hash(key) for key, _ in items])
        except TypeError:
            raise ProtocolError("a dict key that cannot be hashed") from None
        if max(alike.values(), default=0) > _MAX_ALIKE:
            raise ProtocolError("a dict with too many keys of the same hash")
        return items

    def _opaque_value(self, type_name: str, text: str) -> OpaqueValue:
        kind: Any = self.opaque_classes.get(type_name)
        if kind is None and len(self.opaque_classes) < _MAX_OPAQUE_CLASSES:
            kind = construct(type, type_name, (OpaqueValue,), {"__slots__": (), "__hash__": None})
            self.opaque_classes[type_name] = kind
        opaque: OpaqueValue = (kind or OpaqueValue)(type_name, text)
        return opaque

    def _generator(self, message: Any, depth: int) -> np.random.Generator:
        inner = Decoder(self.rest, self.import_function, [])
        state = inner.decode(message, depth + 1)
        self.tail = inner.tail
        if not isinstance(state, dict) or state.get("bit_generator") not in BIT_GENERATORS:
            raise ProtocolError("not the state of a random generator")
        name, last = _POSITIONS.get(state["bit_generator"], ("", 0))
        inner_state = state.get("state")
        position = state.get(name, inner_state.get(name, 0) if isinstance(inner_state, dict) else 0)
        if name and not (isinstance(position, int) and 0 <= position <= last):
            raise ProtocolError("not the state of a random generator")
        rng = np.random.Generator(getattr(np.random, state["bit_generator"])(0))
        try:
            rng.bit_generator.state = state
        except Exception:  # NumPy's setters raise many types of error for an invalid state
            raise ProtocolError("not the state of a random generator") from None
        return rng


_DECODERS: dict[type, Callable[[Decoder, Any, int], Any]] = {
    m.Array: Decoder._decode_array,
    m.Packed: Decoder._decode_packed,
    m.List: Decoder._decode_list,
    m.Dict: Decoder._decode_dict,
    m.Random: Decoder._decode_generator,
    m.Tuple: Decoder._decode_tuple,
    m.BackReference: Decoder._decode_back_reference,
    m.Scalar: Decoder._decode_numpy_scalar,
    m.BigInt: Decoder._decode_big_int,
    m.Function: lambda decoder, message, _: decoder.import_function(message),
    m.Bytes: lambda _, message, __: message.data,
    m.Complex: lambda _, message, __: complex(message.real, message.imag),
    m.Opaque: lambda decoder, message, _: decoder._opaque_value(message.type_name[:200], message.text[:200]),
}
