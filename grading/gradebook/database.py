"""The gradebook: an SQLite file in which every graded attempt stands the moment it exists, and stays.

One transaction an attempt, so that a stopped run loses at most what was being graded. Only this package knows SQL.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType

import msgspec

from grading.gradebook import attempt_rows, marks
from grading.gradebook.notebook_archive import unpack_notebook
from grading.gradebook.schema import clear_error, open_schema, transaction
from grading.records import Answer, AnswerPart, Attempt, Dataset, Mark, SubmittedCell
from grading.safe_text import for_database as _text

PATIENCE = 10.0  # seconds to wait for another program that is writing

NEWEST = "SELECT max(id) FROM attempt WHERE assignment = ? GROUP BY student"


class Gradebook:
    """The gradebook in the file `path`, which is made if there is none. Use it in a `with` statement."""

    def __init__(self, path: Path, patience: float = PATIENCE):
        self.path = path
        self.current_run: int | None = None  # the run that new attempts belong to
        with self._clearly():
            self._db = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            with self._clearly():
                open_schema(self._db, path)
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> "Gradebook":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; everything recorded is in it already."""
        self._db.close()

    def record(self, attempt: Attempt) -> None:
        """Add an attempt; when this returns, it is on the disk."""
        with self._clearly(), transaction(self._db):
            attempt_rows.insert(self._db, attempt, self.current_run)

    def record_once(self, attempt: Attempt, *, latest: bool) -> bool:
        """Add an attempt if another program has not recorded it since it was asked for; return whether it was added.

        `latest` says that it is the one that counts: then the newest attempt decides, otherwise any does. A file that
        cannot be read is recorded again only for another reason.
        """
        whose = _text(attempt.assignment), _text(attempt.student)
        what = attempt.sha256, attempt.tests_sha256, _text(attempt.submission)
        with self._clearly(), transaction(self._db):
            rows = self._db.execute(
                "SELECT sha256, tests_sha256, submission, reason FROM attempt WHERE assignment = ? AND student = ? "
                f"AND status <> 'error' ORDER BY id DESC LIMIT {1 if latest else -1}",
                whose,
            )
            if any(row[:3] == what and (row[0] or row[3] == _text(attempt.verdict.reason)) for row in rows):
                return False
            attempt_rows.insert(self._db, attempt, self.current_run)
        return True

    def record_dataset(self, assignment: str, student: str, dataset: Dataset | None) -> None:
        """Replace the check of a student's own dataset; None if the student has none."""
        key = (_text(assignment), _text(student))
        with self._clearly(), transaction(self._db):
            self._db.execute("DELETE FROM dataset WHERE assignment = ? AND student = ?", key)
            if dataset is not None:
                self._db.execute("INSERT INTO dataset VALUES (?, ?, ?)", (*key, json.dumps(asdict(dataset))))

    def remove(self, student: str) -> None:
        """Delete all that is recorded of a student."""
        with self._clearly(), transaction(self._db):
            for table in ("attempt", "dataset", "mark", "roster"):
                self._db.execute(f"DELETE FROM {table} WHERE student = ?", (_text(student),))

    def students(self) -> list[str]:
        """Return all students, sorted."""
        with self._clearly():
            return [row[0] for row in self._db.execute("SELECT DISTINCT student FROM attempt ORDER BY student")]

    def newest_assignment(self) -> str | None:
        """Return the assignment of the newest attempt, or None if there is no attempt."""
        with self._clearly():
            row = self._db.execute("SELECT assignment FROM attempt ORDER BY id DESC LIMIT 1").fetchone()
        return row[0] if row else None

    def is_graded(self, assignment: str, student: str, sha256: str, tests_sha256: str) -> bool:
        """Whether the newest attempt of a student had these bytes and these tests, and did not end in our fault."""
        with self._clearly():
            row = self._db.execute(
                "SELECT sha256, tests_sha256, status FROM attempt WHERE assignment = ? AND student = ? "
                "ORDER BY id DESC LIMIT 1",
                (_text(assignment), _text(student)),
            ).fetchone()
        return row is not None and sha256 != "" and row[:2] == (sha256, tests_sha256) and row[2] != "error"

    def was_graded(self, assignment: str, student: str, sha256: str, tests_sha256: str) -> bool:
        """Whether any attempt of a student had these bytes and these tests, and did not end in our fault."""
        with self._clearly():
            row = self._db.execute(
                "SELECT 1 FROM attempt WHERE assignment = ? AND student = ? AND sha256 = ? AND tests_sha256 = ? "
                "AND status <> 'error' AND sha256 <> '' LIMIT 1",
                (_text(assignment), _text(student), sha256, tests_sha256),
            ).fetchone()
        return row is not None

    def latest(self, assignment: str, *, with_cases: bool = True, with_evidence: bool = True) -> list[Attempt]:
        """Return the newest attempt of every student, sorted by student, with the check of the student's dataset.

        Evidence stays packed until it is read. Without it, a large class fits into memory. Without cases, a class is
        read in a tenth of the time.
        """
        with self._clearly():
            attempts = attempt_rows.read(
                self._db,
                f"id IN ({NEWEST})",
                (_text(assignment),),
                "student",
                with_cases=with_cases,
                with_evidence=with_evidence,
            )
            rows = self._db.execute("SELECT student, result FROM dataset WHERE assignment = ?", (_text(assignment),))
            datasets = {student: msgspec.convert(json.loads(result), Dataset) for student, result in rows}
        given = self.marks(assignment)
        return [
            replace(attempt, dataset=datasets.get(_text(attempt.student)), marks=given.get(_text(attempt.student), ()))
            for attempt in attempts
        ]

    def marks(self, assignment: str) -> dict[str, tuple[Mark, ...]]:
        """Return the newest marks of every student who has any: at most one for each question, with its rivals."""
        with self._clearly():
            return marks.newest(self._db, _text(assignment), self._answer_digests(_text(assignment)))

    def history(self, assignment: str, student: str) -> list[Attempt]:
        """Return all attempts of one student, the oldest first."""
        with self._clearly():
            return attempt_rows.read(
                self._db, "assignment = ? AND student = ?", (_text(assignment), _text(student)), "id"
            )

    def with_evidence(self, attempts: Sequence[Attempt]) -> list[Attempt]:
        """Return newest attempts of one assignment with the evidence of their cases, which `latest` may leave out."""
        found = self._of_students(attempts, "SELECT max(id) FROM attempt WHERE {of} GROUP BY student")
        stored = {(attempt.student, attempt.recorded_at): attempt.verdict for attempt in found.values()}
        return [replace(each, verdict=stored.get((each.student, each.recorded_at), each.verdict)) for each in attempts]

    def previous(self, attempts: Sequence[Attempt]) -> dict[str, Attempt]:
        """Return the attempt before the newest one of each of these students, who have handed in one assignment."""
        newest = "SELECT max(id) FROM attempt WHERE {of} GROUP BY student"
        return self._of_students(
            attempts, f"SELECT max(id) FROM attempt WHERE {{of}} AND id NOT IN ({newest}) GROUP BY student"
        )

    def _of_students(self, attempts: Sequence[Attempt], select: str) -> dict[str, Attempt]:
        if not attempts:
            return {}
        of = f"assignment = ? AND student IN ({', '.join('?' * len(attempts))})"
        values = (_text(attempts[0].assignment), *(_text(attempt.student) for attempt in attempts))
        with self._clearly():
            found = attempt_rows.read(
                self._db, f"id IN ({select.format(of=of)})", values * select.count("{of}"), "student"
            )
        return {attempt.student: attempt for attempt in found}

    def notebook(self, assignment: str, student: str) -> tuple[SubmittedCell, ...]:
        """Return what is kept of the notebook of a student's newest attempt."""
        newest = "SELECT max(id) FROM attempt WHERE assignment = ? AND student = ?"
        with self._clearly():
            row = self._db.execute(
                f"SELECT cells FROM submitted_notebook WHERE attempt = ({newest})", (_text(assignment), _text(student))
            ).fetchone()
        return unpack_notebook(row[0]) if row else ()

    def answer(self, assignment: str, student: str, question: str) -> Answer | None:
        """Return what the newest attempt of a student answers, or None if it was graded before answers were kept."""
        with self._clearly():
            row = self._db.execute(
                f"SELECT digest, parts FROM answer WHERE attempt IN ({NEWEST} HAVING student = ?) AND question = ?",
                (_text(assignment), _text(student), _text(question)),
            ).fetchone()
        return Answer(question, row[0], msgspec.json.decode(row[1], type=tuple[AnswerPart, ...])) if row else None

    def answer_digests(self, assignment: str) -> dict[tuple[str, str], str]:
        """Return the digest of each answer of each student's newest attempt, by student and question."""
        with self._clearly():
            return self._answer_digests(_text(assignment))

    def give(self, assignment: str, given: Sequence[Mark], seen: int | None = None) -> list[int]:
        """Add marks, all or none, and return their numbers; when this returns, they are on the disk.

        `seen` is the number of the newest mark that the marker knew of, 0 if none; None if it is the newest there is.
        """
        with self._clearly(), transaction(self._db):
            return [marks.add(self._db, _text(assignment), mark, seen) for mark in given]

    def last_mark(self, assignment: str, marker: str) -> Mark | None:
        """Return the newest mark of a marker that is not undone, or None."""
        with self._clearly():
            return marks.last(self._db, _text(assignment), _text(marker))

    def undo(self, assignment: str, marker: str, number: int) -> bool:
        """Undo the mark with this number if it is the newest of the marker; return whether it was."""
        with self._clearly(), transaction(self._db):
            return marks.undo(self._db, _text(assignment), _text(marker), number)

    def mark_history(self, assignment: str, student: str, question: str) -> list[Mark]:
        """Return all marks of one question of a student, the oldest first, with those that were undone."""
        with self._clearly():
            return marks.history(self._db, _text(assignment), _text(student), _text(question))

    def comments(self, assignment: str, question: str, most: int) -> list[str]:
        """Return the comments that were given to a question, the most frequent first."""
        with self._clearly():
            return marks.comments(self._db, _text(assignment), _text(question), most)

    def attempts(
        self, where: str, values: tuple[str, ...], *, with_cases: bool = True, with_evidence: bool = True
    ) -> list[Attempt]:
        """Return the attempts for which a condition of SQL holds, in the order in which they were recorded."""
        with self._clearly():
            texts = tuple(map(_text, values))
            return attempt_rows.read(self._db, where, texts, "id", with_cases=with_cases, with_evidence=with_evidence)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection, for the other modules of this package."""
        with self._clearly():
            yield self._db

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection in a transaction, for the other modules of this package."""
        with self._clearly(), transaction(self._db):
            yield self._db

    def _answer_digests(self, assignment: str) -> dict[tuple[str, str], str]:
        rows = self._db.execute(
            "SELECT student, question, digest FROM answer JOIN attempt ON attempt.id = answer.attempt "
            f"WHERE attempt.id IN ({NEWEST})",
            (assignment,),
        )
        return {(student, question): digest for student, question, digest in rows}

    @contextmanager
    def _clearly(self) -> Iterator[None]:
        """Turn SQLite's words into a sentence that says what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise clear_error(self.path, error) from error
