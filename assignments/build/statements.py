"""Python source cut into its top-level pieces, and put together again without some of them.

Pieces are ranges of lines, so what stays keeps its comments and its layout. A comment belongs to the statement that
it touches; an indented one belongs to the statement above it.
"""

import ast
import symtable
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

LINE = 120


@dataclass(frozen=True)
class Statement:
    """One top-level statement: its syntax tree, its lines, and the names that it gives and takes at module level."""

    node: ast.stmt
    comment: str  # the comment lines that touch it from above
    text: str  # the statement, decorators and a comment on its last line included
    loose: str  # comment lines above it that touch nothing
    gap: int  # empty lines above it and its comment
    defines: frozenset[str]
    uses: frozenset[str]


@lru_cache(maxsize=1024)  # the same cells and modules are asked for again and again
def statements(source: str) -> tuple[Statement, ...]:
    """Cut `source` into its top-level statements."""
    lines = source.splitlines()
    found: list[Statement] = []
    end = 0
    for node in ast.parse(source).body:
        start = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))]) - 1
        between = _after_indented_comments(lines[end:start])
        touching = _touching_comment(between)
        above = between[: len(between) - len(touching)]
        loose = "\n".join(above).strip("\n")
        gap = sum(1 for _ in takewhile(lambda line: not line.strip(), reversed(above)))
        end = node.end_lineno or start + 1
        text = "\n".join(lines[start:end])
        found.append(Statement(node, "\n".join(touching), text, loose, gap, _defines(node), _uses(node)))
    return tuple(found)


@lru_cache(maxsize=1024)
def cell_tree(source: str) -> ast.Module:
    """Return the syntax tree of a notebook cell; a cell that is not pure Python (a magic) gives an empty tree."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def needed(parts: Collection[Statement], wanted: Callable[[Statement], bool]) -> list[Statement]:
    """Return the wanted pieces and, in their old order, all that they use directly or indirectly.

    An import of several names is cut down to those that are used.
    """
    kept = {id(statement) for statement in parts if wanted(statement)}
    names: set[str] = set()
    while True:
        names = set().union(*(statement.uses for statement in parts if id(statement) in kept))
        more = {id(statement) for statement in parts if statement.defines & names} - kept
        if not more:
            break
        kept |= more
    return [_only(statement, names) for statement in parts if id(statement) in kept]


def join(kept: Iterable[Statement], every: Collection[Statement]) -> str:
    """Put pieces together, two blank lines around functions and classes as in the source they came from.

    A comment that touches nothing stays only where both its neighbours stay.
    """
    order = [statement.node for statement in every]
    before = dict(zip(order[1:], order, strict=False))
    text = ""
    last: ast.stmt | None = None
    for statement in kept:
        untouched = before.get(statement.node) is last
        gap = statement.gap if untouched else max(statement.gap, _gap(last, statement.node))
        if statement.loose and untouched:
            text += ("\n" * gap if text else "") + statement.loose + "\n"
        text += (
            ("\n" * gap if text else "")
            + (statement.comment + "\n" if statement.comment else "")
            + statement.text
            + "\n"
        )
        last = statement.node
    return text


def _after_indented_comments(between: list[str]) -> list[str]:
    indented = [i for i, line in enumerate(between) if line[:1].isspace() and line.strip()]
    return between[indented[-1] + 1 :] if indented else between


def _touching_comment(between: list[str]) -> list[str]:
    touching: list[str] = []
    for line in reversed(between):
        if not line.startswith("#"):
            break
        touching.insert(0, line)
    return touching


def _defines(node: ast.stmt) -> frozenset[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return frozenset(_bound(alias) for alias in node.names)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return frozenset([node.name])
    stored = (n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    return frozenset(n.id for n in stored)


def _uses(node: ast.stmt) -> frozenset[str]:
    """Names of the module that the statement reads: a local variable of the same name is not one of them."""
    table = symtable.symtable(ast.unparse(node), "<piece>", "exec")
    names = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    inner = list(table.get_children())
    while inner:
        table = inner.pop()
        names |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
        inner += table.get_children()
    return frozenset(names)


def _bound(alias: ast.alias) -> str:
    return alias.asname or alias.name.split(".")[0]


def _only(statement: Statement, names: set[str]) -> Statement:
    node = statement.node
    if not isinstance(node, ast.Import | ast.ImportFrom) or statement.defines <= names or not statement.defines & names:
        return statement
    used = [alias for alias in node.names if _bound(alias) in names]
    if isinstance(node, ast.Import):
        return replace(statement, text=ast.unparse(ast.Import(names=used)))
    text = ast.unparse(ast.ImportFrom(module=node.module, names=used, level=node.level))
    if len(text) > LINE:
        head, tail = text.split(" import ")
        text = f"{head} import (\n" + "".join(f"    {name},\n" for name in tail.split(", ")) + ")"
    return replace(statement, text=text)


def _gap(above: ast.stmt | None, below: ast.stmt) -> int:
    """Return the empty lines that the formatter wants at least."""
    if above is None:
        return 0
    blocks = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    if isinstance(above, blocks) or isinstance(below, blocks):
        return 2
    imports = ast.Import | ast.ImportFrom
    if isinstance(above, imports) and isinstance(below, imports):
        return int(_of_python(above) != _of_python(below))
    return int(isinstance(above, imports) or isinstance(below, imports) or isinstance(above, ast.Expr))


def _of_python(node: ast.Import | ast.ImportFrom) -> bool:
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
    return module.split(".")[0] in sys.stdlib_module_names
