"""`grade …`: the only module that reads arguments, prints, and knows exit codes.

Exit 0: all is well; 1: some submissions could not be graded, or something that was checked does not hold; 2: wrong
usage; 3: our fault.
"""

import errno
import os
import sys
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assignments import course
from autograder.host.zygote_process import self_test
from autograder.results import Level
from autograder.sandbox import diagnose
from grading.export import tables
from grading.gradebook.database import Gradebook
from grading.intake import submissions
from grading.pages import report
from grading.pool import local
from grading.records import Attempt, GradeError, OurFault, Submission, UsageError
from grading.submitted_datasets import dataset_check

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

ASSIGNMENTS = click.argument("slugs", metavar="[ASSIGNMENT]...", nargs=-1)


def main() -> None:
    """Run the command line; turn every error into one clear sentence and its exit code."""
    try:
        code = commands.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        err.print("Stopped. What was graded is in the gradebook; the same command goes on from there.")
        code = 130
    except GradeError as error:
        err.print(f"[red]{escape(str(error))}[/red]")
        code = error.exit_code
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EPERM):
            raise
        err.print(f"[red]{escape(_operating_system(error))}[/red]")
        code = 3
    sys.exit(code or 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="advanced-frameworks-exercises")
def commands() -> None:
    """Grade the exercises of Coding 2: Advanced Frameworks."""


@commands.command()
@click.argument("assignment")
@click.argument("submissions", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="Where all results are written.")
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1, show_default="one a core")
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
    "--cache/--no-cache", default=True, help="Let cases pass that are told what passed them (the default), or run all."
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
    resume: bool,
) -> int:
    """Grade SUBMISSIONS (notebooks, folders, zips) of an ASSIGNMENT."""
    asked = course.assignment(assignment)
    if timeout is not None:
        limits = asked.limits
        asked = replace(asked, limits=replace(limits, submission=timeout, cell=min(limits.cell, timeout)))
    found = submissions.find(submissions)
    level = _level(isolation, trust_submissions)
    job = local.prepare(asked, level, cache=cache)
    _make(folder)
    with Gradebook(folder / "gradebook.db") as book:
        waiting = [s for s in found if not (resume and _done(book, job, s))]
        if skipped := len(found) - len(waiting):
            out.print(f"{skipped} graded before, with the same notebook and the same tests; --regrade does them again.")
        _grade(book, job, waiting, min(jobs, max(1, len(waiting))))
        handed_in = {submission.student for submission in found}
        attempts = [attempt for attempt in book.latest(asked.slug) if attempt.student in handed_in]
    if asked.dataset:
        with _progress() as progress:
            each = dataset_check.check_all(job, found, jobs)
            datasets = dict(progress.track(each, total=len(found), description="datasets"))
        attempts = [replace(attempt, dataset=datasets.get(attempt.student)) for attempt in attempts]
    tables.write_results(folder, asked, attempts)
    report.write_pages(folder, asked, attempts)
    return _summary(folder, attempts)


@commands.command()
@ASSIGNMENTS
@click.option("--check", is_flag=True, help="Write nothing; fail where a committed file differs.")
def build(slugs: tuple[str, ...], check: bool) -> int:
    """Compose notebooks, public tests and the autograder zip from lesson, tests and references."""
    from assignments.build import compose as builder

    stale = []
    for assignment in _chosen(slugs):
        if check:
            stale += builder.check(assignment)
        else:
            for path in builder.write(assignment):
                out.print(f"wrote {_short(path)}")
    for line in stale:
        err.print(f"[red]{escape(line)}[/red]")
    if stale:
        err.print("Run `grade build` and commit what it writes.")
    return 1 if stale else 0


