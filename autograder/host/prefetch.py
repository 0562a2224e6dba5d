"""The host's end of the wire when calls are planned: they are made ahead, many in one message, and answered from here.

Each message costs both sides a switch of process with cold caches. Made one by one, the short calls of a submission
take longer than all the rest.

Theory of operation. The planned calls of a case are all made before the case runs, in the order of the plan. The case
then finds its answers here. If it makes another call than planned, or one more, it ends with `DepartedFromPlan`,
and nothing is sent. So what a case finds never changes what the student's process has seen.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from msgspec import structs

from autograder.host.call_plans import CachedPass, CaseKey, Plan, PlannedCall
from autograder.wire import messages as m
from autograder.wire.decoder import Decoder
from autograder.wire.encoder import Encoder
from autograder.wire.frames import ProtocolError
from autograder.wire.remote_function import Answer, RemoteFunction
from autograder.wire.rpc import BATCH_BYTES, CallWrapper, RpcPeer, Transport, total_bytes
from autograder.wire.shared_tail import SharedBuffers, can_share

_MOST_CALLS = 200  # in one message


class Told(NamedTuple):
    """What one call gave to a case: its arguments after it, and its result or its exception."""

    arguments: Sequence[Any]
    result: Any
    error: BaseException | None


class DepartedFromPlan(BaseException):
    """A case does not keep to its plan. Not an Exception, so that no test can take it for an answer."""


@dataclass(frozen=True)
class Prefetched:
    """The answer to a planned call. `function` is its name in the student's `def`: a case may look at it."""

    call: PlannedCall
    function: str
    message: m.Returned | m.Raised
    tail: Any


class SharingTransport(Transport, Protocol):
    """A Transport that may send the tail of a message in shared memory."""

    def send(self, message: Any, buffers: list[Any], shared: SharedBuffers | None = None) -> None:
        """Send a message with its tail, or with the memory that holds it."""


