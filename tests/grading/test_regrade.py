"""A test changes between two runs of `grade run`: the second one says who changes and why, before it writes a file."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assignments import course
from assignments.course import REPO_ROOT
from tests.support import levels

PACKAGES = ("assignments", "autograder", "datasets", "grading", "solutions")
COMMAND = "from grading.cli import main; main()"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The software in a folder of its own, so that a test file can be changed."""
    levels.need("lite")
    for package in PACKAGES:
        shutil.copytree(REPO_ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_a_regrade_after_a_changed_test_prints_who_changes_and_why_before_it_writes_anything(copy: Path):
    (copy / "class").mkdir()
    solved = course.assignment("tensors").solved.read_text(encoding="utf-8")
    (copy / "class" / "ada.ipynb").write_text(solved, encoding="utf-8")
    (copy / "class" / "ben.ipynb").write_text(solved.replace("def tensor_rank(", "def tensor_ranks("), encoding="utf-8")

    def grade(*words: str, okay: bool = True) -> str:
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, *words, "--out", "graded"],
            cwd=copy,
            env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "HOME": os.path.expanduser("~")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode == 0) == okay, done.stderr
        return done.stdout

    assert "Graded again" not in grade("run", "tensors", "class", "--jobs", "1")
    test_file = copy / "autograder" / "tests" / "tensors" / "tensor_rank.py"
    source = test_file.read_text(encoding="utf-8")
    wrong = source.replace("(tensor_rank):\n", "(tensor_rank):\n    raise AssertionError('No.')\n", 1)
    assert wrong != source
    test_file.write_text(wrong, encoding="utf-8")
    tables = copy / "graded" / "grades.csv"
    before = tables.read_bytes()
    tables.unlink()
    tables.mkdir()  # nothing can be written there
    (tables / "file").touch()
    printed = grade("run", "tensors", "class", "--jobs", "1", okay=False)
    assert "Graded again: 1 student has another score" in printed
    assert "changed: autograder/tests/tensors/tensor_rank.py" in printed
    assert "its tests changed" in printed
    assert "passed → not passed" in printed
    assert not any(line.startswith("ben") and "→" in line for line in printed.splitlines()), "it has 0 before and after"
    shutil.rmtree(tables)
    assert "2 graded before" in grade("run", "tensors", "class", "--jobs", "1")
    assert tables.read_bytes() != before
    assert "ada" in grade("diff", "1", "2")
