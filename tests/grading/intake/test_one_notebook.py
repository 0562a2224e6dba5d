"""Of several notebooks of a student one is graded where nobody has to guess, and else it is the student's problem."""

import zipfile
from pathlib import Path

import pytest

from assignments import course
from assignments.errors import Unusable
from autograder.notebook_reader import compose
from autograder.notebook_reader import read as read_cells
from grading.intake.one_notebook import likely_assignment, note_on_assignment
from grading.intake.submission_content import read
from grading.intake.submissions import find
from grading.records import Submission
from tests.support.downloads import zipped
from tests.support.found_submissions import NOTEBOOK, OTHER_NOTEBOOK, fill, only, students, zip_bytes


def test_two_notebooks_of_one_student_are_a_problem_of_this_student_only(tmp_path):
    fill(tmp_path, "ada/pixels.ipynb", "ben/pixels.ipynb")
    fill(tmp_path, "ada/old/pixels-2.ipynb", content=OTHER_NOTEBOOK)
    found = find([tmp_path])
    assert "ada/pixels.ipynb" in found[0].problem
    assert "ada/old/pixels-2.ipynb" in found[0].problem
    with pytest.raises(Unusable, match="keep one"):
        read(found[0])
    assert read(found[1]) == NOTEBOOK


def test_one_student_in_two_paths_is_a_problem_but_the_same_file_twice_is_not(tmp_path):
    fill(tmp_path, "a/ada.ipynb")
    fill(tmp_path, "b/ada.ipynb", content=OTHER_NOTEBOOK)
    assert "2 notebooks" in students(tmp_path / "a", tmp_path / "b")["ada"]
    assert students(tmp_path / "a", tmp_path / "a" / "ada.ipynb", tmp_path / "a") == {"ada": ""}


def test_two_members_of_one_name_are_two_notebooks(tmp_path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ada.ipynb", NOTEBOOK)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("ada.ipynb", b"{}")
    assert "2 notebooks" in students(path)["ada"]


def test_a_students_folder_without_a_notebook_is_listed_with_a_problem(tmp_path):
    fill(tmp_path, "ada/pixels.ipynb", "ben/essay.pdf")
    assert "ben/essay.pdf is a PDF, not a notebook" in students(tmp_path)["ben"]
    files = {"ada/pixels.ipynb": NOTEBOOK, "ben/essay.pdf": b"", "cleo.zip": zip_bytes(tmp_path, {"a.txt": b""})}
    found = students(zipped(tmp_path / "class.zip", files))
    assert found["ada"] == ""
    assert "ben/essay.pdf is a PDF, not a notebook" in found["ben"]
    assert "no notebook" in found["cleo"]


def solved(slug: str) -> bytes:
    return course.assignment(slug).solved.read_bytes()


def one_of(folder: Path, files: dict[str, bytes]) -> Submission:
    """The submission of a student of *pixels* who hands in these files."""
    for name, content in files.items():
        fill(folder / "class" / "ada", name, content=content)
    (submission,) = find([folder / "class"], course.assignment("pixels"))
    return submission


PIXELS = solved("pixels")


EMPTY = compose([])


@pytest.mark.parametrize(("files", "note"), [
    ({"pixels-Copy1.ipynb": PIXELS, "pixels.ipynb": PIXELS}, "Copy1.ipynb has the same code as ada/pixels.ipynb"),
    ({"pixels.ipynb": PIXELS, "run/pixels.ipynb": PIXELS.replace(b'"execution_count": null', b'"execution_count": 7')},
     "ada/run/pixels.ipynb has the same code as ada/pixels.ipynb"),
    ({"Untitled.ipynb": EMPTY, "pixels.ipynb": PIXELS}, "ada/Untitled.ipynb was not graded: The notebook has no code"),
    ({"a.ipynb": b"%PDF", "pixels.ipynb": PIXELS}, "ada/a.ipynb was not graded: The file is a PDF, not a notebook"),
    ({"gradients.ipynb": solved("gradients"), "pixels.ipynb": PIXELS},
     "ada/gradients.ipynb was not graded: it looks like the notebook of gradients"),
    ({"a.ipynb": course.assignment("pixels").notebook.read_bytes(), "pixels.ipynb": PIXELS},
     "ada/a.ipynb was not graded: it is as it was handed out"),
    ({"a.ipynb": compose(["print(1)"]), "pixels.ipynb": PIXELS}, "was not graded: it has no function of pixels"),
])  # fmt: skip
def test_of_several_notebooks_one_is_graded_where_no_guess_is_needed(tmp_path, files, note):
    found = one_of(tmp_path, files)
    assert (found.problem, found.name, len(found.notes)) == ("", "ada/pixels.ipynb", 1)
    assert note in found.notes[0]
    assert read(found) == PIXELS


def test_the_same_notebook_loose_and_zipped_is_one(tmp_path):
    fill(tmp_path / "class", "ada.ipynb", content=PIXELS)
    zipped(tmp_path / "class" / "ada.zip", {"work/pixels.ipynb": PIXELS})
    found = only(tmp_path / "class")
    assert (found.student, found.name, found.problem) == ("ada", "ada.ipynb", "")
    assert found.notes == ("ada.zip/work/pixels.ipynb has the same code as ada.ipynb",)


def test_what_needs_a_guess_stays_a_problem_and_is_listed(tmp_path):
    changed = PIXELS.replace(b"np.zeros", b"np.ones")
    found = one_of(tmp_path, {"pixels.ipynb": PIXELS, "pixels (1).ipynb": changed, "Untitled.ipynb": EMPTY})
    assert "ada has 2 notebooks (ada/pixels.ipynb, ada/pixels (1).ipynb)" in found.problem
    assert found.passed_over == ("ada/pixels.ipynb", "ada/pixels (1).ipynb")
    assert [s.problem for s in find([fill(tmp_path / "empty", "eve/a.ipynb", "eve/b.ipynb", content=EMPTY)])] == [""]
    assert "Untitled" in found.notes[0]


def test_a_notebook_of_another_assignment_is_named():
    pixels = course.assignment("pixels")
    assert note_on_assignment(pixels, solved("gradients")) == (
        "This looks like the notebook of gradients: hand in the one of pixels"
    )
    assert note_on_assignment(pixels, PIXELS) is None
    assert note_on_assignment(pixels, b"no notebook") is None


def test_a_notebook_of_another_assignment_is_known_by_its_functions():
    for slug in course.assignments():
        code = [cell.source for cell in read_cells(solved(slug))[0]]
        assert likely_assignment(code) == slug
    assert likely_assignment(["def warm_up(): pass", "x = 1"]) is None
    assert likely_assignment([f"{question.name} = partial(f)" for question in course.assignment("pixels").questions])
