"""What the program in Gradescope's container writes for a submission; `test_gradescope.py` runs the zip itself."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assignments import course
from assignments.errors import OurFault
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from autograder.results import Level
from grading.export import gradescope_container
from grading.export.gradescope_container import level_here, main
from tests.support import levels

Run = Callable[[], tuple[int, dict[str, Any]]]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the autograder, for two questions and without walls: their self-test takes seconds."""
    gradients = course.assignment("gradients")
    small = replace(gradients, questions=gradients.questions[:2])
    monkeypatch.setattr(course, "assignment", lambda slug: small)
    monkeypatch.setattr(gradescope_container, "level_here", lambda least: least)
    monkeypatch.setenv("AUTOGRADER_DIR", str(tmp_path))
    for name in ("source", "submission"):
        (tmp_path / name).mkdir()
    settings = {"assignment": "gradients", "isolation": levels.best()}
    (tmp_path / "source" / "grade.json").write_text(json.dumps(settings), encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(root: Path) -> Run:
    """Run the program; return its exit code and what it wrote for Gradescope."""

    def run() -> tuple[int, dict[str, Any]]:
        code = main()
        return code, json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))

    return run


def test_a_notebook_is_judged_question_by_question(root: Path, run: Run, zygote: Zygote):
    gradients = course.assignment("gradients")
    right = gradients.reference.read_text(encoding="utf-8")
    second = gradients.questions[1]
    wrong = f"def {second.name}(*_, **__):\n    return None\n"
    (root / "submission" / "mine.ipynb").write_bytes(compose([right, wrong]))
    code, results = run()
    assert code == 0
    assert [test["score"] for test in results["tests"][1:]] == [gradients.questions[0].points, 0.0]
    assert results["score"] == gradients.questions[0].points


def test_a_notebook_that_cannot_be_read_has_zero_and_the_reason(root: Path, run: Run):
    (root / "submission" / "mine.ipynb").write_bytes(b"{")
    code, results = run()
    assert (code, results["score"], results["tests"]) == (0, 0.0, [])
    assert results["output"].startswith("The file is not a notebook")


def test_a_notebook_that_is_too_large_has_zero_and_the_reason_and_is_not_run(root: Path, run: Run):
    with (root / "submission" / "mine.ipynb").open("wb") as file:
        file.truncate(65 << 20)
    code, results = run()
    assert (code, results["score"], results["tests"]) == (0, 0.0, [])
    assert "64 MiB" in results["output"]


def test_a_folder_without_a_notebook_has_zero_and_names_no_folder_of_the_container(root: Path, run: Run):
    (root / "submission" / "answers.pdf").write_bytes(b"%PDF-1.4")
    code, results = run()
    assert (code, results["score"]) == (0, 0.0)
    assert results["output"].startswith("The submission")
    assert str(root) not in results["output"]
    assert "/tmp" not in results["output"]


def test_whatever_fails_here_has_no_score_and_the_reason_is_for_the_teacher(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken(*_: object) -> None:
        raise KeyError("a mistake of ours")

    monkeypatch.setattr(gradescope_container, "prepare", broken)
    code, results = run()
    assert code == 1
    assert "score" not in results
    assert "mistake of ours" not in json.dumps(results)
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert said.endswith("Not graded: 'a mistake of ours'\n")


@pytest.mark.parametrize(
    ("standing", "least", "level"),
    [
        (["full", "lite"], "lite", "full"),
        (["lite"], "lite", "lite"),
        (["lite"], "none", "lite"),
        ([], "none", "none"),
        (["lite"], "full", None),
        ([], "lite", None),
    ],
)
def test_the_best_level_that_stands_is_used_and_none_below_the_one_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, standing: list[Level], least: Level, level: Level | None
):
    monkeypatch.setattr(
        gradescope_container, "self_test", lambda level: "" if level in standing else f"no {level} here"
    )
    if level:
        assert level_here(least) == level
    else:
        with pytest.raises(OurFault, match=f"full: no full here.*asks for the level {least}"):
            level_here(least)
