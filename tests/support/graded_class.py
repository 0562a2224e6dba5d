"""Attempts and gradebooks for the tests of what is made of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assignments.course import Assignment, Question
from autograder.results import CaseResult, Limits, QuestionResult, Status, Verdict
from grading.counted_attempt import Counted
from grading.export.final_scores import FinalScore
from grading.gradebook.database import Gradebook
from grading.records import Attempt

ASSIGNMENT = Assignment(
    "pixels", "Pixels", 1, (Question("disc", 2.0, 1, 5), Question("square", 8.0, 2, 5)), (), "sentences", (), Limits()
)
ODD_NAMES = (
    'Müller, "Zoë"', "李小龍", "鈴木 翔太", "שרה כהן", "أحمد علي", "🦊 Fox", "=HYPERLINK(1)", "@mention", "+1", "-2",
    "O'Brien", "Lê Minh", "Anna-Lena von der Höhe", "semi;colon", "tab\tname", "back\\slash",
)  # fmt: skip


def attempt(student: str, score: float | None, submission: str = "", **other: object) -> Attempt:
    """Return a graded attempt with a score of 10 points; with None, a fault of ours."""
    cases = (
        CaseResult("is round", False, True, 1.0, "passed", ""),
        CaseResult("is big", True, False, 1.0, "failed", "No."),
    )
    questions = (
        QuestionResult("disc", min(2.0, score or 0.0), 2.0, cases),
        QuestionResult("square", max(0.0, (score or 0.0) - 2), 8.0, ()),
    )
    status: Status = "error" if score is None else "graded"
    verdict = Verdict(status, score, 10.0, 0.1, 0.2, "full", questions=questions if score is not None else ())
    values: dict[str, object] = {"sha256": "ab", "tests_sha256": "cd", **other}
    return Attempt(student, submission or f"{student}.ipynb", assignment="pixels", verdict=verdict, **values)  # type: ignore[arg-type]


def final(student: str, score: float | None, submission: str = "") -> FinalScore:
    """Return a final score without a policy."""
    return FinalScore(student, attempt(student, score, submission), Counted(score), score, 10.0)


def write_gradebook(folder: Path, attempts: Sequence[Attempt]) -> Path:
    """Record attempts in the gradebook of a folder, and return the folder."""
    folder.mkdir(exist_ok=True)
    with Gradebook(folder / "gradebook.db") as book:
        for each in attempts:
            book.record(each)
    return folder


def by_student(scores: Mapping[str, float]) -> list[FinalScore]:
    """Return final scores from names and numbers."""
    return [final(student, score) for student, score in scores.items()]
