"""One side of the conversation: it calls functions of the other side and serves calls of its own.

Strictly one question at a time: who waits for an answer serves what the other side asks meanwhile (a callback, and a
call during that callback), so calls nest like a stack. The same class works in the host and in the guest; the host's
`receive` holds the deadlines.
"""

import builtins
import traceback
import warnings
from collections.abc import Callable
from typing import Any, Protocol

from autograder.wire import messages as m
from autograder.wire.frames import Garbled, Gone, TooLarge
from autograder.wire.values import Decoder, Encoder, changes, remember

_MOST_WARNINGS = 20
_LONGEST_TEXT = 2048


Around = Callable[[m.Call, Callable[..., Any], list[Any], dict[str, Any]], tuple[int, Any]]


class StudentError(Exception):
    """An exception of a class that this side does not have; `traceback` is where it came from, as text."""

    traceback = ""


class Line(Protocol):
    """How messages travel: `parse`d on arrival, and with whatever patience this side has."""

    def send(self, message: Any, buffers: list[Any]) -> None:
        """Send a message with its tail."""

    def receive(self) -> tuple[Any, Any]:
        """Receive a message with its tail."""


class Remote:
    """A function of the other side, called like any other."""

    __slots__ = ("__name__", "_remote_number", "_speaker")

    def __init__(self, speaker: "Speaker", number: int, name: str):
        self._speaker, self._remote_number, self.__name__ = speaker, number, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it, and return what it returns or raise what it raises."""
        return self._speaker.call(self._remote_number, args, kwargs)[1]

    def count_steps(self, *args: Any, **kwargs: Any) -> tuple[int, Any]:
        """Call it while its Python lines are counted where it lives."""
        return self._speaker.call(self._remote_number, args, kwargs, count=True)

    def without_modules(self, names: list[str], *args: Any, **kwargs: Any) -> Any:
        """Call it while the named modules cannot be imported where it lives."""
        return self._speaker.call(self._remote_number, args, kwargs, hide=list(names))[1]

    def in_folder(self, files: dict[str, bytes | None], *args: Any, **kwargs: Any) -> Any:
        """Call it in a new folder of where it lives, which holds `files`; they become what the folder holds then."""
        return self._speaker.call(self._remote_number, (files, *args), kwargs, folder=True)[1]

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"


class Speaker:
    """Both halves of a call. `around` runs an own function, with the probes that a call asks for."""

    def __init__(
        self, line: Line, around: Callable[[m.Call, Callable[..., Any], list[Any], dict[str, Any]], tuple[int, Any]]
    ):
        self.line = line
        self.around = around
        self.last_id = 0
        self.functions: dict[int, Callable[..., Any]] = {}
        self.numbers: dict[int, int] = {}
        self.raised: dict[int, BaseException] = {}
        self.next_number = 0

    def number_of(self, function: Any) -> m.Function:
        """The wire's word for a function: a number of ours, or the number that the other side gave it."""
        name = str(getattr(function, "__name__", "function"))[:80].encode("utf-8", "replace").decode()
        if isinstance(function, Remote) and function._speaker is self:
            return m.Function(function._remote_number, name, yours=True)
        if id(function) not in self.numbers:
            self.numbers[id(function)] = self.next_number
            self.functions[self.next_number] = function
            self.next_number += 1
        return m.Function(self.numbers[id(function)], name, yours=False)

    def function_of(self, message: m.Function) -> Any:
        """The function that the other side's word means here."""
        if not message.yours:
            return Remote(self, message.number, message.name)
        return self._own(message.number)

    def forget(self) -> None:
        """Take back every function that was handed over; numbers are not used again."""
        self.functions.clear()
        self.numbers.clear()
        self.raised.clear()

    def call(
        self,
        number: int,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        count: bool = False,
        hide: list[str] | None = None,
        folder: bool = False,
    ) -> tuple[int, Any]:
        """Call the other side's function; return (counted steps, result), or raise what it raised."""
        self.last_id += 1
        encoder = Encoder(self.number_of)
        packed = [encoder.value(arg) for arg in args]
        named = [(name, encoder.value(value)) for name, value in kwargs.items()]
        self.line.send(m.Call(self.last_id, number, packed, named, count, hide or [], folder), encoder.buffers)
        return self.answer(self.last_id, encoder.objects)

    def answer(self, id: int, objects: list[Any]) -> tuple[int, Any]:
        """Wait for the answer to message `id`, serving the other side's calls meanwhile."""
        while True:
            message, tail = self.line.receive()
            if isinstance(message, m.Call):
                self.serve(message, tail)
                continue
            if not isinstance(message, m.Returned | m.Raised | m.Absent) or message.id != id:
                raise Garbled("an answer to another question")
            if isinstance(message, m.Absent):
                raise LookupError
            decoder = Decoder(tail, self.function_of, objects)
            error, value, steps = None, None, 0
            if isinstance(message, m.Raised):
                error = self._exception(message, decoder)
            else:
                value, steps = decoder.value(message.value), message.steps
            for changed, contents in message.changed:
                decoder.restore(changed, contents)
            decoder.finish(value)
            for warned in message.warned[:_MOST_WARNINGS]:
                warnings.warn(warned.text[:_LONGEST_TEXT], _class(warned.category, Warning, UserWarning), stacklevel=4)
            if error is not None:
                raise error
            return steps, value

    def serve(self, call: m.Call, tail: Any) -> None:
        """Run an own function for the other side and answer with its result or its exception."""
        decoder = Decoder(tail, self.function_of)
        args = [decoder.value(arg) for arg in call.args]
        kwargs = {name: decoder.value(value) for name, value in call.kwargs}
        decoder.finish()
        function = self._own(call.function)
        before = remember(decoder.objects)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            error: Exception | None = None
            steps, result = 0, None
            try:
                steps, result = self.around(call, function, args, kwargs)
            except (Garbled, Gone):
                raise
            except Exception as problem:
                error = problem
        warned = [m.Warned(w.category.__name__[:80], _text(w.message)) for w in caught[:_MOST_WARNINGS]]
        encoder = Encoder(self.number_of, decoder.objects)
        try:
            if error is None:
                value = encoder.value(result)
                answer: Any = m.Returned(call.id, value, changes(decoder.objects, before, encoder), warned, steps)
            else:
                answer = self._raised(call.id, error, encoder, before, warned)
            self.line.send(answer, encoder.buffers)
        except TooLarge as problem:
            self.line.send(
                m.Raised(call.id, "ValueError", ["ValueError"], [str(problem)], str(problem), "", [], []), []
            )

    def _own(self, number: int) -> Callable[..., Any]:
        if number not in self.functions:
            raise Garbled("a call of a function that does not exist")
        return self.functions[number]

    def _raised(
        self, id: int, error: BaseException, encoder: Encoder, before: list[Any], warned: list[m.Warned]
    ) -> m.Raised:
        kind = type(error)
        number = max(self.raised, default=-1) + 1
        self.raised[number] = error
        args = [encoder.value(arg) if isinstance(arg, int | float | bool) else _text(arg) for arg in error.args[:5]]
        if isinstance(error, AssertionError):  # a test's own sentence may hold what the other side must not learn
            args = []
        where = "".join(traceback.format_exception(error, limit=-8))
        return m.Raised(
            id,
            kind.__name__[:80],
            [base.__name__ for base in kind.__mro__ if vars(builtins).get(base.__name__) is base],
            args,
            _text(error) if args else "",
            where[-4 * _LONGEST_TEXT :].encode("utf-8", "replace").decode() if args else "",
            changes(encoder.objects[: len(before)], before, encoder),
            warned,
            yours=getattr(error, "_remote_number", -1),
            number=number,
        )

    def _exception(self, message: m.Raised, decoder: Decoder) -> BaseException:
        args = [decoder.value(arg) for arg in message.args[:5]]
        if message.yours in self.raised:
            return self.raised[message.yours]
        base = next((found for name in message.bases[:20] if (found := _class(name, Exception, None))), Exception)
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


def _class(name: str, family: type, default: Any) -> Any:
    found = vars(builtins).get(name)
    return found if isinstance(found, type) and issubclass(found, family) else default


def _text(thing: Any) -> str:
    try:
        return str(thing)[:_LONGEST_TEXT].encode("utf-8", "replace").decode()
    except Exception:  # the student's own __str__ may raise anything
        return "…"
