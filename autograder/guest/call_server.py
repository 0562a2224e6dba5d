"""What a guest does: run cells, then answer calls of the functions that they defined.

It shares its interpreter with the student, so whatever it uses is bound before the first cell runs. A notebook that
breaks it all the same loses its own answers and nobody else's.
"""

import importlib
import os
import random
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from os import getpid
from resource import RLIM_INFINITY, RLIMIT_AS, RLIMIT_NOFILE, getrlimit, setrlimit
from typing import Any

import numpy as np
from checks.probes import call_twice, count_steps, in_another_run, in_folder, without_modules

from autograder.guest import cell_runner, otter_stand_in, readable_modules
from autograder.guest.other_threads import end_other_threads
from autograder.wire import messages as m
from autograder.wire.encoder import Encoder
from autograder.wire.frames import ConnectionClosed, TooLarge, parse, receive_with_descriptor, send
from autograder.wire.rpc import RpcPeer
from autograder.wire.shared_tail import mapped

_DESCRIPTORS, _KEPT = 256, 16
_KEPT_MEMORY = 64 << 20
_state: dict[str, Any] = {}
_get_random, _set_random = random.getstate, random.setstate


def prepare() -> None:
    """Import and touch in the zygote what every guest would otherwise import and touch by itself."""
    readable_modules.install()
    for name in ("otter", "notebook_feedback", "notebook_feedback.grader"):
        sys.modules[name] = otter_stand_in
    np.random.default_rng(0).random(2)
    np.random.seed(0)
    random.seed(0)
    _state["random"] = _get_random()
    # What libraries draw from the system is the same in each run: seeds of `default_rng()`, names of temporary files.
    np.random.bit_generator.randbits = random.Random(0).getrandbits  # type: ignore[attr-defined]
    tempfile._get_candidate_names = lambda: map(str, count())  # type: ignore[attr-defined]
    np.linalg.norm(np.fft.fft(np.eye(4)) @ np.eye(4))
    _state["shell"] = cell_runner.make_shell()
    cell_runner.run_cell(
        _state["shell"], "import matplotlib.pyplot as plt; plt.imshow([[0, 1]], cmap='gray'); plt.plot([0, 1])"
    )
    _state["shell"].reset(new_session=False)
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # the null device, also in a guest


def hide_own_modules() -> None:
    """Take our modules out of the reach of `import`: a notebook that imports one, and changes it, changes a copy that
    nothing here uses. `checks` is loaded once more, since notebooks may use it."""
    for name in [*sys.modules]:
        if name.partition(".")[0] in ("autograder", "checks"):
            del sys.modules[name]
    importlib.import_module("checks")


class _SocketTransport:
    """The guest's end of the wire; it waits as long as the host likes."""

    def __init__(self, sock: socket.socket):
        self.sock = sock
        self.descriptor: int | None = None

    def send(self, message: Any, buffers: list[Any]) -> None:
        send(self.sock, m.encode(message), buffers)

    def receive(self) -> tuple[Any, Any]:
        body, tail, descriptor = receive_with_descriptor(self.sock)
        if isinstance(tail, int):
            assert descriptor is not None
            tail, descriptor = mapped(descriptor, tail), None
        self.descriptor = descriptor
        return parse(m.decode_to_guest, body), tail


def serve(sock: socket.socket) -> None:
    """Answer the host until it hangs up."""
    shell = _state["shell"]
    if "" not in sys.path:
        sys.path.append("")  # last: a module beside the notebook takes the place of none of ours
    _state["folder"] = _state.get("folder") or os.getcwd()  # not in a clone: a cell may have gone astray
    tempfile.tempdir = os.environ["HOME"] = os.environ["TMPDIR"] = _state["folder"]
    _set_random(_state["random"])  # Python seeds it anew in every fork
    transport = _SocketTransport(sock)
    peer = RpcPeer(transport, _with_probes)
    transport.send(m.Hello(), [])
    while True:
        try:
            message, tail = transport.receive()
        except ConnectionClosed:
            os._exit(0)
        match message:
            case m.RunCell(id, source, number, only_definitions):
                shell.history.cell = number
                transport.send(m.Done(id, *_run(shell, source, only_definitions)), [])
            case m.Fetch(id, names):
                end_other_threads()
                notes = shell.history.restore(names, shell.user_ns)
                _fetch(transport, peer, id, [shell.user_ns.get(name) for name in names], notes)
            case m.Call():
                peer.serve(message, tail)
            case m.Batch():
                peer.serve_batch(message, tail)
            case m.Files(id, files):
                for name, content in files:
                    _write(name, content)
                transport.send(m.Done(id, ""), [])
            case m.Clone(id):
                assert transport.descriptor is not None
                _state["random"] = _get_random()
                if _clone() == 0:
                    sock.close()
                    serve(socket.socket(fileno=transport.descriptor))
                os.close(transport.descriptor)
                transport.send(m.Done(id, ""), [])


def _run(shell: cell_runner.Shell, source: str, only_definitions: bool) -> tuple[str, str]:
    """Run a cell: only it may be interrupted, and it may not use up the last descriptors and the last memory, which the
    calls will need."""
    pid, (_, memory) = getpid(), getrlimit(RLIMIT_AS)
    setrlimit(RLIMIT_NOFILE, (_DESCRIPTORS - _KEPT, _DESCRIPTORS))
    if memory != RLIM_INFINITY:
        setrlimit(RLIMIT_AS, (memory - _KEPT_MEMORY, memory))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    error, note = cell_runner.run_cell(shell, source, only_definitions=only_definitions)
    if getpid() != pid:  # a child that the cell forked and that came this far: only its parent may speak
        os._exit(0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    setrlimit(RLIMIT_NOFILE, (_DESCRIPTORS, _DESCRIPTORS))
    setrlimit(RLIMIT_AS, (memory, memory))
    return error, note


def _fetch(transport: _SocketTransport, peer: RpcPeer, id: int, found: list[Any], notes: list[str]) -> None:
    encoder = Encoder(peer.export_function)
    try:
        transport.send(m.Found(id, [encoder.encode(thing) for thing in found], notes), encoder.buffers)
    except TooLarge:
        transport.send(
            m.Found(id, [m.Opaque(type(thing).__name__[:80], "too large to look at") for thing in found]), []
        )


def _write(name: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "wb") as file:
        file.write(content)


def _clone() -> int:
    """Fork a copy that will serve calls, after every process that an earlier copy left behind was killed.

    This process is number 1 of its PID namespace: -1 means all the others in it, and none outside.
    """
    try:
        os.kill(-1, signal.SIGKILL)
        while True:
            os.waitpid(-1, 0)
    except (ProcessLookupError, ChildProcessError):
        return os.fork()


def _with_probes(
    call: m.Call, function: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
) -> tuple[int, Any]:
    """Run a student's function with the probes that a case asks for."""
    pid = getpid()
    try:
        if call.count:
            counted: tuple[int, Any] = count_steps(function, *args, **kwargs)
            return counted
        if call.hide:
            return 0, without_modules(call.hide, function, *args, **kwargs)
        if call.folder:
            return 0, in_folder(args[0], function, *args[1:], **kwargs)
        if call.twice:
            return 0, call_twice(function, *args, **kwargs)
        if call.another_run:
            return 0, in_another_run(function, *args, **kwargs)
        return 0, function(*args, **kwargs)
    except (SystemExit, KeyboardInterrupt) as problem:
        raise RuntimeError(f"your function raised {type(problem).__name__}") from None
    finally:
        if getpid() != pid:  # a child that the function forked: only its parent may answer
            os._exit(0)
