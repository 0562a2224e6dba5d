"""The terminal: the two consoles, the progress bar, and the arguments that several commands have."""

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
    """Return the named assignments, or all if none is named."""
    return [course.assignment(slug) for slug in slugs or course.assignments()]


def progress_bar() -> Progress:
    """Return a progress bar that shows nothing if the output is not a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


def short_path(path: Any) -> str:
    """Return a path below the repository relative to it, and another path as it is."""
    return str(Path(path).relative_to(course.REPO_ROOT)) if Path(path).is_relative_to(course.REPO_ROOT) else str(path)
