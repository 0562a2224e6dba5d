"""A real Dask cluster on loopback: a scheduler and workers as processes of their own, and what their workers may do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assignments.course import REPO_ROOT
from assignments.errors import OurFault
from autograder.results import Verdict
from grading.pool.cluster_worker import Order
from grading.pool.grade_submission import Content
from grading.records import Attempt, Submission

DASK = Path(sys.executable).with_name("dask")
OLD_NUMPY = """
from grading.pool import cluster_worker
cluster_worker.real = getattr(cluster_worker, "real", cluster_worker.software)  # Dask may run this file twice
cluster_worker.software = lambda: tuple((k, "1.0" if k == "numpy" else v) for k, v in cluster_worker.real())
"""


@dataclass
class Cluster:
    """The processes of a cluster; `file` is its scheduler file."""

    folder: Path
    settings: Mapping[str, str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def file(self) -> Path:
        """The scheduler file, which is there as soon as the scheduler can be reached."""
        return self.folder / "scheduler.json"

    def start(self, *words: object) -> subprocess.Popen[bytes]:
        """Start a Dask command in a process group of its own."""
        return self.start_program(DASK, *words)

    def start_program(self, *words: object) -> subprocess.Popen[bytes]:
        """Start a program in a process group of its own."""
        with (self.folder / f"log-{len(self.running)}").open("wb") as log:
            process = subprocess.Popen(
                list(map(str, words)),
                cwd=REPO_ROOT,
                env={**os.environ, "PYTHONPATH": str(REPO_ROOT), **self.settings},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    def start_scheduler(self, *words: object) -> subprocess.Popen[bytes]:
        """Start the scheduler, and wait for its file."""
        scheduler = self.start(
            "scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--scheduler-file", self.file, *words
        )
        end = time.monotonic() + 60
        while not self.file.exists():
            assert scheduler.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)
        return scheduler

    def start_worker(self, *words: object, preload: str = "") -> subprocess.Popen[bytes]:
        """Start a worker of one thread, without a nanny: one that is killed does not come back."""
        more: list[object] = list(words)
        if preload:
            (self.folder / "preload.py").write_text(preload, encoding="utf-8")
            more += ["--preload", self.folder / "preload.py"]
        local = ["--local-directory", self.folder, "--no-dashboard", "--host", "127.0.0.1"]
        return self.start("worker", "--scheduler-file", self.file, "--nthreads", 1, "--no-nanny", *local, *more)

    def wait_until_registered(self) -> None:
        """Wait until the worker that was started last is known to the scheduler."""
        log, end = self.folder / f"log-{len(self.running) - 1}", time.monotonic() + 60
        while "Registered to" not in log.read_text(encoding="utf-8", errors="replace"):
            assert time.monotonic() < end, self.said()
            time.sleep(0.1)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a process and its group at once, as a machine that vanishes does."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def said(self) -> str:
        """What all processes have printed."""
        return "\n".join(path.read_text(errors="replace", encoding="utf-8") for path in self.folder.glob("log-*"))


@contextmanager
def cluster(folder: Path, **settings: str) -> Iterator[Cluster]:
    """Keep a cluster for a while; all its processes end with it."""
    made = Cluster(folder, settings)
    try:
        yield made
    finally:
        for process in made.running:
            if process.poll() is None:
                made.kill(process)


def sleep(order: Order, submission: Submission, content: Content) -> Attempt | OurFault:
    """Take 0.1 s and give full marks: a worker that costs no processor."""
    time.sleep(0.1)
    verdict = Verdict("graded", 1.0, 1.0, 0.0, 0.1, order.level)
    return Attempt(submission.student, submission.name, "", order.slug, order.tests_sha256, verdict)


def die_of_poison(order: Order, submission: Submission, content: Content) -> Attempt | OurFault:
    """Grade as `sleep` does, but for the student `poison`, whose notebook kills the worker."""
    if submission.student == "poison":
        time.sleep(0.1)  # by then the worker has told of the notebook before
        os.kill(os.getpid(), signal.SIGKILL)
    return sleep(order, submission, content)
