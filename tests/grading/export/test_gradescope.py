"""Gradescope: results.json by its documented fields, and an autograder zip that is really run."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assignments import course
from autograder.results import CaseResult, CellError, QuestionResult, Verdict
from grading.commands.group import commands
from grading.counted_attempt import Counted
from grading.export.gradescope import autograder_zip, results_json
from tests.support import levels
from tests.support.graded_class import ASSIGNMENT, attempt, write_gradebook

TOP = {"score", "execution_time", "output", "output_format", "visibility", "stdout_visibility", "tests"}
OF_A_TEST = {"name", "score", "max_score", "status", "output", "output_format", "visibility"}
CASES = (
    CaseResult("is round", False, False, 0.5, "failed", "It is square."),
    CaseResult("is big", True, False, 1.5, "timeout", "Too slow."),
)
GRADED = Verdict(
    "graded", 7.25, 10.0, 0.1, 1.6, "full", ("A comma.",), (CellError(4, "NameError: x"),),
    (QuestionResult("disc", 0.0, 2.0, CASES), QuestionResult("square", 7.25, 8.0, ())),
)  # fmt: skip


def test_a_graded_submission_has_the_fields_of_gradescope():
    result = json.loads(results_json(GRADED, ASSIGNMENT))
    assert set(result) == TOP
    assert (result["score"], result["execution_time"]) == (7.25, 2)
    assert result["output"] == "Note: A comma.\nCell 5 stopped: NameError: x"
    public, disc, square = result["tests"]
    assert all(set(test) <= OF_A_TEST for test in result["tests"])
    assert public == {
        "name": "Public Tests",
        "visibility": "visible",
        "status": "failed",
        "output": "disc, is round: not passed. It is square.",
    }
    assert (disc["score"], disc["max_score"], disc["visibility"]) == (0.0, 2.0, "after_published")
    assert "is big (hidden): took too long" in disc["output"]
    assert (square["score"], square["output"]) == (7.25, "All cases passed.")


def test_no_hidden_case_is_visible_before_the_grades_are_published():
    result = json.loads(results_json(GRADED, ASSIGNMENT))
    visible = [test for test in result["tests"] if test["visibility"] == "visible"]
    assert "is big" not in json.dumps([visible, result["output"]])


def test_a_policy_stands_beside_the_raw_score():
    result = json.loads(results_json(GRADED, ASSIGNMENT, Counted(6.25, 1, 1.0, "1 day late: -1 points of 7.25")))
    assert result["score"] == 6.25
    assert "The tests gave 7.25 points; 1 day late" in result["output"]


def test_our_fault_has_no_score_and_an_unusable_file_has_zero_and_a_reason():
    fault = json.loads(results_json(Verdict("error", None, 10.0, 0, 0, "none", reason="secret path"), ASSIGNMENT))
    assert "score" not in fault
    assert "not yours" in fault["output"]
    assert "secret" not in json.dumps(fault)
    unusable = json.loads(results_json(Verdict("unusable", 0.0, 10.0, 0, 0, "full", reason="Not JSON."), ASSIGNMENT))
    assert (unusable["score"], unusable["tests"], unusable["output"]) == (0.0, [], "Not JSON.")


def test_the_result_of_one_student_from_the_gradebook(tmp_path: Path):
    folder = write_gradebook(tmp_path / "graded", [attempt("Zoë", 7.0), attempt("ben", 1.0)])
    done = CliRunner().invoke(commands, ["export", "gradescope", str(folder), "zoë"], catch_exceptions=False)
    assert "wrote" in done.output
    assert json.loads((folder / "results.json").read_text(encoding="utf-8"))["score"] == 7.0


@pytest.fixture(scope="module")
def content() -> bytes:
    return autograder_zip(course.assignment("pixels"), "lite")


def test_the_zip_has_the_programs_at_the_top_and_only_this_assignments_tests(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
    assert {"run_autograder", "setup.sh", "grade.json", "requirements.lock"} <= set(names)
    assert modes["run_autograder"] == modes["setup.sh"] == 0o100755
    assert "software/autograder/tests/pixels/draw_disc.py" in names
    assert "software/solutions/pixels.py" in names
    others = [name for name in names if "/tests/neurons/" in name or name.endswith(("neurons.ipynb", "__pycache__"))]
    assert others == []
    assert autograder_zip(course.assignment("pixels"), "lite") == content


def test_the_shell_programs_can_be_parsed(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in ("run_autograder", "setup.sh"):
            done = subprocess.run(["bash", "-n"], input=archive.read(name), check=False)
            assert done.returncode == 0, name


@pytest.fixture
def container(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Run the zip as Gradescope does, in a folder instead of /autograder and with the Python of the tests."""
    levels.need("lite")
    root = tmp_path_factory.mktemp("autograder")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(root / "source")
    (root / "submission").mkdir()

    def run(settings: dict[str, str] | None = None) -> tuple[int, dict[str, Any]]:
        if settings:
            (root / "source" / "grade.json").write_text(json.dumps(settings), encoding="utf-8")
        program = root / "run_autograder"
        shutil.copy(root / "source" / "run_autograder", program)
        program.chmod(0o755)
        variables = {**os.environ, "AUTOGRADER_DIR": str(root), "AUTOGRADER_PYTHON": sys.executable}
        variables.pop("COVERAGE_PROCESS_CONFIG", None)  # a copy is not measured
        done = subprocess.run([program], env=variables, cwd="/", capture_output=True, text=True, check=False)
        results = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))
        return done.returncode, results | {"stderr": done.stderr}

    return root, run


def test_run_autograder_judges_as_at_home(container: Any):
    root, run = container
    shutil.copy(course.assignment("pixels").solved, root / "submission" / "my pixels.ipynb")
    (root / "submission" / "notes.txt").write_text("Hello.", encoding="utf-8")
    code, results = run()
    assert code == 0, results
    assert results["score"] == course.assignment("pixels").points
    assert {test["name"] for test in results["tests"]} == {
        "Public Tests", *(question.name for question in course.assignment("pixels").questions),
    }  # fmt: skip


def test_a_submission_without_a_notebook_has_zero_and_a_reason(container: Any):
    root, run = container
    (root / "submission" / "answers.pdf").write_bytes(b"%PDF-1.4")
    code, results = run()
    assert (code, results["score"], results["tests"]) == (0, 0.0, [])
    assert "Hand in" in results["output"] or "notebook" in results["output"]
    assert str(root) not in results["output"]
    assert "/tmp" not in results["output"]


def test_without_the_walls_that_are_asked_for_nobody_gets_a_score(container: Any):
    root, run = container
    shutil.copy(course.assignment("pixels").solved, root / "submission" / "pixels.ipynb")
    broken = root / "source" / "software" / "autograder" / "host" / "zygote_process.py"
    with broken.open("a", encoding="utf-8") as file:
        file.write('\n\ndef self_test(level: object) -> str:\n    return "no walls here"\n')
    code, results = run()
    assert code == 1
    assert "score" not in results
    assert "lite: no walls here" in results["stderr"]
    assert "walls" not in results["output"]
