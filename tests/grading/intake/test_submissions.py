"""Submissions are found in files, folders and zips, each with the name of its student."""

import os
import shutil
from pathlib import Path

import pytest

from assignments.errors import UsageError
from grading.gradebook.database import Gradebook
from grading.intake.submission_content import read, read_modules
from grading.intake.submissions import find
from tests.support.downloads import fill as fill_all
from tests.support.downloads import zipped
from tests.support.found_submissions import NOTEBOOK, OTHER_NOTEBOOK, fill, only, students, zip_bytes


def test_a_single_notebook_is_the_student_of_its_file_name(tmp_path):
    fill(tmp_path, "pixels_ada.ipynb")
    submission = only(tmp_path / "pixels_ada.ipynb")
    assert (submission.student, submission.name, submission.problem) == ("pixels_ada", "pixels_ada.ipynb", "")
    assert read(submission) == NOTEBOOK


def test_a_folder_holds_notebooks_and_folders_of_students_at_any_depth(tmp_path):
    fill(tmp_path, "ada.ipynb", "ben/pixels.ipynb", "Zoë Müller/week 5/final/pixels (1).IPYNB", "notes.txt")
    found = find([tmp_path])
    assert [s.student for s in found] == ["Zoë Müller", "ada", "ben", "notes"]
    assert found.pop().problem == "notes.txt is a text file, not a notebook. Hand in the .ipynb file."
    assert found[0].name == "Zoë Müller/week 5/final/pixels (1).IPYNB"
    assert all(read(s) == NOTEBOOK for s in found)


def test_hidden_files_and_checkpoints_do_not_count(tmp_path):
    fill(tmp_path, "ada/pixels.ipynb", "ada/.ipynb_checkpoints/pixels-checkpoint.ipynb", "ada/._pixels.ipynb")
    fill(tmp_path, "__MACOSX/ada/pixels.ipynb", ".git/x.ipynb")
    assert students(tmp_path) == {"ada": ""}


def test_a_name_written_with_separate_accents_is_the_same_student(tmp_path):
    fill(tmp_path, "one/Zoe\u0308.ipynb")
    fill(tmp_path, "two/Zo\u00eb.ipynb", content=OTHER_NOTEBOOK)
    assert "2 notebooks" in students(tmp_path / "one", tmp_path / "two")["Zo\u00eb"]


def test_hostile_file_names_become_printable(tmp_path):
    fill(tmp_path, "a\x1b[31m\nb.ipynb", "c\u2028d.ipynb")
    (tmp_path / os.fsdecode(b"\xff\xfe.ipynb")).write_bytes(NOTEBOOK)
    found = find([tmp_path])
    assert len(found) == 3
    for submission in found:
        assert submission.student.isprintable()
        submission.name.encode("utf-8")
        assert read(submission) == NOTEBOOK


def test_a_name_of_nothing_but_spaces_is_a_name(tmp_path):
    assert students(fill(tmp_path, " .ipynb", "ada.ipynb")) == {"_": "", "ada": ""}


def test_a_zip_of_a_class_follows_the_same_rules(tmp_path):
    inner = zip_bytes(tmp_path, {"pixels.ipynb": NOTEBOOK, "plot.pdf": b"%PDF"})
    files = {"ada.ipynb": NOTEBOOK, "ben/pixels.ipynb": NOTEBOOK, "cleo.zip": inner, "dan/deep/hand-in.zip": inner}
    found = find([zipped(tmp_path / "class.zip", {**files, "__MACOSX/._ada.ipynb": b"", "ben\\readme.txt": b""})])
    assert [s.student for s in found] == ["ada", "ben", "cleo", "dan"]
    assert found[3].name == "dan/deep/hand-in.zip/pixels.ipynb"
    assert [read(s) for s in found] == [NOTEBOOK] * 4


@pytest.mark.parametrize("names", [["ada.ipynb", "ben.ipynb"], ["ada/pixels.ipynb", "ben/pixels.ipynb"]])
def test_a_folder_around_the_whole_class_is_not_a_student(tmp_path, names):
    files = {f"week5/{name}": NOTEBOOK for name in names}
    assert students(zipped(tmp_path / "week5 (1).zip", files)) == {"ada": "", "ben": ""}


