"""The time limit of a cell, a case or a reply of a guest, and its limits of memory and of files.

A limit is one of CPU seconds: of the guest, its clone and all their children together. As many seconds again may the
host compute while it waits for an answer, for what the guest asks it, and as many may pass in which neither of them
runs or queues for a processor: the guest sleeps. All of that counts for the time of the submission. So what others do
on this machine costs no student a mark, and where a processor is free, no submission takes longer than twice its limit.
"""

import gc
import os
import select
import socket
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.host.errors import GuestLost
from autograder.host.resource_usage import MOST_THREADS, Usage, memory
from autograder.sandbox.resource_limits import TMP_BYTES

TICK = 0.05  # seconds between two looks at what a guest uses
_GRACE = 0.5  # CPU seconds in which an interrupted cell may end
_MOST_FILES, _DEEPEST = 4096, 50  # in a guest's folder


class Deadline:
    """Waits for the socket of a guest, and raises GuestLost if the guest uses more than it may."""

    def __init__(self, sock: socket.socket, usage: Usage, most_memory: int, folder: Path | None):
        self.sock, self.usage, self.most_memory, self.folder = sock, usage, most_memory, folder
        self.poll = select.poll()
        self.poll.register(sock, select.POLLIN)
        self.polled = select.POLLIN
        self.next_check = time.monotonic() + TICK
        self.requests = 0  # that wait for their answers, each within the one before
        self.host = 0.0  # CPU seconds of this process during requests, without looks: how many depends on others

    def set(self, seconds: float, interrupt: Callable[[], None] | None = None, why_so_few: str = "") -> None:
        """Allow the next request so many seconds of CPU, as many of the host, and as many of sleep.

        After that, `interrupt` is called once, and the guest has a moment to end what it does. The student reads how
        many seconds there were, and `why_so_few`.
        """
        self.seconds, self.interrupt, self.why_so_few = seconds, interrupt, why_so_few
        self.cpu_end = self.usage.cpu() + seconds
        self.host_end = self._host() + seconds
        self.idle_end = self.usage.idle + seconds

    def continue_with(self, other: "Deadline") -> None:
        """Allow no more than is left of another deadline of the same guest."""
        self.seconds, self.interrupt = other.seconds, None
        self.cpu_end, self.idle_end = other.cpu_end, other.idle_end
        self.host_end = other.host_end - other._host()

    def wait(self, event: int) -> None:
        """Wait until the socket is ready for `event` (select.POLLIN or POLLOUT)."""
        if event != self.polled:
            self.poll.modify(self.sock, event)
            self.polled = event
        ready: list[Any] = []
        while not ready:
            ready = self.poll.poll(max(self.next_check - time.monotonic(), 0) * 1000)
            self.look()  # also if the guest never stops sending

    def look(self) -> None:
        """Raise GuestLost if the guest has used more than it may; looks again only after a while."""
        if time.monotonic() >= self.next_check:
            self._check()

    def _check(self) -> None:
        began = time.process_time()
        cpu = self.usage.look()
        self.next_check = time.monotonic() + min(TICK, max(self.cpu_end - cpu, TICK / 5))
        if cpu >= self.cpu_end or self._host() >= self.host_end or self.usage.idle >= self.idle_end:
            if self.interrupt is None:
                text = f"stopped: it took longer than {self.seconds:.3g} s{self.why_so_few}"
                raise GuestLost("timeout", text)
            self.interrupt()
            self.interrupt = None
            grace = min(_GRACE, self.seconds)
            self.cpu_end, self.host_end, self.idle_end = cpu + grace, self._host() + grace, self.usage.idle + grace
        elif memory(self.usage.processes) > 2 * self.most_memory + (256 << 20):
            raise GuestLost("crashed", "stopped: it used too much memory")
        elif len(self.usage.active) > MOST_THREADS:
            raise GuestLost("crashed", "stopped: it started too many threads")
        elif self.folder is not None and _is_full(self.folder):
            raise GuestLost("crashed", "stopped: it wrote too much to its folder, or closed a part of it")
        if self.requests:
            self.host -= time.process_time() - began

    def begin_request(self) -> None:
        """From here on, what this process computes counts. It does not look for garbage meanwhile: how long that takes
        depends on all that it holds."""
        if not self.requests:
            gc.disable()
            self.host -= time.process_time()
        self.requests += 1

    def end_request(self) -> None:
        """From here on, it does not, unless another request still waits."""
        self.requests -= 1
        if not self.requests:
            self.host += time.process_time()
            gc.enable()

    def _host(self) -> float:
        return self.host + (time.process_time() if self.requests else 0.0)


def _is_full(folder: Path) -> bool:
    """Whether a folder holds more than it may, or what cannot be looked at. Nothing in it is opened but folders, and no
    link is followed."""
    size = files = 0
    try:
        for path, folders, names, descriptor in os.fwalk(folder, follow_symlinks=False, onerror=_closed):
            files += len(folders) + len(names)
            for name in names[: _MOST_FILES + 1]:
                with suppress(OSError):
                    found = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                    size += found.st_blocks * 512 if stat.S_ISREG(found.st_mode) else 0
            if size > TMP_BYTES or files > _MOST_FILES or path.count("/") - str(folder).count("/") > _DEEPEST:
                return True
    except PermissionError:
        return True
    return False


def _closed(error: OSError) -> None:
    if isinstance(error, PermissionError):  # any other error: it has just been removed
        raise error
