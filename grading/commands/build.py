"""`grade build`: write the generated files, or check that the committed ones are up to date."""

import click
from rich.markup import escape

from grading.commands.output.terminal import ASSIGNMENTS, QUIET, chosen, err, out, short_path, shown


@click.command()
@ASSIGNMENTS
@click.option("--check", is_flag=True, help="Write nothing; fail if a committed file is not up to date.")
@QUIET
def build(slugs: tuple[str, ...], check: bool) -> int:
    """Build notebooks, public tests and autograder zips from lessons, tests and references."""
    from assignments.build import compose as builder
    from grading.authoring import public_mistakes

    problems = []
    for assignment in chosen(slugs):
        if check:
            problems += builder.check(assignment)
            if not public_mistakes.is_current(assignment):
                name = short_path(public_mistakes.path_of(assignment))
                problems.append(f"{name} is not what today's answers give: run `grade build {assignment.slug}`.")
        else:
            for path in [*builder.write(assignment), *public_mistakes.write(assignment)]:
                out.print(f"wrote {shown(short_path(path))}")
    for line in problems:
        err.print(f"[red]{escape(line)}[/red]")
    if problems:
        err.print("Run `grade build` and commit the files that it writes.")
    return 1 if problems else 0
