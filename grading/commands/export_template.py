"""`grade export template`: a folder to push to GitHub as a template repository."""

from pathlib import Path

import click

from assignments import course
from grading.commands.output.terminal import QUIET, assignments_begun, out, shown


@click.command()
@click.argument("assignment", shell_complete=assignments_begun)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--reporter", is_flag=True, help="End the workflow with the reporter action of GitHub Classroom.")
@QUIET
def template(assignment: str, folder: Path, reporter: bool) -> int:
    """Write a template repository of ASSIGNMENT into DIR: what students get, and nothing hidden."""
    from grading.export.template import write_template

    written = write_template(course.assignment(assignment), folder, reporter=reporter)
    where = shown(str(folder))
    out.print(f"Wrote {len(written)} files to {where}. Push it, and mark the repository as a template on GitHub.")
    return 0
