"""The two result files that other programs may rely on: `grades.csv` for spreadsheets, `results.jsonl` for the rest.

`grades.csv` is the same bytes for the same results: no times in it, sorted by student, line feeds. Our fault leaves the
marks empty, an unusable submission has 0 in every column. A spreadsheet runs a cell that begins with = + - @ as a
formula: such a name gets an apostrophe in front, which touches no login and no ordinary name. `results.jsonl` has it
unchanged.

`score` and the columns of the questions are what the tests found. At the end of a row stand the marks of people: a
column for each question that a person marks, `manual`, `overrides`, and `total`, which is score + overrides + manual.
What a person has not marked yet is empty, and so is the total then. If assignment.toml has a policy, the row ends with
the points that count, the days that the student is late, and the points that this costs.

One line of `results.jsonl` is one attempt; `reason` is there only when the status is not "graded", and `dataset` only
where one was handed in. A case that is `cached` passed without being run: it was told what a right answer told it.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assignments.course import Assignment
from autograder.results import CaseResult, QuestionResult
from grading.atomic_write import atomic_write
from grading.export.final_scores import FinalScore
from grading.records import Attempt, Mark
from grading.safe_text import for_cell
from grading.total_points import total_points

TOTALS = ("manual", "overrides", "total", "max_total")
POLICY = ("counts", "late_days", "penalty")  # only if the assignment has a policy


def write_results(
    out: Path,
    assignment: Assignment,
    attempts: Sequence[Attempt],
    counted: Mapping[str, FinalScore] = MappingProxyType({}),
) -> None:
    """Write both files into the folder `out`, each whole or not at all. `counted` is what a policy makes of scores."""
    atomic_write(out / "grades.csv", grades_csv(attempts, assignment, counted))
    atomic_write(out / "results.jsonl", results_lines(attempts, assignment, counted))


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
    for attempt in _sorted(attempts):
        v = attempt.verdict
        marks = {question.name: question.score for question in v.questions} if v.status == "graded" else {}
        absent = 0.0 if v.status == "unusable" else None
        who = [for_cell(attempt.student), for_cell(attempt.submission), v.status]
        values = [v.score, v.max_score, *(marks.get(name, absent) for name in names)]
        points = total_points(assignment, attempt)
        values += [points.of_manual(name) for name in manual]
        values += [points.manual, points.overrides, points.total, points.max_total]
        if counted:
            values += _counted(counted.get(attempt.student))
        rows.writerow([*who, *map(_number, values)])
    return file.getvalue()


def results_jsonl(
    attempts: Sequence[Attempt], assignment: Assignment, counted: Mapping[str, FinalScore] = MappingProxyType({})
) -> str:
    """Return one JSON object a line, in ASCII, so that no name or message can break a line."""
    return "".join(results_lines(attempts, assignment, counted))


def results_lines(
    attempts: Sequence[Attempt], assignment: Assignment, counted: Mapping[str, FinalScore]
) -> Iterator[str]:
    """Yield the lines of `results_jsonl` one by one: a large class is never in memory as a whole text."""
    for attempt in _sorted(attempts):
        yield json.dumps(_line(attempt, assignment, counted.get(attempt.student)), allow_nan=False) + "\n"


def _counted(score: FinalScore | None) -> list[float | None]:
    return [score.score, float(score.counted.late_days), score.counted.penalty] if score else [None] * len(POLICY)


def _line(attempt: Attempt, assignment: Assignment, counts: FinalScore | None) -> dict[str, Any]:
    v = attempt.verdict
    line: dict[str, Any] = {
        "student": attempt.student,
        "submission": attempt.submission,
        "sha256": attempt.sha256,
        "assignment": attempt.assignment,
        "status": v.status,
        "score": v.score,
        "max_score": v.max_score,
        "cpu_s": round(v.cpu_s, 3),
        "wall_s": round(v.wall_s, 3),
        "isolation": v.isolation,
        "repairs": list(v.repairs),
        "cells": [{"index": cell.index, "error": cell.error} for cell in v.cells],
        "questions": [_question(question) for question in v.questions],
    }
    if v.status != "graded":
        line["reason"] = v.reason
    if attempt.dataset is not None:
        line["dataset"] = asdict(attempt.dataset)
    if counts is not None:
        line["policy"] = dict(zip(POLICY, _counted(counts), strict=True)) | {"note": counts.counted.note}
    return line | _marks(attempt, assignment)


def _marks(attempt: Attempt, assignment: Assignment) -> dict[str, Any]:
    points = total_points(assignment, attempt)
    manual = [
        {"name": q.name, "points": points.of_manual(q.name), "max_points": q.points, **_given(points.marks.get(q.name))}
        for q in assignment.manual
    ]
    automatic = [question.name for question in assignment.questions if question.name in points.marks]
    overrides = [
        {"name": name, "points": points.marks[name].points, **_given(points.marks[name])} for name in automatic
    ]
    return {"manual": manual, "overrides": overrides, "total": points.total, "max_total": points.max_total}


def _given(mark: Mark | None) -> dict[str, str]:
    return {"comment": mark.comment, "marker": mark.marker, "marked_at": mark.marked_at} if mark else {}


def _question(question: QuestionResult) -> dict[str, Any]:
    cases = [_case(case) for case in question.cases]
    scores = {"name": question.name, "score": question.score, "max_score": question.max_score}
    return {**scores, "cases": cases, "untouched": question.untouched}


def _case(case: CaseResult) -> dict[str, Any]:
    return {
        "name": case.name,
        "hidden": case.hidden,
        "passed": case.passed,
        "points": case.points,
        "outcome": case.outcome,
        "message": case.message,
        "cached": case.cached,
    }


def _sorted(attempts: Sequence[Attempt]) -> list[Attempt]:
    return sorted(attempts, key=lambda attempt: attempt.student)


def _number(value: float | None) -> str:
    """A mark without the dust of binary fractions: 41, 2.5, 0.333333."""
    return "" if value is None else f"{round(value, 6) + 0.0:.10g}"