@commands.command()
@ASSIGNMENTS
@click.option("--otter", is_flag=True, help="Also compare with `otter run` and our zip: ten seconds an assignment.")
@click.option("--quick", is_flag=True, help="Only in this process, not through the wire.")
def verify(slugs: tuple[str, ...], otter: bool, quick: bool) -> int:
    """Prove that every known answer, right or wrong, is judged as its author says."""
    from grading.authoring import verify as verifying

    level = None if quick else _level("lite", trust=True)
    found = 0
    for assignment in _chosen(slugs):
        problems = verifying.verify_all(assignment, level, otter=otter)
        known = sum(1 for question in assignment.questions for _ in verifying.known_answers(assignment, question))
        for problem in problems:
            err.print(f"[red]{escape(str(problem))}[/red]")
        out.print(f"{assignment.slug}: {known} known answers, {len(problems)} judged otherwise than their authors say")
        found += len(problems)
    return 1 if found else 0


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--assignment", default="pixels", show_default=True)
@click.option("--students", type=click.IntRange(1, 10_000), default=40, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def demo(folder: Path, assignment: str, students: int, seed: int) -> int:
    """Write a believable class into FOLDER, to try the grading on."""
    from grading.authoring.made_up_class import write_class

    written = write_class(folder, course.assignment(assignment), students, seed)
    out.print(f"wrote {len(written)} submissions of {assignment} to {folder}")
    return 0


@commands.command()
def doctor() -> int:
    """Say which walls this machine gives, and why not the others."""
    for layer in diagnose.layers():
        mark = "[green]there[/green]  " if layer.there else "[red]missing[/red]"
        out.print(f"{mark} {layer.name}: {escape(layer.seen)} [dim](for {layer.needed_for})[/dim]")
    reached = None
    levels: tuple[Level, ...] = ("full", "lite")
    for level in levels:
        why = self_test(level)
        out.print(
            f"level {level}: " + ("[green]stands[/green]" if not why else f"[red]does not stand[/red]: {escape(why)}")
        )
        reached = reached or (None if why else level)
    out.print(f"grading happens at the level {reached}." if reached else "grading needs --trust-submissions here.")
    return 0 if reached else 1


def _level(least: Level, trust: bool) -> Level:
    """The best level that stands here, said in one line; `trust` allows none where nothing stands."""
    full = self_test("full")
    if not full:
        out.print("Walls: full.")
        return "full"
    if least == "full":
        raise OurFault(
            f"The level full does not stand here ({full}) and --isolation full asks for it: see `grade doctor`."
        )
    lite = self_test("lite")
    if not lite:
        out.print(f"Walls: lite, since full does not stand here ({escape(full)}); see `grade doctor`.")
        return "lite"
    why = f"full: {full}; lite: {lite}"
    if trust:
        out.print(
            f"[yellow]Walls: none, since none stand here ({escape(why)}). These notebooks may do whatever you may do: "
            "a class of real students needs walls, see `grade doctor`.[/yellow]"
        )
        return "none"
    raise OurFault(f"No walls stand here ({why}): see `grade doctor`. Nothing was graded.")


def _done(book: Gradebook, job: local.Job, submission: Submission) -> bool:
    try:
        digest = sha256(submissions.read(submission)).hexdigest()
    except GradeError:
        return False
    return book.is_graded(job.assignment.slug, submission.student, digest, job.tests_sha256)


def _grade(book: Gradebook, job: local.Job, submissions: list[Submission], jobs: int) -> None:
    attempts = local.grade(job, submissions, jobs)
    with _progress() as progress:
        task = progress.add_task("grading", total=len(submissions))
        for attempt in attempts:
            book.record(attempt)
            progress.console.print(_line(attempt)) if err.is_terminal else out.print(_line(attempt))
            progress.advance(task)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


def _line(attempt: Attempt) -> str:
    verdict = attempt.verdict
    student = escape(f"{attempt.student:<24.60}")
    if verdict.status == "graded":
        repairs = f"  [dim]{len(verdict.repairs)} repaired[/dim]" if verdict.repairs else ""
        return f"{student} {verdict.score:6.1f} / {verdict.max_score:g}  {verdict.wall_s:5.1f} s{repairs}"
    colour = "yellow" if verdict.status == "unusable" else "red"
    return f"{student} [{colour}]{verdict.status}[/{colour}]  {escape(verdict.reason.partition(chr(10))[0])}"


def _summary(folder: Path, attempts: list[Attempt]) -> int:
    counts = Counter(attempt.verdict.status for attempt in attempts)
    words = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    out.print(f"{len(attempts)} submission{'s' * (len(attempts) != 1)}: {words}. Open {folder / 'index.html'}")
    return 3 if counts["error"] else 1 if counts["unusable"] else 0


def _chosen(slugs: tuple[str, ...]) -> list[course.Assignment]:
    return [course.assignment(slug) for slug in slugs or course.assignments()]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UsageError(f"{folder} is a file: name a folder for the results with --out.") from None
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"{folder} cannot be made: choose another folder with --out.") from None
    if not os.access(folder, os.W_OK):
        raise UsageError(f"{folder} cannot be written: choose another folder with --out.")


def _operating_system(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    advice = {
        errno.ENOSPC: "the disk is full: make room; the same command goes on where it stopped",
        errno.EDQUOT: "your disk quota is used up: make room; the same command goes on where it stopped",
        errno.EROFS: "this disk is read-only: choose another folder",
    }
    return (
        f"{advice.get(error.errno or 0, 'permission denied: choose a folder that you may write')}{where}".capitalize()
    )


def _short(path: Any) -> str:
    return str(Path(path).relative_to(course.REPO_ROOT)) if Path(path).is_relative_to(course.REPO_ROOT) else str(path)
