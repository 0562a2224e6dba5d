"""The table of all students: its rows, its totals, and the same rows as data for the script that sorts and filters.

In: the attempts, sorted by student. Out: frozen rows for the template, and JSON. Without scripts, a large class is read
page by page; with them, the script shows any part of the table from the JSON.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from types import MappingProxyType
from typing import Any

from assignments.course import Assignment
from autograder.results import QuestionResult, Verdict
from grading.export.final_scores import FinalScore
from grading.pages.not_started import is_not_started
from grading.pages.render import number
from grading.records import Attempt
from grading.safe_text import for_page
from grading.total_points import total_points

PAGE_SIZE = 200  # rows of one page: a browser lays them out in a moment, with thirty columns also
COUNTS = "counts"  # the heading of what a policy makes of the scores


@dataclass(frozen=True)
class Mark:
    """The result of one question in a row: its text, and one of the styles below."""

    text: str
    style: str


FULL, PART, NIL, UNTOUCHED, EMPTY = "full", "part", "nil", "untouched", "empty"  # no two styles begin alike
SCORE, HAND, TO_MARK = "score", "hand", "odd"


@dataclass(frozen=True)
class Row:
    """One student, with the marks and what there is to note."""

    student: str
    page: str
    status: str
    marks: tuple[Mark, ...]  # one for each column
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of numbers. The name of a narrow one is turned."""

    name: str
    narrow: bool = True


@dataclass(frozen=True)
class Total:
    """A row at the end of the table, with a text for each column."""

    name: str
    values: tuple[str, ...]


def columns(assignment: Assignment, with_policy: bool) -> tuple[Column, ...]:
    """Return the columns: the score of the tests, the total if a person marks as well, what counts, each question."""
    manual = sum(question.points for question in assignment.manual)
    total = [Column(f"total of {number(assignment.points + manual)}", False)] if assignment.manual else []
    questions = [(question.name, question.points) for question in assignment.questions]
    questions += [(question.name, question.points) for question in assignment.manual]
    named = [Column(f"{name} ({number(points)})") for name, points in questions]
    counts = [Column(COUNTS, False)] if with_policy else []
    return (Column(f"of {number(assignment.points)}", False), *total, *counts, *named)


def rows(
    assignment: Assignment,
    attempts: Sequence[Attempt],
    pages: Mapping[str, str],
    counted: Mapping[str, FinalScore] = MappingProxyType({}),
) -> list[Row]:
    """Return a row for each attempt, in their order. `counted` is what a policy makes of the scores."""
    every = [(attempt, counted.get(attempt.student)) for attempt in attempts]
    return [_row(assignment, attempt, pages[attempt.student], counts) for attempt, counts in every]


def _row(assignment: Assignment, attempt: Attempt, page: str, counts: FinalScore | None) -> Row:
    verdict = attempt.verdict
    results = {question.name: question for question in verdict.questions}
    marks = [Mark("–" if verdict.score is None else number(verdict.score), SCORE)]
    points = total_points(assignment, attempt)
    if assignment.manual:
        marks.append(Mark("–" if points.total is None else number(points.total), SCORE))
    if counts is not None:
        marks.append(Mark("–" if counts.score is None else number(counts.score), SCORE))
    marks += [mark(results.get(question.name)) for question in assignment.questions]
    for question in assignment.manual:
        given = points.given.get(question.name)
        waits = "disagree" if question.name in points.disputed else "to mark"
        marks.append(Mark(waits, TO_MARK) if given is None else Mark(number(given), HAND))
    overridden = [question.name for question in assignment.questions if question.name in points.given]
    changed = [f"{name}: {number(points.given[name])} by hand" for name in overridden]
    policy = [counts.counted.note] if counts and counts.counted.note else []
    return Row(for_page(attempt.student), page, verdict.status, tuple(marks), (*policy, *_notes(verdict), *changed))


def mark(result: QuestionResult | None) -> Mark:
    """Return what a cell of the table shows of a question."""
    if result is None:
        return Mark("–", EMPTY)
    full = all_passed(result)
    if result.max_score == 0:  # a warm-up without points
        return Mark("✓", FULL) if full else Mark("✗", NIL)
    if is_not_started(result):
        return Mark("0", UNTOUCHED)
    return Mark(number(result.score), FULL if full else NIL if result.score == 0 else PART)


def all_passed(result: QuestionResult) -> bool:
    """Whether a question has cases and all of them passed."""
    return bool(result.cases) and all(case.passed for case in result.cases)


def _notes(verdict: Verdict) -> tuple[str, ...]:
    notes = []
    if verdict.status == "graded" and verdict.repairs:
        notes.append(_several(len(verdict.repairs), "note"))
    if any(case.outcome == "timeout" for question in verdict.questions for case in question.cases):
        notes.append("too slow")
    if verdict.cells:
        notes.append(f"{_several(len(verdict.cells), 'cell')} stopped")
    if verdict.isolation == "none":
        notes.append("no walls")
    return tuple(notes)


def _several(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def totals(
    assignment: Assignment, attempts: Sequence[Attempt], counted: Mapping[str, FinalScore] = MappingProxyType({})
) -> tuple[Total, ...]:
    """Return the rows at the end of the table: means, and how many have all points. Only graded attempts count."""
    graded = [attempt.verdict for attempt in attempts if attempt.verdict.status == "graded"]
    if not graded:
        return ()
    names = [question.name for question in assignment.questions]
    spare = ("",) if assignment.manual else ()
    scores = [counted[attempt.student].score for attempt in attempts if attempt.student in counted]
    counts = [_mean([score for score in scores if score is not None])] if counted else []
    by_hand = ("",) * len(assignment.manual)
    results: dict[str, list[QuestionResult]] = {name: [] for name in names}
    for verdict in graded:
        for question in verdict.questions:
            if question.name in results:
                results[question.name].append(question)
    means = tuple(_mean([question.score for question in results[name]]) for name in names)
    full = tuple(str(sum(map(all_passed, results[name]))) for name in names)
    best = sum(verdict.score == verdict.max_score for verdict in graded)
    return (
        Total("mean", (_mean([verdict.score or 0.0 for verdict in graded]), *spare, *counts, *means, *by_hand)),
        Total("all passed", (str(best), *spare, *[""] * len(counts), *full, *by_hand)),
    )


def _mean(values: Sequence[float]) -> str:
    return number(round(fmean(values), 1)) if values else "–"


def as_data(every: Sequence[Row]) -> list[list[Any]]:
    """Return rows for JSON: student, address, status, marks as style letter and text, notes."""
    return [
        [row.student, row.page, row.status, [m.style[0] + m.text for m in row.marks], list(row.notes)] for row in every
    ]
