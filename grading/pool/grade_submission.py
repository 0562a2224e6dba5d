"""What a worker does with one submission of a batch: a Job and a Submission go in, an Attempt comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from assignments.course import Assignment
from assignments.errors import GradeError, OurFault, Unusable
from autograder import judge as judging
from autograder.host.call_plans import Plans
from autograder.host.errors import ZygoteBroken
from autograder.host.zygote_process import Zygote
from autograder.notebook_feedback.known_mistakes import Known
from autograder.notebook_reader import read_cells, source_of
from autograder.notebook_repairs import Unreadable
from autograder.otter_tests import ExceptionTestFile
from autograder.results import Level, Verdict
from autograder.text_limits import limited_sentences
from grading.gradebook.notebook_archive import pack_notebook
from grading.intake import submission_content
from grading.marking.submitted_answers import submitted_answers
from grading.pool.job import Job
from grading.pool.learned import learned_mistakes, learned_plans
from grading.records import Attempt, Submission

_BREAKS_ZYGOTES = "its code has twice ended the process that starts the notebooks, so nothing could be graded"


class LazyZygote:
    """The zygote of one worker: started when it is first needed, and again after it was closed.

    `plans` are what the worker knows of the cases, and `known` what it knows of known answers, once it needed them.
    """

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


@dataclass(frozen=True)
class Content:
    """What is read of a submission: the notebook, the modules beside it, and a sentence about each that is left out."""

    notebook: bytes
    modules: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_content(submission: Submission) -> Content:
    """Read a submission; raise Unusable if nobody can read its notebook, GradeError if this machine cannot now."""
    notebook = submission_content.read(submission)
    modules, notes = submission_content.read_modules(submission)
    return Content(notebook, modules, tuple(notes))


def grade_one(job: Job, submission: Submission, lazy_zygote: LazyZygote) -> Attempt:
    """Read and grade one submission; any exception is our fault."""
    try:
        content = read_content(submission)
    except GradeError as problem:
        return ungraded_attempt(job, submission, problem)
    return grade_content(job, submission, content, lazy_zygote)


def grade_content(job: Job, submission: Submission, content: Content, lazy_zygote: LazyZygote) -> Attempt:
    """Grade what was read; no file of the submission is needed.

    A zygote that breaks is replaced, and the submission is tried again. If code of the submission had run before it
    broke, both times, the submission is unusable; else it is our fault, and ZygoteBroken is raised.
    """
    try:
        return _grade(job, submission, content, lazy_zygote)
    except ZygoteBroken as first:
        lazy_zygote.close()
        try:
            return _grade(job, submission, content, lazy_zygote)
        except ZygoteBroken as second:
            lazy_zygote.close()
            if first.student_code_ran and second.student_code_ran:
                return ungraded_attempt(job, submission, Unusable(_BREAKS_ZYGOTES))
            raise


def _grade(job: Job, submission: Submission, content: Content, lazy_zygote: LazyZygote) -> Attempt:
    """Grade once. The first one learns from the known answers."""
    zygote, tests = lazy_zygote.zygote(), _tests(job)
    if lazy_zygote.plans is None:
        lazy_zygote.plans = learned_plans(job, tests, zygote)
    plans = lazy_zygote.plans

    def known() -> Known:
        if lazy_zygote.known is None:
            lazy_zygote.known = learned_mistakes(job, tests, zygote, plans)
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
        _attempt(
            job, submission, replace(verdict, drawn=(), repairs=limited_sentences((*content.notes, *verdict.repairs)))
        ),
        sha256=submission_content.digest_of(content.notebook, dict(content.modules)),
        answers=submitted_answers(job.assignment, content.notebook, verdict.drawn),
        notebook=pack_notebook(content.notebook, _handed_out(job.assignment)),
    )


def ungraded_attempt(job: Job, submission: Submission, problem: GradeError) -> Attempt:
    """An attempt of 0 points, if the submission is unusable; without a score, if this machine is to blame."""
    if not isinstance(problem, Unusable):
        return error_attempt(job, submission, str(problem))
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
