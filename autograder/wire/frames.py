"""How bytes travel: each frame has a fixed header, a message and a tail of raw array bytes.

Every length is checked before it is used. For a frame beyond the limits no memory is allocated.
"""

import array
import os
import select
import socket
import struct
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

BODY_CAP = 4 << 20  # bytes of the message: a struct of a few bytes takes some hundred in memory
TAIL_CAP = 64 << 20  # bytes of arrays: 240 x 320 floats are 0.6 MiB
_HEADER = struct.Struct("<4sIQ")
_MAGIC = b"grd1"
_SHARED = b"grds"  # the tail is in the memory of the descriptor that comes with the frame
_ONE_DESCRIPTOR = socket.CMSG_SPACE(4)
_MAX_BUFFERS = 512  # the kernel takes at most 1,024 buffers in one call


class ConnectionClosed(Exception):
    """The other side has closed the connection."""


class ProtocolError(Exception):
    """What the other side sent is not a message of this protocol."""


class TooLarge(Exception):
    """The message that we wanted to send is larger than BODY_CAP or TAIL_CAP."""


Wait = Callable[[int], None]  # takes a poll event; returns when the socket is ready, or raises


def send(
    sock: socket.socket,
    body: bytes,
    buffers: Sequence[Any] = (),
    *,
    wait: Wait | None = None,
    descriptor: int | None = None,
    shared: int = 0,
) -> None:
    """Send one frame; `wait` is called whenever the socket is full (None if the socket blocks).

    If the tail is in the memory of the descriptor, `shared` is its length.

    Raises
    ------
    TooLarge
        The frame is beyond the limits. Nothing was sent.
    ConnectionClosed
        The other side has closed the connection.
    """
    views: list[memoryview] = [view for view in (memoryview(buffer) for buffer in buffers) if view.nbytes]
    tail = sum(view.nbytes for view in views)
    if len(body) > BODY_CAP or tail + shared > TAIL_CAP:
        raise TooLarge(f"{len(body) + tail + shared:,} bytes are more than a message may hold")
    header = _HEADER.pack(_SHARED if shared else _MAGIC, len(body), tail + shared)
    parts = [memoryview(header + body), *(view.cast("B") for view in views)]
    rights = [] if descriptor is None else [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))]
    while parts:
        try:
            sent = sock.sendmsg(parts[:_MAX_BUFFERS], rights)
        except BlockingIOError:
            assert wait is not None
            wait(select.POLLOUT)
            continue
        except (BrokenPipeError, ConnectionResetError):
            raise ConnectionClosed from None
        rights = []
        while sent:
            if sent >= len(parts[0]):
                sent -= len(parts.pop(0))
            else:
                parts[0] = parts[0][sent:]
                sent = 0


def receive(
    sock: socket.socket, *, wait: Wait | None = None, announced: Callable[[int, int], None] | None = None
) -> tuple[bytearray, memoryview]:
    """Receive one frame; return its message and its tail. `announced` is called with the lengths of both before any
    memory is taken for them, and may raise.

    A file descriptor that comes with it does not arrive: the kernel closes it, since we ask for no ancillary data.
    """
    header = _receive_exactly(sock, _HEADER.size, wait)
    magic, body, tail = _HEADER.unpack(header)
    if magic != _MAGIC or body > BODY_CAP or tail > TAIL_CAP:
        raise ProtocolError("a frame with an invalid header")
    if announced is not None:
        announced(body, tail)
    message = _receive_exactly(sock, body, wait)
    return message, memoryview(_receive_exactly(sock, tail, wait))


def receive_first(sock: socket.socket, wait: Wait, meet: Callable[[int], None]) -> bytearray:
    """Receive the first frame of a new peer; return the message.

    The kernel gives the process id, as it is in this side's PID namespace. `meet` is called with it before anything
    else is waited for, since a process that has ended gives its id to others. A first frame has no tail.
    """
    wait(select.POLLIN)
    credentials = struct.Struct("3i")
    try:
        data, ancillary, _, _ = sock.recvmsg(_HEADER.size, socket.CMSG_SPACE(credentials.size))
    except ConnectionResetError:
        raise ConnectionClosed from None
    if not data:
        raise ConnectionClosed
    senders = [
        credentials.unpack(content)[0]
        for level, kind, content in ancillary
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS)
    ]
    if not senders or senders[0] <= 0:
        raise ProtocolError("a first frame without credentials")
    meet(senders[0])
    data = data + bytes(_receive_exactly(sock, _HEADER.size - len(data), wait))
    magic, body, tail = _HEADER.unpack(data)
    if magic != _MAGIC or body > 1024 or tail:
        raise ProtocolError("a first frame with an invalid header")
    return _receive_exactly(sock, body, wait)


def receive_with_descriptor(sock: socket.socket) -> tuple[bytearray, Any, int | None]:
    """Receive one frame from a trusted peer; return its message, its tail and the descriptor that came with it.

    If the tail is in the memory of the descriptor, the tail is the number of its bytes.
    """
    header, ancillary, _, _ = sock.recvmsg(_HEADER.size, _ONE_DESCRIPTOR)
    if not header:
        raise ConnectionClosed
    header += bytes(_receive_exactly(sock, _HEADER.size - len(header), None))
    magic, body, tail = _HEADER.unpack(header)
    if magic not in (_MAGIC, _SHARED):
        raise ProtocolError("a frame with an invalid header")
    descriptors = array.array("i")
    for level, kind, content in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(content[: len(content) - len(content) % descriptors.itemsize])
    for descriptor in descriptors[1:]:
        os.close(descriptor)
    found = descriptors[0] if descriptors else None
    message = _receive_exactly(sock, body, None)
    return message, tail if magic == _SHARED else memoryview(_receive_exactly(sock, tail, None)), found


def parse(decoder: Callable[[Any], Any], body: Any) -> Any:
    """Decode a message by its schema; raise ProtocolError if it does not fit."""
    try:
        return decoder(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, OverflowError, MemoryError) as error:
        raise ProtocolError(f"not a message: {type(error).__name__}") from None


def _receive_exactly(sock: socket.socket, size: int, wait: Wait | None) -> bytearray:
    data = bytearray(size)
    view = memoryview(data)
    while view:
        try:
            count = sock.recv_into(view)
        except BlockingIOError:
            assert wait is not None
            wait(select.POLLIN)
            continue
        except ConnectionResetError:
            raise ConnectionClosed from None
        if not count:
            raise ConnectionClosed
        view = view[count:]
        if view and wait is not None:
            wait(select.POLLIN)  # a sender that always has the next few bytes ready does not stop the clock
    return data