def test_a_zip_with_one_students_folder_is_that_student(tmp_path):
    assert students(zipped(tmp_path / "ada.zip", {"ada/pixels.ipynb": NOTEBOOK})) == {"ada": ""}
    files = {"ada/week 5/pixels.ipynb": NOTEBOOK, "ada/week 5/old.ipynb": OTHER_NOTEBOOK}
    found = students(zipped(tmp_path / "class.zip", files))
    assert list(found) == ["ada"]
    assert "2 notebooks" in found["ada"]


def test_what_lies_beside_a_notebook_is_no_second_one(tmp_path):
    files = {
        "ada/pixels.ipynb": NOTEBOOK,
        "ada/plot.pdf": b"%PDF",
        "ben/notes/x.txt": b"",
        "ben/pixels.ipynb": NOTEBOOK,
    }
    assert students(zipped(tmp_path / "class.zip", files)) == {"ada": "", "ben": ""}


def test_an_otter_export_is_one_student_and_is_not_unpickled(tmp_path):
    bomb = b"cos\nsystem\n(S'touch " + os.fsencode(tmp_path / "owned") + b"'\ntR."
    export = {"pixels.ipynb": NOTEBOOK, "pixels.pdf": b"%PDF", ".OTTER_LOG": bomb, "__zip_filename__": b"x.zip"}
    path = zipped(tmp_path / "class" / "ada" / "pixels_2026_03_02T10_11_12_131415.zip", export)
    assert students(path) == {path.stem: ""}
    assert students(tmp_path / "class") == {"ada": ""}
    assert read(only(tmp_path / "class")) == NOTEBOOK
    assert not (tmp_path / "owned").exists()


OTHERS = {
    "a.html": "a web page", "b.py": "Python code", "c.pdf": "a PDF", "d.docx": "a Word document",
    "e.rar": "a RAR archive", "f.7z": "a 7z archive", "g.tar.gz": "a tar archive", "i.json": "a JSON file",
    "h.ipynb.txt": "a notebook under another name", "j": "another file",
}  # fmt: skip


@pytest.mark.parametrize("place", ["flat", "folders"])
@pytest.mark.parametrize("as_zip", [False, True])
def test_a_student_who_hands_in_another_kind_of_file_has_a_sentence(tmp_path, place, as_zip):
    names = {name: (name if place == "flat" else f"{name[0]}/work/{name}") for name in OTHERS}
    files = {"z.ipynb": NOTEBOOK, "y/pixels.ipynb": NOTEBOOK, "y/plot.pdf": b"", **dict.fromkeys(names.values(), b"x")}
    if as_zip:
        path = zipped(tmp_path / "class.zip", files)
    else:
        path = tmp_path / "class"
        for name, content in files.items():
            fill(path, name, content=content)
    found = {s.student: s for s in find([path])}
    assert [s.student for s in found.values() if not s.problem] == ["y", "z"]
    assert sorted(found) == sorted([*(name[0] for name in OTHERS), "y", "z"])
    for name, kind in OTHERS.items():
        assert found[name[0]].problem == f"{names[name]} is {kind}, not a notebook. Hand in the .ipynb file."
        assert found[name[0]].passed_over == (names[name],)
    assert not found["y"].passed_over


def test_a_loose_notebook_hides_no_student_without_one(tmp_path):
    fill(tmp_path, "cy.ipynb", "ada/pixels.ipynb", "ben/pixels.pdf", "ben/notes.txt")
    (tmp_path / "dan").mkdir()
    found = students(tmp_path)
    assert list(found) == ["ada", "ben", "cy", "dan"]
    assert "ben/notes.txt is a text file" in found["ben"]
    assert "1 more" in found["ben"]
    assert "no notebook" in found["dan"]
    zips = {"w/ada/pixels.ipynb": NOTEBOOK, "w/ben/pixels.pdf": b"%PDF"}
    assert list(students(zipped(tmp_path / "w.zip", zips))) == ["ada", "ben"]


@pytest.mark.parametrize("around", ["", "w/"])
@pytest.mark.parametrize("empty", ["dan/", "dan/.ipynb_checkpoints/p-checkpoint.ipynb", "dan/.DS_Store"])
def test_a_students_folder_in_a_zip_without_anything_that_counts_is_not_lost(tmp_path, around, empty):
    names = ["ada/pixels.ipynb", "ben/pixels.ipynb", empty, "__MACOSX/ada/._pixels.ipynb"]
    found = students(zipped(tmp_path / "w.zip", {around + name: NOTEBOOK for name in names}))
    assert list(found) == ["ada", "ben", "dan"]
    assert "dan holds no notebook" in found["dan"]
    moodle = {"Ada Doe_1_assignsubmission_file/p.ipynb": NOTEBOOK, "Dan_2_assignsubmission_file/": b""}
    assert list(students(zipped(tmp_path / "m.zip", moodle))) == ["Ada Doe", "Dan"]


