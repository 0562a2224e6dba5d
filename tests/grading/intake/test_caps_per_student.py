"""What is too much is too much of one student: the rest of the class is graded, through the real command."""

import csv
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assignments import course
from grading.intake import class_zip, discover
from grading.intake.submissions import take_in
from grading.records import Submission
from tests.support.downloads import fill, zipped
from tests.support.found_submissions import NOTEBOOK, zip_bytes

FORMS = ["{}/{}", "{}_7_assignsubmission_file/{}", "{0}_7_8{n}_{1}"]


def found_in(path: Path) -> dict[str, Submission]:
    return {submission.student: submission for submission in take_in([path]).submissions}


@pytest.mark.parametrize("form", FORMS)
def test_many_small_files_of_one_student_in_the_zip_of_a_class(tmp_path: Path, form: str):
    files = {form.format("eve", f"{n}.txt", n=n): b"x" for n in range(10_001)}
    other = {form.replace("_7", "_9").format("alice", "p.ipynb", n=99_999): NOTEBOOK}
    found = found_in(zipped(tmp_path / "class.zip", {**files, **other}))
    assert sorted(found) == ["alice", "eve"]
    assert found["alice"].problem == ""
    assert "eve holds 10,001 files; at most 10,000 are read" in found["eve"].problem


def test_many_zips_and_large_zips_of_one_student(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    inner = zip_bytes(tmp_path, {"p.ipynb": NOTEBOOK})
    files = {f"eve/{n}.zip": inner for n in range(21)} | {"alice.zip": inner}
    found = found_in(zipped(tmp_path / "class.zip", files))
    assert found["alice"].problem == ""
    assert "eve holds 21 zips, too many or too large" in found["eve"].problem
    monkeypatch.setattr(class_zip, "MAX_ZIP_BYTES", len(inner))
    found = found_in(zipped(tmp_path / "small.zip", {"eve/1.zip": inner, "eve/2.zip": inner, "alice.zip": inner}))
    assert (found["alice"].problem, "2 zips" in found["eve"].problem) == ("", True)
    monkeypatch.setattr(discover, "MAX_ZIPS", 20)
    found = found_in(fill(tmp_path / "class", files))
    assert (found["alice"].problem, "too many files" in found["eve"].problem) == ("", True)


def test_a_zip_within_a_zip_within_a_zip_is_not_opened_and_harms_nobody(tmp_path: Path):
    inner = NOTEBOOK
    for _ in range(4):
        inner = zip_bytes(tmp_path, {"p.ipynb" if inner is NOTEBOOK else "more.zip": inner})
    found = found_in(zipped(tmp_path / "class.zip", {"eve.zip": inner, "alice.ipynb": NOTEBOOK}))
    assert found["alice"].problem == ""
    assert "no notebook" in found["eve"].problem


def test_nobody_is_hurt_by_others_in_a_run(tmp_path: Path):
    solved = course.assignment("pixels").solved.read_bytes()
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("p.ipynb", b" " * (8 << 20))
    files = {"class/alice.ipynb": solved, "class/alice .ipynb": NOTEBOOK, "class/bomb.zip": bomb.read_bytes()}
    files |= {f"class/eve/{n}.txt": b"x" for n in range(10_001)}
    command = [
        sys.executable,
        "-m",
        "tests.support.small_grade",
        "run",
        "pixels",
        zipped(tmp_path / "class.zip", files),
    ]
    command += ["--out", tmp_path / "out", "--isolation", "lite"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=course.REPO_ROOT, timeout=200)
    assert done.returncode == 1, done.stderr
    with (tmp_path / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert sorted(rows) == ["alice", "alice (alice<U+0020>)", "bomb", "eve"]
    assert rows["alice"]["score"] == rows["alice"]["max_score"]
    assert [rows[name]["status"] for name in ("bomb", "eve")] == ["unusable", "unusable"]
    assert "ask whose it is" in done.stdout
