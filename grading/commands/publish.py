"""`grade publish`: report results to the students' commits on GitHub."""

import os
from pathlib import Path

import click
from rich.markup import escape

from assignments.errors import UsageError
from grading.commands.output.terminal import QUIET, out, print_line, progress_bar


@click.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--status/--no-status", default=True, show_default=True, help="A commit status with the points.")
@click.option("--comment/--no-comment", default=True, show_default=True, help="A comment with points per question.")
@click.option("--in-public", is_flag=True, help="Report to public repositories also: everybody can read it there.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
@QUIET
def publish(results: Path, folder: Path, status: bool, comment: bool, in_public: bool, dry_run: bool) -> int:
    """Report the RESULTS of `grade run --out` to the commits that `grade fetch` put into DIR.

    What is there already is not written again. It needs a token in the environment variable GITHUB_TOKEN.
    """
    from grading.github.client import GitHubClient
    from grading.github.credentials import access_from
    from grading.github.fetch import RECORD, read_record
    from grading.github.publish import Wanted, publish_class, read_results

    access = access_from(os.environ)
    if not access.token:
        raise UsageError("There is no token: put one into the environment variable GITHUB_TOKEN.")
    fetched = read_record(folder)
    if not fetched:
        raise UsageError(f"There is no {RECORD} in {folder}: name the folder of `grade fetch`.")
    graded = read_results(results / "results.jsonl" if results.is_dir() else results)
    wanted = Wanted(status, comment, in_public, dry_run)
    problems = changed = 0
    with GitHubClient(access) as client, progress_bar() as progress:
        found = publish_class(graded, fetched, folder, client, wanted)
        for published in progress.track(found, total=len(graded), description="publishing"):
            problems += bool(published.problem)
            changed += bool(published.changes)
            words = ", ".join(published.changes) or "nothing new"
            said = f"[yellow]{escape(published.problem)}[/yellow]" if published.problem else escape(words)
            line = f"{escape(f'{published.student:<24.60}')} {said}"
            print_line(progress, line, problem=bool(published.problem))
    would = "would hear" if dry_run else "heard"
    out.print(f"{changed} of {len(graded)} students {would} something new, {problems} could not be told.")
    return 1 if problems else 0
