"""The marks that people give, in the gradebook: points with a comment, who gave them, and when.

No mark is ever changed or lost. The newest that is not undone counts. A marker says which mark was the newest that they
knew of: if another marker's came in between and has other points, the two are rivals until one more mark, whose marker
has seen both, decides. All functions work on an open database; `database.Gradebook` has the transactions.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from grading.records import Mark
from grading.safe_text import for_database as _text

MARKS_MIGRATION = """
CREATE TABLE answer (attempt INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE, question TEXT NOT NULL,
digest TEXT NOT NULL, parts TEXT NOT NULL, UNIQUE (attempt, question)) STRICT;

CREATE INDEX answer_digest ON answer (attempt, question, digest);

CREATE TABLE mark (id INTEGER PRIMARY KEY, assignment TEXT NOT NULL CHECK (assignment <> ''),
student TEXT NOT NULL CHECK (student <> ''), question TEXT NOT NULL CHECK (question <> ''),
points REAL CHECK (points >= 0), comment TEXT NOT NULL, marker TEXT NOT NULL CHECK (marker <> ''),
marked_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), seen INTEGER NOT NULL, basis TEXT NOT NULL,
undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))) STRICT;

CREATE INDEX mark_of_student ON mark (assignment, student, question, id)"""

_COLUMNS = "student, question, points, comment, marker, basis, marked_at, id, undone, seen"
_Row = tuple[Mark, int]  # a mark, and the number of the newest one that its marker had seen


def add(db: sqlite3.Connection, assignment: str, mark: Mark, seen: int | None) -> int:
    """Insert a mark and return its number."""
    key = (assignment, _text(mark.student), _text(mark.question))
    if seen is None:
        newest = "SELECT coalesce(max(id), 0) FROM mark WHERE assignment = ? AND student = ? AND question = ?"
        seen = db.execute(newest, key).fetchone()[0]
    values = (*key, mark.points, _text(mark.comment), _text(mark.marker), seen, mark.basis)
    row = db.execute(
        "INSERT INTO mark (assignment, student, question, points, comment, marker, seen, basis) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )
    assert row.lastrowid is not None
    return row.lastrowid


def last(db: sqlite3.Connection, assignment: str, marker: str) -> Mark | None:
    """Return the newest mark of a marker that is not undone, or None."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM mark WHERE assignment = ? AND marker = ? AND undone = 0 ORDER BY id DESC LIMIT 1",
        (assignment, marker),
    ).fetchone()
    return _read(row)[0] if row else None


def undo(db: sqlite3.Connection, assignment: str, marker: str, number: int) -> bool:
    """Undo the newest mark of a marker, if it has this number: the mark before it counts again."""
    mark = last(db, assignment, marker)
    if mark is None or mark.number != number:
        return False
    db.execute("UPDATE mark SET undone = 1 WHERE id = ?", (number,))
    return True


def history(db: sqlite3.Connection, assignment: str, student: str, question: str) -> list[Mark]:
    """Return all marks of one question of a student, the oldest first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM mark WHERE assignment = ? AND student = ? AND question = ? ORDER BY id",
        (assignment, student, question),
    )
    return [_read(row)[0] for row in rows]


def newest(
    db: sqlite3.Connection, assignment: str, digests: Mapping[tuple[str, str], str]
) -> dict[str, tuple[Mark, ...]]:
    """Return the newest marks, by student: at most one for each question, with its rivals.

    `digests` are those of what the students have handed in last.
    """
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM mark WHERE assignment = ? AND undone = 0 ORDER BY student, question, id", (assignment,)
    )
    by_question: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        by_question[row[0], row[1]].append(_read(row))
    found: dict[str, list[Mark]] = defaultdict(list)
    for (student, question), given in by_question.items():
        mark = _with_rivals(given)
        now = digests.get((student, question), "")
        mark = replace(mark, outdated=bool(mark.basis and now) and mark.basis != now)
        if mark.points is not None or mark.rivals:
            found[student].append(mark)
    return {student: tuple(given) for student, given in found.items()}


def _with_rivals(given: list[_Row]) -> Mark:
    """Return the newest mark of one question, with the marks that its marker, or those of its rivals, had not seen."""
    (mark, seen), rivals = given[-1], dict[str, Mark]()
    for other, others_seen in reversed(given[:-1]):
        if other.number <= seen:
            break
        seen = min(seen, others_seen)
        if other.marker != mark.marker and other.points != mark.points:
            rivals.setdefault(other.marker, other)
    return replace(mark, rivals=tuple(rivals.values()))


def comments(db: sqlite3.Connection, assignment: str, question: str, most: int) -> list[str]:
    """Return the comments of a question, the most frequent first, then the newest."""
    rows = db.execute(
        "SELECT comment FROM mark WHERE assignment = ? AND question = ? AND comment <> '' AND undone = 0 "
        "GROUP BY comment ORDER BY count(*) DESC, max(id) DESC LIMIT ?",
        (assignment, question, most),
    )
    return [row[0] for row in rows]


def _read(row: tuple[Any, ...]) -> _Row:
    student, question, points, comment, marker, basis, marked_at, number, undone, seen = row
    return Mark(student, question, points, comment, marker, basis, marked_at, number, bool(undone)), seen
