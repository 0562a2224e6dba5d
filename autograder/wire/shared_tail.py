"""The arrays of a call in memory that both sides see, so that the host needs no guest's word on what a call changed.

Theory of operation. The host writes the arrays of a call into a memory file of a fixed size and sends its descriptor
with the message. The guest maps the file: the arrays that a student's function gets are that memory. After the answer
the host reads the file again. What differs was changed by the call, whatever the guest says, and is added to the answer
as if the guest had said so. In a batch of calls, the file is read after the last answer.

This holds for arrays. The contents of a list, a dict or a random generator come back with each result (see `rpc`).
"""

import fcntl
import mmap
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.wire import messages as m
from autograder.wire.frames import ProtocolError

_ALIGNMENT = 16  # bytes: what the widest dtype asks for
_SIZE_IS_FIXED = 0x0001 | 0x0002 | 0x0004  # F_SEAL_SEAL, F_SEAL_SHRINK, F_SEAL_GROW
_ADD_SEALS = getattr(fcntl, "F_ADD_SEALS", 1033)


def padding(size: int) -> int:
    """Return the unused bytes after an array of this size."""
    return -size % _ALIGNMENT


@dataclass(frozen=True)
class SharedTail:
    """The tail of a message in shared memory, as the guest sees it."""

    view: memoryview


def mapped(descriptor: int, size: int) -> SharedTail | memoryview:
    """Return the memory of a descriptor, which is closed; a copy of it if no descriptor is left for the mapping."""
    try:
        return SharedTail(memoryview(mmap.mmap(descriptor, size)))
    except OSError:
        return memoryview(bytearray(os.pread(descriptor, size, 0)))
    finally:
        os.close(descriptor)


class SharedBuffers:
    """The buffers of a message in a new memory file, as the host sees it. Use it as a context manager."""

    def __init__(self, buffers: Sequence[Any]):
        self.sizes = [memoryview(buffer).nbytes for buffer in buffers]
        self.sent = b"".join(part for buffer in buffers for part in _padded(buffer))
        self.descriptor = os.memfd_create("arguments", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            os.ftruncate(self.descriptor, len(self.sent))
            fcntl.fcntl(self.descriptor, _ADD_SEALS, _SIZE_IS_FIXED)
            written = 0
            while written < len(self.sent):
                written += os.pwrite(self.descriptor, memoryview(self.sent)[written:], written)
        except BaseException:
            os.close(self.descriptor)
            raise

    def __enter__(self) -> "SharedBuffers":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.descriptor)

    def add_changes(
        self, calls: Iterable[m.Call], answers: Sequence[tuple[m.Returned | m.Raised, Any]]
    ) -> list[tuple[m.Returned | m.Raised, Any]]:
        """Return the answers and their tails, with the new contents of each array that is not as it was sent."""
        now = os.pread(self.descriptor, len(self.sent), 0)
        if now == self.sent:
            return list(answers)
        found, first, start = [], 0, 0
        for call, (message, tail) in zip(calls, answers, strict=True):
            arrays, count = array_arguments(call)
            places = []
            for size in self.sizes[first : first + count]:
                places.append((start, start + size))
                start += size + padding(size)
            first += count
            tails = [tail]
            for number, place, array in arrays:
                begin, end = places[place]
                if now[begin:end] != self.sent[begin:end]:
                    if not array.writeable:
                        raise ProtocolError("new contents for an array that may not be written")
                    message.changed.append((number, array))
                    tails.append(now[begin:end])
            found.append((message, memoryview(b"".join(tails)) if len(tails) > 1 else tail))
        return found


def can_share() -> bool:
    """Whether this system has memory files."""
    return hasattr(os, "memfd_create")


def array_arguments(call: m.Call) -> tuple[list[tuple[int, int, m.Array]], int]:
    """Return the arrays among the arguments of a call, each with its number among the mutable objects and its place
    among the buffers; and how many buffers there are."""
    found: list[tuple[int, int, m.Array]] = []
    objects = buffers = 0
    for kind, message in _walk([*call.args, *(value for _, value in call.kwargs)]):
        if kind is m.Array:
            found.append((objects, buffers, message))
        objects += kind in (m.Array, m.List, m.Packed, m.Dict, m.Random)
        buffers += kind in (m.Array, m.Packed, m.Scalar)
        if kind is m.Random:
            buffers += sum(inner in (m.Array, m.Packed, m.Scalar) for inner, _ in _walk([message.state]))
    return found, buffers


def _walk(values: Iterable[Any]) -> Iterator[tuple[type, Any]]:
    """Yield every message in the order in which they are encoded, those within a random generator apart."""
    for message in values:
        kind = type(message)
        yield kind, message
        if kind in (m.List, m.Tuple):
            yield from _walk(message.items)
        elif kind is m.Dict:
            yield from _walk(part for pair in message.pairs for part in pair)


def _padded(buffer: Any) -> Iterator[Any]:
    view = memoryview(buffer)
    yield view.cast("B") if view.nbytes else b""
    yield bytes(padding(view.nbytes))
