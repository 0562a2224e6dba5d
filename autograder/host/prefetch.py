"""Calls that are made before the tests make them, many in one message; and cases that need not run for their verdict.

What a case asked of the first answer that passed it, it will ask of the next one too: its inputs come from fixed seeds.
So these calls are made ahead for all questions at once, and a case that comes to a call finds its answer here. It
cannot tell: a call that differs in one bit from what was foreseen goes over the wire by itself, as do all of its case
after it. Without this a submission of many short calls takes a fifth longer: each process finds its caches cold.

A case is a function of what it is told. Who tells it, to the last bit, what an earlier answer told it that passed, has
passed: that is a precedent, and saves the references and comparisons, which take as long as a good answer itself. Only
a case whose every question was foreseen sets one, so a case that does not ask the same each time never does.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol
from weakref import WeakKeyDictionary

from autograder.wire import messages as m
from autograder.wire.decoder import Decoder
from autograder.wire.encoder import Encoder
from autograder.wire.frames import ProtocolError
from autograder.wire.remote_function import Answer, RemoteFunction
from autograder.wire.rpc import BATCH_BYTES, CallWrapper, RpcPeer, Transport, total_bytes

_MOST_CALLS = 200  # in one message
_MOST_PRECEDENTS = 4  # of a case: right answers differ in the last bits of their floats
MOST_TOLD = 64 << 20  # bytes of all precedents: an answer may be as long as it likes and still pass


@dataclass(frozen=True)
class Asked:
    """A call of the student's function `name`, as it went over the wire."""

    name: str
    call: m.Call
    buffers: list[bytes]

    @cached_property
    def size(self) -> int:
        """Bytes of its arrays."""
        return total_bytes(self.buffers)

    def of(self, function: RemoteFunction, id: int) -> m.Call:
        """The same call of another answer's function."""
        call = self.call
        return m.Call(id, function._remote_number, call.args, call.kwargs, call.count, call.hide, call.folder)


class _Foreseen(NamedTuple):
    function: str  # as the student's own `def` names it: a case could look at that, too
    call: m.Call
    buffers: list[bytes]
    message: m.Returned | m.Raised
    tail: Any

    def words(self) -> bytes:
        """What it tells the case beside the bytes of its arrays."""
        return m.encode((self.function, self.message))


class _Told(NamedTuple):
    """What a case that passed was told: words and tail of each answer, and the bytes of all. The tails are bytearrays,
    since a memoryview is compared with bytes one by one."""

    answers: list[tuple[bytes, bytearray]]
    size: int


# By case, as long as its test file is loaded.
_PLANS: WeakKeyDictionary[Any, list[Asked]] = WeakKeyDictionary()
_PRECEDENTS: WeakKeyDictionary[Any, deque[_Told]] = WeakKeyDictionary()


class Counting(Transport, Protocol):
    """A line that counts the messages that it has sent."""

    sent: int


