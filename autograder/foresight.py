"""Calls that are made before the tests make them, many in one message.

What a case asked of the last answer that passed it, it will ask of the next one too: its inputs come from fixed seeds.
So these calls are made ahead for all questions at once, and a case that comes to a call finds its answer here. It
cannot tell: a call that differs in one bit from what was foreseen goes over the wire by itself, as do all of its case
after it. Without this a submission of many short calls takes a fifth longer: each process finds its caches cold.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from autograder.wire import messages as m
from autograder.wire.calls import BATCH_BYTES, Speaker, size_of
from autograder.wire.encoder import Encoder
from autograder.wire.frames import Garbled
from autograder.wire.remote import Answer, Remote

_MOST_CALLS = 200  # in one message


@dataclass(frozen=True)
class Asked:
    """A call of the student's function `name`, as it went over the wire."""

    name: str
    call: m.Call
    buffers: list[bytes]

    def of(self, function: Remote, id: int) -> m.Call:
        """The same call of another answer's function."""
        call = self.call
        return m.Call(id, function._remote_number, call.args, call.kwargs, call.count, call.hide, call.folder)


@dataclass(frozen=True)
class _Foreseen:
    call: m.Call
    buffers: list[bytes]
    message: m.Returned | m.Raised
    tail: Any


_PLANS: WeakKeyDictionary[Any, list[Asked]] = WeakKeyDictionary()  # by case; as long as its test file is loaded


class Foresight(Speaker):
    """A Speaker whose calls may have been made ahead; `begin` and `passed` frame each case."""

    def __init__(self, *args: Any):
        super().__init__(*args)
        self.known: dict[str, Remote] = {}  # the student's functions that were asked for
        self.answers: dict[Any, deque[_Foreseen]] = {}  # by case
        self.ahead: deque[_Foreseen] = deque()  # of the case that is run
        self.made: list[Asked] = []  # by the case that is run, up to the first call that cannot be foreseen
        self.learning = self.lends = False

    def look_ahead(self, cases: Iterable[Any]) -> None:
        """Make the calls that these cases made of an earlier answer."""
        waiting = deque((case, asked) for case in cases for asked in _PLANS.get(case, ()) if asked.name in self.known)
        while waiting:
            sent: list[tuple[Any, m.Call, list[bytes]]] = []
            size = 0
            while waiting and len(sent) < _MOST_CALLS and size <= BATCH_BYTES:
                case, asked = waiting.popleft()
                self.last_id += 1
                sent.append((case, asked.of(self.known[asked.name], self.last_id), asked.buffers))
                size += size_of(asked.buffers)
            answers = self._ask([call for _, call, _ in sent], [buffer for *_, own in sent for buffer in own])
            for (case, call, buffers), (message, tail) in zip(sent, answers, strict=True):
                self.answers.setdefault(case, deque()).append(_Foreseen(call, buffers, message, tail))

    def _ask(self, calls: Sequence[m.Call], buffers: list[Any]) -> Iterator[tuple[m.Returned | m.Raised, Any]]:
        """Make several calls in one message; yield the message and the tail of each one's answer, in their order."""
        self.line.send(m.Batch(list(calls)), buffers)
        waiting = deque(calls)
        while waiting:
            message, tail = self.await_answer()
            if not isinstance(message, m.Answers) or not 0 < len(message.answers) <= len(waiting):
                raise Garbled("an answer to another question")
            sizes = message.tails
            if len(sizes) != len(message.answers) or min(sizes) < 0 or sum(sizes) != len(tail):
                raise Garbled("answers of other lengths than announced")
            for answer, size in zip(message.answers, sizes, strict=True):
                if answer.id != waiting.popleft().id:
                    raise Garbled("an answer to another question")
                yield answer, tail[:size]
                tail = tail[size:]

    def begin(self, case: Any) -> None:
        """From here on, calls are those of this case."""
        self.ahead, self.made = self.answers.pop(case, deque()), []
        self.learning, self.lends = case not in _PLANS, False

    def passed(self, case: Any) -> None:
        """The case has come to its end, and what it has asked it will ask again."""
        _PLANS.setdefault(case, self.made)

    def number_of(self, function: Any) -> m.Function:
        """As in Speaker. A call that lends a function to the other side cannot be foreseen."""
        self.lends = True
        return super().number_of(function)

    def foreseen(self, asked: m.Call, encoder: Encoder) -> Answer | None:
        """The answer to a call, if exactly this call was made ahead."""
        if self.learning:
            name = next((name for name, own in self.known.items() if own._remote_number == asked.function), None)
            self.learning = name is not None and not self.lends
            if name is not None and self.learning:
                self.made.append(Asked(name, asked, [bytes(buffer) for buffer in encoder.buffers]))
        if not self.ahead:
            return None
        next_one = self.ahead.popleft()
        own_id, asked.id = asked.id, next_one.call.id
        same = m.encode(asked) == m.encode(next_one.call)
        if same and [bytes(buffer) for buffer in encoder.buffers] == next_one.buffers:
            return self.read(next_one.message, next_one.tail, encoder.objects)
        asked.id = own_id
        self.ahead.clear()
        return None
