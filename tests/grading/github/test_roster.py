"""Rosters: the columns and the repositories that are understood, and what is said of the others."""

from pathlib import Path

import pytest

from assignments.errors import UsageError
from grading.github.credentials import Access
from grading.github.roster import RosterEntry, read_roster

ACCESS = Access("", "https://api.github.com", "https://github.com")
NAME, ADDRESS = "course/pixels-ada", "https://github.com/course/pixels-ada.git"


def roster(tmp_path: Path, text: str) -> list[RosterEntry]:
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode())
    return read_roster(path, ACCESS)


@pytest.mark.parametrize(
    ("repository", "address", "name"),
    [
        (NAME, ADDRESS, NAME),
        (f"https://github.com/{NAME}", ADDRESS, NAME),
        (f"https://github.com/{NAME}.git", ADDRESS, NAME),
        (f"https://github.com/{NAME}/", ADDRESS, NAME),
        (f"git@github.com:{NAME}.git", f"git@github.com:{NAME}.git", NAME),
        (f"git@git.example.org:{NAME}.git", f"git@git.example.org:{NAME}.git", ""),
        ("https://git.example.org/a/b/c.git", "https://git.example.org/a/b/c.git", ""),
        ("ssh://git@git.example.org/a.git", "ssh://git@git.example.org/a.git", ""),
    ],
)
def test_a_repository_is_a_name_or_an_address(tmp_path: Path, repository: str, address: str, name: str):
    assert roster(tmp_path, f"student,repository\nada,{repository}\n") == [RosterEntry("ada", address, name)]


def test_a_repository_is_a_folder_beside_the_roster(tmp_path: Path):
    (tmp_path / "ada.git").mkdir()
    assert roster(tmp_path, "student,repository\nada,ada.git\n") == [RosterEntry("ada", str(tmp_path / "ada.git"))]


def test_the_grades_of_classroom_are_a_roster(tmp_path: Path):
    text = (
        "assignment_name,assignment_url,starter_code_url,github_username,roster_identifier,student_repository_name,"
        "student_repository_url,submission_timestamp,points_awarded,points_available\r\n"
        f"pixels,u,s,ada99,Ada Byron,pixels-ada99,https://github.com/{NAME},2026,1,2\r\n"
        f"pixels,u,s,bo,,pixels-bo,https://github.com/course/pixels-bo,2026,1,2\r\n"
    )
    assert [entry.student for entry in roster(tmp_path, f"\ufeff{text}")] == ["Ada Byron", "bo"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", r"has the columns \(none\)"),
        ("name,repository\nada,a/b\n", "has the columns name, repository"),
        ("student,repository\n", "names no student"),
        ("student,repository\nada,a/b\n\nAda,a/c\n", "names the student ada twice"),
        ("student,repository\n../ada,a/b\n", r"line 2: '\.\./ada' cannot be the name of a folder"),
        ("student,repository\n.git,a/b\n", "cannot be the name of a folder"),
        ("student,repository\n,a/b\n", "cannot be the name of a folder"),
        ("student,repository\nada,\n", "ada has no repository"),
        ("student,repository\nada,--upload-pack=evil\n", "neither owner/name"),
        ("student,repository\nada,ext::sh -c evil\n", "neither owner/name"),
        ("student,repository\nada,https://me:secret@github.com/a/b\n", "holds a name or a password"),
        ("student,repository\nada,https://github.com/a\n", "does not end in owner/name"),
        ('student,repository\nada,"a\n', "is not a CSV file"),
    ],
)
def test_what_cannot_be_understood_is_named(tmp_path: Path, text: str, words: str):
    with pytest.raises(UsageError, match=words) as said:
        roster(tmp_path, text)
    assert "secret" not in str(said.value)


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_roster(tmp_path / "none.csv", ACCESS)
    (tmp_path / "bytes.csv").write_bytes(b"student,repository\n\xff,a/b\n")
    with pytest.raises(UsageError, match="not a CSV file in UTF-8"):
        read_roster(tmp_path / "bytes.csv", ACCESS)
