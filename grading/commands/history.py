"""`grade history STUDENT`: all attempts of a student, the oldest first."""

from pathlib import Path

import click

from grading.commands.terminal import (
    FOLDER,
    JSON,
    one_student,
    opened_gradebook,
    out,
    print_json,
    shown,
    students_of_class,
)
from grading.export.final_scores import text_of
from grading.gradebook.runs import Recorded
from grading.gradebook.runs import history as recorded_attempts
from grading.policy import counted, policy_of


@click.command()
@click.argument("student", shell_complete=students_of_class)
@FOLDER
@JSON
def history(student: str, folder: Path, as_json: bool) -> int:
    """List all attempts of one STUDENT: when and in which run, from which notebook, and what it scored."""
    with opened_gradebook(folder) as (book, assignment):
        name = one_student(book, student)
        found = recorded_attempts(book, assignment.slug, name)
    if as_json:
        print_json([_record(each) for each in found])
        return 0
    if not found:
        out.print(f"{shown(name)} has no attempt at {assignment.slug}.")
        return 0
    attempt, result = counted(policy_of(assignment), [each.attempt for each in found])
    for before, each in zip([None, *found], found, strict=False):
        mark = "*" if each.attempt == attempt else " "
        out.print(f"{mark} {_line(before, each)}")
    note = f" ({shown(result.note)})" if result.note else ""
    out.print(f"* counts: {text_of(result.score) or 'no score'} of {text_of(attempt.verdict.max_score)}{note}")
    return 0


def _line(before: Recorded | None, each: Recorded) -> str:
    attempt, verdict = each.attempt, each.attempt.verdict
    what = []
    if before is not None and before.attempt.sha256 != attempt.sha256:
        what.append("new notebook")
    if before is not None and before.attempt.tests_sha256 != attempt.tests_sha256:
        what.append("new tests")
    times = f"handed in {attempt.handed_in}, " if attempt.handed_in else ""
    status = "" if verdict.status == "graded" else f"  {verdict.status}: {shown(verdict.reason.partition(chr(10))[0])}"
    points = f"{text_of(verdict.score) or '–':>6} / {text_of(verdict.max_score)}"
    return (
        f"run {each.run:<3} {each.recorded_at[:19]}  {points}  {attempt.sha256[:12] or '–':<12}  "
        f"[dim]{times}{shown(attempt.submission)}[/dim]  {', '.join(what)}{status}"
    )


def _record(each: Recorded) -> dict[str, object]:
    attempt, verdict = each.attempt, each.attempt.verdict
    return {
        "attempt": each.number,
        "run": each.run,
        "recorded_at": each.recorded_at,
        "handed_in": attempt.handed_in or None,
        "submission": attempt.submission,
        "sha256": attempt.sha256,
        "tests_sha256": attempt.tests_sha256,
        "status": verdict.status,
        "score": verdict.score,
        "max_score": verdict.max_score,
        "reason": verdict.reason,
    }
