"""`grade demo`: write a made-up class to try the grading with."""

from pathlib import Path

import click

from assignments import course
from grading.commands.output.terminal import QUIET, assignments_begun, out, shown


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--assignment", default="pixels", show_default=True, shell_complete=assignments_begun)
@click.option("--students", type=click.IntRange(1, 10_000), default=40, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@QUIET
def demo(folder: Path, assignment: str, students: int, seed: int) -> int:
    """Write the submissions of a made-up class into FOLDER, to try the grading with."""
    from grading.authoring.made_up_class import write_class

    written = write_class(folder, course.assignment(assignment), students, seed)
    out.print(f"wrote {len(written)} submissions of {assignment} to {shown(str(folder))}")
    return 0
