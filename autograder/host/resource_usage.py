"""What the processes of a guest have used, as the host's kernel counts it: CPU seconds, memory, time in a queue.

A guest may have clones and, at the level "full", children of its own; all of them descend from its first process. The
kernel adds the CPU seconds of a child that has ended to its parent as soon as the parent waits for it, and the walls
keep a guest from changing what happens to its dead children. So the sum over the first process and its descendants,
those included that have ended and nobody has waited for, misses nothing as long as the first process lives.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

_MOST_PROCESSES = 200  # that are looked at; the walls allow a guest far fewer
MOST_THREADS = 256  # of a process that are looked at: a guest with more is ended
_CREDIT = 1.0  # seconds of sleep that a later look may take back: the kernel counts a queue when it has come to its end
_TICKS = os.sysconf("SC_CLK_TCK")


class Usage:
    """What a guest has used, with all its clones and children, and how long it has slept.

    `before` is the usage of the submission's last guest. Sleep is counted from where that one has stopped to count, so
    that the end of a guest and the start of the next one have their place in the sum.
    """

    def __init__(self, before: "Usage | None" = None) -> None:
        self.first = self.serving = 0  # process ids: of the guest, and of the clone that answers at present
        self.processes: list[int] = []  # the guest's and all its descendants, when they were last measured
        self.others = 0.0  # CPU seconds of all of them but the first and the serving one, at that time
        self.used = 0.0
        self.idle = self.most_idle = 0.0
        self.looked_at = 0.0  # what `used` was at the last look
        self.active: dict[int, float] = {}  # by thread
        self.seen = time.monotonic()
        self.host: _Host = before.host if before else _Host.now()  # at the last look

    def follow(self, pid: int) -> None:
        """Count this process: the first one of a guest, or a clone that answers in its place from now on."""
        self.first, self.serving = self.first or pid, pid

    def cpu(self) -> float:
        """CPU seconds so far: exact for the guest and its clone, and of the others what `measure` has seen."""
        if self.first:
            with suppress(OSError):
                self._update(self._two() + self.others)
        return self.used

    def measure(self) -> float:
        """CPU seconds of all processes so far."""
        if self.first:
            with suppress(OSError):
                two, self.processes = self._two(), tree(self.first)
                self.others = max(0.0, sum(_clock(pid) + _waited_for(pid) for pid in self.processes) - two)
                self._update(two + self.others)
        return self.used

    def look(self) -> float:
        """Measure; return the CPU seconds so far.

        All time since the last look counts as sleep in which no thread of the guest ran or queued for a processor, and
        the host neither ran nor queued for one behind others. (A wait behind the guest is in the guest's CPU seconds.)
        So no wait of the host is left out, whatever it waits for, and on a free processor no more time passes
        than the CPU seconds of both sides and the sleep.
        """
        cpu = self.measure() - self.looked_at
        before = self.active
        self.active = {task: sum(_scheduled(task)) for pid in self.processes for task in _tasks_of(pid)}
        active = max((now - before.get(task, 0.0) for task, now in self.active.items()), default=0.0)
        last, self.host = self.host, _Host.now()
        queued = max(0.0, self.host.queued - last.queued - cpu)
        idle = self.host.clock - last.clock - max(active, cpu) - (self.host.cpu - last.cpu) - queued
        self.idle = max(self.idle + idle, self.most_idle - _CREDIT)
        self.most_idle = max(self.most_idle, self.idle)
        self.looked_at = self.used
        return self.used

    def look_again(self, after: float) -> None:
        """Look, if the last look was more than so many seconds ago."""
        if time.monotonic() - self.host.clock > after:
            self.look()

    def end(self) -> None:
        """The guest is about to be killed. Of one that has ended by itself the kernel tells nothing any more: it is
        charged for the time since it was last seen."""
        self.measure()
        if self.first and not os.path.exists(f"/proc/{self.first}"):
            self.used += time.monotonic() - self.seen
        self.first, self.processes = 0, []

    def _two(self) -> float:
        clone = _clock(self.serving) if self.serving != self.first else 0.0
        return time.clock_gettime(_clock_id(self.first)) + clone

    def _update(self, used: float) -> None:
        self.used, self.seen = max(self.used, used), time.monotonic()


@dataclass(frozen=True)
class _Host:
    """Clocks of this process: the wall clock, its CPU seconds, and its seconds in a queue for a processor."""

    clock: float
    cpu: float
    queued: float

    @staticmethod
    def now() -> "_Host":
        return _Host(time.monotonic(), time.process_time(), _scheduled("thread-self")[1])


def tree(pid: int) -> list[int]:
    """A process and its living descendants, children of any of its threads included."""
    found = [pid]
    for current in found:
        for task in _tasks_of(current):
            with suppress(OSError, ValueError):
                found += [int(child) for child in _read(f"/proc/{current}/task/{task}/children").split()]
        if len(found) > _MOST_PROCESSES:
            break
    return found


def descends(pid: int, ancestor: int) -> bool:
    """Whether a living process is `ancestor` or comes from it, as far as the kernel lets us see."""
    while pid not in (ancestor, 0):
        try:
            pid = int(_read(f"/proc/{pid}/stat").rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):  # it has ended, or it is hidden from us
            return True
    return pid == ancestor


def _tasks_of(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(task) for task in islice(os.listdir(f"/proc/{pid}/task"), MOST_THREADS + 1)]
    return []


def memory(pids: list[int]) -> int:
    """Bytes of anonymous and shared memory that these processes hold."""
    total = 0
    for pid in pids:
        with suppress(OSError, ValueError):
            for line in _read(f"/proc/{pid}/status").splitlines():
                if line.startswith(("RssAnon:", "RssShmem:")):
                    total += int(line.split()[1]) * 1024
    return total


def _scheduled(task: int | str) -> tuple[float, float]:
    """Seconds in which a thread has run, and in which it could have run and had no processor."""
    with suppress(OSError, ValueError):  # some kernels do not count this
        ran, queued, _ = _read(f"/proc/{task}/schedstat").split()
        return int(ran) / 1e9, int(queued) / 1e9
    return 0.0, 0.0


def _clock_id(pid: int) -> int:
    return (~pid << 3) | 2


def _clock(pid: int) -> float:
    with suppress(OSError):
        return time.clock_gettime(_clock_id(pid))
    return 0.0


def _waited_for(pid: int) -> float:
    """CPU seconds of the children that a process has waited for."""
    with suppress(OSError, ValueError, IndexError):
        fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
        return (int(fields[13]) + int(fields[14])) / _TICKS
    return 0.0


def _read(path: str) -> str:
    with open(path, "rb", buffering=0) as file:  # some hundred times a submission: a third of what a text file takes
        return file.read().decode("utf-8", "replace")
