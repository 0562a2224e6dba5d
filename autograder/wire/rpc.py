"""One end of the connection: it calls functions of the other side and serves calls of its own functions.

There is one call at a time, also where threads call. A side that waits for an answer serves the calls that the other
side makes meanwhile, for example of a callback, so calls nest like a stack. Host and guest use the same class. The
host's `Transport.receive` enforces the deadlines.
"""

import threading
import time
import warnings
from collections.abc import Callable, Iterable
from typing import Any, Protocol, Unpack

import numpy as np

from autograder.wire import messages as m
from autograder.wire.decoder import Decoder
from autograder.wire.encoder import Encoder
from autograder.wire.exceptions import ExceptionCodec, safe_str
from autograder.wire.expanded_size import check_expanded_size
from autograder.wire.frames import ConnectionClosed, ProtocolError, TooLarge
from autograder.wire.mutations import changed_contents, snapshot
from autograder.wire.remote_function import MAX_WARNINGS, Answer, Probes, RemoteFunction

BATCH_BYTES = 1 << 18  # a message is sent as soon as its arrays take more than this
_BATCH_SECONDS = 0.02  # by the clock: a message is sent after that also, so that the host sees when a case has ended

CallWrapper = Callable[[m.Call, Callable[..., Any], list[Any], dict[str, Any]], tuple[int, Any]]


class Transport(Protocol):
    """Sends and receives whole messages; `receive` parses them by the schema and may enforce a deadline."""

    def send(self, message: Any, buffers: list[Any]) -> None:
        """Send a message with its tail."""

    def receive(self) -> tuple[Any, Any]:
        """Receive a message with its tail."""


