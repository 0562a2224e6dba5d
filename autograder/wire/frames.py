"""How bytes travel: a fixed header, the message, then the tail of raw array bytes; every length is checked before it
is believed, and nothing is allocated for a frame beyond the caps."""

import array
import os
import select
import socket
import struct
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

BODY_CAP = 4 << 20  # of the message: a struct of a few bytes takes some hundred in memory
TAIL_CAP = 64 << 20  # of arrays: 240 x 320 floats are 0.6 MiB
_HEADER = struct.Struct("<4sIQ")
_MAGIC = b"grd1"
_ROOM = socket.CMSG_SPACE(4)  # for one descriptor
_MOST_BUFFERS = 512  # the kernel takes at most 1,024 buffers at once


class ConnectionClosed(Exception):
    """The other side has closed the connection."""


class ProtocolError(Exception):
    """What the other side sent is not a message of this protocol."""


class TooLarge(Exception):
    """What we were about to send is beyond the caps."""


Patience = Callable[[int], None]  # waits until the descriptor is ready, or raises


def send(
    sock: socket.socket,
    body: bytes,
    buffers: Sequence[Any] = (),
    *,
    wait: Patience | None = None,
    descriptor: int | None = None,
) -> None:
    """Send one frame; `wait` is called whenever the socket is full (None: the socket blocks)."""
    views: list[memoryview] = [view for view in (memoryview(buffer) for buffer in buffers) if view.nbytes]
    tail = sum(view.nbytes for view in views)
    if len(body) > BODY_CAP or tail > TAIL_CAP:
        raise TooLarge(f"{len(body) + tail:,} bytes are more than a message may hold")
    parts = [memoryview(_HEADER.pack(_MAGIC, len(body), tail) + body), *(view.cast("B") for view in views)]
    rights = [] if descriptor is None else [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))]
    while parts:
        try:
            sent = sock.sendmsg(parts[:_MOST_BUFFERS], rights)
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


def receive(sock: socket.socket, *, wait: Patience | None = None) -> tuple[bytearray, memoryview]:
    """Receive one frame, as its message and its tail. Descriptors that come with it are closed by the kernel's own
    rule: who does not ask for ancillary data is not given any."""
    header = _exactly(sock, _HEADER.size, wait)
    magic, body, tail = _HEADER.unpack(header)
    if magic != _MAGIC or body > BODY_CAP or tail > TAIL_CAP:
        raise ProtocolError("a frame with a false header")
    message = _exactly(sock, body, wait)
    return message, memoryview(_exactly(sock, tail, wait))


def receive_first(sock: socket.socket, wait: Patience) -> tuple[int, bytearray]:
    """Receive the first frame of a new peer, without a tail, and its process id as this side's kernel names it."""
    wait(select.POLLIN)
    credentials = struct.Struct("3i")
    try:
        data, ancillary, _, _ = sock.recvmsg(_HEADER.size, socket.CMSG_SPACE(credentials.size))
    except ConnectionResetError:
        raise ConnectionClosed from None
    if not data:
        raise ConnectionClosed
    data = data + bytes(_exactly(sock, _HEADER.size - len(data), wait))
    magic, body, tail = _HEADER.unpack(data)
    if magic != _MAGIC or body > 1024 or tail:
        raise ProtocolError("a first frame with a false header")
    for level, kind, content in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            return credentials.unpack(content)[0], _exactly(sock, body, wait)
    raise ProtocolError("a first frame without credentials")


def receive_with_descriptor(sock: socket.socket) -> tuple[bytearray, memoryview, int | None]:
    """Receive one frame on the trusting side, and the descriptor that came with its header."""
    header, ancillary, _, _ = sock.recvmsg(_HEADER.size, _ROOM)
    if not header:
        raise ConnectionClosed
    header += bytes(_exactly(sock, _HEADER.size - len(header), None))
    magic, body, tail = _HEADER.unpack(header)
    if magic != _MAGIC:
        raise ProtocolError("a frame with a false header")
    descriptors = array.array("i")
    for level, kind, content in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(content[: len(content) - len(content) % descriptors.itemsize])
    for descriptor in descriptors[1:]:
        os.close(descriptor)
    found = descriptors[0] if descriptors else None
    message = _exactly(sock, body, None)
    return message, memoryview(_exactly(sock, tail, None)), found


def parse(decoder: Callable[[Any], Any], body: Any) -> Any:
    """Decode a message by its schema; what does not fit is Garbled."""
    try:
        return decoder(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, OverflowError, MemoryError) as error:
        raise ProtocolError(f"not a message: {type(error).__name__}") from None


def _exactly(sock: socket.socket, size: int, wait: Patience | None) -> bytearray:
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
    return data