@pytest.mark.parametrize("as_zip", [False, True])
def test_loose_modules_beside_the_only_notebook_are_no_students(tmp_path, as_zip):
    files = {"pixels.ipynb": NOTEBOOK, "helper.py": b"x = 1\n"}
    if as_zip:
        zipped(tmp_path / "w.zip", files)
    else:
        fill_all(tmp_path / "w", files)
    (submission,) = find([tmp_path / ("w.zip" if as_zip else "w")])
    assert [module.name for module in submission.modules] == ["helper.py"]
    assert read_modules(submission)[0] == {"helper.py": b"x = 1\n"}


def test_a_students_zip_without_a_notebook_says_what_is_in_it(tmp_path):
    fill(tmp_path, "ada.ipynb")
    zipped(tmp_path / "ben.zip", {"plot.pdf": b"", "x.dat": b""})
    assert students(tmp_path)["ben"] == (
        "ben.zip holds no notebook, only plot.pdf (a PDF), x.dat. Hand in the .ipynb file."
    )


def test_what_students_are_given_and_a_dataset_are_no_students(tmp_path):
    names = [
        "images.ipynb",
        "tests/warm_up.py",
        "checks/compare.py",
        "lesson.md",
        "leaves/manifest.csv",
        "leaves/a.png",
    ]
    fill(tmp_path / "work", *names)
    assert students(tmp_path / "work") == {"images": ""}
    assert students(zipped(tmp_path / "work.zip", dict.fromkeys(names, NOTEBOOK))) == {"images": ""}
    fill(tmp_path / "work", "lesson.md", "tests/bob.ipynb", "eve.ipynb")
    assert [student for student, problem in students(tmp_path / "work").items() if problem] == ["leaves"]


def gradebook(folder: Path, *, killed: bool = False) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if not killed:
        with Gradebook(folder / "gradebook.db"):
            pass
        return fill(folder, "grades.csv", "results.jsonl", "index.html", "feedback/ada.html", "marks.xlsx")
    with Gradebook(folder / "open.db"):  # not closed yet: the header is in the log only
        for name in ("open.db", "open.db-wal"):
            shutil.copy(folder / name, folder / name.replace("open", "gradebook"))
    return folder


@pytest.mark.parametrize("killed", [False, True])
@pytest.mark.parametrize("name", ["graded", "feedback", "ada's results"])
def test_results_inside_the_submissions_are_left_out(tmp_path, name, killed):
    fill(tmp_path, "ada/pixels.ipynb", "ben.ipynb")
    gradebook(tmp_path / name, killed=killed)
    assert students(tmp_path) == {"ada": "", "ben": ""}


def test_the_folder_of_out_is_left_out_and_so_are_results_beside_notebooks(tmp_path):
    fill(tmp_path / "class", "ada/pixels.ipynb", "new/notes.txt")
    (tmp_path / "link").symlink_to(tmp_path / "class" / "new")
    assert [s.student for s in find([tmp_path / "class"], out=tmp_path / "link")] == ["ada"]
    gradebook(tmp_path / "class")
    (tmp_path / "class" / "marks.xlsx").unlink()
    assert list(students(tmp_path / "class")) == ["ada", "new"]
    gradebook(tmp_path / "class" / "ada")
    assert students(tmp_path / "class")["ada"] == ""
    fill(tmp_path / "class", "eve/gradebook.db", "eve/grades.csv")  # of another program
    assert "eve/gradebook.db is another file, not a notebook" in students(tmp_path / "class")["eve"]


def test_a_path_with_nothing_to_grade_is_a_usage_error(tmp_path):
    fill(tmp_path, "essay.pdf", "docs/readme.txt", "no/folder/of/notebooks.txt")
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "nowhere", tmp_path / "essay.pdf", tmp_path / "empty", tmp_path / "no", tmp_path / "docs"):
        with pytest.raises(UsageError):
            find([path])
    with pytest.raises(UsageError):
        find([zipped(tmp_path / "empty.zip", {})])
    with pytest.raises(UsageError):
        find([])
