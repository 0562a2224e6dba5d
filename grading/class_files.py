"""All files of a graded class: the two result files and the pages.

In: the gradebook, and the folder that it is in. Out: the same files, whichever command writes them, because all that
they show is in the gradebook: the attempts, the marks of people, the roster; and the policy in assignment.toml.
"""

from collections.abc import Sequence
from pathlib import Path

from assignments.course import Assignment
from grading.export.final_scores import counted_scores
from grading.export.result_files import write_results
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
    write_results(folder, assignment, attempts, counted)
    write_pages(folder, assignment, attempts, gone.absent, gone.strangers, counted)
    return gone
