"""Many submissions over local processes: each worker has its own zygote, and gets one submission at a time.

What comes back is one result a submission (an Attempt, when they are graded), as soon as it exists, in the order of
finishing. A worker that dies is our fault: its submission is tried once more in a new worker and then reported as one
that failed, and the batch goes on.
"""

import fcntl
import gc
import hashlib
import multiprocessing
import os
import signal
import sys
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from assignments.course import REPO_ROOT, Assignment
from assignments.errors import OurFault, Unusable
from autograder import judge as judging
from autograder.host.call_plans import CaseKey, Plan, Plans
from autograder.host.guest_process import ZygoteBroken
from autograder.host.scratch_folders import ScratchFolder, remove_abandoned
from autograder.host.zygote_process import Zygote
from autograder.learn_plans import learn
from autograder.otter_tests import ExceptionTestFile
from autograder.results import Level, Verdict
from grading.authoring.known_answers import right_notebooks
from grading.intake import submissions
from grading.records import Attempt, Submission

_TRIES = 2
_PATIENCE = 5.0  # seconds for a worker to end
_SIGNALS = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}
_PLANS = "plans"  # the file in which the workers of a batch share what one of them has learned
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Job:
    """What a worker needs to know about the assignment, once."""

    assignment: Assignment
    files: Mapping[str, bytes]
    tests_sha256: str
    level: Level
    cache: bool = True  # whether cases may pass from the cache


def prepare(assignment: Assignment, level: Level, *, cache: bool = True) -> Job:
    """Gather what decides marks: the files beside a notebook, and a digest of all that tests are made of."""
    files = {name: (assignment.folder / name).read_bytes() for name in assignment.files}
    digest = hashlib.sha256()
    sources = [assignment.test_file(question.name) for question in assignment.questions]
    sources += [assignment.folder / "assignment.toml", assignment.reference]
    sources += sorted((REPO_ROOT / "autograder" / "checks").glob("*.py"))
    sources += [assignment.folder / name for name in assignment.files]
    for path in sources:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return Job(assignment, files, digest.hexdigest(), level, cache)


class LazyZygote:
    """The zygote of one worker: started when it is first asked for, and anew after it was closed. `plans` are what the
    worker knows of the cases, once it has asked."""

    def __init__(self, level: Level, packages: Sequence[str] = ()):
        self.level, self.packages = level, packages
        self.running: Zygote | None = None
        self.plans: Plans | None = None

    def zygote(self) -> Zygote:
        """The running zygote; raises OurFault if none can be started."""
        if self.running is None:
            try:
                self.running = Zygote(self.level, self.packages)
            except (Exception, ZygoteBroken) as error:
                raise OurFault(f"The walls do not stand ({self.level}): {error} Run `grade doctor`.") from error
        return self.running

    def close(self) -> None:
        """End the zygote, if there is one, with all its guests."""
        running, self.running = self.running, None
        if running is not None:
            running.close()


def grade(job: Job, submissions: Sequence[Submission], jobs: int) -> Generator[Attempt, None, None]:
    """Grade all submissions on `jobs` processes; yield each attempt when it is finished."""
    return each(job, submissions, jobs, _attempt, _error)


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
        with _signals_wait():
            scratch = ScratchFolder()
        while waiting or any(worker.busy for worker in workers.values()):
            while waiting and len(workers) < jobs:
                with _signals_wait():
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
            self.process.kill()
            self.process.join()


@contextmanager
def _signals_wait() -> Iterator[None]:
    """Let signals wait until the end of this block. A process that is started in it lets them wait, too."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
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
            except (Exception, ZygoteBroken) as error:
                result = failed(job, submission, f"{error!r}\n{traceback.format_exc(limit=-6)}")
                lazy_zygote.close()
            pipe.send(result)
    finally:
        lazy_zygote.close()
        scratch.leave()  # where the main process was killed, the last of its workers removes the folder


def _attempt(job: Job, submission: Submission, lazy_zygote: LazyZygote) -> Attempt:
    zygote = lazy_zygote.zygote()
    tests = _tests(tuple(job.assignment.test_file(question.name) for question in job.assignment.questions))
    plans = lazy_zygote.plans = lazy_zygote.plans if lazy_zygote.plans is not None else _plans(job, tests, zygote)
    sha256 = ""
    try:
        notebook = submissions.read(submission)
        modules, notes = submissions.read_modules(submission)
        sha256 = submissions.digest_of(notebook, modules)
        verdict = judging.judge(
            notebook,
            tests,
            zygote,
            limits=job.assignment.limits,
            files={**modules, **job.files},
            show_hidden=job.assignment.feedback == "full",
            plans=plans,
            cache=job.cache,
        )
        verdict = replace(verdict, repairs=(*notes, *verdict.repairs))
    except Unusable as problem:
        verdict = Verdict("unusable", 0.0, job.assignment.points, 0.0, 0.0, job.level, reason=str(problem))
    slug, tests_sha256, s = job.assignment.slug, job.tests_sha256, submission
    return Attempt(
        s.student, s.name, sha256, slug, tests_sha256, verdict, None, s.handed_in, revision=s.revision, late=s.late
    )


@cache
def _tests(paths: tuple[Path, ...]) -> list[ExceptionTestFile]:
    """The tests of an assignment, read once in each worker."""
    return judging.load(paths)


def _plans(job: Job, tests: Sequence[ExceptionTestFile], zygote: Zygote) -> Plans:
    """What the first worker that comes here learns from the references and the accepted answers; the others wait."""
    folder = os.open(tempfile.gettempdir(), os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # given back by the kernel if the worker dies
        path = Path(tempfile.gettempdir(), _PLANS)
        if not path.exists():
            plans = learn(right_notebooks(job.assignment), tests, zygote, limits=job.assignment.limits, files=job.files)
            draft = path.with_suffix(".draft")
            draft.touch(0o600)  # hidden inputs stand in it
            draft.write_bytes(msgspec.msgpack.encode(plans))
            draft.replace(path)
        return msgspec.msgpack.decode(path.read_bytes(), type=dict[CaseKey, Plan])
    finally:
        os.close(folder)


def _error(job: Job, submission: Submission, reason: str) -> Attempt:
    verdict = Verdict("error", None, job.assignment.points, 0.0, 0.0, job.level, reason=reason)
    return Attempt(submission.student, submission.name, "", job.assignment.slug, job.tests_sha256, verdict)
