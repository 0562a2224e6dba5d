"""Marks as a person types them, checked against the assignment and the class.

In: a student, a question, points and a comment, all as text. Out: a `Mark`, or a `WrongMark` that says what to change.
"""

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from assignments.course import Assignment
from grading.gradebook.database import Gradebook
from grading.intake.student_names import clean_text
from grading.records import Mark
from grading.safe_text import for_cell

MAX_COMMENT = 4000  # characters


class WrongMark(ValueError):
    """A mark that cannot be given. The message says why, without a full stop."""


@dataclass(frozen=True)
class MarkChecker:
    """What a mark is checked against: the assignment, the class, and the digests of the answers."""

    assignment: Assignment
    students: Collection[str]
    digests: Mapping[tuple[str, str], str]

    def mark(self, student: str, question: str, points: str, comment: str, marker: str) -> Mark:
        """Return the mark. Raises WrongMark."""
        name = self._student(student)
        most, is_manual = self._question(question)
        if len(comment) > MAX_COMMENT:
            raise WrongMark(f"the comment has {len(comment):,} characters; at most {MAX_COMMENT:,} are kept")
        said = comment.strip()
        if not is_manual and not said:
            raise WrongMark(f"{question} is graded by tests: give a reason for other points as the comment")
        basis = self.digests.get((name, question), "")
        return Mark(name, question, points_of(points, most, question), said, marker, basis)

    def _student(self, student: str) -> str:
        name = clean_text(student)
        if "'" not in name and name in self.students:
            return name
        as_written = [known for known in self.students if name in (known, for_cell(known))]  # as in grades.csv
        if len(as_written) > 1:
            raise WrongMark(f"{name!r} is written in a table for {len(as_written)} students: mark them at the page")
        for possible in (*as_written, name.removeprefix("'")):
            if possible in self.students:
                return possible
        close = ", ".join(get_close_matches(name, self.students)) or "see the class page for the names"
        raise WrongMark(f"there is no student {name!r} in the class (similar names: {close})")

    def _question(self, question: str) -> tuple[float, bool]:
        manual = {q.name: q.points for q in self.assignment.manual}
        automatic = {q.name: q.points for q in self.assignment.questions}
        if question in manual:
            return manual[question], True
        if question in automatic:
            return automatic[question], False
        known = [*manual, *automatic]
        close = ", ".join(get_close_matches(question, known)) or ", ".join(known)
        raise WrongMark(f"{self.assignment.slug} has no question {question!r} (there are: {close})")


def mark_checker(book: Gradebook, assignment: Assignment) -> MarkChecker:
    """Return what checks marks of a class."""
    students = {attempt.student for attempt in book.latest(assignment.slug, with_cases=False)}
    return MarkChecker(assignment, students, book.answer_digests(assignment.slug))


def points_of(text: str, most: float, question: str) -> float:
    """Return points as a number from 0 to `most`. A comma is as good as a point. Raises WrongMark."""
    if not text.strip():
        raise WrongMark(f"the points of {question} are empty: give a number from 0 to {most:g}")
    number = text.strip().replace(",", ".")
    value = float(number) if re.fullmatch(r"-?\d{1,9}(\.\d{0,9})?", number, re.ASCII) else math.nan
    if not 0 <= value <= most:
        raise WrongMark(f"{text.strip()[:40]!r} are no points for {question}: give a number from 0 to {most:g}")
    return value + 0.0
