"""`grade run`: from submissions to the gradebook, the CSV and the pages."""

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import click

from assignments import course
from assignments.course import Assignment
from assignments.errors import GradeError, UsageError
from autograder.results import Level
from grading.class_files import write_class_files
from grading.commands.isolation_level import isolation_level
from grading.commands.output.regrade_summary import print_regrade, regrade, who
from grading.commands.output.run_summary import Summary, line_of
from grading.commands.output.terminal import (
    JSON,
    QUIET,
    assignments_begun,
    err,
    out,
    print_json,
    print_line,
    progress_bar,
    shown,
)
from grading.counted_attempt import policy_of
from grading.gradebook.class_roster import keep_roster
from grading.gradebook.database import Gradebook
from grading.gradebook.runs import begin_run, finish_run
from grading.intake import submission_content
from grading.intake import submissions as intake
from grading.intake.file_times import file_time
from grading.intake.one_notebook import note_on_assignment
from grading.intake.own_output import GRADEBOOK
from grading.intake.roster import read as read_roster
from grading.intake.sources import KEYS
from grading.pool import local
from grading.pool.job import Job, prepare
from grading.records import Attempt, Submission
from grading.software import software
from grading.submitted_datasets import dataset_check
from grading.triage import triage


@click.command()
@click.argument("assignment", shell_complete=assignments_begun)
@click.argument("submissions", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="Where all results are written.")
@click.option("--jobs", type=click.IntRange(1, 256), default=local.worker_count, show_default="one a core")
@click.option(
    "--isolation",
    type=click.Choice(["full", "lite"]),
    default="lite",
    show_default=True,
    help="The least walls to grade behind; the best that this machine gives are taken.",
)
@click.option("--trust-submissions", is_flag=True, help="Grade without walls where there are none. Never for students.")
@click.option(
    "--timeout", type=click.FloatRange(1), help="CPU seconds for one submission, instead of the assignment's."
)
@click.option(
    "--cache/--no-cache",
    default=True,
    help="Let a case pass when its answers are those of a right answer (the default), or run every case.",
)
@click.option("--scheduler", help="Grade on the Dask cluster of this scheduler (an address or a scheduler file).")
@JSON
@QUIET
@click.option(
    "--source",
    type=click.Choice(KEYS),
    help="What made the submissions, if it is not to be recognised by their names.",
)
@click.option(
    "--roster",
    "roster_path",
    type=click.Path(path_type=Path),
    help="A CSV of the class, or an export of Canvas, Moodle, Gradescope or GitHub Classroom: whose a submission is, "
    "and who handed in nothing.",
)
@click.option("--resume/--regrade", default=True, help="Skip what is graded already (the default), or grade it again.")
def run(
    assignment: str,
    submissions: tuple[Path, ...],
    folder: Path,
    jobs: int,
    isolation: Level,
    trust_submissions: bool,
    timeout: float | None,
    cache: bool,
    scheduler: str | None,
    as_json: bool,
    source: str | None,
    roster_path: Path | None,
    resume: bool,
) -> int:
    """Grade SUBMISSIONS (notebooks, folders, zips) of an ASSIGNMENT."""
    quiet, out.quiet = out.quiet, out.quiet or as_json
    asked = course.assignment(assignment)
    if timeout is not None:
        limits = asked.limits
        asked = replace(asked, limits=replace(limits, submission=timeout, cell=min(limits.cell, timeout)))
    roster = read_roster(roster_path) if roster_path else None
    taken = intake.take_in(submissions, asked, folder, source, roster)
    found = taken.submissions
    for line in taken.recognised:
        out.print(shown(line))
    level = isolation_level(isolation, trust_submissions)
    job = prepare(asked, level, cache=cache)
    _make(folder)
    with Gradebook(folder / GRADEBOOK) as book:
        waiting = [s for s in found if not (resume and _is_graded(book.is_graded, job, s))]
        if skipped := len(found) - len(waiting):
            out.print(f"{skipped} graded before, with the same notebook and the same tests; --regrade does them again.")
        if resume:
            waiting = [_without_graded_earlier(book, job, submission) for submission in waiting]
        paths = [str(path.absolute()) for path in submissions]
        number = begin_run(book, asked.slug, who(), dict(software()), job.tests_sha256, job.sources, paths)
        _grade(
            book,
            job,
            waiting,
            _on_cluster(job, scheduler) if scheduler else _on_this_machine(job, jobs),
            again=not resume,
        )
        if asked.dataset:
            _check_datasets(book, job, found, jobs)
        finish_run(book, number)
        if roster:
            handed_in = [submission.student for submission in found]
            keep_roster(book, asked.slug, roster.names, handed_in, taken.strangers)
        again = regrade(book, asked.slug, number)
        print_regrade(again)
        attempts = book.latest(asked.slug, with_evidence=False)
        gone = write_class_files(folder, asked, book, attempts)
    troubles = triage(attempts, gone.absent, gone.strangers)
    summary = Summary(asked.slug, folder, number, taken, skipped, attempts, gone, troubles, again)
    if as_json:
        print_json(summary.record())
    else:
        summary.print(problems_only=quiet)
    return summary.exit_code


