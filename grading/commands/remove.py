"""`grade remove`: take students out of a class."""

from difflib import get_close_matches
from pathlib import Path

import click

from assignments.errors import UsageError
from grading.class_files import write_class_files
from grading.commands.output.terminal import QUIET, opened_gradebook, out, shown
from grading.gradebook.class_roster import missing
from grading.intake.student_names import clean_text


@click.command()
@click.argument("students", metavar="STUDENT...", nargs=-1, required=True)
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="The folder of the results.")
@QUIET
def remove(students: tuple[str, ...], folder: Path) -> int:
    """Take STUDENTs out of a graded class: out of the gradebook, the tables and the pages.

    A student who is still among the submissions comes back with the next run.
    """
    names = list(dict.fromkeys(map(clean_text, students)))
    with opened_gradebook(folder) as (book, assignment):
        known = [*book.students(), *missing(book, assignment.slug, ()).absent]
        for name in names:
            if name not in known:
                close = ", ".join(get_close_matches(name, known)) or "see the class page for the names"
                raise UsageError(
                    f"There is no student {name} in {book.path}. Similar names: {close}. Nobody was removed."
                )
        for name in names:
            book.remove(name)
        attempts = book.latest(assignment.slug, with_evidence=False)
        write_class_files(folder, assignment, book, attempts)
    out.print(f"Removed {shown(', '.join(names))}. The class has {len(attempts)} students now.")
    return 0
