"""Write the pages of a graded class into a folder: the class page and one feedback page per student."""

from collections.abc import Sequence
from pathlib import Path

from assignments.course import Assignment
from grading.atomic_write import atomic_write
from grading.pages.class_page import class_page
from grading.pages.feedback_page import feedback_files, feedback_page
from grading.records import Attempt


def write_pages(out: Path, assignment: Assignment, attempts: Sequence[Attempt]) -> None:
    """Write `index.html` and `feedback/<student>.html` into the folder `out`, each file whole or not at all."""
    pages = feedback_files([attempt.student for attempt in attempts])
    for attempt in attempts:
        atomic_write(out / "feedback" / pages[attempt.student], feedback_page(assignment, attempt))
    atomic_write(out / "index.html", class_page(assignment, attempts))
