"""The schema of the gradebook: how a file is made, checked and brought up to date, and what its errors mean.

In: an open SQLite file. Out: the tables of `schema.sql`. An older gradebook is copied before it is migrated.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assignments.errors import GradeError, OurFault, UsageError
from grading.gradebook.backup import back_up
from grading.gradebook.marks import MARKS_MIGRATION
from grading.intake.own_output import APPLICATION_ID

SCHEMA = Path(__file__).with_name("schema.sql")
MIGRATIONS = (  # each brings a gradebook of an older version to the next one
    "ALTER TABLE case_result ADD COLUMN cached INTEGER NOT NULL DEFAULT 0 CHECK (cached IN (0, 1))",
    "CREATE TABLE dataset (assignment TEXT NOT NULL, student TEXT NOT NULL, result TEXT NOT NULL, "
    "PRIMARY KEY (assignment, student)) STRICT, WITHOUT ROWID",
    "CREATE TABLE submitted_notebook (attempt INTEGER PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE, "
    "cells BLOB NOT NULL) STRICT",
    MARKS_MIGRATION,
    "CREATE TABLE run (id INTEGER PRIMARY KEY, assignment TEXT NOT NULL CHECK (assignment <> ''), "
    "started_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), finished_at TEXT, "
    "who TEXT NOT NULL, versions TEXT NOT NULL, tests_sha256 TEXT NOT NULL, sources TEXT NOT NULL, "
    "submissions TEXT NOT NULL) STRICT;\n\n"
    "ALTER TABLE attempt ADD COLUMN run INTEGER REFERENCES run (id);\n\n"
    "ALTER TABLE attempt ADD COLUMN handed_in TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE IF NOT EXISTS origin (attempt INTEGER PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE, "
    "revision TEXT NOT NULL, late INTEGER NOT NULL CHECK (late IN (0, 1))) STRICT",
    "CREATE TABLE IF NOT EXISTS roster (assignment TEXT NOT NULL, student TEXT NOT NULL, "
    "listed INTEGER NOT NULL CHECK (listed IN (0, 1)), PRIMARY KEY (assignment, student, listed)) STRICT, "
    "WITHOUT ROWID",
)
VERSION = 1 + len(MIGRATIONS)  # of the schema; kept in PRAGMA user_version
OURS = APPLICATION_ID  # tells a gradebook from any other SQLite file


def open_schema(db: sqlite3.Connection, path: Path) -> None:
    """Bring an open file to the present schema: a new one, or a gradebook of an older version, of which a copy is made.

    Raises
    ------
    UsageError
        The file is another program's, or was written by a newer version.
    """
    db.execute("PRAGMA foreign_keys = ON")
    version, ours = _pragma(db, "user_version"), _pragma(db, "application_id")
    if _pragma(db, "schema_version") and ours != OURS:
        raise UsageError(f"{path} is an SQLite file, but no gradebook: choose another folder with --out.")
    if version > VERSION:
        raise UsageError(
            f"{path} was written by a newer version of this software (schema {version}, here {VERSION}): "
            f"update this one, or choose another folder with --out."
        )
    try:
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:  # not on this file system: the ordinary journal is as safe, only slower
        db.execute("PRAGMA journal_mode = DELETE")
    if ours == OURS and version == VERSION:
        return
    if ours == OURS:
        back_up(db, path, version)
    with transaction(db):  # asked again in here, since another process may have been faster
        new = _pragma(db, "application_id") != OURS
        older = MIGRATIONS[_pragma(db, "user_version") - 1 :]
        for script in [SCHEMA.read_text(encoding="utf-8")] if new else older:
            for statement in script.split(";\n\n"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute(f"PRAGMA application_id = {OURS}")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Run statements in a transaction that takes the lock of writing at once."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has rolled back by itself
            db.execute("ROLLBACK")
        raise


def clear_error(path: Path, error: sqlite3.Error) -> GradeError:
    """Return an error that says what to do, for one of SQLite."""
    said = str(error)
    if "not a database" in said:
        return UsageError(f"{path} is no gradebook: move it away, or choose another folder with --out.")
    if "readonly" in said:
        return UsageError(f"{path} may not be written to: change its permissions, or choose another folder with --out.")
    if "unable to open" in said:
        return UsageError(f"{path} cannot be opened: does its folder exist, and may you write to it?")
    if "locked" in said:
        return UsageError(
            f"{path} is being written to by another program: wait until it has finished, then start again."
        )
    if "disk is full" in said or "disk I/O" in said:
        return OurFault(f"{path} cannot be written ({said}): make room and start again. What was recorded is safe.")
    return OurFault(f"{path} did not take a result ({said}). Report this; what was recorded before is safe.")


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