class RpcPeer:
    """Makes calls and serves calls.

    `wrapper` runs each function of this side that the other side calls, with the probes that the call asks for. It
    returns (number of Python lines, result).

    `most_data` are the bytes that a value from the other side may take, if that side is not trusted.

    A discreet side tells the other one nothing of its own code: not how its functions are named, what a warning says,
    or what an exception says that no author of a test wrote. It also wants to see for itself what was changed in place:
    the other side sends it, with every result, the contents of all lists, dicts and generators that it was given.
    """

    def __init__(
        self, transport: Transport, wrapper: CallWrapper, *, discreet: bool = False, most_data: int | None = None
    ):
        self.transport = transport
        self.most_data = most_data
        self.wrapper = wrapper
        self.discreet = discreet
        self.lock = threading.RLock()  # a student's threads may call what their function was given
        self.last_id = 0
        self.functions: dict[int, Callable[..., Any]] = {}
        self.numbers: dict[int, int] = {}
        self.errors = ExceptionCodec(discreet=discreet)
        self.next_number = 0

    def call(
        self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any], **probes: Unpack[Probes]
    ) -> tuple[int, Any]:
        """Call the other side's function; return (number of Python lines, result), or raise what it raised."""
        with self.lock:
            call, encoder = self._encode_call(number, args, kwargs, **probes)
            answer = self.prefetched_answer(call, encoder)
            if answer is None:
                answer = self.decode_answer(*self.ask(call, encoder.buffers), encoder.objects)
        return answer.steps, answer.get()

    def cpu_clock(self) -> float:
        """CPU seconds that the other side has used so far, as far as this side can tell."""
        return time.monotonic()

    def _encode_call(
        self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any], **probes: Unpack[Probes]
    ) -> tuple[m.Call, Encoder]:
        self.last_id += 1
        encoder = self.encoder()
        values = [encoder.encode(arg) for arg in args]
        named = [(name, encoder.encode(value)) for name, value in kwargs.items()]
        return m.Call(self.last_id, number, values, named, **probes), encoder

    def encoder(self, objects: list[Any] | None = None) -> Encoder:
        """A new encoder for values of this side."""
        return Encoder(self.export_function, objects, discreet=self.discreet)

    def prefetched_answer(self, call: m.Call, encoder: Encoder) -> Answer | None:
        """Return the answer to a call if it arrived before the call; a subclass that prefetches overrides this."""
        return None

    def ask(self, call: m.Call, buffers: list[Any]) -> tuple[m.Returned | m.Raised, Any]:
        """Send a call; return the message of its answer, and its tail."""
        self.transport.send(call, buffers)
        return self.receive_answer(call.id)

    def receive_answer(self, id: int) -> tuple[m.Returned | m.Raised, Any]:
        """Return the message of the answer to a call, and its tail."""
        message, tail = self.serve_until_answer()
        if not isinstance(message, m.Returned | m.Raised) or message.id != id:
            raise ProtocolError("the answer to another call")
        return message, tail

    def serve_until_answer(self) -> tuple[Any, Any]:
        """Serve the other side's calls until a message arrives that is not a call; return it and its tail."""
        while True:
            message, tail = self.transport.receive()
            if not isinstance(message, m.Call):
                return message, tail
            self.serve(message, tail)

    def decode_answer(self, message: m.Returned | m.Raised, tail: Any, objects: list[Any]) -> Answer:
        """Return the content of an answer; put new contents into those arguments (`objects`) that the call changed."""
        expected = {number for number, thing in enumerate(objects) if not isinstance(thing, np.ndarray)}
        decoder = Decoder(tail, self.import_function, objects)
        error, value, steps = None, None, 0
        if isinstance(message, m.Raised):
            error = self.errors.decode(message, decoder)
        else:
            value, steps = decoder.decode(message.value), message.steps
        for number, contents in message.changed:
            decoder.restore(number, contents)
        if self.discreet and error is None and not expected <= {number for number, _ in message.changed}:
            raise ProtocolError("an argument whose contents did not come back")
        self.check_sizes(decoder, value)
        decoder.check_end()
        return Answer(steps, value, error, message.warned)

    def check_sizes(self, decoder: Decoder, *values: Any) -> None:
        """Check, after the last value of a message, that all of them are of a size that can be worked with."""
        if self.most_data is not None:
            check_expanded_size((*values, *decoder.objects), self.most_data)

    def serve(self, call: m.Call, tail: Any) -> None:
        """Run a function of this side and send its result or its exception."""
        decoder = Decoder(tail, self.import_function)
        answer, buffers = self._run(call, decoder)
        decoder.check_end()
        try:
            self.transport.send(answer, buffers)
        except TooLarge as problem:
            self.transport.send(_too_large(call.id, problem), [])

    def serve_batch(self, batch: m.Batch, tail: Any) -> None:
        """Run all calls of a batch and send their answers, several in a message.

        The arrays of each answer are copied before the next call, which may change and return the same arrays.
        """
        done: list[tuple[Any, list[Any]]] = []
        size, since = 0, time.monotonic()
        decoder = Decoder(tail, self.import_function)
        for call in batch.calls:
            decoder = Decoder(decoder.rest, self.import_function)
            answer, buffers = self._run(call, decoder)
            size += total_bytes(buffers)
            if size > BATCH_BYTES or time.monotonic() - since > _BATCH_SECONDS:
                self._send_answers([*done, (answer, buffers)])
                done, size, since = [], 0, time.monotonic()
            else:
                done.append((answer, [bytes(buffer) for buffer in buffers]))
        decoder.check_end()
        if done:
            self._send_answers(done)

    def _run(self, call: m.Call, decoder: Decoder) -> tuple[Any, list[Any]]:
        """Run a function of this side; return the message of its result or exception, and its buffers."""
        args = [decoder.decode(arg) for arg in call.args]
        kwargs = {name: decoder.decode(value) for name, value in call.kwargs}
        self.check_sizes(decoder, *args, *kwargs.values())
        function = self._own_function(call.function)
        before = snapshot(decoder.objects, shared=decoder.shared, only_arrays=not self.discreet)
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
        warned = [
            m.Warned(w.category.__name__[:80], "" if self.discreet else safe_str(w.message))
            for w in caught[:MAX_WARNINGS]
        ]
        encoder = self.encoder(decoder.objects)
        if error is not None:
            answer: Any = self.errors.encode(call.id, error, encoder, warned)
        else:
            answer = m.Returned(call.id, encoder.encode(result), [], warned, steps)
        answer.changed = changed_contents(decoder.objects[: len(before)], before, encoder)
        return answer, encoder.buffers

    def _send_answers(self, done: list[tuple[Any, list[Any]]]) -> None:
        try:
            answers = m.Answers([answer for answer, _ in done], [total_bytes(buffers) for _, buffers in done])
            self.transport.send(answers, [buffer for _, buffers in done for buffer in buffers])
        except TooLarge as problem:
            if len(done) == 1:
                self.transport.send(m.Answers([_too_large(done[0][0].id, problem)], [0]), [])
            else:
                for one in done:
                    self._send_answers([one])

    def export_function(self, function: Any) -> m.Function:
        """Return the message for a function: the number that the side that owns it gave it."""
        name = "function" if self.discreet else safe_str(getattr(function, "__name__", "function"))[:80]
        if isinstance(function, RemoteFunction) and function._peer is self:
            return m.Function(function._remote_number, name, owned_by_receiver=True)
        if id(function) not in self.numbers:
            self.numbers[id(function)] = self.next_number
            self.functions[self.next_number] = function
            self.next_number += 1
        return m.Function(self.numbers[id(function)], name, owned_by_receiver=False)

    def import_function(self, message: m.Function) -> Any:
        """Return the function of a message: one of this side, or a proxy for one of the other side."""
        if not message.owned_by_receiver:
            return RemoteFunction(self, message.number, message.name)
        return self._own_function(message.number)

    def _own_function(self, number: int) -> Callable[..., Any]:
        if number not in self.functions:
            raise ProtocolError("a call of a function that does not exist")
        return self.functions[number]

    def release_functions(self) -> None:
        """Forget every function that was passed to the other side; their numbers are not used again."""
        self.functions.clear()
        self.numbers.clear()
        self.errors.known.clear()


def _too_large(id: int, problem: TooLarge) -> m.Raised:
    return m.Raised(id, "ValueError", ["ValueError"], [str(problem)], str(problem), "", [], [])


def total_bytes(buffers: Iterable[Any]) -> int:
    """Return how many bytes the buffers of a tail hold together."""
    return sum(memoryview(buffer).nbytes for buffer in buffers)
