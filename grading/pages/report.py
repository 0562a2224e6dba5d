"""Write the pages of a graded class into a folder: the class pages and one feedback page per student."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from assignments.course import Assignment
from grading.atomic_write import atomic_write
from grading.gradebook.database import Gradebook
from grading.intake.own_output import GRADEBOOK
from grading.pages.class_page import class_pages
from grading.pages.feedback_page import feedback_files, feedback_page
from grading.pages.released_answers import released_answers
from grading.records import Attempt

OWN_PAGE = b'<meta http-equiv="Content-Security-Policy"'  # in the head of every page


def write_pages(
    out: Path,
    assignment: Assignment,
    attempts: Sequence[Attempt],
    absent: Collection[str] = (),
    strangers: Collection[str] = (),
) -> None:
    """Write the class pages and `feedback/<student>.html` into the folder `out`, each file whole or not at all.

    Earlier attempts and notebooks are read from the gradebook in this folder, if there is one. Pages of students who
    are no longer in the class are removed. `absent` are the students on a roster from whom there is nothing, and
    `strangers` those who are not on it.
    """
    answers = released_answers(assignment)
    files = feedback_files([attempt.student for attempt in attempts])
    with _gradebook(out) as book:
        previous = book.previous(assignment.slug) if book else {}
        for attempt in attempts:
            notebook = book.notebook(assignment.slug, attempt.student) if book else ()
            page = feedback_page(assignment, attempt, previous.get(attempt.student), notebook, answers)
            atomic_write(out / "feedback" / files[attempt.student], page)
    class_files = class_pages(assignment, attempts, absent, strangers)
    for name, page in class_files.items():
        atomic_write(out / name, page)
    kept = {out / "feedback" / file for file in files.values()} | {out / name for name in class_files}
    for folder in ("feedback", "class-pages"):
        for path in (out / folder).glob("*.html"):
            if path not in kept and _is_own_page(path):
                path.unlink()


def _gradebook(out: Path) -> AbstractContextManager[Gradebook | None]:
    path = out / GRADEBOOK
    return Gradebook(path) if path.is_file() else nullcontext()


def _is_own_page(path: Path) -> bool:
    with path.open("rb") as file:
        return OWN_PAGE in file.read(1000)
