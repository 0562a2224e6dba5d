"""Zips of `grader.export()`, loose and in students' folders."""

from pathlib import Path

from grading.intake.submission_content import read
from grading.intake.submissions import take_in
from tests.support.downloads import by_student, fill, zipped
from tests.support.small_notebooks import NOTEBOOK, OTHER_NOTEBOOK

EARLY, LATE = "_2026_03_02T10_11_12_131415.zip", "_2026_03_11T09_00_00_000001.zip"


def export(folder: Path, notebook: bytes) -> bytes:
    files = {"pixels.ipynb": notebook, "pixels.pdf": b"%PDF", ".OTTER_LOG": b"\x80\x04.", "__zip_filename__": b"x"}
    path = zipped(folder / "export.zip", files)
    content = path.read_bytes()
    path.unlink()
    return content


def test_the_newest_export_of_a_student_counts(tmp_path: Path):
    old, new = export(tmp_path, OTHER_NOTEBOOK), export(tmp_path, NOTEBOOK)
    files = {f"ada{EARLY}": old, f"ada{LATE}": new, f"zoë d. müller{EARLY}": old}
    taken = take_in([fill(tmp_path / "class", files)])
    found = {s.student: s for s in taken.submissions}
    assert taken.recognised == ("class: a folder of Otter's exports, 2 students",)
    assert sorted(found) == ["ada", "zoë d. müller"]
    assert read(found["ada"]) == NOTEBOOK
    assert [read(earlier) for earlier in found["ada"].earlier] == [OTHER_NOTEBOOK]


def test_an_export_under_the_name_of_the_assignment_names_nobody(tmp_path: Path):
    content = export(tmp_path, NOTEBOOK)
    fill(tmp_path / "class", {f"pixels{EARLY}": content, f"pixels{LATE}": content})
    assert len(by_student(tmp_path / "class")) == 2


def test_two_exports_in_a_students_folder(tmp_path: Path):
    files = {f"ada/pixels{EARLY}": export(tmp_path, OTHER_NOTEBOOK), f"ada/pixels{LATE}": export(tmp_path, NOTEBOOK)}
    for form in ("{}", "{}_101_assignsubmission_file"):
        folder = fill(tmp_path / form, {name.replace("ada", form.format("ada")): data for name, data in files.items()})
        ada = by_student(folder)["ada"]
        assert (read(ada), [read(earlier) for earlier in ada.earlier]) == (NOTEBOOK, [OTHER_NOTEBOOK])
