"""What a case was told by an answer, as two short digests: answers that did the same have the same digests.

In: the calls of a case, each with its arguments after the call and its result or exception. Out: a `Fingerprint`.
Numbers are rounded to nine digits of the largest one, so that another order of the same operations gives the same
digest. Both hold what the call did to its arguments, as another cause gives the same result. The digest `values` takes
a list for an array and an int for a float. `exact` also holds dtypes, the kinds of containers, and whether a result is
an argument.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

_MOST_ITEMS = 200_000  # of lists, tuples and dicts in what one case was told
_MOST_BYTES = 1 << 26  # of its arrays
_MOST_LEVELS = 40
_ADDRESS = re.compile(r"0x[0-9a-fA-F]+")
_STEPS = 2.0**30  # between 0 and the largest number: nine digits
_OFFSET = 0.3717  # of a step: no number that people write lies just between two steps


Told = tuple[Sequence[Any], Any, BaseException | None]  # a call: its arguments after it, its result, its exception


class Fingerprint(NamedTuple):
    """The digests of all that a case was told."""

    values: str
    exact: str


class _TooMuch(Exception):
    """There is more than can be walked through in a moment."""


def fingerprint(calls: Iterable[Told]) -> Fingerprint | None:
    """Return the digests of these calls; None if there are none, or too much was told."""
    found = fingerprints(calls)
    return found[-1] if found else None


def fingerprints(calls: Iterable[Told]) -> list[Fingerprint]:
    """Return the digests of the first call, of the first two, and so on; none at all if too much was told."""
    walk, found = _Walk(), []
    try:
        for call in calls:
            walk.add_call(*call)
            found.append(Fingerprint(walk.values.copy().hexdigest(), walk.exact.copy().hexdigest()))
    except (_TooMuch, ValueError, OverflowError, MemoryError):
        return []
    return found


class _Walk:
    """Feeds both digests with values, piece by piece."""

    def __init__(self) -> None:
        self.values, self.exact = hashlib.blake2b(digest_size=12), hashlib.blake2b(digest_size=12)
        self.items = self.bytes = 0

    def add_call(self, arguments: Sequence[Any], result: Any, error: BaseException | None) -> None:
        """Add what one call gave."""
        if error is not None:
            self._say("raised", builtin_name(error), _ADDRESS.sub("0x", _text_of(error))[:300])
        else:
            self._say("returned")
            self.add(result)
        for argument in arguments:  # the same for all answers to a case, unless one has changed them
            self._say_exactly("argument", str(result is argument and argument is not None))
            self.add(argument)

    def add(self, value: Any, level: int = 0) -> None:
        """Add one value."""
        self.items += 1
        if self.items > _MOST_ITEMS or level > _MOST_LEVELS:
            raise _TooMuch
        kind = type(value)
        if value is None or kind in (str, bytes):
            self._say(kind.__name__, repr(value))
        elif isinstance(value, bool | int | float | complex | np.generic | np.ndarray):
            self._add_numbers(value)
        elif kind in (list, tuple):
            self._add_items(value, level)
        elif kind is dict:
            self._say("dict", str(len(value)))
            for key, item in value.items():
                self.add(key, level + 1)
                self.add(item, level + 1)
        elif isinstance(value, np.random.Generator):
            self._say("generator", str(value.bit_generator.state))
        else:
            self._say("other", "function" if callable(value) else "")
            self._say_exactly("" if callable(value) else kind.__name__)

    def _add_items(self, value: Any, level: int) -> None:
        self._count(value, level)
        array = _as_numbers(value)
        self._say_exactly(type(value).__name__)
        if array is not None:
            self._add_numbers(array)
            return
        self._say("items", str(len(value)))
        for item in value:
            self.add(item, level + 1)

    def _count(self, value: Any, level: int) -> None:
        """Count the items of nested lists before NumPy makes one array of them."""
        self.items += len(value)
        if self.items > _MOST_ITEMS or level > _MOST_LEVELS:
            raise _TooMuch
        for item in value:
            if type(item) in (list, tuple):
                self._count(item, level + 1)

    def _add_numbers(self, value: Any) -> None:
        array = np.asarray(value)
        self.bytes += array.nbytes
        if self.bytes > _MOST_BYTES:
            raise _TooMuch
        if array.dtype.kind not in "biufc":
            if array.size > _MOST_ITEMS:  # each text would become an object
                raise _TooMuch
            self._say("array", str(array.dtype), str(array.shape), repr(array.tolist()))
            return
        self._say("numbers", str(array.shape))
        self._say_exactly(type(value).__name__, str(array.dtype))
        for part in (array.real, array.imag) if array.dtype.kind == "c" else (array,):
            with np.errstate(all="ignore"):  # a longdouble may be larger than any float
                floats = part.astype(np.float64)
            steps = rounded(floats).tobytes()
            self.values.update(steps)
            self.exact.update(steps)

    def _say(self, *words: str) -> None:
        self.values.update(_encoded(words))
        self._say_exactly(*words)

    def _say_exactly(self, *words: str) -> None:
        self.exact.update(_encoded(words))


def _encoded(words: Sequence[str]) -> bytes:
    return "\0".join(words).encode("utf-8", "backslashreplace") + b"\1"


def rounded(numbers: np.ndarray) -> np.ndarray:
    """Return the numbers as whole steps of a billionth of the largest one; NaN and the infinities are apart."""
    finite = np.isfinite(numbers)
    largest = float(np.max(np.abs(numbers), where=finite, initial=0.0))
    if largest == 0:
        steps = np.zeros(numbers.shape)
    else:
        scale = int(np.frexp(largest * 1.3717)[1])  # a power of two that no usual number is just below
        with np.errstate(all="ignore"):
            steps = np.rint(np.ldexp(np.where(finite, numbers, 0.0), -scale) * _STEPS + _OFFSET)
        steps = steps + scale * 2.0**34  # the scale belongs to what the digest says
    marks = np.where(np.isnan(numbers), 1.0, np.where(numbers > 0, 2.0, 3.0)) * 2.0**52
    return np.ascontiguousarray(np.where(finite, steps + 0.0, marks))


def builtin_name(error: BaseException) -> str:
    """Return the name of the nearest builtin class of an exception: the others have names that students gave."""
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins")


def _as_numbers(value: Any) -> np.ndarray | None:
    """Return nested lists of numbers as one array, or None."""
    try:
        array = np.asarray(value)
    except Exception:  # ragged lists raise ValueError; other objects may raise anything
        return None
    return array if array.dtype.kind in "biufc" else None


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # a class may have a `__str__` of its own
        return ""
