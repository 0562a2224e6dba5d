"""Golden submissions: a folder each, with a notebook and what is expected of its judgement."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assignments import course
from assignments.course import REPO_ROOT
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from autograder.results import Limits

CASES = sorted(path.parent for path in (REPO_ROOT / "tests" / "submissions").glob("*/expected.toml"))
SMALL = Limits(cell=1.5, case=1.5, submission=40.0)
SUBSETS = {
    "gradients": ["forward_circuit", "gradient_step", "multiply_gradient", "circuit_gradient"],
    "pixels": ["blank_image", "set_pixel", "draw_square"],
}


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_submission_is_judged_as_expected(folder: Path, zygote: Zygote):
    expected: dict[str, Any] = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    assignment = course.assignment(expected["assignment"])
    tests = load([assignment.test_file(name) for name in SUBSETS[assignment.slug]])
    verdict = judge(
        (folder / f"{assignment.slug}.ipynb").read_bytes(),
        tests,
        zygote,
        limits=replace(SMALL, **expected.get("limits", {})),
    )
    assert verdict.status == expected["status"]
    assert expected.get("reason", "") in verdict.reason
    scores = {question.name: question.score for question in verdict.questions}
    assert {name: scores[name] for name in expected["scores"]} == expected["scores"]
    for name, outcomes in expected.get("outcomes", {}).items():
        found = {case.outcome for question in verdict.questions if question.name == name for case in question.cases}
        assert sorted(found) == outcomes, name
    assert len(verdict.repairs) == len(expected["repairs"]), verdict.repairs
    for words in expected["repairs"]:
        assert any(words in repair for repair in verdict.repairs), verdict.repairs
    errors = {cell.index: cell.error for cell in verdict.cells}
    named = set(map(int, expected.get("cells", {})))
    assert named <= set(errors) if expected.get("more_cells") else named == set(errors), errors
    for index, words in expected.get("cells", {}).items():
        assert words in errors[int(index)]
