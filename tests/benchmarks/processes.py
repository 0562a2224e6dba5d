"""What processes cost and hold, as the kernel tells it: CPU seconds, seconds by the clock, memory, descendants."""

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grading.pool import local

MOST_SECONDS = 300.0  # of a command: pip takes two minutes on a slow machine


@dataclass(frozen=True)
class Cost:
    """CPU seconds of all processes, and seconds by the clock."""

    cpu: float
    wall: float

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.cpu + other.cpu, self.wall + other.wall)


@contextlib.contextmanager
def on_one_processor() -> Iterator[None]:
    """Be settled as a worker is."""
    every = os.sched_getaffinity(0)
    local.pin_to_cpu(min(every))
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)


@contextlib.contextmanager
def on_all_processors() -> Iterator[None]:
    """Let what is started here use what the machine has, for once."""
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        yield
    finally:
        os.sched_setaffinity(0, own)


def run(
    command: list[str],
    folder: str | None = None,
    env: Mapping[str, str] | None = None,
    most_seconds: float = MOST_SECONDS,
) -> Cost:
    """Run a command to its end; what it and all that it waited for has used.

    One that does not end is run again: `otter run` and nbgrader wait for ever if a reply of their kernel is lost.
    """
    for _ in range(3):
        if cost := _run(command, folder, env, most_seconds):
            return cost
    raise AssertionError(f"{' '.join(command)} did not end in {most_seconds} seconds, three times")


def _run(command: list[str], folder: str | None, env: Mapping[str, str] | None, most_seconds: float) -> Cost | None:
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=said)
        while not (found := os.wait4(process.pid, os.WNOHANG))[0]:
            time.sleep(0.01)
            if time.monotonic() - start > most_seconds:
                process.kill()
                process.wait()
                return None
        _, status, used = found
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        assert process.returncode == 0, f"{' '.join(command)} ended with {process.returncode}:\n{said.read().decode()}"
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - start)


def tree_cpu(pid: int) -> float:
    """CPU seconds of a process and of all its living descendants."""
    total = 0.0
    for each in (pid, *descendants(pid)):
        with contextlib.suppress(OSError):
            total += time.clock_gettime((~each << 3) | 2)
    return total


def descendants(pid: int) -> list[int]:
    """The ids of the living children of a process, of their children, and so on."""
    found, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{current}/task"):
                children = Path(f"/proc/{current}/task/{task}/children").read_text(encoding="ascii")
                waiting += (more := [int(child) for child in children.split()])
                found += more
    return found


def memory(pid: int) -> int:
    """KiB of memory that a process has in use."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
