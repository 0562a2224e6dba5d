"""`grade mark` without a browser: one mark, a table, and what is said where something is wrong."""

import csv
import getpass
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from assignments import course
from assignments.errors import UsageError
from grading.commands.group import commands
from grading.gradebook.database import Gradebook
from grading.marking.checked_marks import MarkChecker, WrongMark
from grading.marking.marks_from_csv import marks_from_csv
from tests.support.marked_class import QUESTION, attempt, notebook, record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people = [attempt(name, notebook("Waves.")) for name in ("ada", "Zo\u00eb", "=evil")]
    return record(tmp_path, *people, attempt("ben", None))


@pytest.fixture(autouse=True)
def _a_user_with_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container, a user may have a number only."""
    monkeypatch.setenv("LOGNAME", "lee")


def grade_mark(*words: str | Path) -> str:
    done = CliRunner().invoke(commands, ["mark", *map(str, words)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def rows(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "marks.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_one_mark_is_in_the_gradebook_the_tables_and_the_pages(folder: Path):
    assert "1 mark of pixels given." in grade_mark(folder, "ada", QUESTION, "2.5", "Say <why>.", "--as", "kim")
    row = rows(folder)["ada"]
    wanted = {QUESTION: "2.5", "score": "2", "manual": "2.5", "overrides": "0", "total": "4.5", "max_total": "55"}
    assert {name: row[name] for name in wanted} == wanted
    assert rows(folder)["Zo\u00eb"]["total"] == ""
    lines = (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
    (given,) = next(line for line in map(json.loads, lines) if line["student"] == "ada")["manual"]
    assert (given["points"], given["comment"], given["marker"]) == (2.5, "Say <why>.", "kim")
    page = (folder / "feedback" / "ada.html").read_text(encoding="utf-8")
    assert "Say &lt;why&gt;." in page
    assert "4.5" in page
    assert "2.5" in (folder / "index.html").read_text(encoding="utf-8")


def test_a_user_without_a_name_is_asked_for_one(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4242")

    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(UsageError, match="This user has no name: say who marks with --as NAME"):
        grade_mark(folder, "ada", QUESTION, "1")


def test_an_earlier_mark_is_said_and_replaced(folder: Path):
    grade_mark(folder, "ada", QUESTION, "1", "--as", "kim")
    assert "Before: 1 by kim." in grade_mark(folder, "Zoe\u0308", QUESTION, "1") + grade_mark(
        folder, "ada", QUESTION, "3"
    )
    assert rows(folder)["ada"][QUESTION] == "3"


def test_an_override_has_a_reason_and_leaves_the_result_of_the_tests(folder: Path):
    with pytest.raises(UsageError, match="give a reason"):
        grade_mark(folder, "ada", "draw_disc", "4")
    grade_mark(folder, "ada", "draw_disc", "3", "The test is too strict.")
    row = rows(folder)["ada"]
    assert (row["draw_disc"], row["score"], row["overrides"]) == ("2", "2", "1")
    assert "The test is too strict." in (folder / "feedback" / "ada.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("adda", QUESTION, "1"), r"no student 'adda' in the class \(similar names: ada\)"),
        (("ada", "own_pictur", "1"), r"no question 'own_pictur' \(there are: own_picture\)"),
        (("ada", QUESTION, "4"), r"'4' are no points for own_picture: give a number from 0 to 3"),
        (("ada", QUESTION, "nan"), "no points"),
        (("ada", QUESTION, "\u0661"), "no points"),
        (("ada", QUESTION), "Give a student, a question, points"),
        (("ada", QUESTION, "1", "x" * 5000), "5,000 characters; at most 4,000"),
        (("ada", QUESTION, "1", "--assignment", "tensors"), "Nobody in .* has handed in tensors"),
        (("ada", QUESTION, "1", "--as", "kim", "--as", "kim"), "a name of their own"),
    ],
)
def test_a_mark_that_cannot_be_given_says_why(folder: Path, words: tuple[str, ...], said: str):
    with pytest.raises(UsageError, match=said):
        grade_mark(folder, *words)
    with Gradebook(folder / "gradebook.db") as book:
        assert book.mark_history("pixels", "ada", QUESTION) == []


def test_a_folder_without_a_gradebook_is_refused(tmp_path: Path):
    with pytest.raises(UsageError, match="no gradebook"):
        grade_mark(tmp_path, "ada", QUESTION, "1")
    Gradebook(tmp_path / "gradebook.db").close()
    with pytest.raises(UsageError, match="no graded submission yet"):
        grade_mark(tmp_path, "ada", QUESTION, "1")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_gives_many_marks(folder: Path, mark: str, separator: str):
    lines = [["question", "student", "points", "comment"], [QUESTION, "ada", "2", '"a, b; c"'], []]
    lines += [[QUESTION, "Zo\u00eb", '"1,5"', ""], ["draw_disc", "'=evil", "0", "Copied."]]
    path = table(folder, mark + "\r\n".join(separator.join(line) for line in lines) + "\r\n")
    assert "3 marks of pixels given." in grade_mark(folder, "--from", path, "--as", "kim")
    assert (rows(folder)["ada"][QUESTION], rows(folder)["Zo\u00eb"][QUESTION]) == ("2", "1.5")
    assert rows(folder)["'=evil"]["overrides"] == "-2"
    with Gradebook(folder / "gradebook.db") as book:
        assert book.mark_history("pixels", "ada", QUESTION)[0].comment == "a, b; c"


def test_a_table_with_wrong_rows_gives_no_mark_and_names_each_line(folder: Path):
    path = table(
        folder,
        "student,question,points,comment\nada,own_picture,2,\nnobody,own_picture,1,\nada,draw_disc,1,\n"
        "Zo\u00eb,own_picture,,\nada,own_picture,1,\nZo\u00eb,own_picture,1,a,b\n",
    )
    with pytest.raises(UsageError, match="Wrong rows: 5") as refused:
        grade_mark(folder, "--from", path)
    for line, said in ((3, "nobody"), (4, "reason"), (5, "empty"), (6, "in line 2 already"), (7, "more cells")):
        assert f"line {line}: " in str(refused.value)
        assert said in str(refused.value)
    with Gradebook(folder / "gradebook.db") as book:
        assert book.mark_history("pixels", "ada", QUESTION) == []


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("name,question,points\n", "utf-8", "no column student"),
        ("", "utf-8", "no column student and no column question"),
        ("student,question,points\n\n", "utf-8", "no row below"),
        ("student,question,points\nZo\u00eb,own_picture,1\n", "latin-1", "not UTF-8"),
        ('student,question,points\n"ada,own_picture,1\n', "utf-8", "line"),
    ],
)
def test_a_file_that_is_no_table_of_marks_says_why(folder: Path, text: str, encoding: str, said: str):
    with pytest.raises(UsageError, match=said):
        grade_mark(folder, "--from", table(folder, text, encoding))


def test_a_table_that_is_not_there_says_so(folder: Path):
    with pytest.raises(UsageError, match="cannot be read"):
        grade_mark(folder, "--from", folder / "nowhere.csv")
    with pytest.raises(UsageError, match="or a table"):
        grade_mark(folder, "ada", QUESTION, "1", "--from", folder / "nowhere.csv")


def test_a_name_that_a_table_writes_for_two_students_is_nobodys():
    checker = MarkChecker(course.assignment("pixels"), {"=ada", "'=ada", "O'Neill", "-bo"}, {})
    given = [checker.mark(name, QUESTION, "1", "", "me").student for name in ("=ada", "O'Neill", "-bo", "'-bo")]
    assert given == ["=ada", "O'Neill", "-bo", "-bo"]
    with pytest.raises(WrongMark, match="for 2 students"):
        checker.mark("'=ada", QUESTION, "1", "", "me")


def test_a_table_from_a_pipe_is_read_once():
    checker = MarkChecker(course.assignment("pixels"), {"ada"}, {})
    reads, writes = os.pipe()
    os.write(writes, f"student;question;points\nada;{QUESTION};1,5\n".encode())
    os.close(writes)
    assert [mark.points for mark in marks_from_csv(Path(f"/dev/fd/{reads}"), checker, "me")] == [1.5]
    os.close(reads)
