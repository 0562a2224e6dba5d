"""`grade export classroom50`: the autograder of an assignment for Classroom 50."""

from pathlib import Path

import click

from assignments import course
from grading.commands.output.terminal import QUIET, assignments_begun, out, shown


@click.command()
@click.argument("assignment", shell_complete=assignments_begun)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@QUIET
def classroom50(assignment: str, folder: Path) -> int:
    """Write the autograder of ASSIGNMENT into DIR, the folder of a classroom in a configuration repository."""
    from grading.export.classroom50 import write_classroom50

    place = write_classroom50(course.assignment(assignment), folder)
    out.print(f"Wrote {shown(str(place))}. Its README.md says where it belongs and what it grades.")
    return 0
