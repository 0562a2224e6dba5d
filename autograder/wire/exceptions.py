"""How exceptions travel: their class and words, never the objects themselves.

A builtin exception arrives as itself. One of any other class arrives as a StudentError that is also of the nearest
builtin class behind it. One that has only passed through the other side comes back as the object that it was.
"""

import builtins
import traceback
from typing import Any

from autograder.wire import messages as m
from autograder.wire.decoder import Decoder
from autograder.wire.encoder import Encoder

_LONGEST_TEXT = 2048


class StudentError(Exception):
    """An exception of a class that this side does not have; `traceback` is where it came from, as text."""

    traceback = ""


class ExceptionCodec:
    """Turns exceptions into messages and back; `known` are those that the other side may hand back."""

    def __init__(self) -> None:
        self.known: dict[int, BaseException] = {}

    def encode(self, id: int, error: BaseException, encoder: Encoder, warned: list[m.Warned]) -> m.Raised:
        """The message for what a call raised."""
        kind = type(error)
        number = max(self.known, default=-1) + 1
        self.known[number] = error
        args = [encoder.encode(arg) if isinstance(arg, int | float | bool) else safe_str(arg) for arg in error.args[:5]]
        if isinstance(error, AssertionError):  # a test's own sentence may hold what the other side must not learn
            args = []
        where = "".join(traceback.format_exception(error, limit=-8))
        return m.Raised(
            id,
            kind.__name__[:80],
            [base.__name__ for base in kind.__mro__ if vars(builtins).get(base.__name__) is base],
            args,
            safe_str(error) if args else "",
            where[-4 * _LONGEST_TEXT :].encode("utf-8", "replace").decode() if args else "",
            [],
            warned,
            yours=getattr(error, "_remote_number", -1),
            number=number,
        )

    def decode(self, message: m.Raised, decoder: Decoder) -> BaseException:
        """The exception that a message means here."""
        args = [decoder.decode(arg) for arg in message.args[:5]]
        if message.yours in self.known:
            return self.known[message.yours]
        base = next((found for name in message.bases[:20] if (found := builtin(name, Exception))), Exception)
        kind: Any = base
        if message.kind != base.__name__:
            try:
                kind = type(message.kind[:80], (StudentError, base) if base is not Exception else (StudentError,), {})
            except (TypeError, ValueError):  # two builtin classes that cannot be combined, or no name for a class
                kind = StudentError
        try:
            error: BaseException = kind(*args)
        except Exception:  # a class with its own idea of arguments, such as UnicodeDecodeError
            error = StudentError(message.text[:_LONGEST_TEXT])
        error.traceback = message.traceback[: 4 * _LONGEST_TEXT]  # type: ignore[attr-defined]
        error._remote_number = message.number  # type: ignore[attr-defined]
        return error


def builtin(name: str, family: type) -> Any:
    """The builtin class of this name and family, or None."""
    found = vars(builtins).get(name)
    return found if isinstance(found, type) and issubclass(found, family) else None


def safe_str(thing: Any) -> str:
    """`str(thing)`, cut."""
    try:
        return str(thing)[:_LONGEST_TEXT].encode("utf-8", "replace").decode()
    except Exception:  # the student's own __str__ may raise anything
        return "…"
