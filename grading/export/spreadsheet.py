"""The class as a spreadsheet (.xlsx) with one sheet a view: students, questions, cases, runs.

In: final scores and runs. Out: the bytes of a workbook. Every text is written as text: a name that looks like a
formula, a link or a number stays what it is. What looks like a formula also has the mark of a text, which it keeps when
the cell is edited. The same results give the same bytes.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from assignments.course import Assignment
from grading.export.final_scores import FinalScore
from grading.export.plain_tables import header, row
from grading.gradebook.runs import Run
from grading.safe_text import for_page, is_formula

MAX_TEXT = 32_767  # characters in a cell
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def class_workbook(scores: Sequence[FinalScore], assignment: Assignment, runs: Sequence[Run] = ()) -> bytes:
    """Return the workbook."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": assignment.title, "created": datetime(1980, 1, 1)})  # fixed bytes
        as_text = book.add_format({"quote_prefix": True})
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, head, rows in (
            ("students", header(assignment), [row(score, assignment) for score in scores]),
            ("questions", ["question", "points", "graded", "all cases passed", "mean"], _questions(scores, assignment)),
            ("cases", ["student", "question", "case", "hidden", "outcome", "points", "message"], _cases(scores)),
            ("runs", ["run", "started", "finished", "who", "attempts", "tests"], _runs(runs)),
        ):  # fmt: skip
            _fill(book.add_worksheet(name), head, rows, bold, as_text)
    return file.getvalue()


def _fill(
    sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[str | float | None]], bold: object, as_text: object
) -> None:
    sheet.freeze_panes(1, 1)
    widths = [len(name) for name in head]
    count = 0
    for column, name in enumerate(head):
        sheet.write_string(0, column, name, bold)
    for count, values in enumerate(rows, 1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(count, column, for_page(value)[:MAX_TEXT], as_text if is_formula(value) else None)
                widths[column] = max(widths[column], min(len(value), 40))
            elif value is not None:
                sheet.write_number(count, column, round(value, 6))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width + 2)
    if count:
        sheet.autofilter(0, 0, count, len(head) - 1)


def _questions(scores: Sequence[FinalScore], assignment: Assignment) -> list[list[str | float | None]]:
    graded = [score.attempt.verdict for score in scores if score.attempt.verdict.status == "graded"]
    rows: list[list[str | float | None]] = []
    for question in assignment.questions:
        results = [each for verdict in graded for each in verdict.questions if each.name == question.name]
        full = sum(bool(each.cases) and all(case.passed for case in each.cases) for each in results)
        mean = sum(each.score for each in results) / len(results) if results else None
        rows.append([question.name, question.points, float(len(results)), float(full), mean])
    return rows


def _cases(scores: Sequence[FinalScore]) -> Iterable[list[str | float | None]]:
    for score in scores:
        for question in score.attempt.verdict.questions:
            for case in question.cases:
                points = case.points if case.passed else 0.0
                hidden = "hidden" if case.hidden else "public"
                yield [score.student, question.name, case.name, hidden, case.outcome, points, case.message]


def _runs(runs: Sequence[Run]) -> list[list[str | float | None]]:
    return [
        [float(run.number), run.started, run.finished, run.who, float(run.attempts), run.tests_sha256] for run in runs
    ]
