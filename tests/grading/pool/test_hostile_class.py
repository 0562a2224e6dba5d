"""A class with notebooks that attack the process that grades them: `grade run` goes on, and only they pay."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assignments import course
from autograder.host.errors import ZygoteBroken
from autograder.host.guest_process import Guest
from autograder.host.resource_usage import tree
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from autograder.results import Limits
from grading.pool.grade_submission import LazyZygote, grade_one
from grading.pool.job import Job, prepare
from grading.records import Submission
from tests.support import levels
from tests.support.hostile.floods import FLOODS
from tests.support.hostile.protocol import cell

GRADE = Path(sys.executable).with_name("grade")
TENSORS = course.assignment("tensors")
REFERENCE = TENSORS.reference.read_text(encoding="utf-8")
FOLDERS = "for _ in range(3000): os.mkdir('d'); os.chdir('d')"
HOSTILE = {
    "folders": [REFERENCE, FLOODS["folders within each other, all at once"]],
    "folders in a function": [REFERENCE, f"import os\ndef warm_up(x):\n    {FOLDERS}"],
    "threads": [REFERENCE, FLOODS["a crowd of small threads"]],
    "copies that die": [
        REFERENCE, "import os\nimport autograder.guest.call_server as s; s._clone = lambda: os._exit(1)"
    ],
    "copies that cannot be made": [REFERENCE, "import os\nos.register_at_fork(after_in_child=lambda: os._exit(1))"],
    "copies that speak garbage": [REFERENCE, cell("send Hello", "garbage")],
    "copies that greet as another": [REFERENCE, cell("send Hello", "one byte of a process that dies")],
    "names that are not told": [REFERENCE, cell("send Found", "garbage, and it dies")],
}  # fmt: skip


@pytest.mark.parametrize("jobs", [pytest.param("1", marks=pytest.mark.thorough), "2"])
def test_a_class_with_hostile_notebooks_is_graded_to_its_end(tmp_path: Path, jobs: str) -> None:
    levels.need("lite")
    students, out = tmp_path / "class", tmp_path / "out"
    students.mkdir()
    for name, cells in HOSTILE.items():
        (students / f"{name}.ipynb").write_bytes(compose(cells))
        (students / f"{name}, the next.ipynb").write_bytes(compose([REFERENCE]))
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)
        words = [GRADE, "run", "tensors", students, "--out", out, "--jobs", jobs, "--timeout", "8"]
        environment = {**os.environ, "TMPDIR": temporary}
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)
        assert list(Path(temporary).iterdir()) == []
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    scores = {line["student"]: (line["status"], line["score"]) for line in lines}
    assert scores.keys() == {*HOSTILE, *(f"{name}, the next" for name in HOSTILE)}
    assert {status for status, _ in scores.values()} == {"graded"}
    assert {scores[f"{name}, the next"][1] for name in HOSTILE} == {TENSORS.points}
    for name in ("folders", "threads", "copies that die", "copies that cannot be made"):
        assert scores[name][1] == TENSORS.points  # their answers are right, and they have hurt nobody


@pytest.fixture
def graded(tmp_path: Path) -> Iterator[tuple[Job, LazyZygote, Submission]]:
    levels.need("lite")
    job = prepare(replace(TENSORS, questions=TENSORS.questions[:1]), "lite")
    notebook = tmp_path / "ada.ipynb"
    notebook.write_bytes(compose([REFERENCE, "import os\nos._exit(0)"]))
    worker = LazyZygote("lite")
    before = {*tree(os.getpid())}, {*os.listdir("/proc/self/fd")}
    yield job, worker, Submission("ada", notebook.name, notebook)
    worker.close()
    assert ({*tree(os.getpid())}, {*os.listdir("/proc/self/fd")}) == before


def breaking(monkeypatch: pytest.MonkeyPatch, worker: LazyZygote, job: Job, when: str, times: int) -> list[str]:
    """Let the worker's zygote fail so many times, at the first start of a notebook or when it is run again."""
    whole, broken, seen = Zygote.spawn, [], []
    grade = worker.zygote()
    assert grade.level == "lite"

    def spawn(zygote: Zygote, limits: Limits, before: object = None) -> Guest:
        again = before is not None
        seen.append(when)
        if len(broken) < times and again == (when == "again") and limits == job.assignment.limits:
            broken.append(when)
            raise ZygoteBroken("the zygote is gone")
        return whole(zygote, limits, before)  # type: ignore[arg-type]

    monkeypatch.setattr(Zygote, "spawn", spawn)
    return broken


@pytest.mark.parametrize("when", ["first", "again"])
def test_a_zygote_that_breaks_is_replaced_and_costs_nobody_anything(
    when: str, graded: tuple[Job, LazyZygote, Submission], monkeypatch: pytest.MonkeyPatch
) -> None:
    job, worker, submission = graded
    broken = breaking(monkeypatch, worker, job, when, 1)
    attempt = grade_one(job, submission, worker)
    assert broken == [when]
    assert (attempt.verdict.status, attempt.verdict.score) == ("graded", job.assignment.points)


def test_code_after_which_the_zygote_breaks_twice_is_at_fault(
    graded: tuple[Job, LazyZygote, Submission], monkeypatch: pytest.MonkeyPatch
) -> None:
    job, worker, submission = graded
    breaking(monkeypatch, worker, job, "again", 2)
    attempt = grade_one(job, submission, worker)
    assert (attempt.verdict.status, attempt.verdict.score) == ("unusable", 0)
    assert "its code has twice ended the process" in attempt.verdict.reason


def test_a_zygote_that_breaks_before_any_code_of_a_student_has_run_is_our_fault(
    graded: tuple[Job, LazyZygote, Submission], monkeypatch: pytest.MonkeyPatch
) -> None:
    job, worker, submission = graded
    breaking(monkeypatch, worker, job, "first", 2)
    with pytest.raises(ZygoteBroken, match="the zygote is gone"):
        grade_one(job, submission, worker)
