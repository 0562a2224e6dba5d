"""Code without what a formatter or another taste changes: layout, comments, docstrings, annotations, trailing commas.

In: the source of a cell. Out: chunks, one for each statement at the top of the cell. A chunk is a canonical text, and
for each of its lines the lines of the source that it stands for, so that a page can mark the student's own lines.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")
NO_CODE = (SyntaxError, ValueError, RecursionError, MemoryError)  # what `ast` raises for hostile or broken text


@dataclass(frozen=True)
class Chunk:
    """One statement: its canonical text, and for each line of it the first and the last line in the source, from 0."""

    text: str
    lines: tuple[tuple[int, int], ...]


def chunks(source: str) -> list[Chunk]:
    """Return the chunks of a cell. Text that is no Python is one chunk, as it is."""
    try:
        return [_chunk(node) for node in ast.parse(source).body if not _is_docstring(node)]
    except NO_CODE:
        rows = source.splitlines()
        return [Chunk("\n".join(rows) + "\n", tuple((i, i) for i in range(len(rows))))] if source.strip() else []


def form(function: ast.FunctionDef) -> str:
    """Return a function as text in which every name is numbered in the order of its first use."""
    numbers: dict[str, str] = {}
    tree = ast.parse("\n".join(text for text, _ in _lines(function, 0)))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.name = "F"
        elif isinstance(node, ast.Name):
            node.id = numbers.setdefault(node.id, f"v{len(numbers)}")
        elif isinstance(node, ast.arg):
            node.arg = numbers.setdefault(node.arg, f"v{len(numbers)}")
    return ast.unparse(tree)


def _chunk(node: ast.stmt) -> Chunk:
    rows = list(_lines(node, 0))
    return Chunk("".join(f"{text}\n" for text, _ in rows), tuple(place for _, place in rows))


def _lines(node: ast.AST, depth: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the canonical lines of a statement, each with its place in the source."""
    indent = "    " * depth
    first, last = getattr(node, "lineno", 1) - 1, (getattr(node, "end_lineno", 1) or 1) - 1
    blocks = {name: getattr(node, name) for name in BLOCKS if isinstance(getattr(node, name, None), list)}
    if not blocks:
        for text in ast.unparse(node).splitlines():
            yield indent + text, (first, last)
        return
    below = [statement for block in blocks.values() for statement in block]
    until = max(first, min((each.lineno for each in below if hasattr(each, "lineno")), default=last + 1) - 2)
    yield indent + _head(node), (first, until)
    for name, block in blocks.items():
        kept = [each for each in block if not _is_docstring(each)]
        if block and name in ("orelse", "finalbody"):
            yield indent + ("else:" if name == "orelse" else "finally:"), (block[0].lineno - 1, block[0].lineno - 1)
        for statement in kept:
            yield from _lines(statement, depth + 1 if name in ("body", "orelse", "finalbody", "cases") else depth)
        if block and not kept:
            yield f"{indent}    pass", (first, first)


def _head(node: ast.AST) -> str:
    """Return the line that opens a block, without annotations and decorators."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        arguments = ast.parse(f"def f({ast.unparse(node.args)}): pass").body[0]
        assert isinstance(arguments, ast.FunctionDef)
        for argument in ast.walk(arguments.args):
            if isinstance(argument, ast.arg):
                argument.annotation = None
        return f"def {node.name}({ast.unparse(arguments.args)}):"
    if isinstance(node, ast.ClassDef):
        return f"class {node.name}:"
    if isinstance(node, ast.If | ast.While):
        return f"{'if' if isinstance(node, ast.If) else 'while'} {ast.unparse(node.test)}:"
    if isinstance(node, ast.For | ast.AsyncFor):
        return f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}:"
    if isinstance(node, ast.With | ast.AsyncWith):
        return f"with {', '.join(map(ast.unparse, node.items))}:"
    if isinstance(node, ast.ExceptHandler):
        return f"except {ast.unparse(node.type)}:" if node.type else "except:"
    if isinstance(node, ast.Match):
        return f"match {ast.unparse(node.subject)}:"
    if isinstance(node, ast.match_case):
        return f"case {ast.unparse(node.pattern)}:"
    return "try:"


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def functions(sources: Sequence[str], names: set[str]) -> dict[str, str]:
    """Return the form of each function that is named, by its name; the last definition counts."""
    found: dict[str, str] = {}
    for source in sources:
        try:
            nodes = [
                node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name in names
            ]
            found |= {node.name: form(node) for node in nodes}
        except NO_CODE:
            continue
    return found
