"""How exceptions travel: as the name of their class and as text, never as objects.

A builtin exception arrives as an exception of the same class. One of another class arrives as a StudentError that is
also of the nearest builtin base class. One that the other side raised itself comes back there as the same object.

A side may be discreet, as the host is: it sends the class, and a message only if the author of a test or of `checks`
wrote it, in a `raise` statement. Python's own messages name parameters, keys and types of the code that raised them,
and a traceback holds that code.
"""

import builtins
import dis
import traceback
from types import TracebackType
from typing import Any

from autograder.wire import messages as m
from autograder.wire.decoder import Decoder
from autograder.wire.encoder import Encoder
from autograder.wire.text import sendable

_MAX_TEXT = 2048  # characters
_MAX_NUMBER = 1 << 64
_RAISE = dis.opmap["RAISE_VARARGS"]


class StudentError(Exception):
    """An exception of a class that this side does not have; `traceback` is the other side's traceback as text."""

    traceback = ""


class ArgumentRefused(TypeError):
    """A function was called with what it is not made for. A discreet side also sends the message of this class."""


class ExceptionCodec:
    """Converts exceptions into messages and back; `known` holds those that the other side may hand back."""

    def __init__(self, *, discreet: bool = False) -> None:
        self.discreet = discreet
        self.known: dict[int, BaseException] = {}

    def encode(self, id: int, error: BaseException, encoder: Encoder, warned: list[m.Warned]) -> m.Raised:
        """Return the message for the exception that a call raised."""
        kind = type(error)
        number = max(self.known, default=-1) + 1
        self.known[number] = error
        args = [encoder.encode(arg) if isinstance(arg, int | float | bool) else safe_str(arg) for arg in error.args[:5]]
        if isinstance(error, AssertionError):  # the message of a test may hold what the other side must not see
            args = []
        where = ""
        if self.discreet:
            args = args if isinstance(error, ArgumentRefused) or _is_of_author(error.__traceback__) else []
            self.known[number] = error.with_traceback(None)  # its frames would keep the arguments in memory
        elif args:
            where = "".join(traceback.format_exception(error, limit=-8))
        return m.Raised(
            id,
            kind.__name__[:80],
            [base.__name__ for base in kind.__mro__ if vars(builtins).get(base.__name__) is base],
            args,
            safe_str(error) if args else "",
            sendable(where[-4 * _MAX_TEXT :]),
            [],
            warned,
            receivers_number=getattr(error, "_remote_number", -1),
            senders_number=number,
        )

    def decode(self, message: m.Raised, decoder: Decoder) -> BaseException:
        """Return the exception of a message; it is not raised."""
        args = [_short(decoder.decode(arg)) for arg in message.args[:5]]
        if message.receivers_number in self.known:
            return self.known[message.receivers_number]
        bases = (builtin_class(name, Exception) for name in message.bases[:20])
        base = next((found for found in bases if found), Exception)
        kind: Any = base
        if message.class_name != base.__name__:
            parents = (StudentError, base) if base is not Exception else (StudentError,)
            try:
                kind = type(message.class_name[:80], parents, {})
            except (TypeError, ValueError):  # classes that cannot be combined, or an invalid name
                kind = StudentError
        try:
            error: BaseException = kind(*args)
            if getattr(error, "start", 0) < 0:  # a UnicodeEncodeError whose `str` reads before its text
                raise IndexError
        except Exception:  # a class that needs special arguments, such as UnicodeDecodeError
            error = StudentError(message.text[:_MAX_TEXT])
        error.traceback = message.traceback[: 4 * _MAX_TEXT]  # type: ignore[attr-defined]
        error._remote_number = message.senders_number  # type: ignore[attr-defined]
        return error


def _is_of_author(trace: TracebackType | None) -> bool:
    """Whether a `raise` statement of a test file or of `checks` raised the exception."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or trace.tb_frame.f_code.co_code[trace.tb_lasti] != _RAISE:
        return False
    module = trace.tb_frame.f_globals
    is_test_file = module.get("__spec__") is None  # it is run, not imported
    return is_test_file or str(module.get("__name__")).partition(".")[0] == "checks"


def _short(arg: Any) -> Any:
    """An argument of an exception as `encode` sends it: a number, or text of a limited length."""
    if isinstance(arg, str):
        return arg[:_MAX_TEXT]
    if isinstance(arg, int):
        return arg if abs(arg) < _MAX_NUMBER else "…"
    return arg if isinstance(arg, float) else "…"


def builtin_class(name: str, family: type) -> Any:
    """Return the builtin class of this name if it is a subclass of `family`, else None."""
    found = vars(builtins).get(name)
    return found if isinstance(found, type) and issubclass(found, family) else None


def safe_str(thing: Any) -> str:
    """Return `str(thing)`, cut to a fixed length; never raise."""
    try:
        return sendable(str(thing)[:_MAX_TEXT])
    except Exception:  # the student's __str__ may raise anything
        return "…"
