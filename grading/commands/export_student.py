"""`grade export student`: write the zip that students download."""

from pathlib import Path

import click

from assignments import course
from grading.atomic_write import atomic_write
from grading.commands.output.terminal import QUIET, out, shown


@click.command()
@click.argument("slug", metavar="ASSIGNMENT")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=Path("."))
@QUIET
def student(slug: str, folder: Path) -> None:
    """Write DIR/ASSIGNMENT.zip: what students download, with START_HERE.md and requirements.txt."""
    from grading.export.student import student_zip

    assignment = course.assignment(slug)
    content = student_zip(assignment)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug}.zip"
    atomic_write(path, content)
    out.print(f"wrote {shown(str(path))} ({len(content) / 1000:.0f} kB): publish it for your students")
