"""The files that students get hold no line of a hidden case and no line of a reference."""

import ast
from pathlib import Path

import nbformat
import pytest

from assignments import course
from assignments.build.test_files import cases_of
from assignments.course import Assignment

SHORT = 12  # characters: shorter lines (`return image`, `for r in rows:`) give nothing away
EVERYWHERE = ("expect_unchanged(", "expect_parameters_unchanged(")  # such lines give nothing away
LONG = 40  # characters: two longer lines are not equal by chance


def student_files(assignment: Assignment) -> dict[str, set[str]]:
    """Return the lines of each file that students get, without their indentation."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in assignment.folder.glob("tests/*.py")}
    texts |= {
        f"checks/{path.name}": path.read_text(encoding="utf-8") for path in assignment.folder.rglob("checks/*.py")
    }
    for path in assignment.folder.glob("notebook_feedback/*.*"):
        texts[f"notebook_feedback/{path.name}"] = path.read_text(encoding="utf-8")
    notebook = nbformat.read(assignment.notebook, as_version=4)
    texts["notebook"] = "\n".join(cell.source for cell in notebook.cells)
    return {name: {line.strip() for line in text.splitlines()} for name, text in texts.items()}


def body_lines(path: Path, wanted: set[str]) -> set[str]:
    """Return the lines of the named functions of a module, without signatures and docstrings."""
    source = path.read_text(encoding="utf-8")
    lines, found = source.splitlines(), set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name in wanted:
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            for statement in body:
                found |= {line.strip() for line in lines[statement.lineno - 1 : statement.end_lineno]}
    return {line for line in found if len(line) > SHORT}


def hidden_lines(path: Path, hidden: set[str]) -> set[str]:
    """Return the lines that are only in the hidden cases of a test file."""
    source = path.read_text(encoding="utf-8")
    lines = [line.strip() for line in source.splitlines()]
    inside: set[int] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name in hidden:
            inside |= set(range(node.decorator_list[0].lineno - 1, node.end_lineno or 0))
    outside = {line for number, line in enumerate(lines) if number not in inside}
    return {lines[number] for number in inside if len(lines[number]) > SHORT} - outside


@pytest.mark.parametrize("slug", course.assignments())
def test_students_get_no_line_of_a_hidden_case(slug: str):
    assignment = course.assignment(slug)
    files = student_files(assignment)
    for question in assignment.questions:
        path = assignment.test_file(question.name)
        cases = cases_of(path, question)
        hidden = {case.function for case in cases if case.hidden}
        secret = hidden_lines(path, hidden)
        assert bool(secret) == bool(hidden)
        assert f"{question.name}.py" in files
        long_lines = {line for line in secret if len(line) > LONG and not line.startswith(EVERYWHERE)}
        words = [word for case in cases if case.hidden for word in (f'name="{case.name}"', f"def {case.function}(")]
        for name, lines in files.items():
            assert not long_lines & lines, f"{name} of {slug}"
            if name == f"{question.name}.py":
                assert not secret & lines, f"{name} of {slug}"
                assert not [line for line in lines if "hidden=" in line or any(word in line for word in words)], name


@pytest.mark.parametrize("slug", course.assignments())
def test_students_get_no_line_of_a_reference(slug: str):
    assignment = course.assignment(slug)
    source = assignment.reference.read_text(encoding="utf-8")
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    secrets = {function.name: body_lines(assignment.reference, {function.name}) for function in functions}
    assert sum(map(bool, secrets.values())) > len(secrets) // 2, "there are lines to look for"
    for name, lines in student_files(assignment).items():
        for function, secret in secrets.items():
            assert not (secret and secret <= lines), f"{name} of {slug} solves {function}"
            long_lines = {line for line in secret if len(line) > LONG}
            assert not long_lines & lines, f"{name} of {slug} contains a line of {function}"
    assert "NotImplementedError" in assignment.notebook.read_text(encoding="utf-8")


def test_no_student_file_imports_solutions():
    for slug in course.assignments():
        for name, lines in student_files(course.assignment(slug)).items():
            assert not [line for line in lines if "from solutions" in line or "import solutions" in line], name
