"""One attempt and all that belongs to it, as rows of the gradebook: written once, and read many at a time.

All functions work on an open database; `database.Gradebook` has the transactions.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from autograder.results import CaseResult, CellError, Evidence, QuestionResult, Verdict
from grading.gradebook.array_archive import MAX_ARCHIVES, pack, unpack
from grading.records import Attempt
from grading.safe_text import for_database as _text

PART = 500  # attempts that are read at once


def insert(db: sqlite3.Connection, attempt: Attempt, run: int | None) -> None:
    """Insert an attempt of a run, with all that belongs to it."""
    v = attempt.verdict
    whose = [attempt.assignment, attempt.student, attempt.submission, attempt.sha256, attempt.tests_sha256]
    outcome = [v.status, v.score, v.max_score, v.cpu_s, v.wall_s, v.isolation, v.reason]
    key = _add(
        db,
        "attempt (assignment, student, submission, sha256, tests_sha256, "
        "status, score, max_score, cpu_s, wall_s, isolation, reason, run, handed_in)",
        [*whose, *outcome, run, attempt.handed_in],
    )
    if attempt.notebook:
        _add(db, "submitted_notebook", [key, attempt.notebook])
    for answer in attempt.answers:
        parts = msgspec.json.encode(answer.parts).decode()
        _add(db, "answer", [key, answer.question, answer.digest, parts])
    if attempt.revision or attempt.late:
        _add(db, "origin", [key, attempt.revision, int(attempt.late)])
    for i, sentence in enumerate(v.repairs):
        _add(db, "repair", [key, i, sentence])
    for i, cell in enumerate(v.cells):
        _add(db, "cell_error", [key, i, cell.index, cell.error])
    archives_left = MAX_ARCHIVES
    for i, question in enumerate(v.questions):
        _add(db, "question", [key, i, question.name, question.score, question.max_score])
        for j, case in enumerate(question.cases):
            blob = pack(case.evidence) if case.evidence and archives_left else None
            blob = blob if blob is None or len(blob) <= archives_left else None
            archives_left -= len(blob or b"")
            show = case.evidence.show if case.evidence and blob else None
            said = [case.name, int(case.hidden), int(case.passed), case.points, case.outcome, case.message]
            _add(db, "case_result", [key, i, j, *said, show, blob, int(case.cached)])


def _add(db: sqlite3.Connection, table: str, values: list[Any]) -> int | None:
    marks = ", ".join("?" * len(values))
    row = [_text(value) if isinstance(value, str) else value for value in values]
    return db.execute(f"INSERT INTO {table} VALUES ({marks})", row).lastrowid


def read(
    db: sqlite3.Connection,
    where: str,
    values: tuple[str, ...],
    order: str,
    *,
    with_cases: bool = True,
    with_evidence: bool = True,
) -> list[Attempt]:
    """Return attempts. They are read in parts, and what is alike in several is kept once: this saves memory."""
    columns = "id, student, submission, sha256, assignment, tests_sha256"
    values_of = "recorded_at, handed_in, run, status, score, max_score, cpu_s, wall_s, isolation, reason"
    found: list[Attempt] = []
    alike: dict[Any, Any] = {}
    cursor = db.execute(f"SELECT {columns}, {values_of} FROM attempt WHERE {where} ORDER BY {order}", values)
    while rows := cursor.fetchmany(PART):
        below = _below(db, [row[0] for row in rows], alike, with_cases, with_evidence)
        for row in rows:
            key, student, submission, sha256, assignment, tests_sha256, *rest = row
            recorded_at, handed_in, run, status, score, max_score, cpu_s, wall_s, isolation, reason = rest
            repairs, cells, questions, (revision, late) = below[key]
            verdict = Verdict(status, score, max_score, cpu_s, wall_s, isolation, repairs, cells, questions, reason)
            found.append(
                Attempt(
                    student,
                    submission,
                    sha256,
                    assignment,
                    tests_sha256,
                    verdict,
                    recorded_at=recorded_at,
                    run=run,
                    handed_in=handed_in,
                    revision=revision,
                    late=late,
                )
            )
    return found


def _below(
    db: sqlite3.Connection, keys: Sequence[int], alike: dict[Any, Any], with_cases: bool, with_evidence: bool
) -> dict[int, tuple[Any, ...]]:
    """Return what belongs to each attempt: repairs, cells that stopped, questions, and its origin."""

    def rows(table: str, columns: str) -> Iterator[Any]:
        inside = ", ".join("?" * len(keys))
        return db.execute(f"SELECT {columns} FROM {table} WHERE attempt IN ({inside}) ORDER BY 1, 2, 3", tuple(keys))

    def shared(value: Any) -> Any:
        return alike.setdefault(value, value)

    origins = {key: (revision, bool(late)) for key, revision, late in rows("origin", "attempt, revision, late")}
    repairs: dict[int, list[str]] = defaultdict(list)
    cells: dict[int, list[CellError]] = defaultdict(list)
    questions: dict[int, list[QuestionResult]] = defaultdict(list)
    cases: dict[tuple[int, int], list[CaseResult]] = defaultdict(list)
    for key, _, sentence in rows("repair", "attempt, position, sentence"):
        repairs[key].append(shared(sentence))
    for key, _, cell, error in rows("cell_error", "attempt, position, cell, error"):
        cells[key].append(CellError(cell, shared(error)))
    blobs = "show, evidence" if with_evidence else "NULL, NULL"
    columns = f"attempt, question, position, {blobs}, name, hidden, passed, points, outcome, message, cached"
    for key, i, _, show, blob, *row in rows("case_result", columns) if with_cases else ():
        case = alike.get(tuple(row)) if blob is None else None
        if case is None:
            case = _case(row, unpack(blob, show) if blob is not None else None)
            if blob is None:
                alike[tuple(row)] = case
        cases[key, i].append(case)
    for key, i, name, score, max_score in rows("question", "attempt, position, name, score, max_score"):
        of_question = cases[key, i]
        what = (name, score, max_score, *map(id, of_question))
        if any(case.evidence for case in of_question):
            questions[key].append(QuestionResult(name, score, max_score, tuple(of_question)))
        else:
            if what not in alike:
                alike[what] = QuestionResult(name, score, max_score, tuple(of_question))
            questions[key].append(alike[what])
    return {
        key: (tuple(repairs[key]), tuple(cells[key]), tuple(questions[key]), origins.get(key, ("", False)))
        for key in keys
    }


def _case(row: Sequence[Any], evidence: Evidence | None = None) -> CaseResult:
    name, hidden, passed, points, outcome, message, cached = row
    return CaseResult(name, bool(hidden), bool(passed), points, outcome, message, evidence, bool(cached))
