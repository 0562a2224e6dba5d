"""The process that has everything imported and forks one guest for each submission. It never runs student code.

Started by the host in a bare interpreter: what it can import is what it was given.
"""

import gc
import os
import signal
import socket
from collections.abc import Callable

from autograder.sandbox.enter import SandboxConfig, enter_guest, enter_zygote, fork_guest
from autograder.sandbox.new_root import View
from autograder.wire import messages as m
from autograder.wire.frames import ConnectionClosed, parse, receive_with_descriptor, send


def main(level: str, descriptor: int, view: View | None, *, trial: bool) -> None:
    """Take the zygote's walls, import, and fork a guest for every Spawn until the host hangs up.

    In a trial nothing more is imported, which takes most of a second, and a guest only says that its walls stand.
    """
    control = socket.socket(fileno=descriptor)
    enter_zygote(view)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # guests are reaped by the kernel
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at the terminal is the host's affair
    serve = _greet if trial else _prepared()
    own_pid_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    gc.collect()
    gc.freeze()  # a collection in a guest would touch, and so copy, every page of the zygote
    send(control, m.encode(m.Hello()))
    while True:
        try:
            body, _, guest = receive_with_descriptor(control)
        except ConnectionClosed:
            return
        order = parse(m.decode_to_zygote, body)
        threads = len(os.listdir("/proc/self/task"))
        if threads != 1:
            raise RuntimeError(f"the zygote has {threads} threads and must not fork: a lock could be held for ever")
        assert guest is not None
        if fork_guest(level, own_pid_namespace) == 0:
            _become_guest(serve, level, order, guest)
        os.close(guest)


def _prepared() -> Callable[[socket.socket], None]:
    from autograder.guest import call_server

    call_server.prepare()
    call_server.hide_own_modules()
    return call_server.serve


def _greet(sock: socket.socket) -> None:
    send(sock, m.encode(m.Hello()))
    sock.recv(1)  # until the host hangs up


def _become_guest(serve: Callable[[socket.socket], None], level: str, order: m.Spawn, descriptor: int) -> None:
    try:
        os.dup2(descriptor, 3)
        os.closerange(4, 1 << 16)
        null = os.open("/dev/null", os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        os.close(null)
        sock = socket.socket(fileno=3)
        os.set_inheritable(3, False)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        enter_guest(SandboxConfig(level, order.folder, tuple(order.readable), order.memory, order.cpu_s))
    except BaseException as error:
        send(socket.socket(fileno=3), m.encode(m.Hello(f"{type(error).__name__}: {error}"[:500])))
        os._exit(1)
    try:
        serve(sock)
    finally:
        os._exit(1)  # at once: the interpreter would wait for threads of the student
