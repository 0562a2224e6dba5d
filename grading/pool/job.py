"""What a worker does with one submission of a batch: a Job and a Submission go in, an Attempt comes out."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from assignments.course import REPO_ROOT, Assignment
from assignments.errors import OurFault, Unusable
from autograder import judge as judging
from autograder.host.call_plans import CaseKey, Plan, Plans
from autograder.host.errors import ZygoteBroken
from autograder.host.zygote_process import Zygote
from autograder.learn_mistakes import learn_mistakes
from autograder.learn_plans import learn
from autograder.notebook_feedback.known_mistakes import Known, KnownAnswers
from autograder.otter_tests import ExceptionTestFile
from autograder.results import Level, Verdict
from grading.authoring.known_answers import right_notebooks, wrong_notebooks
from grading.intake import submissions
from grading.records import Attempt, Submission

_PLANS, _KNOWN = "plans", "known"  # the files in which the workers of a batch share what one of them has learned


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
    worker knows of the cases, and `known` what it knows of known answers, once it has asked."""

    def __init__(self, level: Level, packages: Sequence[str] = ()):
        self.level, self.packages = level, packages
        self.running: Zygote | None = None
        self.plans: Plans | None = None
        self.known: Known | None = None

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


def grade_one(job: Job, submission: Submission, lazy_zygote: LazyZygote) -> Attempt:
    """Read and grade one submission; any exception is our fault."""
    try:
        notebook = submissions.read(submission)
    except Unusable as problem:
        return unusable_attempt(job, submission, problem)
    if lazy_zygote.plans is None:
        lazy_zygote.plans = _shared_plans(job, lazy_zygote.zygote())
    return grade_notebook(job, submission, notebook, lazy_zygote, known=lambda: _shared_known(job, lazy_zygote))


def grade_notebook(
    job: Job,
    submission: Submission,
    notebook: bytes,
    lazy_zygote: LazyZygote,
    *,
    known: Callable[[], Known] | None = None,
) -> Attempt:
    """Grade a notebook; it needs no file of the submission. The first one without plans learns them, and the first one
    that fails learns what known answers give, unless `known` says it."""
    zygote = lazy_zygote.zygote()
    if lazy_zygote.plans is None:
        lazy_zygote.plans = _learn(job, zygote)

    def once() -> Known:
        if lazy_zygote.known is None:
            lazy_zygote.known = known() if known else _learn_mistakes(job, lazy_zygote)
        return lazy_zygote.known

    verdict = judging.judge(
        notebook,
        _tests(job),
        zygote,
        limits=job.assignment.limits,
        files=job.files,
        show_hidden=job.assignment.feedback == "full",
        plans=lazy_zygote.plans,
        cache=job.cache,
        known=once,
    )
    return _attempt(job, submission, verdict, hashlib.sha256(notebook).hexdigest())


def unusable_attempt(job: Job, submission: Submission, problem: Unusable) -> Attempt:
    """An attempt of 0 points: the submission could not be read."""
    verdict = Verdict("unusable", 0.0, job.assignment.points, 0.0, 0.0, job.level, reason=str(problem))
    return _attempt(job, submission, verdict)


def error_attempt(job: Job, submission: Submission, reason: str) -> Attempt:
    """An attempt without a score: we failed, and `reason` says how."""
    verdict = Verdict("error", None, job.assignment.points, 0.0, 0.0, job.level, reason=reason)
    return _attempt(job, submission, verdict)


def _attempt(job: Job, submission: Submission, verdict: Verdict, sha256: str = "") -> Attempt:
    return Attempt(submission.student, submission.name, sha256, job.assignment.slug, job.tests_sha256, verdict)


def _tests(job: Job) -> list[ExceptionTestFile]:
    return _loaded(tuple(job.assignment.test_file(question.name) for question in job.assignment.questions))


@cache
def _loaded(paths: tuple[Path, ...]) -> list[ExceptionTestFile]:
    """The tests of an assignment, read once in each worker."""
    return judging.load(paths)


def _learn(job: Job, zygote: Zygote) -> Plans:
    """What the references and the accepted answers teach about the cases."""
    limits = job.assignment.limits
    return learn(right_notebooks(job.assignment), _tests(job), zygote, limits=limits, files=job.files)


def _learn_mistakes(job: Job, lazy_zygote: LazyZygote) -> Known:
    """What the known answers give, the wrong ones as well."""
    return learn_mistakes(
        right_notebooks(job.assignment),
        wrong_notebooks(job.assignment),
        _tests(job),
        lazy_zygote.zygote(),
        limits=job.assignment.limits,
        plans=lazy_zygote.plans or {},
        files=job.files,
    )


def _shared_plans(job: Job, zygote: Zygote) -> Plans:
    """The plans that all workers of a batch have."""
    return msgspec.msgpack.decode(_learned_once(_PLANS, lambda: _learn(job, zygote)), type=dict[CaseKey, Plan])


def _shared_known(job: Job, lazy_zygote: LazyZygote) -> Known:
    """The known answers that all workers of a batch have."""
    learned = _learned_once(_KNOWN, lambda: _learn_mistakes(job, lazy_zygote))
    return msgspec.msgpack.decode(learned, type=dict[str, KnownAnswers])


def _learned_once(name: str, made: Callable[[], object]) -> bytes:
    """What the first worker of a batch that comes here learns, as MessagePack; the others wait and read it."""
    folder = os.open(tempfile.gettempdir(), os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # given back by the kernel if the worker dies
        path = Path(tempfile.gettempdir(), name)
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.touch(0o600)  # hidden inputs stand in it
            draft.write_bytes(msgspec.msgpack.encode(made()))
            draft.replace(path)
        return path.read_bytes()
    finally:
        os.close(folder)
