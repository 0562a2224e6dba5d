"""The result files `grades.csv` and `results.jsonl`, and files that are written whole or not at all."""

import csv
import json
import os
import resource
from dataclasses import replace

import pytest

from assignments.course import Assignment, Question
from assignments.errors import OurFault, UsageError
from autograder.results import CaseResult, CellError, Limits, QuestionResult, Verdict
from grading.atomic_write import atomic_write
from grading.export.grades_csv import grades_csv
from grading.export.results_jsonl import results_lines
from grading.records import Attempt

ASSIGNMENT = Assignment(
    "pixels", "Pixels", 1, (Question("disc", 2.0, 1, 5), Question("square", 4.0, 2, 5)), (), "sentences", (), Limits()
)
CASES = (
    CaseResult("is round", True, False, 1.0, "failed", "Line one\u2028line two\nthree."),
    CaseResult("is big", False, True, 1.0, "passed", "", cached=True),
)
GRADED = Verdict(
    "graded", 0.1 + 0.2, 6.0, 0.12345678, 0.4, "lite", ("A comma.",), (CellError(4, "NameError: x"),),
    (QuestionResult("square", 0.0, 4.0, ()), QuestionResult("disc", 0.1 + 0.2, 2.0, CASES)),
)  # fmt: skip


def attempt(student: str, verdict: Verdict = GRADED) -> Attempt:
    return Attempt(student, f"{student}.ipynb", "ab", "pixels", "cd", verdict)


def test_the_csv_has_one_row_per_student_sorted_and_one_column_per_question():
    unusable = Verdict("unusable", 0.0, 6.0, 0.0, 0.0, "full", reason="Not JSON.")
    error = Verdict("error", None, 6.0, 0.0, 0.0, "full", reason="The sandbox failed.")
    attempts = [attempt("cleo", error), attempt("ben", unusable), attempt("ada")]
    assert grades_csv(attempts, ASSIGNMENT) == (
        "student,submission,status,score,max_score,disc,square,manual,overrides,total,max_total\n"
        "ada,ada.ipynb,graded,0.3,6,0.3,0,0,0,0.3,6\n"
        "ben,ben.ipynb,unusable,0,6,0,0,0,0,0,6\n"
        "cleo,cleo.ipynb,error,,6,,,0,,,6\n"
    )


def test_the_csv_has_the_same_bytes_for_any_order_and_any_times():
    slower = replace(GRADED, cpu_s=99.0, wall_s=99.0)
    once = grades_csv([attempt("ada"), attempt("ben")], ASSIGNMENT)
    assert grades_csv([attempt("ben", slower), attempt("ada", slower)], ASSIGNMENT) == once


def test_a_mark_has_six_places_and_no_minus_zero():
    questions = (QuestionResult("disc", 2 / 3, 2.0, ()), QuestionResult("square", -0.0, 4.0, ()))
    row = grades_csv([attempt("ada", replace(GRADED, score=1e-9, questions=questions))], ASSIGNMENT).splitlines()[1]
    assert row == "ada,ada.ipynb,graded,0,6,0.666667,0,0,0,0,6"


def test_the_csv_keeps_names_and_disarms_formulas():
    names = ['Müller, "Zoë"', "=HYPERLINK(1)", "@x", "-1+2", "李小龍", "\t=1"]
    rows = list(csv.DictReader(grades_csv([attempt(name) for name in names], ASSIGNMENT).splitlines()))
    assert {row["student"] for row in rows} == {'Müller, "Zoë"', "'=HYPERLINK(1)", "'@x", "'-1+2", "李小龍", "'\t=1"}
    assert all(row["submission"][0] not in "=+-@" for row in rows)


def test_an_attempt_is_one_line_of_json_with_the_documented_keys():
    (line,) = results_lines([attempt("Zoë")], ASSIGNMENT)
    result = json.loads(line)
    assert result == {
        "student": "Zoë", "submission": "Zoë.ipynb", "sha256": "ab", "assignment": "pixels", "status": "graded",
        "score": 0.1 + 0.2, "max_score": 6.0, "cpu_s": 0.123, "wall_s": 0.4, "isolation": "lite",
        "repairs": ["A comma."], "cells": [{"index": 4, "error": "NameError: x"}],
        "questions": [
            {"name": "square", "score": 0.0, "max_score": 4.0, "cases": [], "untouched": False},
            {"name": "disc", "score": 0.1 + 0.2, "max_score": 2.0, "cases": [
                {"name": "is round", "hidden": True, "passed": False, "points": 1.0, "outcome": "failed",
                 "message": "Line one\u2028line two\nthree.", "cached": False},
                {"name": "is big", "hidden": False, "passed": True, "points": 1.0, "outcome": "passed", "message": "",
                 "cached": True},
            ], "untouched": False},
        ],
        "manual": [], "overrides": [], "total": 0.1 + 0.2, "max_total": 6.0,
    }  # fmt: skip


def test_an_error_of_ours_has_a_reason_and_no_score():
    error = Verdict("error", None, 6.0, 0.0, 0.0, "full", reason="The sandbox failed.")
    result = json.loads(next(results_lines([attempt("ada", error)], ASSIGNMENT)))
    assert (result["score"], result["reason"]) == (None, "The sandbox failed.")


def test_half_a_surrogate_pair_can_be_written(tmp_path):
    broken = replace(GRADED, cells=(CellError(1, "ValueError: \ud800"),))
    atomic_write(tmp_path / "grades.csv", grades_csv([attempt("ada", broken)], ASSIGNMENT))
    atomic_write(tmp_path / "results.jsonl", results_lines([attempt("ada", broken)], ASSIGNMENT))
    assert json.loads((tmp_path / "results.jsonl").read_text(encoding="utf-8"))["student"] == "ada"
    assert (tmp_path / "grades.csv").read_text(encoding="utf-8").startswith("student,")


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "grades.csv"
    atomic_write(path, "before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (100, hard)
    )  # like a full disk: it takes a part and then refuses the rest
    try:
        with pytest.raises(OurFault, match="Make room"):
            atomic_write(path, "after" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_text(encoding="utf-8") == "before"
    assert os.listdir(tmp_path) == ["grades.csv"]


def test_a_folder_in_the_place_of_a_file_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="is a folder: name a file"):
        atomic_write(tmp_path, "text")
    assert os.listdir(tmp_path) == []


def test_results_have_the_permissions_of_the_umask(tmp_path):
    before = os.umask(0o022)
    try:
        atomic_write(tmp_path / "grades.csv", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "grades.csv").stat().st_mode & 0o777 == 0o644
