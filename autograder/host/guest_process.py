"""The host's side of one guest: requests, clones, and its end.

Theory of operation. The first frame of a guest carries its process id, which the kernel writes. From then on the host
measures that process by its CPU clock and kills it by its pidfd, and needs nothing that the guest says. Each wait has a
deadline. After any error on the wire the host kills the process and raises GuestLost. This holds for the first frame of
a clone as well: student code has run before it, so whatever comes is the student's.
"""

import os
import signal
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from autograder.host.call_plans import CaseKey, Plan
from autograder.host.deadlines import Deadline
from autograder.host.errors import GuestLost
from autograder.host.lent_functions import check_arguments
from autograder.host.prefetch import PrefetchingPeer
from autograder.host.process_end import kill
from autograder.host.resource_usage import Usage, descends, memory
from autograder.host.scratch_folders import remove
from autograder.results import Limits
from autograder.wire import messages as m
from autograder.wire.frames import ConnectionClosed, ProtocolError, TooLarge, parse, receive, receive_first, send
from autograder.wire.shared_tail import SharedBuffers

START = 60.0  # seconds that a process of ours may take to start
_MOST_CALLBACKS = 20_000
_LONGEST_TEXT = 1000  # characters of what a guest says about a cell
_WEIGHT = 12  # bytes in memory for each byte of a message; those of arrays count once


class Held(NamedTuple):
    """What a process holds: threads and children beside itself, places for open files, and bytes of memory.

    There are 64 places, 128 or 256. How many of them are taken, the kernel tells nobody but root.
    """

    tasks: int
    files: int
    memory: int


class CellEnd(NamedTuple):
    """How a cell ended: the last line of its error, and a note about what still ran, each empty if there is none.

    If it was `interrupted`, `within` are the functions in which that happened, as far as the guest says.
    """

    error: str
    note: str
    interrupted: bool = False
    within: tuple[str, ...] = ()


