"""The host's side of one guest: ask, clone, kill. Every wait has a deadline.

Theory of operation. A guest's first frame carries its process id, stamped by the kernel; from then on the host watches
that process by its CPU clock and kills it by its pidfd, never by anything that the guest says. Whatever goes wrong on
the wire is a `Lost`: the process behind it is killed at once and never spoken to again.
"""

import os
import select
import shutil
import signal
import socket
import stat
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.host.prefetch import PrefetchingPeer
from autograder.results import Limits
from autograder.sandbox import limits as guest_limits
from autograder.wire import messages as m
from autograder.wire.frames import ConnectionClosed, ProtocolError, TooLarge, parse, receive, receive_first, send

WALL_FACTOR = 3.0  # a limit of CPU seconds ends a wait of three times as many seconds by the clock
START = 60.0  # seconds that a process of ours may take to start
_TICK = 0.2
_GRACE = 1.0
_MOST_CALLBACKS = 20_000
_MOST_RECEIVED = 256 << 20  # bytes of answers that a case, or the calls made ahead of all cases, may keep in memory
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

    def __init__(self, sock: socket.socket, limits: Limits, folder: Path | None):
        self.sock, self.limits, self.folder = sock, limits, folder
        self.alive = True
        self.poll = select.poll()
        self.poll.register(sock, select.POLLIN)
        self.polled = select.POLLIN
        self.pid, self.pidfd = 0, -1
        self.used = 0.0
        self.callbacks = 0
        self.sent = 0  # messages, since the host last looked what they had left behind
        self.set_deadline(START)
        self.pid, body = receive_first(sock, self._wait)
        self.pidfd = os.pidfd_open(self.pid)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        hello = parse(m.decode_to_host, body)
        if not isinstance(hello, m.Hello) or hello.fault:
            self.kill()
            raise ZygoteBroken(f"a wall could not be taken: {getattr(hello, 'fault', hello)}")
        self.peer = _GuestPeer(self, self._callback)
        self.last_id = 1 << 40

    # --- asking ---

    def run_cell(self, source: str, seconds: float) -> str:
        """Run a cell; return the last line of its error. Over its time it is interrupted, then lost."""
        self.set_deadline(seconds)
        self.interruptible = True
        try:
            error = self._done(m.RunCell(self._next(), source))
            return error if self.interruptible else f"stopped: it took longer than {seconds:g} s"
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

    def clone(self) -> "Guest":
        """A forked copy in the state that this guest is in; copies made earlier are killed."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.set_deadline(START / 6)
        try:
            with translate_wire_errors(self):
                send(self.sock, m.encode(m.Clone(0)), wait=self._wait, descriptor=theirs.fileno())
                theirs.close()
                return Guest(ours, self.limits, self.folder)
        except (GuestLost, ZygoteBroken, ProcessLookupError) as error:
            ours.close()
            raise (
                error if isinstance(error, GuestLost) else GuestLost("crashed", "the process could not be copied")
            ) from None
        finally:
            theirs.close()

    def set_deadline(self, seconds: float) -> None:
        """What is asked next may take so many seconds of CPU, and some more by the clock."""
        self.cpu_end = self.cpu() + seconds
        self.wall_end = time.monotonic() + seconds * WALL_FACTOR
        self.seconds = seconds
        self.interruptible = False
        self.callbacks = self.received = 0

    def cpu(self) -> float:
        """CPU seconds that the process has used so far."""
        if self.pid and self.alive:
            with suppress(OSError):
                self.used = time.clock_gettime((~self.pid << 3) | 2)
        return self.used

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
        self.cpu()
        self.alive = False
        if self.pidfd >= 0:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            select.select([self.pidfd], [], [], 5)
            os.close(self.pidfd)
        self.sock.close()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

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

    def _done(self, message: Any) -> str:
        with translate_wire_errors(self):
            self.send(message, [])
            answer, _ = self.receive()
            if not isinstance(answer, m.Done) or answer.id != message.id:
                raise ProtocolError("an answer to another question")
            return answer.error

    def _callback(self, call: m.Call, function: Any, args: list[Any], kwargs: dict[str, Any]) -> tuple[int, Any]:
        self.callbacks += 1
        if self.callbacks > _MOST_CALLBACKS:
            raise GuestLost("timeout", f"your function called what it was given more than {_MOST_CALLBACKS:,} times")
        return 0, function(*args, **kwargs)

    def _wait(self, event: int) -> None:
        if event != self.polled:
            self.poll.modify(self.sock, event)
            self.polled = event
        while True:
            left = min(self.wall_end - time.monotonic(), _TICK)
            if self.poll.poll(max(left, 0) * 1000):
                return
            self._watch()

    def _watch(self) -> None:
        """Look at the clocks, the memory and the folder of a guest that has not answered for a while."""
        if self.cpu() >= self.cpu_end or time.monotonic() >= self.wall_end:
            if self.interruptible:
                self.interruptible = False
                self.cpu_end, self.wall_end = self.cpu() + _GRACE, time.monotonic() + _GRACE
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(self.pidfd, signal.SIGINT)
                return
            raise GuestLost("timeout", f"stopped: it took longer than {self.seconds:g} s")
        if self.pid and _tree_memory(self.pid) > 2 * self.limits.memory + (256 << 20):
            raise GuestLost("crashed", "stopped: it used too much memory")
        if self.folder is not None and _folder_bytes(self.folder) > guest_limits.TMP_BYTES:
            raise GuestLost("crashed", "stopped: it wrote too much to its folder")


class _GuestPeer(PrefetchingPeer):
    """A Speaker whose every failure on the wire is Lost, also when a test calls a proxy."""

    def prefetch(self, cases: Iterable[Any]) -> None:
        with translate_wire_errors(self.transport):  # type: ignore[arg-type]
            super().prefetch(cases)

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


def _tree_memory(pid: int) -> int:
    """Bytes of anonymous and shared memory of a process and its children, as far as they can be seen."""
    total, waiting, seen = 0, [pid], 0
    while waiting and seen < 200:
        current = waiting.pop()
        seen += 1
        with suppress(OSError, ValueError):
            status = Path(f"/proc/{current}/status").read_text(encoding="utf-8")
            for line in status.splitlines():
                if line.startswith(("RssAnon:", "RssShmem:")):
                    total += int(line.split()[1]) * 1024
            children = Path(f"/proc/{current}/task/{current}/children").read_text(encoding="ascii")
            waiting += [int(child) for child in children.split()]
    return total


def _folder_bytes(folder: Path) -> int:
    total = 0
    for _, _, files, descriptor in os.fwalk(folder, follow_symlinks=False):
        for name in files:
            with suppress(OSError):
                found = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                total += found.st_blocks * 512 if stat.S_ISREG(found.st_mode) else 0
    return total
