"""What the commands share: the two consoles, the progress bar, and arguments that several of them take."""

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assignments import course

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

ASSIGNMENTS = click.argument("slugs", metavar="[ASSIGNMENT]...", nargs=-1)


def chosen(slugs: tuple[str, ...]) -> list[course.Assignment]:
    """The named assignments, or all of them."""
    return [course.assignment(slug) for slug in slugs or course.assignments()]


def progress_bar() -> Progress:
    """A bar on the terminal, and nothing where the output goes to a file."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


def short(path: Any) -> str:
    """A path below the repository as it is known there."""
    return str(Path(path).relative_to(course.REPO_ROOT)) if Path(path).is_relative_to(course.REPO_ROOT) else str(path)
