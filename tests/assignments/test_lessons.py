"""The real assignments: the committed files are up to date, and the solved notebooks run."""

import ast
import io
import re
import zipfile
from pathlib import Path

import nbformat
import pytest

from assignments import course
from assignments.build import compose as builder
from assignments.build.test_files import cases_of
from grading.export.student import student_zip
from tests.assignments.test_tensorflow import says_what_is_not_installed
from tests.support.kernel import execute
from tests.support.sample import sample


@pytest.mark.parametrize("slug", course.assignments())
def test_the_committed_files_are_what_grade_build_writes(slug: str):
    assert builder.check(course.assignment(slug)) == []


@pytest.mark.parametrize("slug", course.assignments())
def test_every_question_has_a_public_case(slug: str):
    assignment = course.assignment(slug)
    for question in assignment.questions:
        public = {case.function for case in cases_of(assignment.test_file(question.name), question) if not case.hidden}
        assert public
        tree = ast.parse((assignment.folder / "tests" / f"{question.name}.py").read_text(encoding="utf-8"))
        assert {node.name for node in tree.body if isinstance(node, ast.FunctionDef)} >= public


@pytest.mark.parametrize("slug", sample("tensors"))
def test_the_solved_notebook_passes_its_public_checks_and_ends_with_a_file_to_hand_in(slug: str, tmp_path: Path):
    assignment = course.assignment(slug)
    with zipfile.ZipFile(io.BytesIO(student_zip(assignment))) as archive:
        archive.extractall(tmp_path)
    here = tmp_path / slug
    solved = builder.solved_notebook(assignment, builder.lesson_cells(assignment))
    (here / assignment.notebook.name).write_bytes(solved)  # the last cell reads what was saved
    notebook = nbformat.reads(solved.decode(), as_version=4)
    execute(notebook, here)
    checked = {cell.id: cell.outputs for cell in notebook.cells if cell.id.endswith("-check")}
    assert set(checked) == {f"{question.name}-check" for question in assignment.questions}
    for name, outputs in checked.items():
        shown = "".join(str(output.get("data", output.get("text"))) for output in outputs)
        assert "all public checks pass" in shown, f"{name}: {shown}"
    every = str(notebook.cells[-1].outputs)
    count = len(assignment.questions)
    assert f"{count} of {count} exercises pass all their checks in this notebook." in every
    in_words = ", ".join(f"{question.name} (no answer in words yet)" for question in assignment.manual)
    assert f"still open: {in_words}" in every
    assert f"Hand in this file: {slug}-hand-in.zip" in every
    with zipfile.ZipFile(here / f"{slug}-hand-in.zip") as archive:
        assert archive.namelist() == [assignment.notebook.name]
        assert archive.read(assignment.notebook.name) == solved
    if slug == "tensors":
        says_what_is_not_installed(notebook.cells)


def test_plain_otter_checks_as_before(tmp_path: Path):
    """A notebook of an earlier term makes its grader by `otter.Notebook` alone."""
    assignment = course.assignment("pixels")
    for path, content in builder.build(assignment).items():
        if path.is_relative_to(assignment.folder):
            here = tmp_path / path.relative_to(assignment.folder)
            here.parent.mkdir(parents=True, exist_ok=True)
            here.write_bytes(content)
    sources = ["import otter\ngrader = otter.Notebook()", "def set_pixel(*_): return 1", "grader.check('set_pixel')"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    execute(notebook, tmp_path)
    assert "set_pixel results" in str(notebook.cells[-1].outputs)


def test_the_two_halves_of_images_take_as_long_as_the_lesson_says():
    images = course.assignment("images")
    first, _, second = images.lesson.read_text(encoding="utf-8").partition("*This is the end of the first half")
    assert "two halves of about four and a half hours each" in first
    collecting = 90  # of the other minutes, as assignment.toml says; the first page and the last share the rest
    rest = (images.other_minutes - collecting) / 2
    minutes = {question.name: question.minutes for question in (*images.questions, *images.manual)}
    for text, other in ((first, rest), (second, rest + collecting)):
        taken = sum(minutes[name] for name in re.findall(r"\{\{question (\w+)\}\}", text)) + other
        assert 4.25 * 60 < taken < 4.75 * 60
