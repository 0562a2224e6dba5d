"""`results.jsonl`: all that is known of each attempt that counts, for other programs.

One line is one attempt; `reason` is there only when the status is not "graded", and `dataset` only where one was handed
in. A case that is `cached` passed without being run: it was told what a right answer told it. Names are unchanged.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from assignments.course import Assignment
from autograder.results import CaseResult, QuestionResult
from grading.export.final_scores import POLICY, FinalScore, policy_values
from grading.records import Attempt, Mark
from grading.total_points import total_points


def results_lines(
    attempts: Sequence[Attempt], assignment: Assignment, counted: Mapping[str, FinalScore] = MappingProxyType({})
) -> Iterator[str]:
    """Yield one JSON object a line, in ASCII, so that no name or message can break a line."""
    for attempt in sorted(attempts, key=lambda attempt: attempt.student):
        yield json.dumps(_line(attempt, assignment, counted.get(attempt.student)), allow_nan=False) + "\n"


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
        line["policy"] = dict(zip(POLICY, policy_values(counts), strict=True)) | {"note": counts.counted.note}
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
