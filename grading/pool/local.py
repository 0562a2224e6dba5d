"""Many submissions over local processes: each worker has its own zygote, and gets one submission at a time.

What comes back is one result a submission (an Attempt, when they are graded), as soon as it exists, in the order of
finishing. A worker that dies is our fault: its submission is tried once more in a new worker and then reported as one
that failed, and the batch goes on.
"""

import gc
import multiprocessing
import os
import signal
import sys
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

from assignments.errors import OurFault
from autograder.host.errors import GuestLost, ZygoteBroken
from autograder.host.process_end import kill_tree
from autograder.host.scratch_folders import ScratchFolder, remove_abandoned
from autograder.host.signals import SIGNALS, signals_wait
from grading.pool.grade_submission import LazyZygote, error_attempt, grade_one
from grading.pool.job import Job
from grading.records import Attempt, Submission

_TRIES = 2
_PATIENCE = 5.0  # seconds for a worker to end
_Result = TypeVar("_Result")


def worker_count() -> int:
    """Return how many workers this machine has processors for: those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade(job: Job, submissions: Sequence[Submission], jobs: int) -> Generator[Attempt, None, None]:
    """Grade all submissions on `jobs` processes; yield each attempt when it is finished."""
    return each(job, submissions, jobs, grade_one, error_attempt)


def each(
    job: Job,
    submissions: Sequence[Submission],
    jobs: int,
    do: Callable[[Job, Submission, LazyZygote], _Result],
    failed: Callable[[Job, Submission, str], _Result],
) -> Generator[_Result, None, None]:
    """Do something with all submissions on `jobs` processes; yield each result when it is finished.

    `do` and `failed` are functions of modules. What `do` raises is our fault, and `failed` then gives the result, from
    a text that says why; an OurFault ends the batch.
    """
    waiting = deque((submission, 1) for submission in submissions)
    workers: dict[Connection, _Worker] = {}
    remove_abandoned()
    scratch: ScratchFolder | None = None
    try:
        with signals_wait():
            scratch = ScratchFolder()
        while waiting or any(worker.busy for worker in workers.values()):
            while waiting and len(workers) < jobs:
                with signals_wait():
                    worker = _Worker((job, do, failed, scratch.path), _least_loaded_cpu(workers.values()))
                    workers[worker.pipe] = worker
            for worker in workers.values():
                if waiting and worker.busy is None:
                    worker.give(*waiting.popleft())
            for pipe in wait([pipe for pipe, worker in workers.items() if worker.busy]):
                assert isinstance(pipe, Connection)
                worker = workers[pipe]
                assert worker.busy is not None
                submission, tries = worker.busy
                try:
                    result: _Result | OurFault = pipe.recv()
                    worker.busy = None
                except (EOFError, OSError):
                    worker.end()
                    del workers[pipe]
                    if tries < _TRIES:
                        waiting.append((submission, tries + 1))
                        continue
                    result = failed(job, submission, "a grading process ended unexpectedly, twice; please report it")
                if isinstance(result, OurFault):
                    raise result
                yield result
    finally:
        for worker in workers.values():
            worker.stop()
        for worker in workers.values():
            worker.end()
        if scratch:
            scratch.leave()


class _Worker:
    """A process that works, and the pipe to it. Closing the pipe ends it."""

    def __init__(self, task: tuple[Any, ...], processor: int):
        self.processor = processor
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(*task, theirs, processor), daemon=True)
        self.process.start()
        theirs.close()
        self.busy: tuple[Submission, int] | None = None

    def give(self, submission: Submission, tries: int) -> None:
        """Hand over one submission."""
        self.busy = (submission, tries)
        try:
            self.pipe.send(submission)
        except OSError:  # it has died before; the pipe's end of file says so in a moment
            return

    def stop(self) -> None:
        """Close the pipe, which ends a worker that waits, and interrupt one that works."""
        self.pipe.close()
        if self.busy:
            self.process.terminate()

    def end(self) -> None:
        """Stop the worker and wait; kill what does not end."""
        self.stop()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            assert self.process.pid
            kill_tree(self.process.pid)  # its zygote too, which may still write into the folder of the batch
            self.process.join()


def _leave(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit()


def pin_to_cpu(processor: int) -> None:
    """Keep this process and all that it starts on one processor, and what is loaded by now out of garbage collections.

    Host and guest take turns: to switch costs half of what it costs to wake up another processor.
    """
    if hasattr(os, "sched_setaffinity"):  # Linux only
        os.sched_setaffinity(0, {processor})
    gc.collect()
    gc.freeze()


def _least_loaded_cpu(workers: Iterable[_Worker]) -> int:
    """The processor with the fewest of our workers; where batches run side by side, each begins at another one."""
    every = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
    first = os.getpid() % len(every)
    taken = [worker.processor for worker in workers]
    return min(every[first:] + every[:first], key=taken.count)


def _work(
    job: Job, do: Callable[..., Any], failed: Callable[..., Any], folder: Path, pipe: Connection, processor: int
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's affair: it ends this one
    signal.signal(signal.SIGTERM, _leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    scratch = ScratchFolder(folder)
    tempfile.tempdir = str(folder)  # what a worker that is killed leaves behind goes with the batch
    pin_to_cpu(processor)
    lazy_zygote = LazyZygote(job.level, job.assignment.packages)
    try:
        while True:
            try:
                submission = pipe.recv()
            except EOFError:
                return
            try:
                result = do(job, submission, lazy_zygote)
            except OurFault as fault:
                pipe.send(fault)
                return
            except (Exception, ZygoteBroken, GuestLost) as error:
                result = failed(job, submission, f"{error!r}\n{traceback.format_exc(limit=-6)}")
                lazy_zygote.close()
            pipe.send(result)
    finally:
        lazy_zygote.close()
        scratch.leave()  # where the main process was killed, the last of its workers removes the folder
