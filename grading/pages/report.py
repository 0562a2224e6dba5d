"""Write the pages of a graded class into a folder: the class page and one feedback page per student."""

from collections.abc import Sequence
from pathlib import Path

from assignments.course import Assignment
from grading.atomic_write import atomic_write
from grading.pages.class_page import class_page
from grading.pages.feedback_page import feedback_files, feedback_page
from grading.records import Attempt

OWN_PAGE = b'<meta http-equiv="Content-Security-Policy"'  # in the head of every page


def write_pages(out: Path, assignment: Assignment, attempts: Sequence[Attempt]) -> None:
    """Write `index.html` and `feedback/<student>.html` into the folder `out`, each file whole or not at all.

    Pages of students who are no longer in the class are removed.
    """
    pages = feedback_files([attempt.student for attempt in attempts])
    for attempt in attempts:
        atomic_write(out / "feedback" / pages[attempt.student], feedback_page(assignment, attempt))
    atomic_write(out / "index.html", class_page(assignment, attempts))
    for path in (out / "feedback").glob("*.html"):
        if path.name not in pages.values() and _is_own_page(path):
            path.unlink()


def _is_own_page(path: Path) -> bool:
    with path.open("rb") as file:
        return OWN_PAGE in file.read(1000)
