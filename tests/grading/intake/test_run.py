"""`grade run` on downloads, as a teacher types it."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from assignments import course
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from grading.gradebook.database import Gradebook
from tests.support.downloads import zipped

REFERENCE = course.assignment("tensors").reference.read_text(encoding="utf-8")
GOOD, POOR, WORSE = (compose([code]) for code in (REFERENCE, "def warm_up(): return 1", "x = 1"))
ROSTER = "Student,ID,SIS Login ID,Section\n    Points Possible,,,\n" + "".join(
    f'"{name}",{number},{name[:3]}@x.org,A\n'
    for name, number in (("Doe, Ada", 101), ("Roe, Ben", 102), ("Poe, Cy", 103), ("Zhao, Dan", 104), ("Moe, Eve", 105))
)


def grade(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from grading.cli import main; main()", "run", "tensors", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def graded(zygote: Zygote, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("canvas")
    files = {
        "doeada_101_201_g.ipynb": WORSE,
        "doeada_101_202_g-1.ipynb": POOR,
        "doeada_101_203_g-2.ipynb": GOOD,
        "roeben_LATE_102_204_g.ipynb": compose(["from tools import *"]),
        "roeben_LATE_102_205_tools.py": REFERENCE.encode(),
        "poecy_103_206_g.py": b"# %%\n" + REFERENCE.encode(),
        "moeeve_105_207_pixels.ipynb": course.assignment("pixels").solved.read_bytes(),
        "nobodyx_999_208_g.ipynb": GOOD,
        "pdfson_998_209_g.pdf": b"%PDF",
    }
    zipped(folder / "submissions.zip", files)
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return folder, grade(folder, "submissions.zip", "--roster", "roster.csv", "--out", "graded", "--jobs", "2")


def test_the_run_says_what_it_recognised_and_what_is_worth_a_look(
    graded: tuple[Path, subprocess.CompletedProcess[str]],
):
    _, done = graded
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "submissions.zip: a bulk download of Canvas, 6 students"
    end = "\n".join(lines[lines.index("Worth a look:") :])
    assert "pdfson (pdfson_998_209_g.pdf): pdfson_998_209_g.pdf is a PDF, not a notebook." in end
    assert "Moe, Eve (moeeve_105_207_pixels.ipynb): is the notebook of pixels" in end
    assert "Poe, Cy (poecy_103_206_g.py): poecy_103_206_g.py is Python code, exported from a notebook" in end
    assert "identical files (2)" in end
    assert "nothing handed in (1)" in end
    assert "    Zhao, Dan: handed in nothing" in end
    assert "not on the roster (2)" in end


def test_everybody_has_the_points_of_the_latest_attempt_and_earlier_ones_are_kept(
    graded: tuple[Path, subprocess.CompletedProcess[str]],
):
    folder, _ = graded
    rows = {
        row["student"]: row
        for row in csv.DictReader(io.StringIO((folder / "graded" / "grades.csv").read_text(encoding="utf-8")))
    }
    full = str(int(course.assignment("tensors").points))
    assert {name: rows[name]["score"] for name in ("Doe, Ada", "Roe, Ben", "Poe, Cy")} == dict.fromkeys(
        ("Doe, Ada", "Roe, Ben", "Poe, Cy"), full
    )
    with Gradebook(folder / "graded" / "gradebook.db") as book:
        history = book.history("tensors", "Doe, Ada")
        assert [a.submission[-9:] for a in history] == ["1_g.ipynb", "g-1.ipynb", "g-2.ipynb"]
        assert [a.late for a in book.history("tensors", "Roe, Ben")] == [True]


def test_a_second_run_grades_nothing_twice(graded: tuple[Path, subprocess.CompletedProcess[str]]):
    folder, _ = graded
    before = (folder / "graded" / "grades.csv").read_bytes()
    done = grade(folder, "submissions.zip", "--roster", "roster.csv", "--out", "graded", "--jobs", "2")
    assert "graded before" in done.stdout
    assert (folder / "graded" / "grades.csv").read_bytes() == before
    with Gradebook(folder / "graded" / "gradebook.db") as book:
        assert len(book.history("tensors", "Doe, Ada")) == 3
    assert all(
        json.loads(line) for line in (folder / "graded" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    )


def test_a_forced_source_and_a_wrong_one(graded: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path):
    folder, _ = graded
    few = {"doeada_101_201_g.ipynb": WORSE, "doeada_101_202_g-1.ipynb": WORSE}
    zipped(tmp_path / "few.zip", few)
    done = grade(tmp_path, "few.zip", "--source", "plain", "--out", "graded", "--jobs", "1")
    assert done.stdout.startswith("few.zip: a folder or zip of students, 2 students")
    done = grade(folder, "submissions.zip", "--source", "blackboard", "--out", str(tmp_path))
    assert (done.returncode, "'moodle'" in done.stderr) == (2, True)
    done = grade(folder, "submissions.zip", "--roster", "none.csv", "--out", str(tmp_path))
    assert (done.returncode, "none.csv cannot be read" in done.stderr) == (2, True)
