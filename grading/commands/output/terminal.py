"""The terminal: the two consoles, the progress bar, and the arguments that several commands have."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assignments import course
from assignments.errors import GradeError, UsageError
from grading.gradebook.database import Gradebook
from grading.intake.own_output import GRADEBOOK
from grading.intake.student_names import clean_text, visible
from grading.safe_text import for_terminal


class SafeConsole(Console):
    """A console whose own words have colours, and no text that is printed on it can move the cursor or turn a line."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print, without the control characters of whatever stands in the texts."""
        super().print(*(for_terminal(one) if isinstance(one, str) else one for one in objects), **options)


out = SafeConsole(highlight=False, soft_wrap=True)
err = SafeConsole(stderr=True, highlight=False, soft_wrap=True)


def assignments_begun(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Return the assignments whose names begin as what is typed, for the completion of a shell."""
    return [slug for slug in course.assignments() if slug.startswith(begun)]


ASSIGNMENTS = click.argument("slugs", metavar="[ASSIGNMENT]...", nargs=-1, shell_complete=assignments_begun)

FOLDER = click.option(
    "--out",
    "folder",
    default=Path("graded"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder of the results.",
)
CLASS = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
QUIET = click.option(
    "--quiet",
    is_flag=True,
    expose_value=False,
    callback=lambda context, parameter, value: setattr(out, "quiet", value),
    help="Print problems only.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs, and nothing else.")


def chosen(slugs: tuple[str, ...]) -> list[course.Assignment]:
    """Return the named assignments, or all if none is named."""
    return [course.assignment(slug) for slug in slugs or course.assignments()]


def progress_bar() -> Progress:
    """Return a progress bar that shows nothing if the output is not a terminal, or with --quiet."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=err, transient=True, disable=out.quiet or not err.is_terminal)


def print_line(progress: Progress, line: str, *, problem: bool = False) -> None:
    """Print a line while a progress bar is shown. With --quiet, only a `problem` is printed, as an error."""
    if out.quiet and problem:
        err.print(line)
    elif not out.quiet:
        (progress.console if err.is_terminal else out).print(line)


def print_json(content: object) -> None:
    """Print JSON in ASCII, so that no name can break what reads it. The option --quiet does not silence it."""
    click.echo(json.dumps(content, indent=1, allow_nan=False))


def short_path(path: Any) -> str:
    """Return a path below the repository relative to it, and another path as it is."""
    return str(Path(path).relative_to(course.REPO_ROOT)) if Path(path).is_relative_to(course.REPO_ROOT) else str(path)


def shown(text: str, width: int = 0) -> str:
    """Return a text from outside as markup: without characters that move what stands around it, filled up to a width.

    `width` counts columns of the terminal: a Chinese character has two.
    """
    seen = visible(text)
    return escape(seen) + " " * max(0, width - cell_len(seen))


def output_file(default: str) -> Callable[[Any], Any]:
    """Return the option --out for the one file that a command writes."""
    words = f"The file to write, instead of {default}."
    return click.option("--out", "target", type=click.Path(path_type=Path), help=words)


def students_of_class(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Return the students whose names begin as what is typed, for the completion of a shell."""
    path = Path(context.params.get("folder") or "graded") / GRADEBOOK
    if not path.is_file():
        return []
    try:
        with Gradebook(path) as book:
            names = [name for name in book.students() if for_terminal(name) == name]
            return [name for name in names if name.casefold().startswith(begun.casefold())]
    except GradeError:
        return []


@contextmanager
def opened_gradebook(folder: Path, slug: str | None = None) -> Iterator[tuple[Gradebook, course.Assignment]]:
    """Open the gradebook of a folder of results; yield it with the assignment, the one graded last if none is named.

    Raises
    ------
    UsageError
        There is no gradebook, or nothing is graded in it.
    """
    path = folder / GRADEBOOK
    if not path.is_file():
        raise UsageError(f"There is no gradebook in {folder}: name the folder that `grade run --out` has written.")
    with Gradebook(path) as book:
        newest = slug or book.newest_assignment()
        if newest is None:
            raise UsageError(f"{path} has no graded submission yet: run `grade run` first.")
        yield book, course.assignment(newest)


def one_student(book: Gradebook, name: str) -> str:
    """Return the student of a name as it is in the gradebook.

    Raises
    ------
    UsageError
        There is no such student.
    """
    known = book.students()
    wanted = {visible(clean_text(name)).casefold()}
    same = [student for student in known if student == name] or [s for s in known if visible(s).casefold() in wanted]
    if len(same) == 1:
        return same[0]
    close = ", ".join(map(visible, get_close_matches(name, known))) or "see `grade list` for the names"
    raise UsageError(f"There is no student {visible(name)} in {book.path}. Similar names: {close}.")
