"""`grade export classroom50`: its autograder, run as Classroom 50 runs it, and what it writes."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assignments import course
from autograder.notebook_reader import compose
from grading.cli import main
from grading.export.classroom50 import classroom50_files, write_classroom50
from tests.assignments.test_student_files import LONG, body_lines
from tests.support import levels
from tests.support.workflows import push_and_check_out

TENSORS = course.assignment("tensors")
REFERENCE = TENSORS.reference.read_text(encoding="utf-8")
GRADE = Path(sys.executable).with_name("grade")
PARTLY = "def tensor_rank(*a, **k):\n    return 0\n"
TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
SCORE = {"type": "integer", "minimum": 0}
TEXT = {"type": "string", "minLength": 1}
SCHEMA = {  # of result.json, as Classroom 50 states it
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": [
        *("schema", "classroom", "assignment", "assignment_type", "owner", "submission", "commit", "release", "review"),
        *("datetime", "score", "max-score", "tests"),
    ],
    "properties": {
        "schema": {"const": "classroom50/result/v1"},
        "classroom": TEXT,
        "assignment": TEXT,
        "assignment_type": {"enum": ["individual", "group"]},
        "owner": TEXT,
        "submission": {"type": "string", "pattern": "^submit/"},
        "commit": TEXT,
        "release": TEXT,
        "review": TEXT,
        "datetime": {"type": "string", "pattern": TIME},
        "graded_at": {"type": "string", "pattern": TIME},
        "submitted_by": {"type": "object", "required": ["username"]},
        "score": SCORE,
        "max-score": SCORE,
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["test-name", "passed", "score", "max-score"],
                "properties": {"test-name": TEXT, "passed": {"type": "boolean"}, "score": SCORE, "max-score": SCORE},
            },
        },
    },
}
ENVIRONMENT = {
    "CLASSROOM": "coding2",
    "ASSIGNMENT": "week-6",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "ada",
    "USERNAME": "ada",
    "SUBMISSION_TAG": "submit/2026-11-23T12-00-00Z-a1b2c3d",
    "COMMIT_URL": "https://github.com/course/coding2-week-6-ada/commit/a1b2c3d",
    "RELEASE_URL": "https://github.com/course/coding2-week-6-ada/releases/tag/submit",
    "REVIEW_URL": "",
    "GITHUB_TOKEN": "ghs_secret-of-the-job",
    "GITHUB_ACTIONS": "true",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def graded(tmp_path: Path, notebook: bytes, program: str = "", **more: str) -> tuple[Any, Path]:
    """Run the autograder in a checkout of a pushed repository; return the process and the checkout."""
    place = write_classroom50(TENSORS, tmp_path / "classroom")
    checkout = push_and_check_out(tmp_path / "work", {"tensors.ipynb": notebook, "README.md": b"mine"}, tmp_path)
    bare = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "GRADE")}
    named = {"GRADE": program} if program else {"PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, str(place / "autograder.py")],
        cwd=checkout,
        env=bare | ENVIRONMENT | named | more,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done, checkout


def result_of(checkout: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((checkout / "result.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found["score"] == sum(test["score"] for test in found["tests"])
    assert found["max-score"] == sum(test["max-score"] for test in found["tests"])
    return found


def test_the_schema_refuses_what_classroom50_refuses():
    fine = {"schema": "classroom50/result/v1", "assignment_type": "group", "submission": "submit/x", "tests": []}
    fine |= dict.fromkeys(("classroom", "assignment", "owner", "commit", "release", "review"), "x")
    fine |= {"datetime": "2026-11-23T12:00:00Z", "score": 0, "max-score": 0}
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert validator.is_valid(fine)
    for wrong in ({"score": 0.5}, {"score": -1}, {"extra": 1}, {"submission": "main"}, {"datetime": "today"}):
        assert not validator.is_valid(fine | wrong)


def test_public_checks_give_whole_numbers_and_say_the_scale(tmp_path: Path):
    done, checkout = graded(tmp_path, compose([REFERENCE, PARTLY]))
    assert done.returncode == 0, done.stdout + done.stderr
    found = result_of(checkout)
    assert (found["classroom"], found["assignment"], found["owner"]) == ("coding2", "week-6", "ada")
    assert found["review"] == ENVIRONMENT["COMMIT_URL"]
    assert found["max-score"] == 825
    tests = {test["test-name"]: test for test in found["tests"]}
    assert tests.keys() == {question.name for question in TENSORS.questions}
    assert tests["tensor_rank"]["passed"] is False
    assert tests["cosine_distance"] == {
        "test-name": "cosine_distance",
        "passed": True,
        "score": tests["cosine_distance"]["max-score"],
        "max-score": tests["cosine_distance"]["max-score"],
    }
    body = (checkout / "release-body.md").read_text(encoding="utf-8")
    assert re.search(r"## Public checks: [\d.]+ of 8.25 points", body)
    assert "100 are one point" in body
    assert "tensor_rank" in (checkout / "feedback.html").read_text(encoding="utf-8")


def test_the_time_is_that_of_the_commit(tmp_path: Path):
    _, checkout = graded(tmp_path, compose([REFERENCE]))
    show = ["git", "show", "--no-patch", "--format=%cd", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "HEAD"]
    said = subprocess.run(
        show, cwd=checkout, env=os.environ | {"TZ": "UTC"}, capture_output=True, text=True, check=True
    )
    assert result_of(checkout)["datetime"] == said.stdout.strip()


def test_with_grade_on_the_runner_hidden_cases_count_and_its_feedback_page_is_kept(tmp_path: Path):
    levels.need("lite")
    thief = "import os\nraise RuntimeError(f\"stolen: {[v for v in os.environ.values() if 'ghs_' in v]}\")"
    done, checkout = graded(tmp_path, compose([REFERENCE, PARTLY, thief]), str(GRADE))
    assert done.returncode == 0, done.stdout + done.stderr
    found = result_of(checkout)
    assert found["max-score"] == 100 * TENSORS.points
    assert 0 < found["score"] < found["max-score"]
    page = (checkout / "feedback.html").read_text(encoding="utf-8")
    assert "stolen: []" in page
    assert "tensor_rank" in page
    assert "With hidden cases" in (checkout / "release-body.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("with_grade", [False, True])
def test_a_damaged_notebook_has_a_score_of_0_and_its_reason(tmp_path: Path, with_grade: bool):
    done, checkout = graded(tmp_path, b"<<<<<<< HEAD", str(GRADE) if with_grade else "")
    assert done.returncode == 0, done.stdout + done.stderr
    found = result_of(checkout)
    assert found["score"] == 0
    assert found["max-score"] == (100 * TENSORS.points if with_grade else 825)
    assert "not a notebook" in (checkout / "release-body.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("program", "more", "words"),
    [("/nowhere/grade", {}, "cannot be run"), ("/bin/false", {}, "ended with 1"), ("", {"CLASSROOM": ""}, "CLASSROOM")],
)
def test_our_fault_is_no_result(tmp_path: Path, program: str, more: dict[str, str], words: str):
    done, checkout = graded(tmp_path, compose([REFERENCE]), program, **more)
    assert done.returncode == 1
    assert words in done.stdout
    assert not (checkout / "result.json").exists()


@pytest.mark.parametrize("slug", course.assignments())
def test_nothing_hidden_is_in_the_folder(slug: str):
    assignment = course.assignment(slug)
    files = {name: content.decode() for name, content in classroom50_files(assignment).items()}
    assert f'SLUG = "{slug}"' in files["autograder.py"]
    secret = body_lines(assignment.reference, {question.name for question in assignment.questions})
    secret = {line for line in secret if len(line) > LONG}
    for name, text in files.items():
        assert "hidden=" not in text, name
        assert not re.search(r"^\s*(from|import) solutions", text, flags=re.MULTILINE), name
        assert not secret & {line.strip() for line in text.splitlines()}, name
        shipped = name.removeprefix("public/")
        if shipped.startswith(("tests/", "checks/")):
            assert text == (assignment.folder / shipped).read_text(encoding="utf-8")


def test_the_command_replaces_an_older_autograder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    place = tmp_path / "autograders" / "tensors"
    (place / "public" / "tests").mkdir(parents=True)
    (place / "public" / "tests" / "old.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["grade", "export", "classroom50", "tensors", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"Wrote {place}.")
    assert not (place / "public" / "tests" / "old.py").exists()
    assert (place / "public" / "checks" / "__main__.py").is_file()
