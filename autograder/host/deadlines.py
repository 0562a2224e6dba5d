"""The time limit of a cell, a case or a reply of a guest, and its limits of memory and of files.

A limit is one of CPU seconds: of the guest, its clone and all their children together. As many seconds again may pass
while the host waits and nothing of the guest runs or queues for a processor: it sleeps. So what others do on this
machine costs no student a mark, and where a processor is free, nothing takes longer than twice its limit.
"""

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
from autograder.host.resource_usage import Usage, memory
from autograder.sandbox.resource_limits import TMP_BYTES

_TICK = 0.05
_GRACE = 0.5  # CPU seconds in which an interrupted cell may end
_MOST_FILES, _DEEPEST = 4096, 50  # in a guest's folder


class Deadline:
    """Waits for the socket of a guest, and raises GuestLost if the guest uses more than it may."""

    def __init__(self, sock: socket.socket, usage: Usage, most_memory: int, folder: Path | None):
        self.sock, self.usage, self.most_memory, self.folder = sock, usage, most_memory, folder
        self.poll = select.poll()
        self.poll.register(sock, select.POLLIN)
        self.polled = select.POLLIN
        self.waited, self.next_check = 0.0, time.monotonic() + _TICK  # since the last check, until the next one

    def set(self, seconds: float, interrupt: Callable[[], None] | None = None) -> None:
        """Allow the next request so many seconds of CPU, and as many of sleep.

        After that, `interrupt` is called once, and the guest has a moment to end what it does.
        """
        self.seconds, self.interrupt = seconds, interrupt
        self.cpu_end = self.usage.cpu() + seconds
        self.idle_end = self.usage.idle + seconds

    def wait(self, event: int) -> None:
        """Wait until the socket is ready for `event` (select.POLLIN or POLLOUT)."""
        if event != self.polled:
            self.poll.modify(self.sock, event)
            self.polled = event
        ready: list[Any] = []
        while not ready:
            began = time.monotonic()
            ready = self.poll.poll(max(self.next_check - began, 0) * 1000)
            now = time.monotonic()
            self.waited += now - began
            if now >= self.next_check:  # checked also if the guest never stops sending
                self._check()

    def _check(self) -> None:
        cpu = self.usage.look(self.waited)
        self.waited = 0.0
        self.next_check = time.monotonic() + min(_TICK, max(self.cpu_end - cpu, _TICK / 5))
        if cpu >= self.cpu_end or self.usage.idle >= self.idle_end:
            if self.interrupt is None:
                raise GuestLost("timeout", f"stopped: it took longer than {self.seconds:.3g} s")
            self.interrupt()
            self.interrupt = None
            self.cpu_end, self.idle_end = cpu + _GRACE, self.usage.idle + _GRACE
        elif memory(self.usage.processes()) > 2 * self.most_memory + (256 << 20):
            raise GuestLost("crashed", "stopped: it used too much memory")
        elif self.folder is not None and _is_full(self.folder):
            raise GuestLost("crashed", "stopped: it wrote too much to its folder")


def _is_full(folder: Path) -> bool:
    """Whether a folder holds more than it may. Nothing in it is opened but folders, and no link is followed."""
    size = files = 0
    for path, folders, names, descriptor in os.fwalk(folder, follow_symlinks=False):
        files += len(folders) + len(names)
        for name in names[: _MOST_FILES + 1]:
            with suppress(OSError):
                found = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                size += found.st_blocks * 512 if stat.S_ISREG(found.st_mode) else 0
        if size > TMP_BYTES or files > _MOST_FILES or path.count("/") - str(folder).count("/") > _DEEPEST:
            return True
    return False