class Guest:
    """One guest process, or a clone of one, as the host sees it."""

    def __init__(
        self,
        sock: socket.socket,
        limits: Limits,
        folder: Path | None,
        parent: "Guest | None" = None,
        before: Usage | None = None,
    ):
        """`parent` is what a clone is a copy of; `before` is the usage of the submission's last guest, if any.

        Raises ConnectionClosed, ProtocolError or GuestLost if the first frame does not come. Then nothing is left.
        """
        self.sock, self.limits, self.folder = sock, limits, folder
        self.usage: Usage = parent.usage if parent else Usage(before)
        self.alive = True
        self.pid, self.pidfd = 0, -1
        self.sent = 0  # messages since the host last counted threads and children
        self.peer = _GuestPeer(self, self._callback, limits.data)
        self.last_id = 1 << 40
        self.deadline = Deadline(sock, self.usage, limits.memory, folder)
        self.set_deadline(START)
        if parent is not None:
            self.deadline.continue_with(parent.deadline)
        try:
            hello = parse(m.decode_to_host, receive_first(sock, self.deadline.wait, partial(self._meet, parent)))
            if not isinstance(hello, m.Hello) or hello.fault:
                raise ProtocolError(f"a wall could not be taken: {getattr(hello, 'fault', 'no greeting')[:500]}")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        except BaseException:
            self.kill()
            raise

    def _meet(self, parent: "Guest | None", pid: int) -> None:
        """Take hold of the process that has spoken first. A clone's must descend from its parent: an id whose process
        has ended may be anybody's by now."""
        try:
            pidfd = os.pidfd_open(pid)
        except OSError:
            raise ConnectionClosed from None
        if parent is not None and not descends(pid, parent.pid):
            os.close(pidfd)
            raise ProtocolError("a greeting from another process")
        self.pid, self.pidfd = pid, pidfd
        self.usage.follow(pid)
        if parent is None and hasattr(os, "sched_setaffinity"):  # where this thread runs: the zygote may run elsewhere
            with suppress(OSError):
                os.sched_setaffinity(pid, os.sched_getaffinity(0))

    # --- requests ---

    def run_cell(self, source: str, seconds: float, number: int, *, only_definitions: bool) -> CellEnd:
        """Run a cell. One over its time is interrupted; if that does not end it, the guest is lost."""
        interrupted = False

        def interrupt() -> None:
            nonlocal interrupted
            interrupted = True
            self._signal(signal.SIGINT)

        self.set_deadline(seconds, interrupt)
        done = self._done(m.RunCell(self._next(), source, number, only_definitions))
        error, note = done.error[:_LONGEST_TEXT], done.note[:_LONGEST_TEXT]
        if not interrupted:
            return CellEnd(error, note)
        names = error.partition("KeyboardInterrupt: in ")[2]
        text = f"stopped: it took longer than {seconds:.3g} s" + (f", in {names}" if names else "")
        return CellEnd(text, note, interrupted=True, within=tuple(names.split(", ")) if names else ())

    def put(self, files: dict[str, bytes]) -> None:
        """Write files into the folder of the guest, before any cell runs."""
        self.set_deadline(START)
        self._done(m.Files(self._next(), list(files.items())))

    def fetch(self, names: Sequence[str]) -> list[Any]:
        """The student's globals of these names; None for a name that does not exist."""
        with translate_wire_errors(self):
            return self.peer.fetch(names)

    def clone(self, seconds: float) -> "Guest":
        """A forked copy of this guest in its present state. Earlier copies are killed.

        This guest stands still until the next copy is asked for. A thread that a cell has left running would use up the
        time of the cases otherwise, and how much of it would depend on what else runs on this machine.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._signal(signal.SIGCONT)
        self.set_deadline(seconds)
        try:
            with translate_wire_errors(self):
                asked = self._next()
                send(self.sock, m.encode(m.Clone(asked)), wait=self.deadline.wait, descriptor=theirs.fileno())
                theirs.close()
                self._receive_done(asked)
                self._signal(signal.SIGSTOP)
                return Guest(ours, self.limits, self.folder, self)
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()

    def set_deadline(
        self, seconds: float, interrupt: Callable[[], None] | None = None, why_so_few: str = "", data: int = 1
    ) -> None:
        """Allow the next request so many seconds of CPU, and as many of sleep (see `Deadline.set`), and results of
        `data` times what a case may keep."""
        self.deadline.set(seconds, interrupt, why_so_few)
        self.callbacks, self.room = 0, data * self.limits.data

    def held(self) -> Held:
        """What the kernel counts in this guest."""
        own, tasks, files = Path(f"/proc/{self.pid}"), 0, 0
        with suppress(OSError):
            children = (own / "task" / str(self.pid) / "children").read_text(encoding="ascii").split()
            tasks = len(os.listdir(own / "task")) - 1 + len(children)
            status = (own / "status").read_text(encoding="utf-8", errors="replace")  # it begins with a name of theirs
            files = int(status.rpartition("FDSize:")[2].split()[0])
        return Held(tasks, files, memory([self.pid]))

    def kill(self) -> None:
        """End the process, with its whole namespace if it is the first of one."""
        if not self.alive:
            return
        self.alive = False
        if self.pid == self.usage.first:
            self.usage.end()
        if self.pidfd >= 0:
            kill([self.pidfd])
        self.usage.follow(self.usage.first)
        self.usage.measure()  # a clone that has ended is counted at once
        self.sock.close()
        if self.folder is not None:
            remove(self.folder)
        self.usage.look()  # large memory and many files take a while to go

    # --- the transport of an RpcPeer ---

    def send(self, message: Any, buffers: list[Any], shared: SharedBuffers | None = None) -> None:
        """Send a message, within the deadline."""
        self.sent += 1
        if shared is None:
            send(self.sock, m.encode(message), buffers, wait=self.deadline.wait)
        else:
            where, size = shared.descriptor, len(shared.sent)
            send(self.sock, m.encode(message), wait=self.deadline.wait, descriptor=where, shared=size)

    def receive(self) -> tuple[Any, Any]:
        """Receive a message, within the deadline; all of them together also have a limit."""
        body, tail = receive(self.sock, wait=self.deadline.wait, announced=self._announced)
        self.deadline.look()  # a guest that always has the next message ready never lets the host wait
        return parse(m.decode_to_host, body), tail

    def _announced(self, body: int, tail: int) -> None:
        self.room -= tail + _WEIGHT * body
        if self.room < 0:
            raise GuestLost("crashed", "too much data: all results together are more than a case may hold")

    # --- helpers ---

    def _next(self) -> int:
        self.last_id += 1
        return self.last_id

    def _done(self, message: Any) -> m.Done:
        with translate_wire_errors(self):
            self.send(message, [])
            return self._receive_done(message.id)

    def _receive_done(self, id: int) -> m.Done:
        answer, _ = self.receive()
        if not isinstance(answer, m.Done) or answer.id != id:
            raise ProtocolError("a reply to another request")
        return answer

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, number)

    def _callback(self, call: m.Call, function: Any, args: list[Any], kwargs: dict[str, Any]) -> tuple[int, Any]:
        self.callbacks += 1
        if self.callbacks > _MOST_CALLBACKS:
            raise GuestLost("timeout", f"your function called what it was given more than {_MOST_CALLBACKS:,} times")
        check_arguments(function, args, kwargs)
        return 0, function(*args, **kwargs)


class _GuestPeer(PrefetchingPeer):
    """An RpcPeer that raises GuestLost for each failure on the wire, also when a test calls a proxy."""

    def prefetch(self, plans: Mapping[CaseKey, Plan], case_ends: Callable[[], None] = lambda: None) -> None:
        with translate_wire_errors(self.transport):  # type: ignore[arg-type]
            super().prefetch(plans, case_ends)

    def cpu_clock(self) -> float:
        self.recorded = None  # a call that is made ahead, among others, has no time of its own
        guest: Guest = self.transport  # type: ignore[assignment]
        return guest.usage.measure()

    def call(self, *args: Any, **kwargs: Any) -> tuple[int, Any]:
        with translate_wire_errors(self.transport):  # type: ignore[arg-type]
            return super().call(*args, **kwargs)


class translate_wire_errors:
    """Kill the guest after an error on the wire, and raise GuestLost instead."""

    def __init__(self, guest: Guest):
        self.guest = guest

    def __enter__(self) -> None:
        if not self.guest.alive:
            raise GuestLost("crashed", "the process had ended before")
        self.guest.deadline.begin_request()

    def __exit__(self, kind: Any, error: Any, _: Any) -> None:
        self.guest.deadline.end_request()
        if isinstance(error, GuestLost):
            self.guest.kill()
            raise error
        if isinstance(error, ConnectionClosed):
            self.guest.kill()
            raise GuestLost("crashed", "the process ended (os._exit, out of memory, or a crash in a library)") from None
        if isinstance(error, ProtocolError):
            self.guest.kill()
            raise GuestLost("crashed", f"the answer was not one ({error})") from None
        if isinstance(error, TooLarge):
            raise GuestLost("crashed", f"too much data: {error}") from None
        if isinstance(error, MemoryError) and not hasattr(error, "_remote_number"):  # the student's own is an answer
            self.guest.kill()
            raise GuestLost(
                "crashed", "too much data: the results take more memory than a submission may use"
            ) from None
