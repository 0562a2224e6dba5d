"""The whole class as one CSV or one JSON file, with the raw score and what the policy makes of it side by side.

In: final scores. Out: text. The CSV opens in a spreadsheet without a formula in it; the JSON has every name unchanged.
"""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from assignments.course import Assignment
from grading.export.final_scores import FinalScore, text_of
from grading.safe_text import for_cell


def class_csv(scores: Sequence[FinalScore], assignment: Assignment) -> str:
    """Return one row a student: who, the status, the score that counts, the raw one, and one column a question."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(header(assignment))
    for score in scores:
        rows.writerow([for_cell(v) if isinstance(v, str) else text_of(v) for v in row(score, assignment)])
    return file.getvalue()


def header(assignment: Assignment) -> list[str]:
    """Return the names of the columns."""
    own = ["student", "submission", "status", "score", "raw_score", "max_score", "handed_in", "late_days", "penalty"]
    return [*own, *(question.name for question in assignment.questions), "note"]


def row(score: FinalScore, assignment: Assignment) -> list[str | float | None]:
    """Return the values of one student, in the order of the header. Our fault leaves the scores empty."""
    verdict = score.attempt.verdict
    marks = {question.name: question.score for question in verdict.questions} if verdict.status == "graded" else {}
    absent = 0.0 if verdict.status == "unusable" else None
    own: list[str | float | None] = [score.student, score.attempt.submission, verdict.status, score.score, score.raw]
    late: list[str | float | None] = [float(score.counted.late_days), score.counted.penalty]
    note = "; ".join(filter(None, [score.counted.note, verdict.reason.partition("\n")[0]]))
    questions = [marks.get(question.name, absent) for question in assignment.questions]
    return [*own, score.max_score, score.attempt.handed_in, *late, *questions, note]


def class_json(scores: Sequence[FinalScore], assignment: Assignment) -> str:
    """Return an object with the assignment and a list of students, their questions and cases included."""
    questions = [{"name": question.name, "points": question.points} for question in assignment.questions]
    content = {
        "assignment": assignment.slug,
        "title": assignment.title,
        "points": assignment.points,
        "questions": questions,
        "students": [student(score) for score in scores],
    }
    return json.dumps(content, indent=1, allow_nan=False) + "\n"


def student(score: FinalScore) -> dict[str, Any]:
    """Return what is known of one student, for JSON."""
    verdict, rules = score.attempt.verdict, score.counted
    return {
        "student": score.student,
        "submission": score.attempt.submission,
        "sha256": score.attempt.sha256,
        "status": verdict.status,
        "score": rules.score,
        "raw_score": score.raw,
        "max_score": score.max_score,
        "handed_in": score.attempt.handed_in or None,
        "late_days": rules.late_days,
        "penalty": rules.penalty,
        "note": rules.note,
        "reason": verdict.reason,
        "repairs": list(verdict.repairs),
        "questions": [
            {
                "name": question.name,
                "score": question.score,
                "max_score": question.max_score,
                "cases": [
                    {"name": case.name, "hidden": case.hidden, "outcome": case.outcome, "points": case.points}
                    for case in question.cases
                ],
            }
            for question in verdict.questions
        ],
    }
