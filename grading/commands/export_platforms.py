"""`grade export moodle`, `canvas` and their feedback zips: the teacher's own files, with the scores filled in."""

from collections.abc import Sequence
from pathlib import Path

import click

from assignments.course import Assignment
from assignments.errors import UsageError
from grading.atomic_write import atomic_write
from grading.commands.output.terminal import CLASS, QUIET, err, opened_gradebook, out, output_file, shown
from grading.counted_attempt import policy_of
from grading.export import canvas_gradebook, feedback_zip, moodle_worksheet
from grading.export.final_scores import FinalScore, final_scores
from grading.pages.feedback_page import feedback_files, feedback_page
from grading.pages.released_answers import released_answers

SCALE = click.option("--scale", is_flag=True, help="Convert scores where the platform has another maximum.")


@click.command()
@CLASS
@click.option("--worksheet", required=True, type=click.Path(path_type=Path), help="The downloaded grading worksheet.")
@click.option("--grade-column", help="The header of the column of grades, if it is not recognised.")
@click.option("--replace-comments", is_flag=True, help="Replace comments that a person has written, also.")
@SCALE
@output_file("moodle-grades.csv")
@QUIET
def moodle(
    folder: Path,
    worksheet: Path,
    grade_column: str | None,
    replace_comments: bool,
    scale: bool,
    target: Path | None,
) -> int:
    """Fill grades and comments into the grading worksheet of Moodle; every other byte of it stays."""
    scores, _ = _scores(folder)
    edited = moodle_worksheet.fill_worksheet(
        _read(worksheet),
        worksheet.name,
        scores,
        scale=scale,
        grade_column=grade_column,
        replace_comments=replace_comments,
    )
    return _write_edited(edited, target or folder / "moodle-grades.csv")


@click.command("moodle-feedback")
@CLASS
@click.option("--worksheet", type=click.Path(path_type=Path), help="The grading worksheet: it has everybody's number.")
@output_file("moodle-feedback.zip")
@QUIET
def moodle_feedback(folder: Path, worksheet: Path | None, target: Path | None) -> int:
    """Write the feedback pages as a zip for "Upload multiple feedback files in a zip" of Moodle."""
    scores, assignment = _scores(folder)
    given = (_read(worksheet), worksheet.name) if worksheet else None
    made = feedback_zip.moodle_zip(scores, _pages(folder, scores, assignment), given)
    return _write_zip(made, target or folder / "moodle-feedback.zip")


@click.command()
@CLASS
@click.option("--gradebook", required=True, type=click.Path(path_type=Path), help="The gradebook that Canvas exported.")
@click.option("--column", help="The title or the number of the assignment in Canvas, if it is not that of ours.")
@click.option("--whole", is_flag=True, help="Keep all rows and columns of the file, not only those that change.")
@SCALE
@output_file("canvas-grades.csv")
@QUIET
def canvas(folder: Path, gradebook: Path, column: str | None, whole: bool, scale: bool, target: Path | None) -> int:
    """Fill the column of this assignment into the gradebook that Canvas exported. No score is ever blanked."""
    scores, assignment = _scores(folder)
    edited = canvas_gradebook.fill_gradebook(
        _read(gradebook), gradebook.name, assignment, scores, column=column, scale=scale, whole=whole
    )
    return _write_edited(edited, target or folder / "canvas-grades.csv")


@click.command("canvas-feedback")
@CLASS
@output_file("canvas-feedback.zip")
@QUIET
def canvas_feedback(folder: Path, target: Path | None) -> int:
    """Write the feedback pages as a zip for "Re-upload submissions" of Canvas."""
    scores, assignment = _scores(folder)
    made = feedback_zip.canvas_zip(scores, _pages(folder, scores, assignment))
    return _write_zip(made, target or folder / "canvas-feedback.zip")


def _scores(folder: Path) -> tuple[list[FinalScore], Assignment]:
    with opened_gradebook(folder) as (book, assignment):
        return final_scores(book, assignment, with_evidence=True), assignment  # a page may be made of it


def _pages(folder: Path, scores: Sequence[FinalScore], assignment: Assignment) -> dict[str, str]:
    """Return the feedback page of each student: the one that the run has written, if it is about the same attempt."""
    written = feedback_files([score.student for score in scores])
    pages = {}
    for score in scores:
        path = folder / "feedback" / written[score.student]
        if path.is_file() and policy_of(assignment).attempts == "latest":
            page = path.read_text(encoding="utf-8")
        else:
            page = feedback_page(assignment, score.attempt, answers=released_answers(assignment))
        pages[score.student] = feedback_zip.with_note(page, score)
    return pages


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}. Check the path.") from error


def _write_edited(edited: moodle_worksheet.Edited, path: Path) -> int:
    atomic_write(path, edited.content)
    out.print(shown(f"wrote {path}: {edited.changed} rows changed, {edited.unchanged} stay as they are"))
    return _problems(edited.problems)


def _write_zip(made: feedback_zip.FeedbackZip, path: Path) -> int:
    atomic_write(path, made.content)
    out.print(shown(f"wrote {made.pages} pages to {path}"))
    return _problems(made.problems)


def _problems(sentences: Sequence[str]) -> int:
    """Print what needs a person, and return the exit code."""
    for sentence in sentences:
        err.print(f"[yellow]{shown(sentence)}[/yellow]")
    return 1 if sentences else 0
