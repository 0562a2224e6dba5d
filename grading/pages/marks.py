"""The marks of people on the pages: what stands in a row of the class page, and at the end of a feedback page.

In: an assignment and an attempt with its marks. Out: texts for `templates/marks.html`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assignments.course import Assignment
from grading.pages.render import number
from grading.records import Attempt
from grading.total_points import Points, total_points


@dataclass(frozen=True)
class ManualMark:
    """A question that a person marks: its points as a number or as words, its comment, and its rubric.

    It has its points without a person where there is no notebook to read.
    """

    name: str
    words: str
    is_marked: bool
    by_person: bool
    comment: str
    rubric: tuple[str, ...]


@dataclass(frozen=True)
class Override:
    """A question of which a person has changed the points: those of the tests, those that count, and the reason."""

    name: str
    before: str
    now: str
    reason: str


@dataclass(frozen=True)
class ShownMarks:
    """All marks of people in one attempt."""

    manual: tuple[ManualMark, ...]
    overrides: tuple[Override, ...]
    total: str  # or a dash
    points: Points


def shown_marks(assignment: Assignment, attempt: Attempt) -> ShownMarks:
    """Return what the pages show of the marks of an attempt."""
    points = total_points(assignment, attempt)
    automatic = {question.name: question.score for question in attempt.verdict.questions}
    manual = tuple(
        ManualMark(
            question.name,
            _words(points, question.name),
            points.of_manual(question.name) is not None,
            question.name in points.marks,
            points.marks[question.name].comment if question.name in points.marks else "",
            question.rubric,
        )
        for question in assignment.manual
    )
    overrides = tuple(
        Override(name, number(automatic.get(name, 0.0)), number(points.given[name]), points.marks[name].comment)
        for name in (question.name for question in assignment.questions)
        if name in points.given
    )
    return ShownMarks(manual, overrides, "–" if points.total is None else number(points.total), points)


def manual_summary(marks: Sequence[ShownMarks], question: str) -> str:
    """Return how far the marking of a question is, and the mean of its points, as words."""
    given = [
        row.points.given[question] for row in marks if question in row.points.marks and question in row.points.given
    ]
    waiting = sum(question in row.points.unmarked for row in marks)
    if not given:
        return "to be marked"
    mean = f"{len(given)} marked, mean {number(round(sum(given) / len(given), 2))}"
    return f"{mean}, {waiting} to be marked" if waiting else mean


def _words(points: Points, name: str) -> str:
    given = points.of_manual(name)
    if given is not None:
        return number(given)
    return "markers disagree" if name in points.disputed else "to be marked"
