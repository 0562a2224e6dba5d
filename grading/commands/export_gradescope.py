"""`grade export gradescope`: the result of one submission; `gradescope-autograder`: a zip that grades there."""

from pathlib import Path

import click

from assignments import course
from grading.atomic_write import atomic_write
from grading.commands.output.terminal import (
    CLASS,
    QUIET,
    one_student,
    opened_gradebook,
    out,
    output_file,
    shown,
    students_of_class,
)
from grading.export import gradescope as destination
from grading.export.final_scores import score_of


@click.command()
@CLASS
@click.argument("student", shell_complete=students_of_class)
@output_file("results.json")
@QUIET
def gradescope(folder: Path, student: str, target: Path | None) -> int:
    """Write the results.json of one STUDENT, as an autograder of Gradescope does."""
    with opened_gradebook(folder) as (book, assignment):
        name = one_student(book, student)
        score = score_of(book, assignment, name)
    path = target or folder / "results.json"
    atomic_write(path, destination.results_json(score.attempt.verdict, assignment, score.counted))
    out.print(shown(f"wrote {path}"))
    return 0


@click.command("gradescope-autograder")
@click.argument("slug", metavar="ASSIGNMENT")
@click.option(
    "--isolation",
    type=click.Choice(["full", "lite", "none"]),
    default="lite",
    show_default=True,
    help="The least walls to grade behind in the container. With none, a submission can read the hidden tests.",
)
@output_file("ASSIGNMENT-gradescope.zip")
@QUIET
def gradescope_autograder(slug: str, isolation: str, target: Path | None) -> int:
    """Write an autograder zip for Gradescope that grades with this software instead of Otter."""
    assignment = course.assignment(slug)
    path = target or Path(f"{slug}-gradescope.zip")
    atomic_write(path, destination.autograder_zip(assignment, isolation))
    out.print(shown(f"wrote {path}"))
    return 0
