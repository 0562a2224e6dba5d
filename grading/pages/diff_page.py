"""The page about two runs: who changes, question by question, and why.

In: two runs and the changes between them. Out: HTML.
"""

from collections.abc import Sequence

from assignments.course import Assignment
from autograder.results import OUTCOME_WORDS
from grading.gradebook.runs import Run
from grading.pages.render import render
from grading.regrade_diff import Change


def diff_page(
    assignment: Assignment, before: Run, after: Run, changes: Sequence[Change], files: Sequence[str], students: int
) -> str:
    """Return the page."""
    words = {**OUTCOME_WORDS, "": "not there"}
    ups = sum((change.after or 0) > (change.before or 0) for change in changes)
    downs = sum((change.after or 0) < (change.before or 0) for change in changes)
    return render(
        "diff.html",
        assignment=assignment,
        before=before,
        after=after,
        changes=changes,
        files=files,
        students=students,
        ups=ups,
        downs=downs,
        words=words,
    )
