"""`grade build`, `grade verify` and `grade demo`: what they print, and with which code they end."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from assignments import course
from assignments.build import compose
from grading.authoring import verify as verifying
from grading.authoring.verify import Problem
from grading.cli import main

Output = tuple[int, str, str]


@pytest.fixture
def grade(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command in this process; return its exit code and what it wrote to stdout and stderr."""

    def run(*words: str) -> Output:
        monkeypatch.setattr(sys, "argv", ["grade", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int)
        return ended.value.code, *capsys.readouterr()

    return run


def test_build_names_each_file_that_it_writes(grade: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    written = [course.REPO_ROOT / "solutions" / "pixels.ipynb", tmp_path / "outside.zip"]
    monkeypatch.setattr(compose, "write", lambda assignment: written if assignment.slug == "pixels" else [])
    assert grade("build", "pixels") == (0, f"wrote solutions/pixels.ipynb\nwrote {tmp_path / 'outside.zip'}\n", "")


def test_build_without_a_name_builds_every_assignment(grade: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compose, "write", lambda assignment: [assignment.slug])
    assert grade("build") == (0, "".join(f"wrote {slug}\n" for slug in course.assignments()), "")


def test_build_check_passes_where_all_files_are_up_to_date(grade: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compose, "check", lambda assignment: [])
    assert grade("build", "pixels", "--check") == (0, "", "")


def test_build_check_names_each_file_that_is_not_up_to_date(grade: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compose, "check", lambda assignment: ["solutions/[pixels].ipynb is not up to date"])
    monkeypatch.setattr(compose, "write", lambda assignment: pytest.fail("--check wrote a file"))
    code, out, err = grade("build", "pixels", "--check")
    assert (code, out) == (1, "")
    assert err.startswith("solutions/[pixels].ipynb is not up to date\n")
    assert "grade build" in err


@pytest.mark.parametrize(
    ("problems", "code"), [([], 0), ([Problem("blank_image", "wrong odd", "[case] 'a' passes it")], 1)]
)
def test_verify_prints_each_problem_and_fails_if_there_is_one(
    grade: Any, monkeypatch: pytest.MonkeyPatch, problems: list[Problem], code: int
):
    called: list[Any] = []
    monkeypatch.setattr(verifying, "verify_all", lambda *args, **options: called.append((args, options)) or problems)
    ended, out, err = grade("verify", "pixels", "--quick", "--otter")
    assert called == [((course.assignment("pixels"), None), {"otter": True})]
    assert ended == code
    assert out.startswith("pixels: ")
    assert f", {len(problems)} not " in out
    assert err == "".join(f"{problem}\n" for problem in problems)


def test_demo_writes_a_class_and_says_where(grade: Any, tmp_path: Path):
    folder = tmp_path / "class"
    code, out, err = grade("demo", str(folder), "--assignment", "neurons", "--students", "3", "--seed", "2")
    assert (code, out, err) == (0, f"wrote 3 submissions of neurons to {folder}\n", "")
    notebooks = [path for path in folder.rglob("*") if path.is_file()]
    assert len(notebooks) == 3
    assert any("cells" in json.loads(path.read_bytes()) for path in notebooks if path.suffix == ".ipynb")
