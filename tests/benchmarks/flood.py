"""A thousand submissions through one zygote: what they take, and what they leave."""

import contextlib
import itertools
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assignments.course import Assignment
from autograder import judge as judging
from autograder.host.zygote_process import Zygote
from autograder.results import Level
from tests.benchmarks.notebooks import as_bytes, references
from tests.benchmarks.processes import descendants, memory

FLOOD = (  # what one notebook in six does beside answering
    "",
    "import os, signal\nif os.fork() == 0:\n    signal.pause()",
    "def blank_image(height, width, value=0.0):\n    import os\n    os._exit(0)",
    "open('left', 'w').write('x' * 1_000_000)",
    "noise = [print('x' * 10_000) for _ in range(100)]",
    "1 / 0",
)


@dataclass(frozen=True)
class Flood:
    """What many submissions took and left: KiB of the host and of the zygote after some of them, submissions a second,
    and what was there afterwards and not before."""

    host: dict[int, int]
    zygote: dict[int, int]
    rate: float
    left: tuple[str, ...]


def flood(assignment: Assignment, level: Level, count: int, early: int = 50) -> Flood:
    """Judge many small notebooks, of each kind in turn, with one zygote in this process."""
    few = [question.name for question in assignment.questions[:4]]
    tests = judging.load([assignment.test_file(name) for name in few])
    answered = [references(assignment)[name] for name in few]
    extras = [extra for extra in FLOOD if level == "full" or "fork" not in extra]
    notebooks = [as_bytes(assignment, ["import math\nimport numpy as np", *answered, extra]) for extra in extras]
    host, zygotes = {}, {}
    with tempfile.TemporaryDirectory(prefix="flood-") as folder, _temporary(folder):
        before, start = _held(folder), time.monotonic()
        with Zygote(level) as zygote:
            for number, notebook in zip(range(1, count + 1), itertools.cycle(notebooks), strict=False):
                verdict = judging.judge(notebook, tests, zygote, limits=assignment.limits)
                assert verdict.status == "graded", verdict.reason
                if number in (early, count):
                    host[number] = memory(os.getpid())
                    zygotes[number] = sum(memory(pid) for pid in descendants(zygote.process.pid))
        rate = count / (time.monotonic() - start)
        return Flood(host, zygotes, rate, tuple(sorted(_held(folder) - before)))


def report(found: Flood) -> Iterator[str]:
    """Yield the figures as lines of text."""
    for number, size in found.host.items():
        yield f"after {number:5}: host {size / 1024:.1f} MiB, zygote {found.zygote[number] / 1024:.1f} MiB"
    yield f"{found.rate:.1f} a second, one at a time; left behind: {', '.join(found.left) or 'nothing'}"


@contextlib.contextmanager
def _temporary(folder: str) -> Iterator[None]:
    """Let this process make its temporary files in `folder`, where guests can reach theirs."""
    os.chmod(folder, 0o755)
    before, tempfile.tempdir = tempfile.tempdir, folder
    try:
        yield
    finally:
        tempfile.tempdir = before


def _held(folder: str) -> set[str]:
    """What this process holds of the machine: descriptors, processes, files in `folder`, and mounts of ours."""
    mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    return {
        *(f"descriptor {name}" for name in os.listdir("/proc/self/fd")),
        *(f"process {pid}" for pid in descendants(os.getpid())),
        *(f"file {path}" for path in Path(folder).rglob("*")),
        *(f"mount {line}" for line in mounts if folder in line or " /box " in line),
    }
