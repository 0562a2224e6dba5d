"""What is learned from the known answers of an assignment, and never from a student.

In: a job, its tests and a zygote. Out: the plans of the cases, and what the known answers give. Both take seconds of
CPU, so they stay in the user's cache folder, under a digest of everything that they depend on: a machine learns once
for each state of the sources. Hidden inputs stand in them, so only the user may read them. What takes long is learned
in parts, which the workers of a batch share.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec
import platformdirs

from assignments import course
from autograder.host.call_plans import CachedPass, CaseKey, Plan, Plans
from autograder.host.zygote_process import Zygote
from autograder.learn_mistakes import learn_mistakes, together
from autograder.learn_plans import KnownNotebook, Passes, learn, learn_passes, with_passes
from autograder.notebook_feedback.known_mistakes import Known, KnownAnswers
from autograder.otter_tests import ExceptionTestFile
from autograder.results import Limits
from grading.authoring.known_answers import notebooks_of, recurring_notebooks, right_notebooks
from grading.pool.job import Job
from grading.software import software

APPLICATION = "advanced-frameworks-exercises"
MOST_FILES = 400  # that are kept: the newest
_STAYS_AFTER_USE = 3600.0  # seconds: others may be about to read it
_PART = 12  # notebooks of wrong answers
_Part = TypeVar("_Part")


def learned_plans(job: Job, tests: Sequence[ExceptionTestFile], zygote: Zygote) -> Plans:
    """What the references and the accepted answers teach of the cases."""
    right = recurring_notebooks(job.assignment)

    def plans_of(notebook: KnownNotebook) -> Plans:
        return learn([notebook], tests, zygote, limits=_limits(job), files=job.files)

    def passes_of(notebook: KnownNotebook) -> Passes:
        return learn_passes(notebook, plans, tests, zygote, limits=_limits(job), files=job.files)

    (found,) = _kept(job, right, "plans", right[:1], plans_of)
    plans = msgspec.msgpack.decode(found, type=dict[CaseKey, Plan])
    passes = _kept(job, right, "passes", right[1:], passes_of)
    return with_passes(plans, [msgspec.msgpack.decode(one, type=dict[CaseKey, CachedPass]) for one in passes])


def learned_mistakes(job: Job, tests: Sequence[ExceptionTestFile], zygote: Zygote, plans: Plans) -> Known:
    """What the known answers give, the wrong ones as well."""
    right, wrong = right_notebooks(job.assignment), notebooks_of("wrong", job.assignment)

    def learned(part: tuple[Sequence[KnownNotebook], Sequence[KnownNotebook]]) -> Known:
        return learn_mistakes(*part, tests, zygote, limits=_limits(job), plans=plans, files=job.files)

    parts: list[tuple[Sequence[KnownNotebook], Sequence[KnownNotebook]]] = [(right, [])]
    parts += [([], wrong[at : at + _PART]) for at in range(0, len(wrong), _PART)]
    found = _kept(job, right, "mistakes", parts, learned)
    return together([msgspec.msgpack.decode(part, type=dict[str, KnownAnswers]) for part in found])


def cache_folder() -> Path | None:
    """The folder of this user in which it stays, or None if there is no such folder and none can be made."""
    with suppress(OSError, RuntimeError):  # no home, or one that cannot be written
        folder = platformdirs.user_cache_path(APPLICATION, appauthor=False)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid == os.geteuid() and os.access(folder, os.W_OK):
            return folder
    return None


def _limits(job: Job) -> Limits:
    """Those of the assignment: a run with a time limit of its own learns nothing else."""
    return course.assignment(job.assignment.slug).limits


def _kept(
    job: Job, right: Sequence[KnownNotebook], kind: str, parts: Sequence[_Part], learn: Callable[[_Part], object]
) -> list[bytes]:
    """What was learned of each part, as MessagePack."""
    folder = cache_folder()
    if folder is None:
        return [msgspec.msgpack.encode(learn(part)) for part in parts]
    depends_on = [software(), job.tests_sha256, repr(_limits(job)), right]
    paths = [folder / hashlib.sha256(msgspec.msgpack.encode([*depends_on, kind, part])).hexdigest() for part in parts]
    for waits in (False, True):  # first what nobody else is at, then what others have not finished
        for path, part in zip(paths, parts, strict=True):
            _learn_once(path, partial(learn, part), waits=waits)
    _remove_oldest(folder)
    return [path.read_bytes() for path in paths]


def _learn_once(path: Path, learned: Callable[[], object], *, waits: bool) -> None:
    """Write the file if it is not there. Another worker may be at it: then come back, or wait until it is done."""
    with os.fdopen(os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600), encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)  # it ends with its worker
        except BlockingIOError:
            return
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.touch(0o600)
            draft.write_bytes(msgspec.msgpack.encode(learned()))
            draft.replace(path)
        path.touch()


def _remove_oldest(folder: Path) -> None:
    """Remove what is too much. Others may be at it also."""
    used: dict[Path, float] = {}
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            if not path.suffix:
                used[path] = path.stat().st_mtime
    for path in sorted(used, key=lambda path: -used[path])[MOST_FILES:]:
        if used[path] < time.time() - _STAYS_AFTER_USE:
            for old in (path, path.with_suffix(".lock")):
                old.unlink(missing_ok=True)
