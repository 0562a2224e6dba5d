"""What right answers teach about the cases of a test file: which calls a case makes, and which answers it passes.

The inputs of a case come from fixed seeds. So it makes the same calls of every answer: these are its plan. What it says
is a function of what it is told. If it is told, to the last bit, what a right answer told it, it passes: this is a
cached pass. It saves the reference and the comparison, which take as long as a good answer itself.

A plan comes from the reference, cached passes from the reference and the accepted answers. Both are learned before the
first student (`learn_plans.py`). Nothing is ever learned from a student, or a verdict would depend on who came before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec import structs

from autograder.wire import messages as m

CaseKey = tuple[str, str]  # the names of the question and of the case
CachedPass = bytes  # the digest of all answers that a case was told when it passed


@dataclass(frozen=True)
class PlannedCall:
    """A call of the student's function `name`, as it goes over the wire. Its message has the ids 0."""

    name: str
    call: m.Call
    buffers: tuple[bytes, ...]

    @cached_property
    def body(self) -> bytes:
        """The bytes of its message."""
        return m.encode(self.call)

    @cached_property
    def size(self) -> int:
        """The bytes of its arrays."""
        return sum(map(len, self.buffers))

    def is_same(self, other: "PlannedCall") -> bool:
        """Whether it is the same bit for bit: 0.0 and -0.0 are equal, and are not the same."""
        return (self.name, self.body, self.buffers) == (other.name, other.body, other.buffers)

    def to(self, function: int, id: int) -> m.Call:
        """The message with the ids of a conversation."""
        return structs.replace(self.call, function=function, id=id)


@dataclass(frozen=True)
class Plan:
    """The calls of a case, in their order. `functions` are its parameters: the plan holds if each is a function."""

    functions: tuple[str, ...]
    calls: tuple[PlannedCall, ...]
    passes: frozenset[CachedPass] = frozenset()


Plans = Mapping[CaseKey, Plan]  # a case that lends a function to the student has none