class PrefetchingPeer(RpcPeer):
    """An RpcPeer whose calls may have been made ahead; `begin` says whose calls come next."""

    transport: SharingTransport

    def __init__(self, transport: SharingTransport, wrapper: CallWrapper, most_data: int):
        super().__init__(transport, wrapper, discreet=True, most_data=most_data)
        self.known: dict[str, RemoteFunction] = {}  # the student's functions, by the names that were asked for
        self.notes: list[str] = []  # on functions whose names other values had taken
        self.answers: dict[CaseKey, deque[Prefetched]] = {}
        self.expected: deque[Prefetched] | None = None  # of the case that is run; None: it makes its calls by itself
        self.recorded: list[PlannedCall] | None = None  # of the case that is run; None: they are not, or cannot be
        self.planned: tuple[Prefetched, ...] = ()  # all answers of the case that is run, if its calls were made ahead
        self.heard: list[Told] = []  # what the case that is run was told

    def fetch(self, names: Sequence[str]) -> list[Any]:
        """The other side's globals of these names, or None in the place of one that is not there."""
        self.last_id += 1
        self.transport.send(m.Fetch(self.last_id, list(names)), [])
        message, tail = self.serve_until_answer()
        if not isinstance(message, m.Found) or message.id != self.last_id or len(message.values) != len(names):
            raise ProtocolError("an answer to another question")
        self.notes = [note[:300] for note in message.notes[: len(names)]]
        decoder = Decoder(tail, self.import_function)
        found = [decoder.decode(value) for value in message.values]
        self.check_sizes(decoder, *found)
        decoder.check_end()
        functions = {name: value for name, value in zip(names, found, strict=True) if isinstance(value, RemoteFunction)}
        self.known.update(functions)  # each question asks for its function again and again
        return found

    def prefetch(self, plans: Mapping[CaseKey, Plan], case_ends: Callable[[], None] = lambda: None) -> None:
        """Make the calls of these cases, in their order. Cases whose functions are not all known are left out.

        `case_ends` is called whenever the last answer to a case has come.
        """
        plans = {key: plan for key, plan in plans.items() if all(name in self.known for name in plan.functions)}
        answers: dict[CaseKey, deque[Prefetched]] = {key: deque() for key in plans}
        waiting = deque((key, call) for key, plan in plans.items() for call in plan.calls)
        unanswered = deque(key for key, _ in waiting)

        def answered() -> None:
            key = unanswered.popleft()
            if not unanswered or unanswered[0] != key:
                case_ends()

        while waiting:
            keys: list[CaseKey] = []
            planned: list[PlannedCall] = []
            size = 0
            while waiting and len(planned) < _MOST_CALLS and size <= BATCH_BYTES:
                key, call = waiting.popleft()
                keys.append(key)
                planned.append(call)
                size += call.size
            for key, answer in zip(keys, self._ask(planned, answered), strict=True):
                answers[key].append(answer)
        self.answers.update(answers)

    def begin(self, key: CaseKey | None = None, *, record: bool = False) -> None:
        """From here on, calls are those of this case, whose calls were made ahead; or of one without a plan.

        Raises
        ------
        DepartedFromPlan
            The calls were not made, since a function is not there.
        """
        self.recorded = [] if record else None
        self.expected = None if key is None else self.answers.pop(key, None)
        self.planned, self.heard = tuple(self.expected or ()), []
        if key is not None and self.expected is None:
            raise DepartedFromPlan

    def digest(self) -> CachedPass:
        """The digest of all that the case that was begun is told. What no case looks at is left out: the traceback of
        an exception, whose paths are others in each run, and its number among all exceptions."""
        whole = sha256()  # processors have instructions for it
        for answer in self.expected or ():
            message = answer.message
            if isinstance(message, m.Raised):
                message = structs.replace(message, traceback="", senders_number=-1)
            whole.update(m.encode((answer.function, message, len(answer.tail))))
            whole.update(answer.tail)
        return whole.digest()

    def told(self) -> list[Told]:
        """What was answered to each planned call of the case, also to those that it has not made."""
        told = []
        for answer in self.planned:
            call = answer.call.call
            decoder = Decoder(b"".join(answer.call.buffers), self.import_function)
            arguments = [decoder.decode(value) for value in [*call.args, *(value for _, value in call.kwargs)]]
            found = super().decode_answer(answer.message, answer.tail, decoder.objects)
            told.append(Told(arguments, found.value, found.error))
        return told

    def decode_answer(self, message: m.Returned | m.Raised, tail: Any, objects: list[Any]) -> Answer:
        """As in RpcPeer. What was told is kept until the next case."""
        answer = super().decode_answer(message, tail, objects)
        self.heard.append(Told(tuple(objects), answer.value, answer.error))
        return answer

    def export_function(self, function: Any) -> m.Function:
        """As in RpcPeer. A call that lends a function to the other side cannot be planned."""
        self.recorded = None
        return super().export_function(function)

    def prefetched_answer(self, asked: m.Call, encoder: Encoder) -> Answer | None:
        """The answer to a call that was made ahead; raises DepartedFromPlan if another call is the next one."""
        if self.expected is None:
            self._record(asked, encoder)
            return None
        if not self.expected:
            raise DepartedFromPlan
        next_one = self.expected.popleft()
        name = next_one.call.name
        same = planned_call(name, asked, encoder).is_same(next_one.call)
        if not same or asked.function != self.known[name]._remote_number:
            raise DepartedFromPlan
        return self.decode_answer(next_one.message, next_one.tail, encoder.objects)

    def _record(self, asked: m.Call, encoder: Encoder) -> None:
        if self.recorded is not None:
            name = next((name for name, own in self.known.items() if own._remote_number == asked.function), None)
            if name is None:  # a function that another one has returned
                self.recorded = None
            else:
                self.recorded.append(planned_call(name, asked, encoder))

    def ask(self, call: m.Call, buffers: list[Any]) -> tuple[m.Returned | m.Raised, Any]:
        """As in RpcPeer; the host itself sees which arrays the call has changed."""
        if not total_bytes(buffers) or not can_share():
            return super().ask(call, buffers)
        with SharedBuffers(buffers) as shared:
            self.transport.send(call, [], shared)
            return shared.add_changes([call], [self.receive_answer(call.id)])[0]

    def _ask(self, planned: Sequence[PlannedCall], answered: Callable[[], None]) -> Iterator[Prefetched]:
        """Make several calls in one message; yield the answers in their order. `answered` is called as each arrives."""
        functions = [self.known[call.name] for call in planned]
        first = self.last_id + 1
        self.last_id += len(planned)
        numbered = zip(planned, functions, range(first, self.last_id + 1), strict=True)
        calls = [call.to(function._remote_number, id) for call, function, id in numbered]
        buffers = [buffer for call in planned for buffer in call.buffers]
        if not total_bytes(buffers) or not can_share():
            self.transport.send(m.Batch(calls), buffers)
            answers = list(self._answers(calls, answered))
        else:
            with SharedBuffers(buffers) as shared:
                self.transport.send(m.Batch(calls), [], shared)
                answers = shared.add_changes(calls, list(self._answers(calls, answered)))
        for call, function, (message, tail) in zip(planned, functions, answers, strict=True):
            yield Prefetched(call, function.__name__, message, tail)

    def _answers(
        self, calls: Sequence[m.Call], answered: Callable[[], None]
    ) -> Iterator[tuple[m.Returned | m.Raised, Any]]:
        """Yield the answers to a batch of calls, each with its tail."""
        waiting = deque(calls)
        while waiting:
            message, tail = self.serve_until_answer()
            if not isinstance(message, m.Answers) or not 0 < len(message.answers) <= len(waiting):
                raise ProtocolError("an answer to another question")
            sizes = message.tails
            if len(sizes) != len(message.answers) or min(sizes) < 0 or sum(sizes) != len(tail):
                raise ProtocolError("answers of other lengths than announced")
            for answer, size in zip(message.answers, sizes, strict=True):
                if answer.id != waiting.popleft().id:
                    raise ProtocolError("an answer to another question")
                answered()
                answer.id = 0  # its place says which call it answers; so answers that say the same are the same bytes
                yield answer, tail[:size]
                tail = tail[size:]


def planned_call(name: str, asked: m.Call, encoder: Encoder) -> PlannedCall:
    """A call that is made, as a plan holds it."""
    return PlannedCall(name, structs.replace(asked, id=0, function=0), tuple(map(bytes, encoder.buffers)))