class PrefetchingPeer(RpcPeer):
    """A Speaker whose calls may have been made ahead; `begin` and `passed` frame each case."""

    transport: Counting

    def __init__(self, transport: Counting, wrapper: CallWrapper):
        super().__init__(transport, wrapper)
        self.known: dict[str, RemoteFunction] = {}  # the student's functions that were asked for
        self.answers: dict[Any, list[_Foreseen]] = {}  # by case
        self.given: list[_Foreseen] = []  # to the case that is run
        self.heard = 0  # how many of these the case has asked for
        self.sent = 0  # messages before the case
        self.made: list[Asked] = []  # by the case that is run, up to the first call that cannot be foreseen
        self.learning = self.lends = False

    def fetch(self, names: Sequence[str]) -> list[Any]:
        """The other side's globals of these names, or None in the place of one that is not there."""
        self.last_id += 1
        self.transport.send(m.Fetch(self.last_id, list(names)), [])
        message, tail = self.serve_until_answer()
        if not isinstance(message, m.Found) or message.id != self.last_id or len(message.values) != len(names):
            raise ProtocolError("an answer to another question")
        decoder = Decoder(tail, self.import_function)
        found = [decoder.decode(value) for value in message.values]
        decoder.check_expanded_size()
        decoder.check_end()
        functions = {name: value for name, value in zip(names, found, strict=True) if isinstance(value, RemoteFunction)}
        self.known.update(functions)  # each question asks for its function again and again
        return found

    def prefetch(self, cases: Iterable[Any]) -> None:
        """Make the calls that these cases made of an earlier answer."""
        waiting = deque((case, asked) for case in cases for asked in _PLANS.get(case, ()) if asked.name in self.known)
        while waiting:
            sent: list[tuple[Any, str, m.Call, list[bytes]]] = []
            size = 0
            while waiting and len(sent) < _MOST_CALLS and size <= BATCH_BYTES:
                case, asked = waiting.popleft()
                self.last_id += 1
                function = self.known[asked.name]
                sent.append((case, function.__name__, asked.of(function, self.last_id), asked.buffers))
                size += asked.size
            answers = self._ask([call for *_, call, _ in sent], [buffer for *_, own in sent for buffer in own])
            for (case, name, call, buffers), (message, tail) in zip(sent, answers, strict=True):
                message.id = 0  # its place says which call it answers; so answers that say the same are the same bytes
                self.answers.setdefault(case, []).append(_Foreseen(name, call, buffers, message, tail))

    def _ask(self, calls: Sequence[m.Call], buffers: list[Any]) -> Iterator[tuple[m.Returned | m.Raised, Any]]:
        """Make several calls in one message; yield the message and the tail of each one's answer, in their order."""
        self.transport.send(m.Batch(list(calls)), buffers)
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
                yield answer, tail[:size]
                tail = tail[size:]

    def begin(self, case: Any) -> None:
        """From here on, calls are those of this case."""
        self.given, self.made = self.answers.pop(case, []), []
        self.heard, self.sent = 0, self.transport.sent
        self.learning, self.lends = case not in _PLANS, False

    def precedent(self, case: Any) -> bool:
        """Whether this case has passed when it was told what this answer tells it."""
        return self.transport.sent == self.sent and any(self._tells(told) for told in _PRECEDENTS.get(case, ()))

    def passed(self, case: Any) -> None:
        """The case has come to its end, and what it has asked it will ask again."""
        _PLANS.setdefault(case, self.made)
        if self.given and self.heard == len(self.given) and self.transport.sent == self.sent:
            answers = [(one.words(), bytearray(one.tail)) for one in self.given]
            told = _Told(answers, sum(len(words) + len(tail) for words, tail in answers))
            kept = sum(other.size for precedents in _PRECEDENTS.values() for other in precedents)
            if kept + told.size <= MOST_TOLD:
                _PRECEDENTS.setdefault(case, deque(maxlen=_MOST_PRECEDENTS)).append(told)

    def _tells(self, told: _Told) -> bool:
        return len(told.answers) == len(self.given) and all(
            one.words() == words and tail == one.tail
            for one, (words, tail) in zip(self.given, told.answers, strict=True)
        )

    def export_function(self, function: Any) -> m.Function:
        """As in Speaker. A call that lends a function to the other side cannot be foreseen."""
        self.lends = True
        return super().export_function(function)

    def prefetched_answer(self, asked: m.Call, encoder: Encoder) -> Answer | None:
        """The answer to a call, if exactly this call was made ahead."""
        if self.learning:
            name = next((name for name, own in self.known.items() if own._remote_number == asked.function), None)
            self.learning = name is not None and not self.lends
            if name is not None and self.learning:
                self.made.append(Asked(name, asked, [bytes(buffer) for buffer in encoder.buffers]))
        if self.heard == len(self.given):
            return None
        next_one = self.given[self.heard]
        self.heard += 1
        own_id, asked.id = asked.id, next_one.call.id
        same = m.encode(asked) == m.encode(next_one.call)
        if same and [bytes(buffer) for buffer in encoder.buffers] == next_one.buffers:
            return self.decode_answer(next_one.message, next_one.tail, encoder.objects)
        asked.id = own_id
        self.given = self.given[: self.heard]
        return None
