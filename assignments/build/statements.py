"""Python source as a list of its top-level statements, and as source again without some of them.

A statement is a range of lines, so the statements that stay keep their comments and their layout. A comment belongs to
the statement directly below it. An indented comment belongs to the statement above it.
"""

import ast
import symtable
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

LINE_LENGTH = 120


@dataclass(frozen=True)
class Statement:
    """One top-level statement: its syntax tree, its lines, and the module's names that it defines and uses."""

    node: ast.stmt
    comment: str  # the comment lines directly above it
    text: str  # the statement with its decorators and with a comment on its last line
    separate_comment: str  # comment lines above it, with an empty line between them and the statement
    gap: int  # empty lines above it and its comment
    defines: frozenset[str]
    uses: frozenset[str]


@lru_cache(maxsize=1024)  # the same cells and modules are read many times
def statements(source: str) -> tuple[Statement, ...]:
    """Cut `source` into its top-level statements."""
    lines = source.splitlines()
    found: list[Statement] = []
    end = 0
    for node in ast.parse(source).body:
        start = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))]) - 1
        between = _without_indented_comments(lines[end:start])
        comment = _comment_directly_above(between)
        above = between[: len(between) - len(comment)]
        separate = "\n".join(above).strip("\n")
        gap = sum(1 for _ in takewhile(lambda line: not line.strip(), reversed(above)))
        end = node.end_lineno or start + 1
        text = "\n".join(lines[start:end])
        found.append(Statement(node, "\n".join(comment), text, separate, gap, _defines(node), _uses(node)))
    return tuple(found)


@lru_cache(maxsize=1024)
def cell_tree(source: str) -> ast.Module:
    """Return the syntax tree of a notebook cell; a cell that is not pure Python (a magic) gives an empty tree."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def imported_names(source: str) -> set[str]:
    """Return the names that the top-level imports of a notebook cell bind."""
    imports = (node for node in cell_tree(source).body if isinstance(node, ast.Import | ast.ImportFrom))
    return {_bound(alias) for node in imports for alias in node.names}


def needed(parts: Collection[Statement], wanted: Callable[[Statement], bool]) -> list[Statement]:
    """Return the wanted statements and all that they use, directly or not, in their old order.

    An import of several names keeps only the names that are used.
    """
    kept = {id(statement) for statement in parts if wanted(statement)}
    names: set[str] = set()
    while True:
        names = set().union(*(statement.uses for statement in parts if id(statement) in kept))
        more = {id(statement) for statement in parts if statement.defines & names} - kept
        if not more:
            break
        kept |= more
    return [_import_only(statement, names) for statement in parts if id(statement) in kept]


def join(kept: Iterable[Statement], every: Collection[Statement]) -> str:
    """Return the source of the `kept` statements, with the empty lines of the source they came from.

    `every` are all statements of that source. A separate comment stays only if both its neighbours stay.
    """
    order = [statement.node for statement in every]
    before = dict(zip(order[1:], order, strict=False))
    text = ""
    last: ast.stmt | None = None
    for statement in kept:
        untouched = before.get(statement.node) is last
        gap = statement.gap if untouched else max(statement.gap, _gap(last, statement.node))
        if statement.separate_comment and untouched:
            text += ("\n" * gap if text else "") + statement.separate_comment + "\n"
        comment = statement.comment + "\n" if statement.comment else ""
        text += ("\n" * gap if text else "") + comment + statement.text + "\n"
        last = statement.node
    return text


def _without_indented_comments(between: list[str]) -> list[str]:
    indented = [i for i, line in enumerate(between) if line[:1].isspace() and line.strip()]
    return between[indented[-1] + 1 :] if indented else between


def _comment_directly_above(between: list[str]) -> list[str]:
    comment: list[str] = []
    for line in reversed(between):
        if not line.startswith("#"):
            break
        comment.insert(0, line)
    return comment


def _defines(node: ast.stmt) -> frozenset[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return frozenset(_bound(alias) for alias in node.names)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return frozenset([node.name])
    stored = (n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    return frozenset(n.id for n in stored)


def _uses(node: ast.stmt) -> frozenset[str]:
    """Return the module's names that a statement reads; a local variable of the same name does not count."""
    table = symtable.symtable(ast.unparse(node), "<statement>", "exec")
    names = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    inner = list(table.get_children())
    while inner:
        table = inner.pop()
        names |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
        inner += table.get_children()
    return frozenset(names)


def _bound(alias: ast.alias) -> str:
    return alias.asname or alias.name.split(".")[0]


def _import_only(statement: Statement, names: set[str]) -> Statement:
    node = statement.node
    if not isinstance(node, ast.Import | ast.ImportFrom) or statement.defines <= names or not statement.defines & names:
        return statement
    used = [alias for alias in node.names if _bound(alias) in names]
    if isinstance(node, ast.Import):
        return replace(statement, text=ast.unparse(ast.Import(names=used)))
    text = ast.unparse(ast.ImportFrom(module=node.module, names=used, level=node.level))
    if len(text) > LINE_LENGTH:
        head, tail = text.split(" import ")
        text = f"{head} import (\n" + "".join(f"    {name},\n" for name in tail.split(", ")) + ")"
    return replace(statement, text=text)


def _gap(above: ast.stmt | None, below: ast.stmt) -> int:
    """Return how many empty lines the formatter wants between two statements, at least."""
    if above is None:
        return 0
    blocks = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    if isinstance(above, blocks) or isinstance(below, blocks):
        return 2
    imports = ast.Import | ast.ImportFrom
    if isinstance(above, imports) and isinstance(below, imports):
        return int(_from_standard_library(above) != _from_standard_library(below))
    return int(isinstance(above, imports) or isinstance(below, imports) or isinstance(above, ast.Expr))


def _from_standard_library(node: ast.Import | ast.ImportFrom) -> bool:
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
    return module.split(".")[0] in sys.stdlib_module_names
