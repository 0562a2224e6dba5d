"""`grades.csv`: the whole class as a table, one row a student.

The same results give the same bytes: no times in it, sorted by student, line feeds. Our fault leaves the points empty,
an unusable submission has 0 in every column. A spreadsheet runs a cell that begins with = + - @ as a formula: such a
name gets an apostrophe in front, which touches no login and no ordinary name.

`score` and the columns of the questions are what the tests found. At the end of a row stand the marks of people: a
column for each question that a person marks, `manual`, `overrides`, and `total`, which is score + overrides + manual.
What a person has not marked yet is empty, and so is the total then. If assignment.toml has a policy, the row ends with
the points that count, the days that the student is late, and the points that this costs.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assignments.course import Assignment
from grading.export.final_scores import POLICY, FinalScore, policy_values, text_of
from grading.records import Attempt
from grading.safe_text import for_cell
from grading.total_points import total_points

TOTALS = ("manual", "overrides", "total", "max_total")


def grades_csv(
    attempts: Sequence[Attempt], assignment: Assignment, counted: Mapping[str, FinalScore] = MappingProxyType({})
) -> str:
    """Return one row a student: student, submission, status, score, max_score and one column a question."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    names = [question.name for question in assignment.questions]
    manual = [question.name for question in assignment.manual]
    rows.writerow(
        [
            "student",
            "submission",
            "status",
            "score",
            "max_score",
            *names,
            *manual,
            *TOTALS,
            *(POLICY if counted else ()),
        ]
    )
    for attempt in sorted(attempts, key=lambda attempt: attempt.student):
        v = attempt.verdict
        marks = {question.name: question.score for question in v.questions} if v.status == "graded" else {}
        absent = 0.0 if v.status == "unusable" else None
        who = [for_cell(attempt.student), for_cell(attempt.submission), v.status]
        values = [v.score, v.max_score, *(marks.get(name, absent) for name in names)]
        points = total_points(assignment, attempt)
        values += [points.of_manual(name) for name in manual]
        values += [points.manual, points.overrides, points.total, points.max_total]
        if counted:
            values += policy_values(counted.get(attempt.student))
        rows.writerow([*who, *map(text_of, values)])
    return file.getvalue()
