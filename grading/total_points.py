"""The points of an attempt: those of the tests, those of people, and both together.

In: an assignment and an attempt with its marks. Out: `Points`. The tests' score is never changed: an override is added
as a difference, so that score + overrides + manual = total. There is no total as long as a question waits for a person.

A mark belongs to what was marked. A mark of an answer counts until the student hands in another answer; an override
counts until the student hands in another notebook. Where nothing can be read of a submission, an answer that nobody
marked has 0 points, as in all other columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assignments.course import Assignment
from grading.records import Attempt, Mark


@dataclass(frozen=True)
class Points:
    """What the marks of people make of one attempt. None means: not known yet."""

    marks: Mapping[str, Mark]  # that count, by question: manual questions and overrides
    outdated: Mapping[str, Mark]  # of an earlier answer or notebook
    disputed: Mapping[str, Mark]  # of two markers who do not agree
    unmarked: tuple[str, ...]  # manual questions that wait for a person
    overrides: float | None
    manual: float | None
    total: float | None
    max_manual: float
    max_total: float
    given: Mapping[str, float]  # the points that count, by question

    def of_manual(self, question: str) -> float | None:
        """Return the points of a question that a person marks; None if it waits for one."""
        return self.given.get(question)


def total_points(assignment: Assignment, attempt: Attempt) -> Points:
    """Return the points of an attempt."""
    verdict = attempt.verdict
    automatic = {question.name: question.score for question in verdict.questions}
    manual_names = [question.name for question in assignment.manual]
    marks, outdated, disputed = dict[str, Mark](), dict[str, Mark](), dict[str, Mark]()
    for mark in attempt.marks:
        if mark.outdated:
            outdated[mark.question] = mark
        elif mark.rivals:
            disputed[mark.question] = mark
        else:
            marks[mark.question] = mark
    given = {name: mark.points for name, mark in marks.items() if mark.points is not None}
    unmarked = tuple(name for name in manual_names if name not in given)
    if verdict.status == "unusable":
        given = {name: 0.0 for name in unmarked if name not in disputed} | given
        unmarked = tuple(name for name in unmarked if name in disputed)
    known = verdict.score is not None
    overridden = [name for name in given if name not in manual_names]
    overrides = sum(given[name] - automatic.get(name, 0.0) for name in overridden) if known else None
    manual = None if unmarked else sum(given[name] for name in manual_names)
    unsettled = any(name not in manual_names for name in disputed)
    total = None
    if verdict.score is not None and overrides is not None and manual is not None and not unsettled:
        total = verdict.score + overrides + manual
    max_manual = sum(question.points for question in assignment.manual)
    return Points(
        marks=marks,
        outdated=outdated,
        disputed=disputed,
        given=given,
        unmarked=unmarked,
        overrides=overrides,
        manual=manual,
        total=total,
        max_manual=max_manual,
        max_total=verdict.max_score + max_manual,
    )
