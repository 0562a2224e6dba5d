"""`grade history STUDENT`: all attempts of a student, the oldest first."""

from pathlib import Path

import click

from grading.commands.output.terminal import (
    FOLDER,
    JSON,
    one_student,
    opened_gradebook,
    out,
    print_json,
    shown,
    students_of_class,
)
from grading.export.final_scores import FinalScore, final_scores, text_of
from grading.gradebook.runs import Recorded, histories


@click.command()
@click.argument("student", shell_complete=students_of_class)
@FOLDER
@JSON
def history(student: str, folder: Path, as_json: bool) -> int:
    """List all attempts of one STUDENT: when and in which run, from which notebook, and what it scored."""
    with opened_gradebook(folder) as (book, assignment):
        name = one_student(book, student)
        found = histories(book, assignment.slug, student=name, with_cases=False).get(name, [])
        final = final_scores(book, assignment, student=name)
    if as_json:
        print_json([_record(each, final[0]) for each in found])
        return 0
    if not found:
        out.print(f"{shown(name)} has no attempt at {assignment.slug}.")
        return 0
    for before, each in zip([None, *found], found, strict=False):
        mark = "*" if _counts(each, final[0]) else " "
        out.print(f"{mark} {_line(before, each)}")
    (score,) = final
    note = f" ({shown(score.counted.note)})" if score.counted.note else ""
    out.print(f"* counts: {text_of(score.score) or 'no score'} of {text_of(score.max_score)}{note}")
    return 0


def _counts(each: Recorded, final: FinalScore) -> bool:
    attempt = final.attempt
    return (each.attempt.recorded_at, each.attempt.sha256) == (attempt.recorded_at, attempt.sha256)


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


def _record(each: Recorded, final: FinalScore) -> dict[str, object]:
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
        "counts": _counts(each, final),
    }
