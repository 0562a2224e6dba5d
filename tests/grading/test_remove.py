"""`grade remove` takes a student out of the gradebook, the tables and the pages."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from assignments.errors import UsageError
from autograder.results import Verdict
from grading.commands.group import commands
from grading.gradebook.database import Gradebook
from grading.records import Attempt


def remove(*words: str) -> str:
    done = CliRunner().invoke(commands, ["remove", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    """The gradebook of a class of three."""
    with Gradebook(tmp_path / "gradebook.db") as book:
        for student in ("ada", "ben", "Zo\u00eb"):
            judged = Verdict("unusable", 0.0, 52.0, 0.0, 0.0, "full", reason="The file is empty.")
            book.record(Attempt(student, f"{student}.ipynb", "", "pixels", "t", judged))
    return tmp_path


def test_a_removed_student_is_in_no_file_and_the_others_stay(graded: Path):
    assert "The class has 2 students now" in remove("ben", "--out", str(graded))
    assert [path.stem for path in sorted((graded / "feedback").iterdir())] == ["Zo\u00eb", "ada"]
    for name in ("grades.csv", "results.jsonl", "index.html"):
        text = (graded / name).read_text(encoding="utf-8")
        assert "ada" in text
        assert "ben" not in text
    remove("ada", "Zoe\u0308", "--out", str(graded))
    assert list((graded / "feedback").iterdir()) == []
    assert len((graded / "grades.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_an_unknown_student_stops_the_command_before_anybody_is_removed(graded: Path):
    with pytest.raises(UsageError, match=r"no student bem in .* Similar names: ben"):
        remove("ada", "bem", "--out", str(graded))
    with Gradebook(graded / "gradebook.db") as book:
        assert len(book.students()) == 3
    with pytest.raises(UsageError, match="no gradebook"):
        remove("ada", "--out", str(graded / "nowhere"))
