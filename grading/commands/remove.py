"""`grade remove`: take students out of a class."""

from difflib import get_close_matches
from pathlib import Path

import click

from assignments import course
from assignments.errors import UsageError
from grading.class_files import write_class_files
from grading.commands.output.terminal import QUIET, out, shown
from grading.gradebook.class_roster import missing
from grading.gradebook.database import Gradebook
from grading.intake.student_names import printable


@click.command()
@click.argument("students", metavar="STUDENT...", nargs=-1, required=True)
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="The folder of the results.")
@QUIET
def remove(students: tuple[str, ...], folder: Path) -> int:
    """Take STUDENTs out of a graded class: out of the gradebook, the tables and the pages.

    A student who is still among the submissions comes back with the next run.
    """
    path = folder / "gradebook.db"
    if not path.is_file():
        raise UsageError(f"There is no gradebook in {folder}: name the folder of the results with --out.")
    names = list(dict.fromkeys(map(printable, students)))
    with Gradebook(path) as book:
        slug = book.newest_assignment()
        known = [*book.students(), *(missing(book, slug, ()).absent if slug else ())]
        for name in names:
            if name not in known:
                close = ", ".join(get_close_matches(name, known)) or "see the class page for the names"
                raise UsageError(f"There is no student {name} in {path}. Similar names: {close}. Nobody was removed.")
        for name in names:
            book.remove(name)
        attempts = book.latest(slug, with_evidence=False) if slug else []
        if slug:
            write_class_files(folder, course.assignment(slug), book, attempts)
    out.print(f"Removed {shown(', '.join(names))}. The class has {len(attempts)} students now.")
    return 0
