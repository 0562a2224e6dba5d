"""A gradebook of an older version is copied and then brought up to date; nothing of it is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assignments.course import REPO_ROOT
from assignments.errors import OurFault
from autograder.results import Verdict
from grading.gradebook import backup, schema
from grading.gradebook.database import Gradebook
from grading.gradebook.runs import BEFORE, all_runs, histories
from grading.gradebook.schema import VERSION
from grading.intake.discover import discover
from grading.records import Attempt, Dataset

VERSION_1 = REPO_ROOT / "tests" / "support" / "gradebook_version_1.sql"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "gradebook.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(VERSION_1.read_text(encoding="utf-8"))
    return path


def columns_of(path: Path) -> dict[str, set[tuple[str, str, int]]]:
    """Return the columns of each table: name, type, not null."""
    with closing(sqlite3.connect(path)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: {row[1:4] for row in db.execute(f"PRAGMA table_info({name})")} for name in tables}


def test_a_gradebook_of_the_first_version_is_brought_up_to_date_and_loses_nothing(old: Path):
    with Gradebook(old) as book:
        verdict = Verdict("unusable", 0.0, 4.0, 0.0, 0.0, "full", reason="Empty.")
        book.record(Attempt("ben", "ben.ipynb", "", "pixels", "tt", verdict, handed_in="2026-11-29T10:00:00+00:00"))
        book.record_dataset("pixels", "ben", Dataset(pictures=3))
    with Gradebook(old) as book:
        ada, ben = book.latest("pixels")
        (recorded,) = histories(book, "pixels", student="ada")["ada"]
        (run,) = all_runs(book, "pixels")
    assert ben.dataset == Dataset(pictures=3)
    assert (ben.handed_in, ada.handed_in) == ("2026-11-29T10:00:00+00:00", "")
    assert ada.verdict.score == 1.0
    assert [case.outcome for case in ada.verdict.questions[0].cases] == ["passed", "failed"]
    assert (recorded.run, recorded.recorded_at) == (BEFORE, "2026-11-23T10:00:00.000Z")
    assert (run.number, run.attempts, run.started) == (BEFORE, 2, "2026-11-23T10:00:00.000Z")


def test_a_migrated_gradebook_has_the_tables_of_a_new_one(old: Path, tmp_path: Path):
    Gradebook(old).close()
    Gradebook(tmp_path / "new.db").close()
    assert columns_of(old) == columns_of(tmp_path / "new.db")


def test_the_old_gradebook_is_copied_byte_for_byte_before_it_is_migrated(old: Path):
    before = columns_of(old)
    Gradebook(old).close()
    copy = old.with_name("gradebook.db.version-1")
    assert columns_of(copy) == before != columns_of(old)
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert db.execute("SELECT student, score FROM attempt").fetchall() == [("ada", 1.0)]
    inode = copy.stat().st_ino
    Gradebook(old).close()
    assert copy.stat().st_ino == inode, "a gradebook that is up to date is not copied again"
    assert sorted(path.name for path in old.parent.iterdir()) == ["gradebook.db", "gradebook.db.version-1"]


def test_a_new_gradebook_has_no_copy(tmp_path: Path):
    Gradebook(tmp_path / "gradebook.db").close()
    assert [path.name for path in tmp_path.iterdir()] == ["gradebook.db"]


def test_a_migration_that_fails_leaves_the_old_gradebook_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch):
    before = columns_of(old)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:-1], "NO SQL"))
    with pytest.raises(OurFault):
        Gradebook(old)
    assert columns_of(old) == before
    monkeypatch.undo()
    with Gradebook(old) as book:
        assert book.students() == ["ada"]


def test_nothing_is_migrated_if_the_copy_cannot_be_made(old: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.os, "replace", full)
    with pytest.raises(OSError, match="space"):
        Gradebook(old)
    monkeypatch.undo()
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
    assert [path.name for path in old.parent.iterdir()] == ["gradebook.db"]


def test_the_copy_beside_a_class_is_no_submission(old: Path):
    Gradebook(old).close()
    (old.parent / "cy.ipynb").write_text("{}", encoding="utf-8")
    assert [file.own for file in discover(old.parent).files] == [("cy.ipynb",)]


def test_the_version_counts_the_migrations():
    assert 1 + len(schema.MIGRATIONS) == VERSION


def test_a_copy_that_another_program_was_faster_to_migrate_is_not_kept(old: Path):
    Gradebook(old).close()
    old.with_name("gradebook.db.version-1").unlink()
    with closing(sqlite3.connect(old)) as db:
        backup.back_up(db, old, 1)
    assert sorted(path.name for path in old.parent.iterdir()) == ["gradebook.db"]
