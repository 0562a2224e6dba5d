"""`grade export answers`: write the notebook of good answers that is published with the marks."""

from pathlib import Path

import click

from assignments import course
from grading.atomic_write import atomic_write
from grading.commands.output.terminal import QUIET, out, shown


@click.command()
@click.argument("slug", metavar="ASSIGNMENT")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=Path("."))
@QUIET
def answers(slug: str, folder: Path) -> None:
    """Write DIR/ASSIGNMENT-answers.ipynb: one good answer to each exercise, and why. Publish it with the marks."""
    from grading.export.answers import answers_notebook

    content = answers_notebook(course.assignment(slug))
    path = folder / f"{slug}-answers.ipynb"
    atomic_write(path, content)
    out.print(f"wrote {shown(str(path))}: publish it with the marks, not before, because it solves every exercise")
