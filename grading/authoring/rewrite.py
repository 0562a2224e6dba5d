"""Rewrite an answer from `solutions/` so that it looks like a student's.

In: the source of an answer. Out: the same function under the question's name and with the docstring of the lesson.
"""

import ast
from collections.abc import Iterable

from assignments.build.statements import imported_names, join, statements

Edit = tuple[int, int, int, int, str]  # first line and byte, last line and byte, new text


def as_student_would(source: str, name: str, question: str, stub: str) -> str:
    """Return `source` with its function `name` renamed to `question` and with the docstring of `stub`."""
    source = source.removesuffix(f"{question} = {name}\n").rstrip("\n") + "\n"
    edits: list[Edit] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            start = node.col_offset + len("def ")
            edits.append((node.lineno, start, node.lineno, start + len(name.encode()), question))
            if ast.get_docstring(node) is not None:
                edits.append((*_span(node.body[0]), _docstring(stub)))
        elif isinstance(node, ast.Name) and node.id == name:
            edits.append((*_span(node), question))
    return _apply(source, edits)


def without_imports(source: str, others: Iterable[str]) -> str:
    """Return `source` without the imports that other cells already have."""
    have = {name for other in others for name in imported_names(other)}
    parts = statements(source)
    kept = [p for p in parts if not (isinstance(p.node, ast.Import | ast.ImportFrom) and p.defines <= have)]
    return join(kept, parts)


def _docstring(stub: str) -> str:
    """Return the docstring of a stub as it is written, with its quotes."""
    function = ast.parse(stub).body[0]
    assert isinstance(function, ast.FunctionDef)
    return ast.get_source_segment(stub, function.body[0]) or '""""""'


def _span(node: ast.stmt | ast.expr) -> tuple[int, int, int, int]:
    return node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or node.col_offset


def _apply(source: str, edits: list[Edit]) -> str:
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    for line, start, end_line, end, text in sorted(edits, reverse=True):
        lines[line - 1 : end_line] = [lines[line - 1][:start] + text.encode() + lines[end_line - 1][end:]]
    return b"".join(lines).decode()
