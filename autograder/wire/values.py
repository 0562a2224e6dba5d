"""How Python data becomes plain data and back, so that a caller cannot tell.

Mutable objects are numbered in the order in which they occur, on both sides alike. So one array that is handed over
twice arrives as one, a result that IS an argument comes back as that argument, and what a call changed in place can be
put into the caller's own objects (copy-restore).
"""

import math
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import numpy as np

from autograder.wire import messages as m
from autograder.wire.frames import Garbled

_DTYPE = re.compile(r"[<>|=](b1|[iu][1248]|f(2|4|8|16)|c(8|16|32)|[US]\d{1,5})")
_GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
_MUTABLE = (np.ndarray, list, dict, np.random.Generator)
_AS_THEY_ARE = frozenset((type(None), bool, float))
_NUMBERS = {float: "d", int: "q", bool: "?"}
_PACK_FROM = 16  # items; shorter lists are quicker one by one
_SMALL = 1 << 63
_FEW = 1 << 14  # bytes that are quicker copied than looked at where they are
_DEEPEST = 100
_MOST_EXPANDED = 1 << 26  # items, with every shared list counted wherever it occurs
_KEYS = (type(None), int, float, complex, str, bytes, np.generic)
_PLACES = {"MT19937": ("pos", 624), "Philox": ("buffer_pos", 4)}  # NumPy would read from there without looking


class Inert:
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


class Encoder:
    """Turns values into messages; `buffers` gathers the tail, `objects` the mutable objects by their number."""

    def __init__(self, number_of: Callable[[Any], m.Function], objects: list[Any] | None = None):
        self.number_of = number_of
        self.objects = [] if objects is None else objects
        self.numbers = {id(thing): number for number, thing in enumerate(self.objects)}
        self.buffers: list[Any] = []

    def value(self, thing: Any, depth: int = 0) -> Any:
        """The message for one value; what is not plain data becomes Foreign."""
        kind = type(thing)
        if kind in _AS_THEY_ARE or (kind is int and -_SMALL <= thing < _SMALL):
            return thing
        if id(thing) in self.numbers:
            return m.Same(self.numbers[id(thing)])
        if depth > _DEEPEST:
            return _foreign(thing)
        if isinstance(thing, _MUTABLE):
            return self._mutable(thing, depth)
        if isinstance(thing, tuple):
            return m.Fixed([self.value(item, depth + 1) for item in tuple.__iter__(thing)])
        if isinstance(thing, np.generic):
            return self._scalar(thing)
        if kind is range and len(thing) <= 1 << 20:
            return self.value(list(thing), depth)
        if callable(thing) and not isinstance(thing, type):
            return self.number_of(thing)
        return self._plain(thing, kind)

    def _plain(self, thing: Any, kind: type) -> Any:
        if kind is str:
            return thing.encode("utf-8", "replace").decode()  # a lone surrogate has no UTF-8
        if kind is int and -_SMALL <= thing < _SMALL:
            return thing
        if kind is int and thing.bit_length() < 1 << 16:
            return m.Whole(hex(thing))
        if kind is bytes:
            return m.Octets(thing)
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
        if isinstance(thing, np.ndarray) and _dtype(thing.dtype.str) is None:
            return m.Foreign(f"array of dtype {str(thing.dtype)[:80]}", "")
        if isinstance(thing, dict) and not all(_can_be_key(key) for key in dict.keys(thing)):
            return _foreign(thing)
        if isinstance(thing, np.random.Generator) and type(thing.bit_generator).__name__ not in _GENERATORS:
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
            return m.Items([self.value(item, depth + 1) for item in list.__iter__(thing)])
        if isinstance(thing, dict):
            return m.Pairs([(self.value(k, depth + 1), self.value(v, depth + 1)) for k, v in dict.items(thing)])
        return m.Random(Encoder(self.number_of, []).value_of_state(thing, self.buffers))

    def value_of_state(self, rng: np.random.Generator, buffers: list[Any]) -> Any:
        """The state of a generator, whose own dicts and arrays are nobody's arguments and are not numbered."""
        self.buffers = buffers
        return self.value(rng.bit_generator.state)

    def _scalar(self, thing: Any) -> Any:
        if _dtype(thing.dtype.str) is None or type(thing) is not thing.dtype.type:
            return _foreign(thing)
        self.buffers.append(np.asarray(thing).reshape(-1).view(np.uint8) if thing.nbytes else b"")
        return m.Scalar(thing.dtype.str)


