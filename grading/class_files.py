"""All files of a graded class: `grades.csv`, `results.jsonl` and the pages.

In: the gradebook, and the folder that it is in. Out: the same files, whichever command writes them, because all that
they show is in the gradebook: the attempts, the marks of people, the roster; and the policy in assignment.toml.
"""

from collections.abc import Sequence
from pathlib import Path

from assignments.course import Assignment
from grading.atomic_write import atomic_write
from grading.export.final_scores import counted_scores
from grading.export.grades_csv import grades_csv
from grading.export.results_jsonl import results_lines
from grading.gradebook.class_roster import Missing, missing
from grading.gradebook.database import Gradebook
from grading.pages.report import write_pages
from grading.records import Attempt


def write_class_files(
    folder: Path, assignment: Assignment, book: Gradebook, attempts: Sequence[Attempt] | None = None
) -> Missing:
    """Write the files of a class, each whole or not at all, and return who is missing.

    `attempts` are the newest of all students, if the caller has read them already.
    """
    if attempts is None:
        attempts = book.latest(assignment.slug, with_evidence=False)
    gone = missing(book, assignment.slug, {attempt.student for attempt in attempts})
    counted = counted_scores(book, assignment)
    atomic_write(folder / "grades.csv", grades_csv(attempts, assignment, counted))
    atomic_write(folder / "results.jsonl", results_lines(attempts, assignment, counted))
    write_pages(folder, assignment, attempts, gone.absent, gone.strangers, counted)
    return gone
