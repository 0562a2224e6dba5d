"""Which small mistakes no case of a question sees: mutants of the reference and of the accepted answers are judged.

In: an assignment, a question. Out: the mutants that pass every case. Theory of operation: this process runs the
references, loads the cases and forks one process for each mutant, so a mutant that never ends, takes all memory or
changes a module harms nobody. The process ends with PASSED if every case passes. It is killed after some CPU seconds.

Survivors that do what the contract asks are listed, with the reason, in `solutions/equivalent_mutants/<slug>.toml`.
It needs `os.fork`: Linux or macOS.
"""

import contextlib
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import time
import tomllib
import warnings
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from assignments import course
from assignments.build.statements import join, needed, statements
from assignments.course import Assignment, Question
from assignments.errors import OurFault
from autograder.otter_tests import ExceptionTestFile
from grading.authoring.known_answers import answers
from grading.authoring.mutate import WHOLE, mutants

PASSED = 77  # no other way to end gives this exit code
MEMORY = 4 << 30  # bytes that the process of a mutant may map
CPU = 2.0  # seconds of the CPU that a mutant has at least; if the reference takes long, ten times as long
WALL = 30.0  # seconds by the clock: for a mutant that sleeps


@dataclass(frozen=True)
class Mutant:
    """A mutant of a question's reference or of an accepted answer: the answer's name, the change, and the source."""

    question: str
    answer: str
    change: str
    source: str

    def __str__(self) -> str:
        return f"{self.answer}: {self.change}"


def mutants_of(assignment: Assignment, question: Question, *, one_in: int = 1) -> list[Mutant]:
    """Return the mutants of the reference and of all accepted answers; with `one_in`, a sample that stays the same."""
    sources = {question.name: _reference(assignment, question.name)}
    sources |= {answer.name: answer.source for answer in answers("accepted", assignment.slug, question.name)}
    found = [
        Mutant(question.name, name, each.change, each.source)
        for name, source in sources.items()
        for each in mutants(source, question.name if name == question.name else "")
    ]
    return [each for each in found if zlib.crc32(str(each).encode()) % one_in == 0]


def survivors(assignment: Assignment, question: Question, found: Iterable[Mutant], jobs: int) -> list[Mutant]:
    """Judge mutants in processes of their own, and return those that pass every case.

    Raises
    ------
    OurFault
        The reference does not pass its own cases.
    """
    path = assignment.test_file(question.name)
    test = ExceptionTestFile.from_string(path.read_text(encoding="utf-8"), str(path))
    names: dict[str, Any] = {"__name__": "__answer__"}
    exec(compile(assignment.reference.read_text(encoding="utf-8"), "<answer>", "exec"), names)
    began = time.process_time()
    if not _passes(test, names):  # this also fills the caches of the cases
        raise OurFault(
            f"solutions/{assignment.slug}.py does not pass the cases of {question.name}: see `grade verify`."
        )
    seconds = max(CPU, 10 * (time.process_time() - began))
    with tempfile.TemporaryDirectory() as place:  # what the processes leave behind is in it: many are killed
        judged = partial(_judge, test=test, names=names, seconds=seconds, place=place)
        return sorted(_passing(found, judged, jobs), key=str)


def equivalent(assignment: Assignment) -> dict[str, dict[str, str]]:
    """Return the listed mutants of each question with their reasons.

    Raises
    ------
    OurFault
        The list cannot be read, names a question that there is not, or gives no reason.
    """
    path = list_of(assignment)
    where = path.relative_to(course.REPO_ROOT).as_posix()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        listed = {name: {m: entry["reason"] for entry in t for m in entry["mutants"]} for name, t in table.items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise OurFault(f"{where} cannot be read: {error!r}. Fix the file.") from error
    if unknown := listed.keys() - {question.name for question in assignment.questions}:
        raise OurFault(f"{where} names {', '.join(sorted(unknown))}: there is no such question.")
    if empty := [mutant for entries in listed.values() for mutant, reason in entries.items() if not reason.strip()]:
        raise OurFault(f"{where} gives no reason for {empty[0]!r}: say why it does what the contract asks.")
    return listed


def without_open_task(found: Iterable[Mutant], listed: Mapping[str, str]) -> list[Mutant]:
    """Leave out what need not be judged: if "*" is listed, every mutant of a line."""
    return [mutant for mutant in found if "*" not in listed or mutant.change in WHOLE]


def is_listed(mutant: Mutant, listed: Mapping[str, str]) -> bool:
    """Whether a mutant is listed, by itself or, as any change of a line of an open task, by "*"."""
    return str(mutant) in listed or not without_open_task([mutant], listed)


def list_of(assignment: Assignment) -> Path:
    """Return the path of the list of equivalent mutants."""
    return course.REPO_ROOT / "solutions" / "equivalent_mutants" / f"{assignment.slug}.toml"


def _reference(assignment: Assignment, question: str) -> str:
    """Return the reference with the constants and private helpers that it uses, without the other questions."""
    others = {each.name for each in assignment.questions} - {question}
    parts = [s for s in statements(assignment.reference.read_text(encoding="utf-8")) if not s.defines & others]
    return join(needed(parts, lambda statement: statement.defines == {question}), parts)


def _passing(found: Iterable[Mutant], judged: Any, jobs: int) -> Iterator[Mutant]:
    """Yield the mutants whose processes end with PASSED; `jobs` processes run at a time."""
    waiting = iter(found)
    running: dict[Any, tuple[BaseProcess, Mutant, float]] = {}
    fork = multiprocessing.get_context("fork")
    try:
        while True:
            while len(running) < jobs and (mutant := next(waiting, None)):
                process: BaseProcess = fork.Process(target=judged, args=(mutant,))
                with warnings.catch_warnings():  # the threads of NumPy's library stand ready for a fork
                    warnings.simplefilter("ignore", DeprecationWarning)
                    process.start()
                running[process.sentinel] = (process, mutant, time.monotonic())
            if not running:
                return
            for sentinel in wait(list(running), timeout=1):
                process, mutant, _ = running.pop(sentinel)
                process.join()
                if process.exitcode == PASSED:
                    yield mutant
            for process, _, began in running.values():
                if time.monotonic() - began > WALL:
                    process.kill()
    finally:
        for process, _, _ in running.values():
            process.kill()


def _judge(mutant: Mutant, test: ExceptionTestFile, names: Mapping[str, Any], seconds: float, place: str) -> None:
    """Run in a process of its own: leave it with PASSED if the mutant passes every case."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)  # ends this process
    if sys.platform == "linux":  # elsewhere a process maps more than it uses
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tempfile.tempdir = tempfile.mkdtemp(dir=place)
    with contextlib.suppress(BaseException):  # whatever it raises
        os.chdir(tempfile.tempdir)
        own = dict(names)
        exec(compile(mutant.source, "<answer>", "exec"), own)
        if _passes(test, own):
            os._exit(PASSED)
    os._exit(1)


def _passes(test: ExceptionTestFile, names: dict[str, Any]) -> bool:
    """Whether a notebook's names pass every case; the first that fails ends it."""
    with (
        warnings.catch_warnings(),
        open(os.devnull, "w", encoding="utf-8") as nothing,
        contextlib.redirect_stdout(nothing),
        contextlib.redirect_stderr(nothing),
    ):
        warnings.simplefilter("ignore")
        for case in test.test_cases:
            try:
                case.body.call_func(names)
            except Exception:  # whatever a mutant makes the case raise, it does not pass
                return False
    return True
