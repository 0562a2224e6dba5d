"""`grade diff RUN RUN`: whose score differs between two runs, and why, in the terminal and as a page."""

from dataclasses import asdict
from pathlib import Path

import click

from grading.atomic_write import atomic_write
from grading.commands.output.regrade_summary import print_changes
from grading.commands.output.terminal import FOLDER, JSON, opened_gradebook, out, print_json, shown
from grading.gradebook.runs import class_after, one_run
from grading.pages.diff_page import diff_page
from grading.regrade_diff import changed_files, changes


@click.command()
@click.argument("before", metavar="RUN", type=click.IntRange(0))
@click.argument("after", metavar="RUN", type=click.IntRange(0))
@FOLDER
@click.option("--page", type=click.Path(path_type=Path), help="Write a page (HTML) with all changes, also.")
@JSON
def diff(before: int, after: int, folder: Path, page: Path | None, as_json: bool) -> int:
    """Show who changes between two runs, question by question, and why. `grade list --runs` has the numbers."""
    with opened_gradebook(folder) as (book, assignment):
        old, new = (one_run(book, assignment.slug, number) for number in (before, after))
        states = [class_after(book, assignment.slug, run.number) for run in (old, new)]
    found = changes(states[0], states[1], old.sources, new.sources)
    files = changed_files(old.sources, new.sources)
    if page is not None:
        atomic_write(page, diff_page(assignment, old, new, found, files, len(states[1])))
    if as_json:
        print_json({"files": files, "changes": [asdict(change) for change in found]})
        return 0
    if files:
        out.print(f"Changed between run {before} and run {after}: {shown(', '.join(files))}")
    print_changes(found)
    same = len(states[1]) - sum(change.student in states[1] for change in found)
    out.print(f"{len(found)} student{'s' * (len(found) != 1)} with changes, {same} without")
    if page is not None:
        out.print(f"wrote {shown(str(page))}")
    return 0
