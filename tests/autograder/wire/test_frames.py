"""Frames over a real pair of sockets: partial frames, invalid headers, and peers that close the connection."""

import array
import os
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import numpy as np
import pytest

from autograder.wire.frames import (
    _HEADER,
    BODY_CAP,
    TAIL_CAP,
    ConnectionClosed,
    ProtocolError,
    TooLarge,
    receive,
    receive_first,
    receive_with_descriptor,
    send,
)

Pair = tuple[socket.socket, socket.socket]


class DeadlineExceeded(Exception):
    """Raised when a host has waited for too long."""


@pytest.fixture
def pair() -> Iterator[Pair]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with ours, theirs:
        yield ours, theirs


def wait_for(sock: socket.socket, seconds: float = 5.0) -> Any:
    def wait(event: int) -> None:
        poll = select.poll()
        poll.register(sock, event)
        if not poll.poll(seconds * 1000):
            raise DeadlineExceeded

    return wait


def frame(body: bytes, tail: bytes = b"", magic: bytes = b"grd1") -> bytes:
    return _HEADER.pack(magic, len(body), len(tail)) + body + tail


def test_a_frame_arrives_with_its_tail(pair: Pair):
    ours, theirs = pair
    array = np.arange(5.0)
    send(theirs, b"hello", [array.view(np.uint8), b"", b"end"])
    body, tail = receive(ours, wait=wait_for(ours))
    assert (bytes(body), bytes(tail)) == (b"hello", array.tobytes() + b"end")


def test_a_frame_that_comes_byte_by_byte_arrives(pair: Pair):
    ours, theirs = pair
    data = frame(b"body", b"a tail in pieces")

    def send_bytes() -> None:
        for byte in data:
            theirs.send(bytes([byte]))

    thread = threading.Thread(target=send_bytes)
    thread.start()
    body, tail = receive(ours, wait=wait_for(ours))
    thread.join()
    assert (bytes(body), bytes(tail)) == (b"body", b"a tail in pieces")


def test_a_frame_larger_than_the_socket_buffer_arrives(pair: Pair):
    ours, theirs = pair
    buffers = [os.urandom(3000) for _ in range(2000)]
    got: list[bytes] = []
    thread = threading.Thread(target=lambda: got.append(bytes(receive(theirs)[1])))
    thread.start()
    send(ours, b"x", buffers, wait=wait_for(ours))
    thread.join()
    assert got == [b"".join(buffers)]


@pytest.mark.parametrize("cut", [1, 15, 16, 18, 25])
def test_a_peer_that_closes_during_a_frame_closes_the_connection(pair: Pair, cut: int):
    ours, theirs = pair
    theirs.sendall(frame(b"body", b"and a tail")[:cut])
    theirs.close()
    with pytest.raises(ConnectionClosed):
        receive(ours, wait=wait_for(ours))


@pytest.mark.parametrize("cut", [0, 7, 16, 22])
def test_the_deadline_also_holds_during_a_frame(pair: Pair, cut: int):
    ours, theirs = pair
    theirs.sendall(frame(b"body", b"and a tail")[:cut])
    with pytest.raises(DeadlineExceeded):
        receive(ours, wait=wait_for(ours, 0.05))


@pytest.mark.parametrize("header", [
    _HEADER.pack(b"GRD1", 1, 0), _HEADER.pack(b"grd1", BODY_CAP + 1, 0), _HEADER.pack(b"grd1", 0, TAIL_CAP + 1),
    b"\xff" * 16, b"\0" * 16, b"grd1" + b"\xff" * 12,
])  # fmt: skip
def test_an_invalid_header_is_refused(pair: Pair, header: bytes):
    ours, theirs = pair
    theirs.sendall(header)
    with pytest.raises(ProtocolError):
        receive(ours, wait=wait_for(ours))


def test_sending_to_a_closed_connection_raises(pair: Pair):
    ours, theirs = pair
    theirs.close()
    with pytest.raises(ConnectionClosed):
        send(ours, b"x", wait=wait_for(ours))


