"""The code that a student wrote: the cells of a notebook that the starter notebook does not have.

In: the bytes of a notebook and the assignment. Out: a `StudentCode`: the text to compare and to show, and for each
question the form of its function without names, comments, docstrings and annotations.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assignments.course import Assignment
from autograder.notebook_reader import Unreadable, read
from grading.authoring.known_answers import answers

KINDS: tuple[Literal["accepted", "wrong"], ...] = ("accepted", "wrong")


@dataclass(frozen=True)
class StudentCode:
    """What one student wrote. `forms` has an entry for each question whose function can be parsed."""

    student: str
    text: str
    forms: dict[str, str]


def student_code(student: str, notebook: bytes, assignment: Assignment, starter: frozenset[str]) -> StudentCode | None:
    """Return a student's own code, or None if the notebook cannot be read."""
    try:
        cells = [cell.source for cell in read(notebook)[0]]
    except Unreadable:
        return None
    own = [cell.strip("\n") for cell in cells if cell.strip() not in starter and not cell.startswith("grader.")]
    names = {question.name for question in assignment.questions}
    return StudentCode(student, "\n\n".join(own) + "\n", forms(own, names))


def starter_cells(assignment: Assignment) -> frozenset[str]:
    """Return the cells that students are given."""
    if not assignment.notebook.is_file():
        return frozenset()
    return frozenset(cell.source.strip() for cell in read(assignment.notebook.read_bytes())[0])


def known_sources(assignment: Assignment) -> list[str]:
    """Return what is no sign of similar work: the starter, the references, the accepted and the wrong answers."""
    sources = [*sorted(starter_cells(assignment)), assignment.reference.read_text(encoding="utf-8")]
    for question in assignment.questions:
        for kind in KINDS:
            path = assignment.answers(kind, question.name)
            if path.is_file():
                sources.append(path.read_text(encoding="utf-8"))
    return sources


def known_forms(assignment: Assignment) -> tuple[set[str], set[str]]:
    """Return the forms of the stubs, and those of the references and of the known answers."""
    names = {question.name for question in assignment.questions}
    stubs = set(forms(sorted(starter_cells(assignment)), names).values())
    known = set(forms([assignment.reference.read_text(encoding="utf-8")], names).values())
    for name in names:
        for kind in KINDS:
            found = answers(kind, assignment.slug, name)
            known |= {form for each in found for form in forms([each.source], {each.name}).values()}
    return stubs, known


def forms(cells: Sequence[str], names: set[str]) -> dict[str, str]:
    """Return the form of each function, by its name; the last definition counts. Cells with an error have none."""
    found = {}
    for cell in cells:
        try:
            tree = ast.parse(cell)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name in names:
                found[node.name] = _form(node)
    return found


def _form(function: ast.FunctionDef) -> str:
    """Return a function as text in which every name is numbered in the order of its first use."""
    copy = ast.parse(ast.unparse(function))
    numbers: dict[str, str] = {}
    for node in ast.walk(copy):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and _has_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
        if isinstance(node, ast.FunctionDef):
            node.name, node.returns = "F", None
        elif isinstance(node, ast.Name):
            node.id = numbers.setdefault(node.id, f"v{len(numbers)}")
        elif isinstance(node, ast.arg):
            node.arg, node.annotation = numbers.setdefault(node.arg, f"v{len(numbers)}"), None
    return ast.unparse(copy)


def _has_docstring(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    first = node.body[0]
    return isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
