"""`grade fetch`: clone the repositories of a class, each at the commit that counts."""

import os
from contextlib import closing
from pathlib import Path

import click
from rich.markup import escape

from assignments.errors import UsageError
from grading.commands.output.terminal import QUIET, out, print_line, progress_bar, shown


@click.command()
@click.argument("roster", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--due", help="Take the last push before this time, such as 2026-11-30T23:59:00+01:00.")
@click.option("--jobs", type=click.IntRange(1, 16), default=4, show_default=True, help="Clones at the same time.")
@QUIET
def fetch(roster: Path, folder: Path, due: str | None, jobs: int) -> int:
    """Clone the repositories of the students in ROSTER into DIR/<student>, to be graded with `grade run`.

    ROSTER is a CSV file with the columns student and repository, or one of `gh classroom assignment-grades`. Private
    repositories need a token in the environment variable GITHUB_TOKEN.
    """
    from grading.github.client import GitHubClient
    from grading.github.credentials import access_from
    from grading.github.fetch import due_time, fetch_class
    from grading.github.roster import read_roster

    access = access_from(os.environ)
    moment = due_time(due) if due else None
    entries = read_roster(roster, access)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: name a folder for the clones.")
    problems = settled = by_commit = 0
    with GitHubClient(access) as client, progress_bar() as progress:
        task = progress.add_task("fetching", total=len(entries))
        with closing(fetch_class(entries, folder, access, client, due=moment, jobs=jobs)) as fetched:
            for found, before in fetched:
                progress.advance(task)
                settled += before
                by_commit += bool(moment and found.by == "commit")
                if not before:
                    said = found.problem and f"[yellow]{escape(found.problem)}[/yellow]"
                    line = f"{escape(f'{found.student:<24.60}')} {said or f'{found.commit[:10]}  {found.time}'}"
                    print_line(progress, line, problem=bool(found.problem))
                problems += bool(found.problem)
    more = f", {settled} of them before" if settled else ""
    out.print(f"{len(entries) - problems} of {len(entries)} repositories are in {shown(str(folder))}{more}.")
    if by_commit:
        out.print(f"{by_commit} by the dates of their commits, which their authors can choose: GitHub shows no pushes.")
    return 1 if problems else 0
