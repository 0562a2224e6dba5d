"""One side of the conversation: it calls functions of the other side and serves calls of its own.

Strictly one question at a time: who waits for an answer serves what the other side asks meanwhile (a callback, and a
call during that callback), so calls nest like a stack. The same class works in the host and in the guest; the host's
`receive` holds the deadlines.
"""

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from autograder.wire import messages as m
from autograder.wire.decoder import Decoder
from autograder.wire.encoder import Encoder
from autograder.wire.exceptions import ExceptionCodec, StudentError, safe_str
from autograder.wire.frames import ConnectionClosed, ProtocolError, TooLarge
from autograder.wire.mutations import changed_contents, snapshot
from autograder.wire.remote_function import Answer, RemoteFunction

_MOST_WARNINGS = 20  # of one call
BATCH_BYTES = 1 << 18  # of arrays, after which a message is sent

CallWrapper = Callable[[m.Call, Callable[..., Any], list[Any], dict[str, Any]], tuple[int, Any]]


class Transport(Protocol):
    """How messages travel: `parse`d on arrival, and with whatever patience this side has."""

    def send(self, message: Any, buffers: list[Any]) -> None:
        """Send a message with its tail."""

    def receive(self) -> tuple[Any, Any]:
        """Receive a message with its tail."""


class RpcPeer:
    """Both halves of a call. `around` runs an own function, with the probes that a call asks for."""

    def __init__(self, transport: Transport, wrapper: CallWrapper):
        self.transport = transport
        self.wrapper = wrapper
        self.last_id = 0
        self.functions: dict[int, Callable[..., Any]] = {}
        self.numbers: dict[int, int] = {}
        self.errors = ExceptionCodec()
        self.next_number = 0

    def export_function(self, function: Any) -> m.Function:
        """The wire's word for a function: a number of ours, or the number that the other side gave it."""
        name = str(getattr(function, "__name__", "function"))[:80].encode("utf-8", "replace").decode()
        if isinstance(function, RemoteFunction) and function._peer is self:
            return m.Function(function._remote_number, name, yours=True)
        if id(function) not in self.numbers:
            self.numbers[id(function)] = self.next_number
            self.functions[self.next_number] = function
            self.next_number += 1
        return m.Function(self.numbers[id(function)], name, yours=False)

    def import_function(self, message: m.Function) -> Any:
        """The function that the other side's word means here."""
        if not message.yours:
            return RemoteFunction(self, message.number, message.name)
        return self._own(message.number)

    def release_functions(self) -> None:
        """Take back every function that was handed over; numbers are not used again."""
        self.functions.clear()
        self.numbers.clear()
        self.errors.known.clear()

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
        asked, encoder = self._encode_call(number, args, kwargs, count, hide or [], folder)
        answer = self.prefetched_answer(asked, encoder)
        if answer is None:
            self.transport.send(asked, encoder.buffers)
            answer = self.answer(asked.id, encoder.objects)
        return answer.steps, answer.get()

    def prefetched_answer(self, asked: m.Call, encoder: Encoder) -> Answer | None:
        """The answer to a call, if it is here before the call was made; who looks ahead overrides this."""
        return None

    def answer(self, id: int, objects: list[Any]) -> Answer:
        """Wait for the answer to message `id`, serving the other side's calls meanwhile."""
        message, tail = self.serve_until_answer()
        if not isinstance(message, m.Returned | m.Raised) or message.id != id:
            raise ProtocolError("an answer to another question")
        return self.decode_answer(message, tail, objects)

    def decode_answer(self, message: m.Returned | m.Raised, tail: Any, objects: list[Any]) -> Answer:
        """What an answer says, after the arguments `objects` were changed as it says."""
        decoder = Decoder(tail, self.import_function, objects)
        error, value, steps = None, None, 0
        if isinstance(message, m.Raised):
            error = self.errors.decode(message, decoder)
        else:
            value, steps = decoder.decode(message.value), message.steps
        for changed, contents in message.changed:
            decoder.restore(changed, contents)
        decoder.check_expanded_size(value)
        decoder.check_end()
        return Answer(steps, value, error, message.warned)

    def serve(self, call: m.Call, tail: Any) -> None:
        """Run an own function for the other side and answer with its result or its exception."""
        decoder = Decoder(tail, self.import_function)
        answer, buffers = self._outcome(call, decoder)
        decoder.check_end()
        try:
            self.transport.send(answer, buffers)
        except TooLarge as problem:
            self.transport.send(_refusal(call.id, problem), [])

    def serve_batch(self, batch: m.Batch, tail: Any) -> None:
        """Run all calls of a batch. What one returned is copied before the next: it may be the same array again."""
        done: list[tuple[Any, list[Any]]] = []
        size = 0
        decoder = Decoder(tail, self.import_function)
        for call in batch.calls:
            decoder = Decoder(decoder.tail, self.import_function)
            answer, buffers = self._outcome(call, decoder)
            size += total_bytes(buffers)
            if size > BATCH_BYTES:
                self._send_answers([*done, (answer, buffers)])
                done, size = [], 0
            else:
                done.append((answer, [bytes(buffer) for buffer in buffers]))
        decoder.check_end()
        if done:
            self._send_answers(done)

    def _encode_call(
        self,
        number: int,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        count: bool = False,
        hide: Sequence[str] = (),
        folder: bool = False,
    ) -> tuple[m.Call, Encoder]:
        self.last_id += 1
        encoder = Encoder(self.export_function)
        values = [encoder.encode(arg) for arg in args]
        named = [(name, encoder.encode(value)) for name, value in kwargs.items()]
        return m.Call(self.last_id, number, values, named, count, list(hide), folder), encoder

    def serve_until_answer(self) -> tuple[Any, Any]:
        """The next message that is no call, after the calls before it were served."""
        while True:
            message, tail = self.transport.receive()
            if not isinstance(message, m.Call):
                return message, tail
            self.serve(message, tail)

    def _outcome(self, call: m.Call, decoder: Decoder) -> tuple[Any, list[Any]]:
        """Run an own function; return the message of what came of it, with its buffers."""
        args = [decoder.decode(arg) for arg in call.args]
        kwargs = {name: decoder.decode(value) for name, value in call.kwargs}
        decoder.check_expanded_size()
        function = self._own(call.function)
        before = snapshot(decoder.objects)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            error: Exception | None = None
            steps, result = 0, None
            try:
                steps, result = self.wrapper(call, function, args, kwargs)
            except (ProtocolError, ConnectionClosed):
                raise
            except Exception as problem:
                error = problem
        warned = [m.Warned(w.category.__name__[:80], safe_str(w.message)) for w in caught[:_MOST_WARNINGS]]
        encoder = Encoder(self.export_function, decoder.objects)
        if error is not None:
            answer: Any = self.errors.encode(call.id, error, encoder, warned)
        else:
            answer = m.Returned(call.id, encoder.encode(result), [], warned, steps)
        answer.changed = changed_contents(decoder.objects[: len(before)], before, encoder)
        return answer, encoder.buffers

    def _send_answers(self, done: list[tuple[Any, list[Any]]]) -> None:
        try:
            answers = m.Answers([answer for answer, _ in done], [total_bytes(own) for _, own in done])
            self.transport.send(answers, [buffer for _, own in done for buffer in own])
        except TooLarge as problem:
            if len(done) == 1:
                self.transport.send(m.Answers([_refusal(done[0][0].id, problem)], [0]), [])
            else:
                for one in done:
                    self._send_answers([one])

    def _own(self, number: int) -> Callable[..., Any]:
        if number not in self.functions:
            raise ProtocolError("a call of a function that does not exist")
        return self.functions[number]


def _refusal(id: int, problem: TooLarge) -> m.Raised:
    return m.Raised(id, "ValueError", ["ValueError"], [str(problem)], str(problem), "", [], [])


def total_bytes(buffers: Iterable[Any]) -> int:
    """Bytes of a tail."""
    return sum(memoryview(buffer).nbytes for buffer in buffers)


__all__ = ["Answer", "RemoteFunction", "RpcPeer", "StudentError", "Transport"]
