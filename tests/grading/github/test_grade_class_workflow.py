"""The workflow that grades a class: its steps are executed against a local server with GitHub's shapes."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assignments import course
from assignments.course import REPO_ROOT
from autograder.notebook_reader import compose
from tests.support import levels
from tests.support.github_server import TOKEN, GitHubServer, serve_github
from tests.support.workflow_checkers import findings
from tests.support.workflows import JobRun, evaluate, run_job

WORKFLOW = REPO_ROOT / ".github" / "workflows" / "grade-class.yml"
REFERENCE = course.assignment("tensors").reference.read_text(encoding="utf-8")
HANGING = "def tensor_rank(*a, **k):\n    while True:\n        pass\n"
PARTLY = "def tensor_rank(*a, **k):\n    return 0\n"
THIEF = f"""
import os
stolen = [name for name, value in os.environ.items() if {TOKEN[:12]!r} in value]
for path in ("/proc/self/environ", "/proc/1/environ", f"/proc/{{os.getppid()}}/environ"):
    try:
        stolen += [path] * ({TOKEN[:12].encode()!r} in open(path, "rb").read())
    except OSError:
        pass
raise RuntimeError(f"stolen: {{stolen}}")
"""
NOTEBOOKS = {
    "right": compose([REFERENCE]),
    "partly": compose([REFERENCE, PARTLY]),
    "untouched": course.assignment("tensors").notebook.read_bytes(),
    "hanging": compose([REFERENCE, HANGING]),
    "thief": compose([REFERENCE, THIEF]),
}


@pytest.fixture(scope="module")
def github(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GitHubServer]:
    levels.need("full")
    folder = tmp_path_factory.mktemp("repositories")
    with serve_github() as server:
        for student, notebook in NOTEBOOKS.items():
            server.add(f"course/tensors-{student}", folder)
            server.push(f"course/tensors-{student}", {"tensors.ipynb": notebook}, "2026-11-23T12:00:00+00:00")
        yield server


@pytest.fixture
def checkout(tmp_path: Path, github: GitHubServer) -> Path:
    """A private copy of this repository, as far as the steps look at it, with a roster."""
    found = tmp_path / "checkout"
    (found / ".venv").mkdir(parents=True)
    (found / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    rows = [f"{student},course/tensors-{student}\n" for student in NOTEBOOKS]
    (found / "roster.csv").write_text("student,repository\n" + "".join(rows), encoding="utf-8")
    return found


def run(checkout: Path, server: GitHubServer, tmp_path: Path, **context: Any) -> JobRun:
    """Execute the workflow; `make` and `sudo`, which change the machine, do nothing."""
    programs = tmp_path / "programs"
    programs.mkdir(exist_ok=True)
    for name in ("make", "sudo"):
        (programs / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    scratch = tmp_path / f"runner-{len(list(tmp_path.glob('runner-*')))}"
    scratch.mkdir()
    settings: dict[str, Any] = {"secrets": {"CLASS_TOKEN": TOKEN}, **context}
    # all steps have the token here, `grade run` also: no guest may see it all the same
    return run_job(WORKFLOW, "grade-class", checkout, scratch, [programs], server.environment, **settings)


def test_a_class_is_fetched_graded_and_told_once(checkout: Path, github: GitHubServer, tmp_path: Path):
    event = {"event_name": "repository_dispatch", "event": {"client_payload": {"publish": True}}}
    settings = {"vars": {"GRADE_ASSIGNMENT": "tensors", "GRADE_DUE": "2026-11-24T00:00:00Z"}, "github": event}
    done = run(checkout, github, tmp_path, **settings)
    assert not done.failed, done.log
    assert "Walls: full." in done.log
    lines = (checkout / "graded" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    found = {line["student"]: line for line in map(json.loads, lines)}
    full = course.assignment("tensors").points
    assert found.keys() == NOTEBOOKS.keys()
    assert {line["isolation"] for line in found.values()} == {"full"}
    assert found["right"]["score"] == full
    assert 0 < found["partly"]["score"] < full
    assert found["untouched"]["score"] == 0
    assert 0 < found["hanging"]["score"] < full
    assert [cell["error"] for cell in found["thief"]["cells"]] == ["RuntimeError: stolen: []"]
    kept = next(step for step in done.used if "upload-artifact" in step["uses"])
    assert kept["with"] == {
        "name": "graded-tensors",
        "path": "graded/",
        "if-no-files-found": "error",
        "retention-days": 30,
    }
    for student in NOTEBOOKS:
        repository = github.repositories[f"course/tensors-{student}"]
        (comment,) = repository.comments
        assert "points**" in comment["body"]
        assert [status["context"] for (status,) in repository.statuses.values()] == ["grade/tensors"]
    secret = re.compile(re.escape(TOKEN.encode()))
    files = [path for path in checkout.rglob("*") if path.is_file() and ".venv" not in path.parts]
    assert not [path for path in files if secret.search(path.read_bytes())]
    assert TOKEN not in done.log

    written = len(github.written())
    again = run(checkout, github, tmp_path, **settings)
    assert not again.failed, again.log
    assert "nothing new" in again.log
    assert len(github.written()) == written


def test_by_hand_nothing_is_told_unless_it_is_ticked(checkout: Path, github: GitHubServer, tmp_path: Path):
    shutil.copy(checkout / "roster.csv", checkout / "few.csv")
    rows = (checkout / "few.csv").read_text(encoding="utf-8").splitlines()[:2]
    (checkout / "few.csv").write_text("\n".join([*rows, "gone,course/nobody"]), encoding="utf-8")
    written = len(github.written())
    by_hand = {"event_name": "workflow_dispatch"}
    inputs = {"assignment": "tensors", "roster": "few.csv", "publish": False}
    done = run(checkout, github, tmp_path, inputs=inputs, vars={"GRADE_PUBLISH": "true"}, github=by_hand)
    assert not done.failed, done.log
    assert "1 of 2 repositories are in class" in done.log
    assert len(github.written()) == written


def test_without_an_assignment_it_says_which_variable_is_missing(checkout: Path, github: GitHubServer, tmp_path: Path):
    done = run(checkout, github, tmp_path)
    assert done.failed
    assert "GRADE_ASSIGNMENT" in done.log
    assert "upload-artifact" not in str(done.used)


@pytest.mark.parametrize(
    ("visibility", "event", "assignment", "runs"),
    [
        ("private", "workflow_dispatch", "", True),
        ("private", "schedule", "pixels", True),
        ("private", "schedule", "", False),
        ("public", "workflow_dispatch", "", False),
        ("public", "schedule", "pixels", False),
    ],
)
def test_it_runs_in_private_copies_and_by_night_only_where_it_is_set_up(
    visibility: str, event: str, assignment: str, runs: bool
):
    condition = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["grade-class"]["if"]
    names = {
        "github": {"event_name": event, "event": {"repository": {"visibility": visibility}}},
        "vars": {"GRADE_ASSIGNMENT": assignment},
    }
    assert evaluate(condition, names) == runs


@pytest.mark.parametrize("path", sorted(WORKFLOW.parent.glob("*.yml")), ids=lambda path: path.name)
def test_programs_that_check_workflows_find_nothing(path: Path):
    assert findings(path) == []


def test_the_token_is_given_to_the_steps_that_talk_to_github_only():
    steps = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["grade-class"]["steps"]
    with_token = [step for step in steps if "CLASS_TOKEN" in json.dumps(step)]
    assert [re.findall(r"grade (\w+)", step["run"]) for step in with_token] == [["fetch"], ["publish"]]
    assert os.environ.get("GITHUB_TOKEN", "") != TOKEN
