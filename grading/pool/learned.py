"""What is learned from the known answers of an assignment, and never from a student.

In: a job, its tests and a zygote. Out: the plans of the cases, and what the known answers give. Both take seconds of
CPU, so they stay in the user's cache folder, under a digest of everything that they depend on: a machine learns once
for each state of the sources. Hidden inputs stand in them, so only the user may read them.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from autograder.host.call_plans import CaseKey, Plan, Plans
from autograder.host.zygote_process import Zygote
from autograder.learn_mistakes import learn_mistakes
from autograder.learn_plans import learn
from autograder.notebook_feedback.known_mistakes import Known, KnownAnswers
from autograder.otter_tests import ExceptionTestFile
from grading.authoring.known_answers import right_notebooks, wrong_notebooks
from grading.pool.job import Job
from grading.software import software

APPLICATION = "advanced-frameworks-exercises"
MOST_FILES = 60  # that are kept: the newest


def learned_plans(job: Job, tests: Sequence[ExceptionTestFile], zygote: Zygote) -> Plans:
    """What the references and the accepted answers teach of the cases."""
    right, limits = right_notebooks(job.assignment), job.assignment.limits

    def learned() -> Plans:
        return learn(right, tests, zygote, limits=limits, files=job.files)

    return msgspec.msgpack.decode(_kept(job, ["plans", right], learned), type=dict[CaseKey, Plan])


def learned_mistakes(job: Job, tests: Sequence[ExceptionTestFile], zygote: Zygote, plans: Plans) -> Known:
    """What the known answers give, the wrong ones as well."""
    right, wrong, limits = right_notebooks(job.assignment), wrong_notebooks(job.assignment), job.assignment.limits

    def learned() -> Known:
        return learn_mistakes(right, wrong, tests, zygote, limits=limits, plans=plans, files=job.files)

    return msgspec.msgpack.decode(_kept(job, ["mistakes", right, wrong], learned), type=dict[str, KnownAnswers])


def cache_folder() -> Path | None:
    """The folder of this user in which it stays, or None if there is no such folder and none can be made."""
    with suppress(OSError, RuntimeError):  # no home, or one that cannot be written
        folder = platformdirs.user_cache_path(APPLICATION, appauthor=False)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid == os.geteuid() and os.access(folder, os.W_OK):
            return folder
    return None


def _kept(job: Job, sources: Any, learned: Callable[[], object]) -> bytes:
    """What was learned, as MessagePack: by the first worker that comes here, while the others wait."""
    folder = cache_folder()
    if folder is None:
        return msgspec.msgpack.encode(learned())
    depends_on = [software(), job.tests_sha256, repr(job.assignment.limits), job.level, sources]
    path = folder / hashlib.sha256(msgspec.msgpack.encode(depends_on)).hexdigest()
    lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)  # given back by the kernel if the worker dies
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.touch(0o600)
            draft.write_bytes(msgspec.msgpack.encode(learned()))
            draft.replace(path)
            _remove_oldest(folder)
        path.touch()
        return path.read_bytes()
    finally:
        os.close(lock)


def _remove_oldest(folder: Path) -> None:
    kept = sorted((path for path in folder.iterdir() if not path.suffix), key=lambda path: -path.stat().st_mtime)
    for path in kept[MOST_FILES:]:
        for old in (path, path.with_suffix(".lock")):
            old.unlink(missing_ok=True)
