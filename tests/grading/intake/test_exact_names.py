"""A name belongs to who had it exactly: nobody loses a mark to a file whose name only reads the same."""

from pathlib import Path

import pytest

from grading.intake.submission_content import read
from grading.intake.submissions import take_in
from grading.records import Submission
from tests.support.downloads import fill, zipped
from tests.support.found_submissions import NOTEBOOK, OTHER_NOTEBOOK, zip_bytes


def found_in(path: Path) -> dict[str, Submission]:
    return {submission.student: submission for submission in take_in([path]).submissions}


@pytest.mark.parametrize("as_zip", [False, True])
@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("alice .ipynb", "alice (alice<U+0020>)"),
        (" alice.ipynb", "alice (<U+0020>alice)"),
        ("al\u200bice.ipynb", "alice (al<U+200B>ice)"),
        ("\u202ealice.ipynb", "alice (<U+202E>alice)"),
        ("alice\u2060.ipynb", "alice (alice<U+2060>)"),
        ("alice /work.ipynb", "alice (alice<U+0020>)"),
        ("alice/work.ipynb", "alice (alice/)"),
        ("alice.zip", "alice (alice.zip)"),
        ("alice.IPYNB", "alice (alice.IPYNB)"),
        ("Alice.ipynb", "Alice"),
        ("alice..ipynb", "alice."),
    ],
)
def test_a_name_that_reads_the_same_takes_nothing_away(tmp_path: Path, name: str, row: str, as_zip: bool):
    hostile = zip_bytes(tmp_path, {"p.ipynb": OTHER_NOTEBOOK}) if name.endswith(".zip") else OTHER_NOTEBOOK
    files = {"alice.ipynb": NOTEBOOK, name: hostile, "bob.ipynb": NOTEBOOK}
    found = found_in(zipped(tmp_path / "class.zip", files) if as_zip else fill(tmp_path / "class", files))
    assert sorted(found) == sorted(["alice", "bob", row])
    assert {student: submission.problem for student, submission in found.items()} == dict.fromkeys(found, "")
    assert read(found["alice"]) == NOTEBOOK
    assert read(found[row]) == OTHER_NOTEBOOK
    assert found["alice"].notes == ()
    assert row in ("Alice", "alice.") or "ask whose it is" in found[row].notes[0]


def test_separate_accents_in_one_folder_are_another(tmp_path: Path):
    found = found_in(fill(tmp_path, {"Zo\u00eb.ipynb": NOTEBOOK, "Zoe\u0308.ipynb": OTHER_NOTEBOOK}))
    assert sorted(found) == ["Zo\u00eb", "Zo\u00eb (Zoe<U+0308>)"]
    assert read(found["Zo\u00eb"]) == NOTEBOOK


def test_where_nobody_has_the_name_exactly_all_are_rows_of_their_own(tmp_path: Path):
    found = found_in(fill(tmp_path, {"alice .ipynb": NOTEBOOK, " alice.ipynb": OTHER_NOTEBOOK}))
    assert sorted(found) == ["alice (<U+0020>alice)", "alice (alice<U+0020>)"]
    assert all("ask whose it is" in submission.notes[0] for submission in found.values())


def test_alone_such_a_name_is_cleaned(tmp_path: Path):
    assert list(found_in(fill(tmp_path, {"alice .ipynb": NOTEBOOK, "bob.ipynb": NOTEBOOK}))) == ["alice", "bob"]


def test_with_a_roster_the_exact_name_is_on_it_and_the_other_is_a_stranger(tmp_path: Path):
    from grading.intake.roster import read as read_roster

    (tmp_path / "class.csv").write_text("student\nalice\nbob\n", encoding="utf-8")
    files = {"alice.ipynb": NOTEBOOK, "ALICE .ipynb": OTHER_NOTEBOOK, "bob.ipynb": NOTEBOOK}
    taken = take_in([fill(tmp_path / "class", files)], roster=read_roster(tmp_path / "class.csv"))
    assert [submission.student for submission in taken.submissions] == ["alice", "alice (ALICE<U+0020>)", "bob"]
    assert read(taken.submissions[0]) == NOTEBOOK
    assert taken.strangers == ("alice (ALICE<U+0020>)",)


def test_of_loose_notebooks_given_one_by_one_none_takes_the_name_of_another(tmp_path: Path):
    folder = fill(tmp_path, {"alice.ipynb": NOTEBOOK, "alice .ipynb": OTHER_NOTEBOOK})
    found = {each.student: each for each in take_in(sorted(folder.iterdir())).submissions}
    assert sorted(found) == ["alice", "alice (alice<U+0020>)"]
    assert read(found["alice"]) == NOTEBOOK


@pytest.mark.parametrize("name", ["alice .ipynb", "alice.zip"])
def test_the_row_of_a_doubt_is_nobody_elses(tmp_path: Path, name: str):
    doubtful = zip_bytes(tmp_path, {"p.ipynb": OTHER_NOTEBOOK}) if name.endswith(".zip") else OTHER_NOTEBOOK
    row = "alice (alice.zip)" if name.endswith(".zip") else "alice (alice<U+0020>)"
    files = {"alice.ipynb": NOTEBOOK, name: doubtful, f"{row}.ipynb": NOTEBOOK}
    found = {each.student: each for each in take_in([fill(tmp_path / "class", files)]).submissions}
    assert list(found) == ["alice", row, f"{row} (2)"]
    assert [read(each) for each in found.values()] == [NOTEBOOK, NOTEBOOK, OTHER_NOTEBOOK]
    assert [len(each.notes) for each in found.values()] == [0, 0, 1]


def test_a_name_of_nothing_but_spaces_takes_nothing_from_one_that_is_written_so(tmp_path: Path):
    found = found_in(fill(tmp_path, {"_.ipynb": NOTEBOOK, " .ipynb": OTHER_NOTEBOOK}))
    assert sorted(found) == ["_", "_ (<U+0020>)"]
    assert read(found["_"]) == NOTEBOOK
