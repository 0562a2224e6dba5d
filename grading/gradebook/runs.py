"""The runs of a gradebook: who graded when, with which versions and which tests; and the class as it was after a run.

In: a gradebook. Out: `Run`s, and attempts with the run that made them. Attempts that are older than the table of runs
belong to run 0.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assignments.errors import UsageError
from grading.gradebook.database import Gradebook
from grading.records import Attempt

BEFORE = 0  # the number of the run to which all older attempts belong


@dataclass(frozen=True)
class Run:
    """One run of `grade run`: its number, the times in UTC, and what it graded with.

    `sources` are the digests of the files that decide points, by their path in the repository. `finished` is empty if
    the run was stopped.
    """

    number: int
    assignment: str
    started: str
    finished: str
    who: str
    versions: Mapping[str, str]
    tests_sha256: str
    sources: Mapping[str, str]
    submissions: tuple[str, ...] = ()
    attempts: int = 0


@dataclass(frozen=True)
class Recorded:
    """An attempt with its number, the time at which it was graded, and its run."""

    number: int
    recorded_at: str
    run: int
    attempt: Attempt


def begin_run(
    book: Gradebook,
    assignment: str,
    who: str,
    versions: Mapping[str, str],
    tests_sha256: str,
    sources: Mapping[str, str],
    submissions: Sequence[str] = (),
) -> int:
    """Record that a run begins, and return its number. All attempts that `book` records from now on belong to it."""
    row = [assignment, who, json.dumps(dict(versions)), tests_sha256, json.dumps(dict(sources))]
    row.append(json.dumps(list(submissions)))
    with book.transaction() as db:
        cursor = db.execute(
            "INSERT INTO run (assignment, who, versions, tests_sha256, sources, submissions) VALUES (?, ?, ?, ?, ?, ?)",
            row,
        )
    book.current_run = cursor.lastrowid
    return cursor.lastrowid or BEFORE


def finish_run(book: Gradebook, number: int) -> None:
    """Record that a run has ended."""
    with book.transaction() as db:
        db.execute("UPDATE run SET finished_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = ?", (number,))
    book.current_run = None


def all_runs(book: Gradebook, assignment: str) -> list[Run]:
    """Return the runs of an assignment, the oldest first. Run 0 is among them if older attempts exist."""
    with book.reading() as db:
        rows = db.execute(
            "SELECT id, assignment, started_at, coalesce(finished_at, ''), who, versions, tests_sha256, sources, "
            "submissions, (SELECT count(*) FROM attempt WHERE attempt.run = run.id) "
            "FROM run WHERE assignment = ? ORDER BY id",
            (assignment,),
        ).fetchall()
        older, first, last, digest = db.execute(
            "SELECT count(*), min(recorded_at), max(recorded_at), max(tests_sha256) FROM attempt "
            "WHERE assignment = ? AND run IS NULL",
            (assignment,),
        ).fetchone()
    runs = [
        Run(number, of, start, end, who, json.loads(made), tests, json.loads(sources), tuple(json.loads(paths)), count)
        for number, of, start, end, who, made, tests, sources, paths, count in rows
    ]
    return [Run(BEFORE, assignment, first, last, "", {}, digest, {}, (), older), *runs] if older else runs


def one_run(book: Gradebook, assignment: str, number: int) -> Run:
    """Return one run.

    Raises
    ------
    UsageError
        There is no run with this number.
    """
    runs = {run.number: run for run in all_runs(book, assignment)}
    if number not in runs:
        known = ", ".join(map(str, runs)) or "none"
        raise UsageError(
            f"{book.path} has no run {number} of {assignment}. There are: {known}. See `grade list --runs`."
        )
    return runs[number]


def class_after(book: Gradebook, assignment: str, number: int, graded_in: int | None = None) -> dict[str, Attempt]:
    """Return the newest attempt of every student at the end of a run: of all, or of those that one run has graded."""
    newest = "SELECT max(id) FROM attempt WHERE assignment = ? AND coalesce(run, 0) <= CAST(? AS INTEGER)"
    values = [assignment, str(number)]
    if graded_in is not None:
        newest += " AND student IN (SELECT student FROM attempt WHERE assignment = ? AND run = CAST(? AS INTEGER))"
        values += [assignment, str(graded_in)]
    found = book.attempts(f"id IN ({newest} GROUP BY student)", tuple(values), with_evidence=False)
    return {attempt.student: attempt for attempt in found}


def histories(
    book: Gradebook,
    assignment: str,
    *,
    student: str | None = None,
    with_cases: bool = True,
    with_evidence: bool = True,
) -> dict[str, list[Recorded]]:
    """Return the attempts of every student, or of one, each student's oldest first, with their times and runs."""
    where = "assignment = ?"
    values: tuple[str, ...] = (assignment,)
    if student is not None:
        where, values = f"{where} AND student = ?", (assignment, student)
    with book.reading() as db:
        rows = db.execute(
            f"SELECT id, recorded_at, coalesce(run, 0) FROM attempt WHERE {where} ORDER BY id", values
        ).fetchall()
    found: dict[str, list[Recorded]] = {}
    attempts = book.attempts(where, values, with_cases=with_cases, with_evidence=with_evidence)
    for (key, at, run), attempt in zip(rows, attempts, strict=True):
        found.setdefault(attempt.student, []).append(Recorded(key, at, run, attempt))
    return found
