"""`grade export csv`, `json` and `spreadsheet`: the whole class in one file."""

from pathlib import Path

import click

from grading.atomic_write import atomic_write
from grading.commands.output.terminal import CLASS, QUIET, opened_gradebook, out, output_file, shown
from grading.export import plain_tables
from grading.export.final_scores import final_scores
from grading.gradebook.runs import all_runs


@click.command()
@CLASS
@output_file("grades-export.csv")
@QUIET
def csv(folder: Path, target: Path | None) -> int:
    """Write one row a student: the score that counts, the raw score, what the policy says, and each question."""
    with opened_gradebook(folder) as (book, assignment):
        scores = final_scores(book, assignment)
    path = target or folder / "grades-export.csv"
    atomic_write(path, plain_tables.class_csv(scores, assignment))
    out.print(shown(f"wrote {len(scores)} students to {path}"))
    return 0


@click.command()
@CLASS
@output_file("class.json")
@QUIET
def json(folder: Path, target: Path | None) -> int:
    """Write the class as one JSON object, with questions and cases."""
    with opened_gradebook(folder) as (book, assignment):
        scores = final_scores(book, assignment)
    path = target or folder / "class.json"
    atomic_write(path, plain_tables.class_json(scores, assignment))
    out.print(shown(f"wrote {len(scores)} students to {path}"))
    return 0


@click.command()
@CLASS
@output_file("class.xlsx")
@QUIET
def spreadsheet(folder: Path, target: Path | None) -> int:
    """Write a spreadsheet with one sheet for each view: students, questions, cases, runs."""
    from grading.export.spreadsheet import class_workbook

    with opened_gradebook(folder) as (book, assignment):
        scores, runs = final_scores(book, assignment), all_runs(book, assignment.slug)
    path = target or folder / "class.xlsx"
    atomic_write(path, class_workbook(scores, assignment, runs))
    out.print(shown(f"wrote {len(scores)} students to {path}"))
    return 0
