"""Moodle's bulk downloads, in all variants."""

from pathlib import Path

import pytest

from grading.intake import moodle
from grading.intake.submission_content import read
from grading.intake.submissions import take_in
from tests.support.downloads import as_both, by_student, fill, zipped
from tests.support.small_notebooks import NOTEBOOK, OTHER_NOTEBOOK

NAMES = [
    "Ada Doe",
    "Åsa O'Neill-Østergård",
    "Müller, Jörg",
    "李 小龍",
    "Zoë 🎈",
    "محمد بن سلمان",
    "ada_7_lovelace",
    "R2_D2",
]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    "form",
    ["{}_{}_assignsubmission_file/pixels.ipynb", "{}_{}_assignsubmission_file_/pixels.ipynb",
     "{}_{}_assignsubmission_file_pixels.ipynb", "week 5/{}_{}_assignsubmission_file/my work/pixels.ipynb"],
)  # fmt: skip
def test_every_variant_gives_the_full_names(tmp_path: Path, form: str, place: int):
    files = {form.format(name, 100 + i): NOTEBOOK for i, name in enumerate(NAMES)}
    path = as_both(tmp_path, files)[place]
    taken = take_in([path])
    assert sorted(s.student for s in taken.submissions) == sorted(NAMES)
    assert taken.recognised == (f"{path.name}: a bulk download of Moodle, {len(NAMES)} students",)
    assert all(read(s) == NOTEBOOK for s in taken.submissions)
    assert {s.name for s in taken.submissions} == {name.removeprefix("week 5/") for name in files}


def test_two_students_of_one_name_stay_two(tmp_path: Path):
    files = {f"Ada Doe_{i}_assignsubmission_file/pixels.ipynb": NOTEBOOK for i in (101, 102)}
    assert sorted(by_student(fill(tmp_path, files))) == ["Ada Doe (participant 101)", "Ada Doe (participant 102)"]


def test_a_blind_assignment_and_a_team(tmp_path: Path):
    files = {
        "Participant_101_assignsubmission_file/pixels.ipynb": NOTEBOOK,
        "Participant_102_assignsubmission_file/pixels.ipynb": NOTEBOOK,
        "Default group_assignsubmission_file/pixels.ipynb": NOTEBOOK,
        "Team A_7_assignsubmission_file/pixels.ipynb": NOTEBOOK,
    }
    assert sorted(by_student(fill(tmp_path, files))) == [
        "Default group",
        "Participant 101",
        "Participant 102",
        "Team A",
    ]


def test_a_text_typed_in_is_of_the_same_student_and_feedback_is_nobodys(tmp_path: Path):
    files = {
        "Ada Doe_101_assignsubmission_file/pixels.ipynb": NOTEBOOK,
        "Ada Doe_101_assignsubmission_onlinetext/onlinetext.html": b"<p>hello</p>",
        "Ben Roe_102_assignsubmission_onlinetext/onlinetext.html": b"<p>my answer</p>",
        "Ada Doe_101_assignfeedback_file/feedback.html": b"<p>good</p>",
        "Cy_103_assignfeedback_file/feedback.html": b"<p>good</p>",
    }
    for path in as_both(tmp_path, files):
        found = by_student(path)
        assert sorted(found) == ["Ada Doe", "Ben Roe"]
        assert found["Ada Doe"].problem == ""
        assert "onlinetext.html is a web page, not a notebook" in found["Ben Roe"].problem


def test_names_are_read_from_the_right():
    claim = moodle.claim("x_1_assignsubmission_file_y_102_assignsubmission_file", True)
    assert claim is not None
    assert claim.owners[0].ids == ("participant 102",)
    assert moodle.claim("Ada_101_assignsubmission_file", False) is None
    assert moodle.claim("assignsubmission_file", True) is None


def test_a_file_named_like_another_students_is_a_problem_and_not_theirs(tmp_path: Path):
    files = {
        "Ada_101_assignsubmission_file_pixels.ipynb": NOTEBOOK,
        "Eve_102_assignsubmission_file_Ada_101_assignsubmission_file_pixels.ipynb": OTHER_NOTEBOOK,
    }
    found = by_student(fill(tmp_path, files))
    assert found.pop("Ada").problem == ""
    (hostile,) = found.values()
    assert "can be read in two ways" in hostile.problem


def test_a_students_own_zip_is_opened(tmp_path: Path):
    inner = zipped(tmp_path / "work.zip", {"work/pixels.ipynb": NOTEBOOK}).read_bytes()
    for form in ("{}_assignsubmission_file/work.zip", "{}_assignsubmission_file_work.zip"):
        files = {form.format("Ada Doe_101"): inner, form.format("Ben Roe_102"): b"no zip"}
        for path in as_both(tmp_path / form[3:20].replace("/", ""), files):
            found = by_student(path)
            assert read(found["Ada Doe"]) == NOTEBOOK
            assert "not a zip" in found["Ben Roe"].problem
