"""What `make bench` hands to nbgrader: a valid notebook whose graded cells hold each question to our cases."""

import ast
import contextlib
import io
import warnings
from typing import Any

import pytest

from assignments import course
from assignments.build.test_files import cases_of
from assignments.course import Question
from grading.authoring.known_answers import answers
from tests.benchmarks.mixed_class import mixed_class
from tests.benchmarks.nbgrader import cases, source_notebook
from tests.benchmarks.notebooks import IMPORTS, realistic, trivial

PIXELS = course.assignment("pixels")
HIDDEN = "### BEGIN HIDDEN TESTS"


def run(source: str, names: dict[str, Any]) -> None:
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(source, "<cell>", "exec"), names)


def test_every_question_has_an_answer_cell_and_a_graded_one_with_its_points():
    marked = [cell.metadata["nbgrader"] for cell in source_notebook(PIXELS).cells if "nbgrader" in cell.metadata]
    names = [question.name for question in PIXELS.questions]
    assert [role["grade_id"] for role in marked if role["solution"]] == names
    graded = {role["grade_id"]: role["points"] for role in marked if role["grade"] and role["locked"]}
    assert graded == {f"{question.name}-cases": question.points for question in PIXELS.questions}
    assert sum(graded.values()) == PIXELS.points


@pytest.mark.parametrize("question", PIXELS.questions, ids=lambda question: question.name)
def test_a_graded_cell_calls_every_case_once_and_hides_the_hidden_ones(question: Question):
    public, _, hidden = cases(PIXELS, question).partition(HIDDEN)
    known = cases_of(PIXELS.test_file(question.name), question)
    assert called(public) == [case.function for case in known if not case.hidden]
    assert called(hidden) == [case.function for case in known if case.hidden]
    assert "solutions" not in public


def test_the_mixed_class_has_different_notebooks_that_come_to_an_end():
    notebooks = mixed_class(PIXELS, 8)
    assert len(set(notebooks)) == 8
    assert not any(b"while True" in notebook for notebook in notebooks)
    assert any(b"NotImplementedError" in notebook for notebook in notebooks)  # some stubs are left


def called(source: str) -> list[str]:
    calls = [node.value for node in ast.parse(source).body if isinstance(node, ast.Expr)]
    return [call.func.id for call in calls if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)]


@pytest.mark.parametrize("answered", [trivial(PIXELS), realistic(PIXELS)], ids=["trivial", "realistic"])
def test_both_notebooks_pass_every_graded_cell(answered):
    names: dict[str, Any] = {"__name__": "__main__"}
    run(IMPORTS, names)
    for question in PIXELS.questions:
        run(answered.answers[question.name], names)
        run(cases(PIXELS, question), names)


@pytest.mark.parametrize("question", PIXELS.questions, ids=lambda question: question.name)
def test_a_graded_cell_rejects_every_wrong_answer(question: Question):
    cell = cases(PIXELS, question)
    functions = {case.function for case in cases_of(PIXELS.test_file(question.name), question)}
    every = answers("wrong", PIXELS.slug, question.name)
    assert every
    for wrong in every:
        names: dict[str, Any] = {"__name__": "__main__"}
        run(f"{IMPORTS}\n{wrong.source}", names)
        with pytest.raises(Exception) as caught:  # noqa: PT011  # whatever is raised, nbgrader takes the points
            run(cell, names)
        assert functions & {entry.name for entry in caught.traceback}, "a case raised it"