class Decoder:
    """Turns messages back into values, with every length and dtype checked first. Raises Garbled."""

    def __init__(self, tail: Any, function_of: Callable[[m.Function], Any], objects: list[Any] | None = None):
        self.tail = memoryview(tail)
        self.function_of = function_of
        self.objects = [] if objects is None else objects
        self.references = 0

    def value(self, message: Any, depth: int = 0) -> Any:
        """The value of one message."""
        if type(message) in _AS_THEY_ARE or type(message) is int or type(message) is str:
            return message
        if depth > _DEEPEST + 2:
            raise Garbled("nested too deeply")
        match message:
            case m.Array() | m.Packed() | m.Items() | m.Pairs() | m.Random():
                return self._mutable(message, depth)
            case m.Fixed(items):
                return tuple([self.value(item, depth + 1) for item in items])
            case m.Same(number):
                if not 0 <= number < len(self.objects):
                    raise Garbled("a reference to nothing")
                self.references += isinstance(self.objects[number], list | dict)
                return self.objects[number]
            case m.Function():
                return self.function_of(message)
            case m.Scalar(dtype):
                return _checked(self._array(dtype, [1]).__getitem__, 0)  # four bytes need not be a letter
        return self._seldom(message)

    def _seldom(self, message: Any) -> Any:
        match message:
            case m.Octets(data):
                return data
            case m.Complex(real, imag):
                return complex(real, imag)
            case m.Foreign(kind, text):
                return Inert(kind[:200], text[:200])
            case m.Whole(digits):
                if len(digits) > 20_000:
                    raise Garbled("a number beyond all bounds")
                return _checked(int, digits, 16)
        raise Garbled("an unknown kind of value")

    def finish(self, value: Any = None) -> None:
        """After the last value: a few lists within each other must not be 10**30 items to whoever walks them."""
        if self.references:
            known: dict[int, tuple[int, int]] = {}
            for thing in (value, *self.objects):
                size, rings = _expanded(thing, known, set())
                if size > _MOST_EXPANDED or rings > 1:
                    raise Garbled("lists within each other without end")

    def end(self) -> None:
        """At the end of a frame nothing may be left of its tail."""
        if len(self.tail):
            raise Garbled("more bytes than announced")

    def restore(self, number: int, message: Any) -> None:
        """Put new contents into the numbered object; what does not fit into it is Garbled."""
        if not 0 <= number < len(self.objects):
            raise Garbled("new contents for nothing")
        target = self.objects[number]
        match message, target:
            case m.Array(dtype, shape, fortran), np.ndarray():
                new = self._array(dtype, shape, fortran)
                if new.shape != target.shape or new.dtype != target.dtype or not target.flags.writeable:
                    raise Garbled("an argument that changed its shape")
                target[...] = new
            case m.Items(items), list():
                target[:] = [self.value(item) for item in items]
            case m.Packed(), list():
                target[:] = self._packed(message)
            case m.Pairs(pairs), dict():
                table = {_key(self.value(key)): self.value(value) for key, value in pairs}
                target.clear()
                target.update(table)
            case m.Random(state), np.random.Generator():
                new_state = self._state(state).bit_generator.state
                if new_state["bit_generator"] != target.bit_generator.state["bit_generator"]:
                    raise Garbled("the state of another kind of generator")
                target.bit_generator.state = new_state
            case _:
                raise Garbled("contents of another kind")

    def _mutable(self, message: Any, depth: int) -> Any:
        match message:
            case m.Array(dtype, shape, fortran, writeable):
                array = self._array(dtype, shape, fortran)
                if not writeable:
                    array.flags.writeable = False
                self.objects.append(array)
                return array
            case m.Packed():
                numbers = self._packed(message)
                self.objects.append(numbers)
                return numbers
            case m.Items(items):
                items_: list[Any] = []
                self.objects.append(items_)
                items_.extend(self.value(item, depth + 1) for item in items)
                return items_
            case m.Pairs(pairs):
                table: dict[Any, Any] = {}
                self.objects.append(table)
                for key, value in pairs:
                    table[_key(self.value(key, depth + 1))] = self.value(value, depth + 1)
                return table
            case m.Random(state):
                number = len(self.objects)
                self.objects.append(None)
                rng = self._state(state)
                self.objects[number] = rng
                return rng
        raise Garbled("an unknown kind of value")

    def _take(self, count: int) -> Any:
        if count > len(self.tail):
            raise Garbled("fewer bytes than announced")
        piece, self.tail = self.tail[:count], self.tail[count:]
        return piece

    def _array(self, dtype: str, shape: list[int], fortran: bool = False) -> np.ndarray:
        kind = _dtype(dtype)
        if kind is None or len(shape) > 32 or min(shape, default=0) < 0:
            raise Garbled("an array that cannot be")
        size = math.prod(shape) * kind.itemsize
        if (size or math.prod(max(side, 1) for side in shape) * max(kind.itemsize, 1)) > 1 << 40:
            raise Garbled("an array beyond all bounds")
        if kind.itemsize == 0:
            return np.zeros(shape, kind) if math.prod(shape) < 1 << 20 else _checked(np.dtype, "")
        data = bytearray(self._take(size))
        flat = np.frombuffer(data, dtype=kind)
        return flat.reshape(shape[::-1]).T if fortran else flat.reshape(shape)

    def _packed(self, message: m.Packed) -> list[Any]:
        if message.kind not in ("d", "q", "?") or message.length < 0:
            raise Garbled("a packed list of an unknown kind")
        size = np.dtype(message.kind).itemsize
        return np.frombuffer(self._take(message.length * size), dtype=message.kind).tolist()

    def _state(self, message: Any) -> np.random.Generator:
        inner = Decoder(self.tail, self.function_of, [])
        state = inner.value(message)
        self.tail = inner.tail
        if not isinstance(state, dict) or state.get("bit_generator") not in _GENERATORS:
            raise Garbled("not the state of a generator")
        name, last = _PLACES.get(state["bit_generator"], ("", 0))
        inner_state = state.get("state")
        place = state.get(name, inner_state.get(name, 0) if isinstance(inner_state, dict) else 0)
        if name and not (isinstance(place, int) and 0 <= place <= last):
            raise Garbled("not the state of a generator")
        rng = np.random.Generator(getattr(np.random, state["bit_generator"])(0))
        try:
            rng.bit_generator.state = state
        except Exception:  # NumPy's setters raise whatever the wrong state runs into
            raise Garbled("not the state of a generator") from None
        return rng


