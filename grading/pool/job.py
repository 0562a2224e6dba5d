"""What a worker does with one submission of a batch: a Job and a Submission go in, an Attempt comes out."""

import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import msgspec

from assignments.course import REPO_ROOT, Assignment
from assignments.errors import OurFault, Unusable
from autograder import judge as judging
from autograder.drawn_pictures import DrawingCall
from autograder.host.call_plans import CaseKey, Plan, Plans
from autograder.host.errors import ZygoteBroken
from autograder.host.zygote_process import Zygote
from autograder.learn_mistakes import learn_mistakes
from autograder.learn_plans import learn
from autograder.notebook_feedback.known_mistakes import Known, KnownAnswers
from autograder.notebook_reader import Unreadable, read_cells, source_of
from autograder.otter_tests import ExceptionTestFile
from autograder.results import Level, Verdict
from grading.authoring.known_answers import right_notebooks, wrong_notebooks
from grading.gradebook.notebook_archive import pack_notebook
from grading.intake import submissions
from grading.marking.drawing_calls import drawing_calls
from grading.marking.submitted_answers import submitted_answers
from grading.records import Attempt, Submission

POLICY = re.compile(rb"^\[policy\].*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)  # a table of assignment.toml
_PLANS, _KNOWN = "plans", "known"  # the files in which the workers of a batch share what one of them has learned


@dataclass(frozen=True)
class Job:
    """What a worker needs to know about the assignment, once."""

    assignment: Assignment
    files: Mapping[str, bytes]
    tests_sha256: str
    level: Level
    cache: bool = True  # whether cases may pass from the cache
    draws: tuple[DrawingCall, ...] = ()  # what a person who marks looks at
    sources: Mapping[str, str] = field(default_factory=dict)  # the digest of each file that decides marks


def prepare(assignment: Assignment, level: Level, *, cache: bool = True) -> Job:
    """Gather what decides marks: the files beside a notebook, and a digest of all that tests are made of."""
    files = {name: (assignment.folder / name).read_bytes() for name in assignment.files}
    digest, digests = hashlib.sha256(), {}
    sources = [assignment.test_file(question.name) for question in assignment.questions]
    sources += [assignment.folder / "assignment.toml", assignment.reference]
    sources += sorted((REPO_ROOT / "autograder" / "checks").glob("*.py"))
    sources += [assignment.folder / name for name in assignment.files]
    for path in sources:
        content = path.read_bytes()
        if path.name == "assignment.toml":  # a policy changes what is made of marks, and no mark
            content = POLICY.sub(b"", content)
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        digests[path.relative_to(REPO_ROOT).as_posix()] = hashlib.sha256(content).hexdigest()
    return Job(assignment, files, digest.hexdigest(), level, cache, drawing_calls(assignment), digests)


class LazyZygote:
    """The zygote of one worker: started when it is first needed, and again after it was closed.

    `plans` are what the worker has learned of the cases, and `known` what it has learned of known answers. It shares
    this with other workers in the folder `shared`, if there is one.
    """

    def __init__(self, level: Level, packages: Sequence[str] = (), shared: Path | None = None):
        self.level, self.packages, self.shared = level, packages, shared
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


@dataclass(frozen=True)
class Content:
    """What is read of a submission: the notebook, the modules beside it, and a sentence about each that is left out."""

    notebook: bytes
    modules: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_content(submission: Submission) -> Content:
    """Read a submission; raise Unusable if its notebook cannot be read."""
    notebook = submissions.read(submission)
    modules, notes = submissions.read_modules(submission)
    return Content(notebook, modules, tuple(notes))


def grade_one(job: Job, submission: Submission, lazy_zygote: LazyZygote) -> Attempt:
    """Read and grade one submission; any exception is our fault."""
    try:
        content = read_content(submission)
    except Unusable as problem:
        return unusable_attempt(job, submission, problem)
    return grade_content(job, submission, content, lazy_zygote)


def grade_content(job: Job, submission: Submission, content: Content, lazy_zygote: LazyZygote) -> Attempt:
    """Grade what was read; no file of the submission is needed. The first one learns from the known answers."""
    zygote, tests = lazy_zygote.zygote(), _tests(job)
    if lazy_zygote.plans is None:
        lazy_zygote.plans = _plans(job, tests, zygote, lazy_zygote.shared)
    plans = lazy_zygote.plans

    def known() -> Known:
        if lazy_zygote.known is None:
            lazy_zygote.known = _known(job, tests, zygote, plans, lazy_zygote.shared)
        return lazy_zygote.known

    verdict = judging.judge(
        content.notebook,
        tests,
        zygote,
        limits=job.assignment.limits,
        files={**content.modules, **job.files},
        show_hidden=job.assignment.feedback == "full",
        plans=plans,
        cache=job.cache,
        known=known,
        draws=job.draws,
    )
    return replace(
        _attempt(job, submission, replace(verdict, drawn=(), repairs=(*content.notes, *verdict.repairs))),
        sha256=submissions.digest_of(content.notebook, dict(content.modules)),
        answers=submitted_answers(job.assignment, content.notebook, verdict.drawn),
        notebook=pack_notebook(content.notebook, _handed_out(job.assignment)),
    )


def unusable_attempt(job: Job, submission: Submission, problem: Unusable) -> Attempt:
    """An attempt of 0 points: the submission could not be read."""
    verdict = Verdict("unusable", 0.0, job.assignment.points, 0.0, 0.0, job.level, reason=str(problem))
    return _attempt(job, submission, verdict)


def error_attempt(job: Job, submission: Submission, reason: str) -> Attempt:
    """An attempt without a score: we failed, and `reason` says how."""
    verdict = Verdict("error", None, job.assignment.points, 0.0, 0.0, job.level, reason=reason)
    return _attempt(job, submission, verdict)


def _attempt(job: Job, submission: Submission, verdict: Verdict) -> Attempt:
    return Attempt(
        submission.student,
        submission.name,
        "",
        job.assignment.slug,
        job.tests_sha256,
        verdict,
        handed_in=submission.handed_in,
        revision=submission.revision,
        late=submission.late,
    )


def _tests(job: Job) -> list[ExceptionTestFile]:
    return _loaded(tuple(job.assignment.test_file(question.name) for question in job.assignment.questions))


@cache
def _handed_out(assignment: Assignment) -> frozenset[str]:
    """The sources of the cells that students get. Without the notebook, every cell counts as a student's own."""
    try:
        cells = read_cells(assignment.notebook.read_bytes())
    except (OSError, Unreadable):
        return frozenset()
    return frozenset(source_of(cell).strip() for cell in cells)


@cache
def _loaded(paths: tuple[Path, ...]) -> list[ExceptionTestFile]:
    """The tests of an assignment, read once in each worker."""
    return judging.load(paths)


def _plans(job: Job, tests: Sequence[ExceptionTestFile], zygote: Zygote, shared: Path | None) -> Plans:
    """What the references and the accepted answers teach of the cases."""

    def learned() -> Plans:
        return learn(right_notebooks(job.assignment), tests, zygote, limits=job.assignment.limits, files=job.files)

    return msgspec.msgpack.decode(_learned_once(shared, _PLANS, learned), type=dict[CaseKey, Plan])


def _known(job: Job, tests: Sequence[ExceptionTestFile], zygote: Zygote, plans: Plans, shared: Path | None) -> Known:
    """What the known answers give, the wrong ones as well."""

    def learned() -> Known:
        right, wrong = right_notebooks(job.assignment), wrong_notebooks(job.assignment)
        return learn_mistakes(right, wrong, tests, zygote, limits=job.assignment.limits, plans=plans, files=job.files)

    return msgspec.msgpack.decode(_learned_once(shared, _KNOWN, learned), type=dict[str, KnownAnswers])


def _learned_once(shared: Path | None, name: str, learned: Callable[[], object]) -> bytes:
    """What was learned, as MessagePack: by the first worker that comes to a shared folder, while the others wait."""
    if shared is None:
        return msgspec.msgpack.encode(learned())
    folder = os.open(shared, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # given back by the kernel if the worker dies
        path = shared / name
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.touch(0o600)  # hidden inputs stand in it
            draft.write_bytes(msgspec.msgpack.encode(learned()))
            draft.replace(path)
        return path.read_bytes()
    finally:
        os.close(folder)