def _without_graded_earlier(book: Gradebook, job: Job, submission: Submission) -> Submission:
    earlier = [each for each in submission.earlier if not _is_graded(book.was_graded, job, each)]
    return replace(submission, earlier=tuple(earlier))


def _is_graded(asked: Callable[[str, str, str, str], bool], job: Job, submission: Submission) -> bool:
    """Whether a submission is graded already, as `asked`, a method of the gradebook, says."""
    try:
        digest = submission_content.digest(submission)
    except GradeError:
        return False
    return asked(job.assignment.slug, submission.student, digest, job.tests_sha256)


Graders = Callable[[Sequence[Submission]], Generator[Attempt, None, None]]


def _on_this_machine(job: Job, jobs: int) -> Graders:
    return lambda submissions: local.grade(job, submissions, jobs)


def _on_cluster(job: Job, scheduler: str) -> Graders:
    try:
        from grading.pool import cluster
    except ImportError as error:
        raise UsageError(f"--scheduler needs Dask ({error}): pip install '.[cluster]'.") from None
    return lambda submissions: cluster.grade(job, submissions, scheduler, lambda text: err.print(shown(text)))


def _grade(book: Gradebook, job: Job, submissions: list[Submission], graders: Graders, *, again: bool) -> None:
    """Grade submissions with their earlier attempts, and record the attempts of each student in their order.

    Unless all are graded `again`, one that another program has recorded meanwhile is not recorded a second time.
    """
    order = {s.student: deque([*s.earlier, s]) for s in submissions}
    every = [each for s in submissions for each in (*s.earlier, s)]
    waiting: dict[tuple[str, str], Attempt] = {}  # by student and file: judged before an earlier attempt was
    with progress_bar() as progress, closing(graders(every)) as attempts:
        task = progress.add_task("grading", total=len(every))
        for judged in attempts:
            waiting[judged.student, judged.submission] = judged
            mine = order[judged.student]
            while mine and (judged.student, mine[0].name) in waiting:
                submission = mine.popleft()
                attempt = _with_notes(job.assignment, submission, waiting.pop((submission.student, submission.name)))
                if again:
                    book.record(attempt)
                else:
                    book.record_once(attempt, latest=not mine)
                print_line(progress, line_of(attempt))
                progress.advance(task)


def _with_notes(asked: Assignment, submission: Submission, attempt: Attempt) -> Attempt:
    """Add to an attempt what was decided about other notebooks, and whether this one is of another assignment."""
    notes = list(submission.notes)
    time = file_time(submission) if policy_of(asked).times == "files" else ""
    missing = [all(case.outcome == "missing" for case in question.cases) for question in attempt.verdict.questions]
    if sum(missing) > len(missing) / 2:
        with suppress(GradeError):  # the file is gone: it was graded before
            notes += filter(None, [note_on_assignment(asked, submission_content.read(submission))])
    verdict = replace(attempt.verdict, repairs=(*notes, *attempt.verdict.repairs))
    return replace(attempt, verdict=verdict, handed_in=attempt.handed_in or time)


def _check_datasets(book: Gradebook, job: Job, found: Sequence[Submission], jobs: int) -> None:
    with progress_bar() as progress, closing(dataset_check.check_all(job, found, jobs)) as checked:
        for student, dataset in progress.track(checked, total=len(found), description="datasets"):
            book.record_dataset(job.assignment.slug, student, dataset)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UsageError(f"{folder} is a file: name a folder for the results with --out.") from None
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"{folder} cannot be made: choose another folder with --out.") from None
    if not os.access(folder, os.W_OK):
        raise UsageError(f"{folder} cannot be written: choose another folder with --out.")
