"""The feedback page of one student: `feedback/<student>.html`.

In: one graded attempt, the attempt before it, what is kept of the notebook, and good answers if they are released. Out:
HTML with a summary, every case with its outcome in words and its message, and the notebook as submitted; and the page's
file name.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from assignments.course import Assignment, Question
from autograder.results import OUTCOME_WORDS, CaseResult, QuestionResult
from grading.export.final_scores import FinalScore, counts_sentence
from grading.intake.student_names import clean_text
from grading.pages.array_view import ArrayView, array_view
from grading.pages.changes import changes
from grading.pages.class_table import mark
from grading.pages.look_first import look_first
from grading.pages.marks import shown_marks
from grading.pages.not_started import is_not_started
from grading.pages.render import render, versions
from grading.records import Attempt, SubmittedCell

if TYPE_CHECKING:
    from grading.export.answers import GoodAnswer

RESERVED_NAMES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by Windows
MAX_NAME = 60  # characters of a student's name in a file name


@dataclass(frozen=True)
class ShownCase:
    """One case on a feedback page."""

    case: CaseResult
    words: str
    array_view: ArrayView | None


@dataclass(frozen=True)
class ShownQuestion:
    """One question on a feedback page. Its score is None if none of its cases was run. `style` is that of its mark."""

    name: str
    score: float | None
    max_score: float
    style: str
    not_started: bool
    cases: tuple[ShownCase, ...]


@dataclass(frozen=True)
class ShownCell:
    """One of the student's cells. `given` is the number of cells before it that are as they were handed out."""

    cell: SubmittedCell
    given: int
    figures: tuple[str, ...]  # data URIs


def feedback_page(
    assignment: Assignment,
    attempt: Attempt,
    previous: Attempt | None = None,
    notebook: Sequence[SubmittedCell] = (),
    answers: "Mapping[str, GoodAnswer]" = MappingProxyType({}),
    counts: FinalScore | None = None,
) -> str:
    """Return the page of one student. `previous` is the attempt before this one, `answers` are by question, `counts` is
    what a policy makes of the score."""
    results = {result.name: result for result in attempt.verdict.questions}
    return render(
        "feedback.html",
        assignment=assignment,
        attempt=attempt,
        questions=[_shown(assignment, question, results.get(question.name)) for question in assignment.questions],
        hints=look_first(attempt.verdict),
        marks=shown_marks(assignment, attempt),
        changes=changes(previous, attempt) if previous else None,
        cells=_cells(notebook),
        answers=answers,
        counts=counts_sentence(counts) if counts else "",
        versions=versions(),
    )


def feedback_files(students: Sequence[str]) -> dict[str, str]:
    """Return the file name of each student's page: the student's name, with a hash if the name alone is not safe.

    A name is safe if every file system accepts it and no other name equals it, also where file systems ignore case.
    """
    stems = {student: _file_stem(student) for student in students}
    counts = Counter(map(_case_folded, stems.values()))
    files: dict[str, str] = {}
    for student, stem in stems.items():
        is_safe = stem == student and counts[_case_folded(stem)] == 1
        digest = hashlib.sha256(student.encode("utf-8", "replace")).hexdigest()[:12]
        files[student] = f"{stem}.html" if is_safe else f"{stem}-{digest}.html"
    return files


def _shown(assignment: Assignment, question: Question, result: QuestionResult | None) -> ShownQuestion:
    style = mark(result).style
    if result is None:
        return ShownQuestion(question.name, None, question.points, style, False, ())
    cases = tuple(ShownCase(case, OUTCOME_WORDS[case.outcome], _array_view(assignment, case)) for case in result.cases)
    return ShownQuestion(question.name, result.score, result.max_score, style, is_not_started(result), cases)


def _cells(notebook: Sequence[SubmittedCell]) -> list[ShownCell]:
    found, before = [], 0
    for cell in notebook:
        figures = tuple("data:image/png;base64," + base64.b64encode(png).decode("ascii") for png in cell.figures)
        found.append(ShownCell(cell, cell.number - before - 1, figures))
        before = cell.number
    return found


def _array_view(assignment: Assignment, case: CaseResult) -> ArrayView | None:
    may_show = assignment.feedback == "full" or not case.hidden
    return array_view(case.evidence) if case.evidence and not case.passed and may_show else None


def _file_stem(student: str) -> str:
    stem = re.sub(r"[^\w .()@+-]", "_", clean_text(student))[:MAX_NAME].strip(" .") or "student"
    return f"_{stem}" if RESERVED_NAMES.fullmatch(stem) else stem


def _case_folded(stem: str) -> str:
    return clean_text(stem).casefold()
