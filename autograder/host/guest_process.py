"""The host's side of one guest: ask, clone, kill. Every wait has a deadline.

Theory of operation. A guest's first frame carries its process id, stamped by the kernel; from then on the host watches
that process by its CPU clock and kills it by its pidfd, never by anything that the guest says. Whatever goes wrong on
the wire is a `Lost`: the process behind it is killed at once and never spoken to again.

A limit is one of CPU seconds: of the guest, its clone and all their children together. As many seconds again may pass
while the host waits and nothing of the guest runs or queues for a processor: it sleeps. So what others do on this
machine costs no student a mark, and where a processor is free, nothing takes longer than twice its limit.
"""

import os
import select
import signal
import socket
import stat
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.host.call_plans import CaseKey, Plan
from autograder.host.prefetch import PrefetchingPeer
from autograder.host.resource_usage import Usage, memory
from autograder.host.scratch_folders import remove
from autograder.results import Limits
from autograder.sandbox import limits as guest_limits
from autograder.wire import messages as m
from autograder.wire.frames import ConnectionClosed, ProtocolError, TooLarge, parse, receive, receive_first, send

START = 60.0  # seconds that a process of ours may take to start
_TICK = 0.05
_GRACE = 0.5  # seconds of CPU in which an interrupted cell may come to its end
_MOST_CALLBACKS = 20_000
_LONGEST_TEXT = 1000  # characters of what a guest says about a cell
_MOST_RECEIVED = 256 << 20  # bytes of answers that a case, or the calls made ahead of all cases, may keep in memory
_MOST_FILES, _DEEPEST = 4096, 50  # in a guest's folder
_WEIGHT = 32  # bytes in memory for each byte of a message; those of arrays count once


class GuestLost(BaseException):
    """The guest cannot be asked any more. Not an Exception, so that no test can take it for an answer.

    `outcome` is "timeout" or "crashed", and the text says what happened, to the student.
    """

    def __init__(self, outcome: str, text: str):
        super().__init__(text)
        self.outcome, self.text = outcome, text


class ZygoteBroken(BaseException):
    """The zygote could not be started, or did not fork: this machine's fault or ours, never a student's. Not an
    Exception, so that no test can take it for what a student's function raised."""