def test_a_message_beyond_the_limits_is_not_sent(pair: Pair):
    ours, _ = pair
    with pytest.raises(TooLarge):
        send(ours, b"x" * (BODY_CAP + 1), wait=wait_for(ours))
    with pytest.raises(TooLarge):
        send(ours, b"", [np.broadcast_to(np.uint8(0), TAIL_CAP + 1)], wait=wait_for(ours))
    with pytest.raises(BlockingIOError):
        ours.recv(1)


def test_the_first_frame_carries_the_process_id_of_its_sender(pair: Pair):
    ours, theirs = pair
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    theirs.sendall(frame(b"hello"))
    met: list[int] = []
    assert receive_first(ours, wait_for(ours), met.append) == bytearray(b"hello")
    assert met == [os.getpid()]


def test_the_sender_of_a_first_frame_is_known_before_the_rest_of_it_comes(pair: Pair):
    ours, theirs = pair
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    theirs.sendall(frame(b"hello")[:1])
    met: list[int] = []
    with pytest.raises(DeadlineExceeded):
        receive_first(ours, wait_for(ours, 0.1), met.append)
    assert met == [os.getpid()]


def test_a_first_frame_without_credentials_is_garbled(pair: Pair):
    ours, theirs = pair
    theirs.sendall(frame(b"hello"))
    with pytest.raises(ProtocolError, match="without credentials"):
        receive_first(ours, wait_for(ours), print)


@pytest.mark.parametrize("data", [frame(b"hello", b"tail"), frame(b"x" * 1025), frame(b"hello", magic=b"GRD1")])
def test_a_first_frame_with_too_much_is_garbled(pair: Pair, data: bytes):
    ours, theirs = pair
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    theirs.sendall(data)
    with pytest.raises(ProtocolError, match="invalid header"):
        receive_first(ours, wait_for(ours), print)


def test_descriptors_that_a_guest_sends_are_closed(pair: Pair):
    ours, theirs = pair
    before = len(os.listdir("/proc/self/fd"))
    send(theirs, b"take this", descriptor=0)
    assert bytes(receive(ours, wait=wait_for(ours))[0]) == b"take this"
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    read, write = os.pipe()
    send(theirs, b"and this", descriptor=read)
    with suppress(ProtocolError):  # received or refused: the kernel closes the descriptor
        receive_first(ours, wait_for(ours), print)
    os.close(read)
    os.close(write)
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_descriptor_arrives_at_the_guest(pair: Pair):
    ours, theirs = pair
    read, write = os.pipe()
    send(ours, b"serve this", wait=wait_for(ours), descriptor=write)
    os.close(write)
    body, _, descriptor = receive_with_descriptor(theirs)
    assert bytes(body) == b"serve this"
    assert descriptor is not None
    os.write(descriptor, b"here")
    os.close(descriptor)
    assert os.read(read, 10) == b"here"
    os.close(read)


def test_of_two_descriptors_one_is_kept(pair: Pair):
    ours, theirs = pair
    before = len(os.listdir("/proc/self/fd"))
    rights = array.array("i", [ours.fileno(), theirs.fileno()])
    ours.sendmsg([frame(b"two")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
    _, _, descriptor = receive_with_descriptor(theirs)
    assert len(os.listdir("/proc/self/fd")) == before + 1
    assert descriptor is not None
    os.close(descriptor)


@pytest.mark.fuzz
def test_fuzz_frames(pair: Pair):
    ours, theirs = pair
    rng = np.random.default_rng(0)
    for _ in range(100_000):
        data = bytearray(frame(rng.bytes(int(rng.integers(20))), rng.bytes(int(rng.integers(20)))))
        data[int(rng.integers(len(data)))] = int(rng.integers(256))
        theirs.sendall(data)
        with suppress(ProtocolError, DeadlineExceeded):
            receive(ours, wait=wait_for(ours, 0.0))
        while select.select([ours], [], [], 0)[0]:
            ours.recv(1 << 16)
