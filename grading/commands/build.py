"""`grade build`: write what is generated, or check that it is what its sources give."""

import click
from rich.markup import escape

from grading.commands.terminal import ASSIGNMENTS, chosen, err, out, short


@click.command()
@ASSIGNMENTS
@click.option("--check", is_flag=True, help="Write nothing; fail where a committed file differs.")
def build(slugs: tuple[str, ...], check: bool) -> int:
    """Compose notebooks, public tests and the autograder zip from lesson, tests and references."""
    from assignments.build import compose as builder

    stale = []
    for assignment in chosen(slugs):
        if check:
            stale += builder.check(assignment)
        else:
            for path in builder.write(assignment):
                out.print(f"wrote {short(path)}")
    for line in stale:
        err.print(f"[red]{escape(line)}[/red]")
    if stale:
        err.print("Run `grade build` and commit what it writes.")
    return 1 if stale else 0