class Guest:
    """One guest process, or a clone of one, as the host sees it."""

    def __init__(self, sock: socket.socket, limits: Limits, folder: Path | None, parent: "Guest | None" = None):
        self.sock, self.limits, self.folder = sock, limits, folder
        self.usage: Usage = parent.usage if parent else Usage()
        self.seconds: float = parent.seconds if parent else START
        self.alive = True
        self.poll = select.poll()
        self.poll.register(sock, select.POLLIN)
        self.polled = select.POLLIN
        self.pid, self.pidfd = 0, -1
        self.waited, self.next_look = 0.0, time.monotonic() + _TICK  # since the last look, until the next one
        self.callbacks = 0
        self.sent = 0  # messages, since the host last looked what they had left behind
        self.set_deadline(self.seconds)
        self.pid, body = receive_first(sock, self._wait)
        self.pidfd = os.pidfd_open(self.pid)
        self.usage.follow(self.pid)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        hello = parse(m.decode_to_host, body)
        if not isinstance(hello, m.Hello) or hello.fault:
            self.kill()
            raise ZygoteBroken(f"a wall could not be taken: {getattr(hello, 'fault', hello)}")
        self.peer = _GuestPeer(self, self._callback)
        self.last_id = 1 << 40

    # --- asking ---

    def run_cell(
        self, source: str, seconds: float, number: int = 0, *, only_definitions: bool = False
    ) -> tuple[str, str, bool]:
        """Run a cell; return the last line of its error, a note about what ran of it all the same, and whether it was
        interrupted. That happens to one over its time; if that does not end it, it is lost."""
        self.set_deadline(seconds)
        self.interruptible = True
        try:
            done = self._done(m.RunCell(self._next(), source, number, only_definitions))
            error, note = done.error[:_LONGEST_TEXT], done.note[:_LONGEST_TEXT]
            if self.interruptible:
                return error, note, False
            _, within, names = error.partition("KeyboardInterrupt: in ")
            return f"stopped: it took longer than {seconds:.3g} s" + (f", in {names}" if within else ""), note, True
        finally:
            self.interruptible = False

    def put(self, files: dict[str, bytes]) -> None:
        """Write files into the guest's folder (before any cell runs)."""
        self.set_deadline(START)
        self._done(m.Files(self._next(), list(files.items())))

    def fetch(self, names: Sequence[str]) -> list[Any]:
        """The student's globals of these names, or None in the place of one that is not there."""
        with translate_wire_errors(self):
            return self.peer.fetch(names)

    def clone(self, seconds: float) -> "Guest":
        """A forked copy in the state that this guest is in; copies made earlier are killed."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.set_deadline(seconds)
        try:
            with translate_wire_errors(self):
                send(self.sock, m.encode(m.Clone(0)), wait=self._wait, descriptor=theirs.fileno())
                theirs.close()
                return Guest(ours, self.limits, self.folder, self)
        except (GuestLost, ZygoteBroken, ProcessLookupError) as error:
            ours.close()
            raise (
                error if isinstance(error, GuestLost) else GuestLost("crashed", "the process could not be copied")
            ) from None
        finally:
            theirs.close()

    def set_deadline(self, seconds: float) -> None:
        """What is asked next may take so many seconds of CPU, and may sleep for as many."""
        self.cpu_end = self.usage.cpu() + seconds
        self.idle_end = self.usage.idle + seconds
        self.seconds = seconds
        self.interruptible = False
        self.callbacks = self.received = 0

    def count_threads_and_children(self) -> int:
        """How many threads and child processes it has, as the host's kernel counts them."""
        own = Path(f"/proc/{self.pid}/task")
        with suppress(OSError):
            children = (own / str(self.pid) / "children").read_text(encoding="ascii").split()
            return len(os.listdir(own)) - 1 + len(children)
        return 0

    def kill(self) -> None:
        """End the process, with its whole namespace if it is the first of one."""
        if not self.alive:
            return
        self.alive = False
        began = time.monotonic()
        if self.pid == self.usage.first:
            self.usage.end()
        if self.pidfd >= 0:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            select.select([self.pidfd], [], [], 5)
            os.close(self.pidfd)
        self.usage.follow(self.usage.first)
        self.usage.measure()  # a clone that has ended is counted at once
        self.sock.close()
        if self.folder is not None:
            remove(self.folder)
        self.usage.idle += time.monotonic() - began  # large memory and many files take a while to go

    # --- the line, as a Speaker uses it ---

    def send(self, message: Any, buffers: list[Any]) -> None:
        """Send a message, within the deadline."""
        self.sent += 1
        send(self.sock, m.encode(message), buffers, wait=self._wait)

    def receive(self) -> tuple[Any, Any]:
        """Receive a message, within the deadline; all of them together have a limit, too."""
        body, tail = receive(self.sock, wait=self._wait)
        self.received += len(tail) + _WEIGHT * len(body)
        if self.received > _MOST_RECEIVED:
            raise GuestLost("crashed", "too much data: all results together are more than a case may hold")
        return parse(m.decode_to_host, body), tail

    # --- helpers ---

    def _next(self) -> int:
        self.last_id += 1
        return self.last_id

    def _done(self, message: Any) -> m.Done:
        with translate_wire_errors(self):
            self.send(message, [])
            answer, _ = self.receive()
            if not isinstance(answer, m.Done) or answer.id != message.id:
                raise ProtocolError("an answer to another question")
            return answer

    def _callback(self, call: m.Call, function: Any, args: list[Any], kwargs: dict[str, Any]) -> tuple[int, Any]:
        self.callbacks += 1
        if self.callbacks > _MOST_CALLBACKS:
            raise GuestLost("timeout", f"your function called what it was given more than {_MOST_CALLBACKS:,} times")
        return 0, function(*args, **kwargs)

    def _wait(self, event: int) -> None:
        if event != self.polled:
            self.poll.modify(self.sock, event)
            self.polled = event
        ready: list[Any] = []
        while not ready:
            began = time.monotonic()
            ready = self.poll.poll(max(self.next_look - began, 0) * 1000)
            now = time.monotonic()
            self.waited += now - began
            if now >= self.next_look:  # also at one that always has something to say
                self._watch()

    def _watch(self) -> None:
        """Look at the clocks, the memory and the folder of a guest."""
        cpu = self.usage.look(self.waited)
        self.waited = 0.0
        self.next_look = time.monotonic() + min(_TICK, max(self.cpu_end - cpu, _TICK / 5))
        if cpu >= self.cpu_end or self.usage.idle >= self.idle_end:
            if self.interruptible:
                self.interruptible = False
                self.cpu_end, self.idle_end = cpu + _GRACE, self.usage.idle + _GRACE
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(self.pidfd, signal.SIGINT)
                return
            raise GuestLost("timeout", f"stopped: it took longer than {self.seconds:.3g} s")
        if memory(self.usage.processes()) > 2 * self.limits.memory + (256 << 20):
            raise GuestLost("crashed", "stopped: it used too much memory")
        if self.folder is not None and _is_full(self.folder):
            raise GuestLost("crashed", "stopped: it wrote too much to its folder")


class _GuestPeer(PrefetchingPeer):
    """A Speaker whose every failure on the wire is Lost, also when a test calls a proxy."""

    def prefetch(self, plans: Mapping[CaseKey, Plan]) -> None:
        with translate_wire_errors(self.transport):  # type: ignore[arg-type]
            super().prefetch(plans)

    def call(self, *args: Any, **kwargs: Any) -> tuple[int, Any]:
        with translate_wire_errors(self.transport):  # type: ignore[arg-type]
            return super().call(*args, **kwargs)


class translate_wire_errors:
    """Turns what goes wrong on the wire into Lost, after the process was killed."""

    def __init__(self, guest: Guest):
        self.guest = guest

    def __enter__(self) -> None:
        if not self.guest.alive:
            raise GuestLost("crashed", "the process had ended before")

    def __exit__(self, kind: Any, error: Any, _: Any) -> None:
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


def _is_full(folder: Path) -> bool:
    """Whether a folder holds more than it may. Nothing in it is opened but folders, and no link is followed."""
    size = files = 0
    for path, folders, names, descriptor in os.fwalk(folder, follow_symlinks=False):
        files += len(folders) + len(names)
        for name in names[: _MOST_FILES + 1]:
            with suppress(OSError):
                found = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                size += found.st_blocks * 512 if stat.S_ISREG(found.st_mode) else 0
        if size > guest_limits.TMP_BYTES or files > _MOST_FILES or path.count("/") - str(folder).count("/") > _DEEPEST:
            return True
    return False
