"""The gallery: one page with the pictures that the class has computed, each with its formula.

In: the attempts, and the notebooks that the gradebook keeps. Out: HTML. Names stand in it only if they are asked for.
A picture that several students have appears once.
"""

import ast
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from assignments.course import Assignment
from grading.pages.array_view import Picture, picture
from grading.pages.render import render, versions
from grading.records import Attempt, SubmittedCell

MAX_LINES = 30  # of a formula
MAX_CODE = 10_000  # characters that are read
MAX_OF_A_BATCH = 4  # pictures, each before and after


@dataclass(frozen=True)
class Exhibit:
    """A student's pictures for one question, and the formula."""

    question: str
    student: str
    pictures: tuple[Picture, ...]
    formula: str
    digest: str = field(repr=False)
    points: float  # of this question, and of the whole attempt
    score: float


def gallery_page(
    assignment: Assignment,
    attempts: Sequence[Attempt],
    notebook: Callable[[str], Sequence[SubmittedCell]],
    *,
    names: bool = False,
    most: int = 100,
) -> tuple[str, int]:
    """Return the page and the number of its exhibits. `notebook` gives what is kept of a student's notebook.

    The best come first: those with most points for the question, then those of the highest scores.
    """
    shown: list[Exhibit] = []
    seen: set[str] = set()
    for exhibit in sorted(_exhibits(attempts, notebook), key=lambda e: (-e.points, -e.score, e.digest)):
        if exhibit.digest not in seen and len(shown) < most:
            seen.add(exhibit.digest)
            shown.append(exhibit)
    groups = [(q.name, [e for e in shown if e.question == q.name]) for q in assignment.questions]
    groups = [(name, exhibits) for name, exhibits in groups if exhibits]
    page = render("gallery.html", assignment=assignment, groups=groups, names=names, versions=versions())
    return page, len(shown)


def _exhibits(attempts: Sequence[Attempt], notebook: Callable[[str], Sequence[SubmittedCell]]) -> Iterator[Exhibit]:
    for attempt in attempts:
        for question in attempt.verdict.questions:
            if not all(case.passed or case.hidden for case in question.cases):
                continue  # one of the lecture's pictures, for example
            for case in question.cases:
                if case.passed and case.evidence is not None and case.evidence.show == "kept":
                    given = case.evidence.expected
                    before = None if given is None else np.asarray(given)
                    pictures, digest = _pictures(before, np.asarray(case.evidence.actual))
                    formula = formula_of(notebook(attempt.student), question.name)
                    score = attempt.verdict.score or 0.0
                    yield Exhibit(question.name, attempt.student, pictures, formula, digest, question.score, score)


def _pictures(before: np.ndarray | None, after: np.ndarray) -> tuple[tuple[Picture, ...], str]:
    """Return the pictures and a digest. Of a batch, some are shown, each before and after."""
    digest = hashlib.sha256(repr(after.shape).encode() + after.tobytes()).hexdigest()
    if before is None:
        return (picture("", _rgb(after)),), digest
    pairs = zip(before[:MAX_OF_A_BATCH], after[:MAX_OF_A_BATCH], strict=True)
    shown = [(_rgb(one), _rgb(other)) for one, other in pairs]
    return tuple(p for one, other in shown for p in (picture("before", one), picture("after", other))), digest


def _rgb(levels: np.ndarray) -> np.ndarray:
    """Return bytes as RGB. What is not a picture, such as a row of numbers, becomes one that is a row high."""
    if levels.ndim == 3 and levels.shape[2] == 3:
        return levels
    flat = levels if levels.ndim == 2 else levels.reshape(len(levels), -1) if levels.ndim > 2 else np.atleast_2d(levels)
    return np.repeat(flat[..., np.newaxis], 3, axis=2)


def formula_of(notebook: Sequence[SubmittedCell], name: str) -> str:
    """Return the last definition of a function, without its docstring and comments; "" if none can be read."""
    for cell in reversed(notebook):
        if cell.kind == "code" and f"def {name}" in cell.source and len(cell.source) <= MAX_CODE:
            try:
                tree = ast.parse(cell.source)
                found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
                lines = ast.unparse(_without_docstring(found[-1])).splitlines() if found else []
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return ""
            return "\n".join(lines[:MAX_LINES] + ["    …"] * (len(lines) > MAX_LINES))
    return ""


def _without_docstring(function: ast.FunctionDef) -> ast.FunctionDef:
    if ast.get_docstring(function, clean=False) is not None:
        function.body = function.body[1:] or [ast.Pass()]
    return function
