"""Points that people gave, beside those of the tests: for the pages.

A person marks some questions, and may override the points of the others. The score of the tests stays as it is.
"""

from collections.abc import Mapping

from assignments.course import Assignment
from autograder.results import Verdict

Given = Mapping[str, Mapping[str, float]]  # points, by student and question


def total_points(assignment: Assignment, verdict: Verdict, given: Mapping[str, float]) -> float | None:
    """Return the points of tests and people together; None if a question waits for a person or there is no score."""
    if verdict.score is None or any(question.name not in given for question in assignment.manual):
        return None
    automatic = {question.name: question.score for question in verdict.questions}
    overridden = [question.name for question in assignment.questions if question.name in given]
    by_hand = sum(given[question.name] for question in assignment.manual)
    return verdict.score + by_hand + sum(given[name] - automatic.get(name, 0.0) for name in overridden)
