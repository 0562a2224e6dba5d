"""Write the pages of a graded class into a folder: the class pages and one feedback page per student."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import MappingProxyType

from assignments.course import Assignment
from grading.atomic_write import atomic_write
from grading.export.final_scores import FinalScore
from grading.gradebook.database import Gradebook
from grading.intake.own_output import GRADEBOOK
from grading.pages.class_page import class_pages
from grading.pages.feedback_page import feedback_files, feedback_page
from grading.pages.released_answers import released_answers
from grading.records import Attempt

PART = 200  # students whose pictures and notebooks are in memory at once
OWN_PAGE = b'<meta http-equiv="Content-Security-Policy"'  # in the head of every page


def write_pages(
    out: Path,
    assignment: Assignment,
    attempts: Sequence[Attempt],
    absent: Collection[str] = (),
    strangers: Collection[str] = (),
    counted: Mapping[str, FinalScore] = MappingProxyType({}),
) -> None:
    """Write the class pages and `feedback/<student>.html` into the folder `out`, each file whole or not at all.

    Earlier attempts and notebooks are read from the gradebook in this folder, if there is one. Pages of students who
    are no longer in the class are removed. `absent` are the students on a roster from whom there is nothing, and
    `strangers` those who are not on it. `counted` is what a policy makes of the scores.
    """
    answers = released_answers(assignment)
    files = feedback_files([attempt.student for attempt in attempts])
    with _gradebook(out) as book:
        for start in range(0, len(attempts), PART):
            part = attempts[start : start + PART]
            previous = book.previous(part) if book else {}
            for attempt in book.with_evidence(part) if book else part:
                notebook = book.notebook(assignment.slug, attempt.student) if book else ()
                counts = counted.get(attempt.student)
                page = feedback_page(assignment, attempt, previous.get(attempt.student), notebook, answers, counts)
                atomic_write(out / "feedback" / files[attempt.student], page, sync=False)
    class_files = class_pages(assignment, attempts, absent, strangers, counted)
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
