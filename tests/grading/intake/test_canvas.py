"""Canvas's bulk downloads: flat, with ids in the names."""

from pathlib import Path

import pytest

from grading.intake import canvas
from grading.intake.submission_content import read, read_modules
from grading.intake.submissions import take_in
from tests.support.downloads import as_both, by_student, fill, zipped
from tests.support.small_notebooks import NOTEBOOK, OTHER_NOTEBOOK


def test_the_name_and_the_ids_are_read_as_canvas_does(tmp_path: Path):
    files = {
        "doeada_101_201_pixels.ipynb": NOTEBOOK,
        "roeben_LATE_102_202_week_5_final.ipynb": NOTEBOOK,
        "müllerzoë_103_203_pixels.ipynb": NOTEBOOK,
        "李雷_104_204_作业 1.ipynb": NOTEBOOK,
        "محمد_105_205_pixels.ipynb": NOTEBOOK,
        "o_brien_106_206_pixels_2.ipynb": NOTEBOOK,
    }
    for path in as_both(tmp_path, files):
        taken = take_in([path])
        found = {s.student: s for s in taken.submissions}
        assert sorted(found) == sorted(["doeada", "roeben", "müllerzoë", "李雷", "محمد", "o_brien"])
        assert taken.recognised == (f"{path.name}: a bulk download of Canvas, 6 students",)
        assert [s.student for s in found.values() if s.late] == ["roeben"]
        assert found["roeben"].name == "roeben_LATE_102_202_week_5_final.ipynb"


def test_two_students_of_one_name_and_anonymous_ones(tmp_path: Path):
    fill(tmp_path, {"doeada_1_201_p.ipynb": NOTEBOOK, "doeada_2_202_p.ipynb": NOTEBOOK})
    assert sorted(by_student(tmp_path)) == ["doeada (1)", "doeada (2)"]
    fill(tmp_path / "x", {f"anon_{i}_{n}_pixels.ipynb": NOTEBOOK for i, n in (("Ab3xZ", 5), ("77777", 6), ("c9", 7))})
    assert sorted(by_student(tmp_path / "x")) == ["anon 77777", "anon Ab3xZ", "anon c9"]


def test_the_latest_of_several_attempts_counts_and_the_others_are_kept(tmp_path: Path):
    files = {
        "doeada_101_999_pixels.ipynb": NOTEBOOK,
        "doeada_101_1000_pixels-1.ipynb": OTHER_NOTEBOOK,  # 1000 is after 999
        "roeben_102_203_pixels.ipynb": NOTEBOOK,
    }
    for path in as_both(tmp_path, files):
        ada = by_student(path)["doeada"]
        assert (ada.problem, read(ada)) == ("", OTHER_NOTEBOOK)
        assert [read(earlier) for earlier in ada.earlier] == [NOTEBOOK]


def test_two_notebooks_of_other_names_are_no_attempts(tmp_path: Path):
    files = {"doeada_101_201_a.ipynb": NOTEBOOK, "doeada_101_202_b.ipynb": OTHER_NOTEBOOK}
    assert "2 notebooks" in by_student(fill(tmp_path, files))["doeada"].problem


def test_a_loose_module_belongs_to_its_student_under_its_own_name(tmp_path: Path):
    files = {
        "doeada_101_201_pixels.ipynb": NOTEBOOK,
        "doeada_101_202_helper.py": b"old = 1",
        "doeada_101_203_helper-1.py": b"new = 1",
        "roeben_102_204_helper.py": b"ben = 1",
    }
    for path in as_both(tmp_path, files):
        found = by_student(path)
        assert read_modules(found["doeada"]) == ({"helper.py": b"new = 1"}, [])
        assert "helper.py is Python code, not a notebook" in found["roeben"].problem


def test_a_text_typed_in_is_of_its_student(tmp_path: Path):
    files = {"doeada_101_text.html": b"<p>x</p>", "doeada_101_201_p.ipynb": NOTEBOOK, "roeben_102_text.html": b""}
    found = by_student(fill(tmp_path, files))
    assert sorted(found) == ["doeada", "roeben"]
    assert (found["doeada"].problem, "web page" in found["roeben"].problem) == ("", True)


def test_an_otter_export_in_a_canvas_download(tmp_path: Path):
    export = zipped(tmp_path / "x.zip", {"pixels.ipynb": NOTEBOOK, ".OTTER_LOG": b"", "__zip_filename__": b""})
    name = "doeada_101_201_pixels_2026_03_02T10_11_12_131415.zip"
    found = by_student(fill(tmp_path / "class", {name: export.read_bytes()}))
    assert {student: read(s) for student, s in found.items()} == {"doeada": NOTEBOOK}


@pytest.mark.parametrize("name", ["pixels_2026_03_02T10_11_12_131415.zip", "week_5.ipynb", "1_2_x", "Ada_5_6_x.ipynb"])
def test_times_and_capitals_are_not_of_canvas(name: str):
    assert canvas.claim(name) is None


@pytest.mark.parametrize("names", [["ada_2026_11_30.ipynb"], ["ada_2026_11_1.ipynb", "ben_2026_12_2.ipynb"]])
def test_dates_are_no_ids(tmp_path: Path, names: list[str]):
    assert list(by_student(fill(tmp_path, dict.fromkeys(names, NOTEBOOK)))) == [name[:-6] for name in names]


def test_a_file_whose_own_name_is_a_number(tmp_path: Path):
    files = {"doeada_101_201_1.ipynb": NOTEBOOK, "roeben_102_202_2026_05.ipynb": NOTEBOOK, "poecy_3_203_p.ipynb": b""}
    assert list(by_student(fill(tmp_path, files))) == ["doeada", "poecy", "roeben"]


def test_numbers_that_are_no_ids_leave_a_folder_plain(tmp_path: Path):
    files = {"ada_5_2026_final.ipynb": NOTEBOOK, "ben_5_2026_final.ipynb": NOTEBOOK}
    taken = take_in([fill(tmp_path / "class", files)])
    assert [s.student for s in taken.submissions] == ["ada_5_2026_final", "ben_5_2026_final"]
    assert taken.recognised == ("class: a folder or zip of students, 2 students",)
    assert sorted(by_student(tmp_path / "class", source="canvas")) == ["ada", "ben"]
    forced = take_in([tmp_path / "class"], source="moodle")
    assert forced.recognised == ("class: a bulk download of Moodle, 2 students",)