@lru_cache(256)
def _dtype(name: str) -> np.dtype[Any] | None:
    """The dtype of this name, if its arrays may travel."""
    return _checked(np.dtype, name) if _DTYPE.fullmatch(name) else None


def remember(objects: list[Any]) -> list[Any]:
    """What the numbered objects hold now, to be compared by `changes` after a call."""
    return [_snapshot(thing) for thing in objects]


def changes(objects: list[Any], before: list[Any], encoder: Encoder) -> list[tuple[int, Any]]:
    """The numbers and new contents of the objects that no longer hold what they held."""
    return [(n, encoder.contents(objects[n])) for n, old in enumerate(before) if not _unchanged(objects[n], old)]


def _snapshot(thing: Any) -> Any:
    if isinstance(thing, np.ndarray):
        return thing.copy(order="K")
    if isinstance(thing, list):
        return list(thing)
    if isinstance(thing, dict):
        return dict(thing)
    return str(thing.bit_generator.state)


def _unchanged(thing: Any, old: Any) -> bool:
    if isinstance(thing, np.ndarray):
        return thing.shape == old.shape and thing.dtype == old.dtype and _same_bytes(thing, old)
    if isinstance(thing, list):
        return len(thing) == len(old) and all(a is b for a, b in zip(thing, old, strict=True))
    if isinstance(thing, dict):
        return list(thing) == list(old) and all(thing[key] is old[key] for key in old)
    return str(thing.bit_generator.state) == old


def _can_be_key(key: Any) -> bool:
    if isinstance(key, tuple):
        return all(_can_be_key(part) for part in tuple.__iter__(key))
    return isinstance(key, _KEYS) or (callable(key) and not isinstance(key, type))


def _expanded(thing: Any, known: dict[int, tuple[int, int]], around: set[int]) -> tuple[int, int]:
    """How many items a walk through `thing` meets, and how often it comes back to a list that it is in."""
    if isinstance(thing, np.ndarray):
        return thing.size, 0
    if not isinstance(thing, list | dict | tuple):
        return 1, 0
    if id(thing) in around:
        return 1, 1
    if id(thing) not in known:
        around.add(id(thing))
        items: Iterable[Any] = [*thing.keys(), *thing.values()] if isinstance(thing, dict) else thing
        inner = [_expanded(item, known, around) for item in items if isinstance(item, list | dict | tuple | np.ndarray)]
        around.remove(id(thing))
        known[id(thing)] = len(thing) + 1 + sum(size for size, _ in inner), sum(rings for _, rings in inner)
    return known[id(thing)]


def _same_bytes(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays of one shape and dtype hold the same bytes: a NaN equals itself, and 0.0 is not -0.0."""
    if one.strides != other.strides or one.nbytes < _FEW:
        return one.tobytes() == other.tobytes()
    if one.flags.f_contiguous:
        one, other = one.T, other.T
    if not one.flags.c_contiguous:
        return one.tobytes() == other.tobytes()
    word = np.uint64 if one.nbytes % 8 == 0 else np.uint8  # fewer and wider steps, and no copy
    return bool((one.reshape(-1).view(np.uint8).view(word) == other.reshape(-1).view(np.uint8).view(word)).all())


def _foreign(thing: Any) -> m.Foreign:
    try:
        text = repr(thing)[:200]
    except Exception:  # the student's own __repr__ may raise anything
        text = "…"
    return m.Foreign(type(thing).__name__[:200], text.encode("utf-8", "replace").decode())


def _key(key: Any) -> Any:
    try:
        hash(key)
    except TypeError:
        raise Garbled("a key that cannot be one") from None
    return key


def _checked(make: Callable[..., Any], *args: Any) -> Any:
    try:
        return make(*args)
    except (ValueError, TypeError):
        raise Garbled("not a value") from None
