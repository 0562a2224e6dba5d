"""A real course of nbgrader around an assignment, and what `nbgrader autograde` costs in it.

In its notebook each question has a cell for the answer and a graded one with all cases of our test file, the hidden
ones in nbgrader's region for them. They run as nbgrader runs every test, in the student's kernel on the student's
names, without Otter; `checks` and `solutions` are on the path. nbgrader brings its own Jupyter, so it lives in an
environment of its own. Only `autograde` is measured; what it waits for, it counts, and it waits for its kernel.
"""

import ast
import contextlib
import os
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat

from assignments.build.statements import Statement, join, needed, statements
from assignments.build.test_files import SETTINGS, cases_of
from assignments.course import REPO_ROOT, Assignment, Question
from tests.benchmarks.notebooks import IMPORTS, Answered, references
from tests.benchmarks.processes import Cost, run

PYTHON = REPO_ROOT / ".venv-nbgrader" / "bin" / "python"
CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'coding2'\n"
STUDENTS = ("ada", "bob", "cyd")
KERNEL = "import time\n\nprint(time.process_time())"  # the last cell: what the kernel has used by then


def by_nbgrader(assignment: Assignment, answered: Answered) -> tuple[Cost, Cost]:
    """Let `nbgrader autograde` grade the notebook: alone with the command's start, and one more of it."""
    first, *others = STUDENTS
    with tempfile.TemporaryDirectory() as course:
        _hand_in(assignment, answered, Path(course))
        one = _nbgrader(course, "autograde", assignment.slug, "--force", "--student", first)
        every = _nbgrader(course, "autograde", assignment.slug, "--force")
        more = Cost((every.cpu - one.cpu) / len(others), (every.wall - one.wall) / len(others))
        kernel = _kernel_cpu(assignment, Path(course))
        assert more.cpu > kernel / 2, f"{more.cpu:.1f} s do not hold the kernel's {kernel:.1f} s"
    return one, more


def source_notebook(assignment: Assignment) -> Any:
    """The teacher's notebook, from which `nbgrader generate_assignment` makes the students'."""
    solutions = references(assignment)
    cells = [nbformat.v4.new_code_cell(IMPORTS)]
    for question in assignment.questions:
        name = question.name
        cells.append(_cell(name, f"### BEGIN SOLUTION\n{solutions[name]}\n### END SOLUTION", solution=True))
        graded = cases(assignment, question)
        cells.append(_cell(f"{name}-cases", graded, grade=True, locked=True, points=question.points))
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.validate(notebook)
    return notebook


def cases(assignment: Assignment, question: Question) -> str:
    """The graded cell of a question: the cases of its test file as plain functions, each called once."""
    path = assignment.test_file(question.name)
    hidden = {case.function: case.hidden for case in cases_of(path, question)}
    ours = SETTINGS | {"test_case"}  # what only Otter reads
    every = [
        _unmarked(statement) if statement.defines & set(hidden) else statement
        for statement in statements(path.read_text(encoding="utf-8"))
        if not statement.defines & ours
    ]
    public = needed(every, lambda statement: any(hidden.get(name) is False for name in statement.defines))
    others = needed(every, lambda statement: any(hidden.get(name) is True for name in statement.defines))
    text = _called(public, every, set(hidden))
    if True in hidden.values():
        others = [statement for statement in others if statement not in public]
        text += f"\n### BEGIN HIDDEN TESTS\n{_called(others, every, set(hidden))}### END HIDDEN TESTS\n"
    return text


def _unmarked(statement: Statement) -> Statement:
    assert isinstance(statement.node, ast.FunctionDef)
    marks = statement.node.lineno - statement.node.decorator_list[0].lineno
    return replace(statement, text="\n".join(statement.text.splitlines()[marks:]), uses=statement.uses - {"test_case"})


def _called(parts: list[Statement], every: list[Statement], functions: set[str]) -> str:
    calls = [
        f"{statement.node.name}({', '.join(argument.arg for argument in statement.node.args.args)})\n"
        for statement in parts
        if isinstance(statement.node, ast.FunctionDef) and statement.node.name in functions
    ]
    return f"{join(parts, every)}\n\n{''.join(calls)}"


def _cell(name: str, source: str, **roles: Any) -> Any:
    metadata = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3, **roles}
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": {"grade_id": name, **metadata}})


def _hand_in(assignment: Assignment, answered: Answered, course: Path) -> None:
    """Make a course, release the assignment, and let students hand in the same answers."""
    (course / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    _write(source_notebook(assignment), _notebook(assignment, course / "source"))
    _nbgrader(str(course), "generate_assignment", assignment.slug)
    notebook = nbformat.read(_notebook(assignment, course / "release"), as_version=4)
    for cell in notebook.cells:
        role = cell.metadata.get("nbgrader", {})
        if role.get("solution"):
            cell.source = answered.answers[role["grade_id"]]
        assert "solutions" not in cell.source, "a reference was released"
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in (*answered.below, KERNEL)]
    for student in STUDENTS:
        _write(notebook, _notebook(assignment, course / "submitted" / student))


def _kernel_cpu(assignment: Assignment, course: Path) -> float:
    """Hold gradebook and graded notebooks to full marks, and return the least CPU seconds of a kernel."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as gradebook:
        grades = gradebook.execute("SELECT sum(auto_score), count(*) FROM grade GROUP BY notebook_id").fetchall()
    wanted = [(assignment.points, len(assignment.questions))] * len(STUDENTS)
    assert grades == wanted, f"nbgrader gives (points, questions) {grades} instead of {wanted}"
    used = []
    for student in STUDENTS:
        notebook = nbformat.read(_notebook(assignment, course / "autograded" / student), as_version=4)
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        assert not [output for output in outputs if output.output_type == "error"]
        used.append(float(outputs[-1].text))
    return min(used)


def _notebook(assignment: Assignment, folder: Path) -> Path:
    return folder / assignment.slug / f"{assignment.slug}.ipynb"


def _write(notebook: Any, path: Path) -> None:
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)


def _nbgrader(course: str, *words: str) -> Cost:
    """Run a command of nbgrader as in its activated environment: it calls `alembic` by that name."""
    paths = {
        "PATH": [str(PYTHON.parent), os.environ["PATH"]],
        "PYTHONPATH": [str(REPO_ROOT), str(REPO_ROOT / "autograder")],
    }
    env = {**os.environ, **{name: os.pathsep.join(folders) for name, folders in paths.items()}}
    return run([str(PYTHON), "-m", "nbgrader", *words], course, env)
