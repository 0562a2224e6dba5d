"""What still runs of a cell after one of its statements has failed.

In Jupyter nothing does. But here a statement may fail only because something is missing: a package, a file, the
network, a keyboard or time. Then the rest of the cell runs; after any other error, its imports do. So one failing line
does not take NumPy from all the cells below.
"""

import ast
import builtins
import re
from bdb import BdbQuit
from collections.abc import Callable
from types import ModuleType

_MOST_FAILURES, _LONGEST = 5, 80  # in a note: statements, and characters of each
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
_IMPORT_LINE = re.compile(r"^(?:import|from)\s.+", re.MULTILINE)

Kinds = tuple[type[ast.stmt], ...]
Place = tuple[int, int]  # a line, and a column in it
Run = Callable[[ast.stmt], BaseException | None]  # runs one statement; returns what it raised


class FailedCell:
    """The statements of one cell, after `error` has stopped it. `unbound` are names that earlier failures left out."""

    def __init__(self, raw: str, source: str, describe: Callable[[BaseException], str], unbound: set[str]):
        self.raw, self.source, self.describe, self.unbound = raw, source, describe, unbound
        self.failures: list[str] = []
        self.ran = 0
        self.what_ran = "the rest of the cell was run"

    def go_on(self, error: BaseException, run: Run) -> str:
        """Run what may still run; return a note about it, or an empty string if nothing was left to run."""
        try:
            statements = ast.parse(self.source).body
        except (SyntaxError, ValueError):
            statements = [imports for line in _IMPORT_LINE.findall(self.source) for imports in _parsed(line)]
            self._run(statements, IMPORTS, run)
            return f"it is not Python ({self.describe(error)}); only its imports were run" if self.ran else ""
        place = _place(error)
        if place is None or _begun(statements, place) is None:
            return ""
        statement, rest = _failed_statement(statements, place)
        parts = _single_imports(statement, error)
        if parts:
            self._run([*parts, *rest], (ast.stmt,), run)
        else:
            kinds = self._fail(statement, error)
            self._run(rest, kinds, run)
        return self._note() if self.ran else ""

    def _run(self, statements: list[ast.stmt], kinds: Kinds, run: Run) -> None:
        waiting = list(statements)
        while waiting:
            statement = waiting.pop(0)
            if not isinstance(statement, kinds):
                self.what_ran = "only the imports below it were run"
                if len(kinds) > len(IMPORTS):
                    self.what_ran = "only the imports and definitions below it were run"
                continue
            error = run(statement)
            if error is None:
                self.ran += 1
                continue
            statement, inside = _failed_statement([statement], _place(error))
            waiting[:0] = inside
            if parts := _single_imports(statement, error):
                waiting[:0] = parts
            else:
                found = self._fail(statement, error)
                kinds = found if kinds == (ast.stmt,) else kinds

    def _fail(self, statement: ast.stmt, error: BaseException) -> Kinds:
        """Remember a failure; return the kinds of statements that may run after it."""
        self.failures.append(f"`{self._text(statement)}` failed ({self._reason(error)})")
        if isinstance(error, KeyboardInterrupt):
            return (*IMPORTS, *DEFINITIONS)
        if not (self._is_magic(statement) or _is_missing_here(error) or self._is_consequence(error)):
            return IMPORTS
        self.unbound |= _bound_names(statement)
        return (ast.stmt,)

    def _is_consequence(self, error: BaseException) -> bool:
        return isinstance(error, NameError) and (error.name in self.unbound or "*" in self.unbound)

    def _is_magic(self, statement: ast.stmt) -> bool:
        return (ast.get_source_segment(self.source, statement) or "").startswith("get_ipython()")

    def _text(self, statement: ast.stmt) -> str:
        if self._is_magic(statement):
            lines = self.raw.splitlines()
            text = lines[statement.lineno - 1] if statement.lineno <= len(lines) else "a magic"
        else:
            text = ast.unparse(statement) if isinstance(statement, IMPORTS) else ""
            text = text or (ast.get_source_segment(self.source, statement) or "").split("\n")[0]
        return text.strip()[:_LONGEST].replace("`", "'")

    def _reason(self, error: BaseException) -> str:
        if isinstance(error, ModuleNotFoundError) and isinstance(error.name, str):
            return f"{error.name.partition('.')[0][:_LONGEST]} is not installed here"
        if isinstance(error, KeyboardInterrupt):
            return "stopped: it took too long"
        return self.describe(error)[:200]

    def _note(self) -> str:
        shown, more = self.failures[:_MOST_FAILURES], len(self.failures) - _MOST_FAILURES
        also = f" and {more} more" if more > 0 else ""
        return f"{', '.join(shown)}{also}; {self.what_ran}"


def _is_missing_here(error: BaseException) -> bool:
    """Whether the error says that this machine lacks something that the student's may have."""
    if isinstance(error, AttributeError):  # another version of the package; NumPy raises without an object
        return isinstance(error.obj, ModuleType) or str(error).startswith("module '")
    return isinstance(error, ImportError | OSError | EOFError | BdbQuit)


def _place(error: BaseException) -> Place | None:
    """The line and column at which the cell's own code stood."""
    step = error.__traceback__
    while step is not None and not step.tb_frame.f_code.co_filename.startswith("<ipython-input"):
        step = step.tb_next
    if step is None:
        return None
    places = list(step.tb_frame.f_code.co_positions())
    line, _, column, _ = places[step.tb_lasti // 2] if step.tb_lasti >= 0 else (None, None, None, None)
    return (line or step.tb_lineno, column or 0)


def _begun(statements: list[ast.stmt], place: Place) -> int | None:
    """The index of the last statement that begins at the place or above it."""
    begun = [index for index, one in enumerate(statements) if _start(one) <= place]
    return begun[-1] if begun else None


def _failed_statement(statements: list[ast.stmt], place: Place | None) -> tuple[ast.stmt, list[ast.stmt]]:
    """The innermost statement at a place, and what stands below it: first inside an `if`, `with` or `try`."""
    if place is None:
        return statements[0], statements[1:]
    at = _begun(statements, place) or 0
    statement, rest = statements[at], statements[at + 1 :]
    for block in _blocks(statement):
        if block and _start(block[0]) <= place <= (block[-1].end_lineno or 0, block[-1].end_col_offset or 0):
            statement, inside = _failed_statement(block, place)
            return statement, [*inside, *rest]
    return statement, rest


def _blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    """The lists of statements in a statement that are run once, in the cell's own namespace."""
    match statement:
        case ast.If():
            return [statement.body, statement.orelse]
        case ast.With() | ast.AsyncWith():
            return [statement.body]
        case ast.Try() | ast.TryStar():
            handlers = [handler.body for handler in statement.handlers]
            return [statement.body, *handlers, statement.orelse, statement.finalbody]
    return []


def _start(statement: ast.stmt) -> Place:
    first = min(getattr(statement, "decorator_list", []), key=lambda one: one.lineno, default=statement)
    return (first.lineno, 0 if first is not statement else statement.col_offset)


def _single_imports(statement: ast.stmt, error: BaseException) -> list[ast.stmt]:
    """An import of several names as one import for each, if some of them may be there."""
    if not isinstance(statement, IMPORTS) or len(statement.names) < 2 or not isinstance(error, ImportError):
        return []
    if isinstance(statement, ast.ImportFrom) and isinstance(error, ModuleNotFoundError):
        return []
    singles = []
    for alias in statement.names:
        single = (
            ast.Import([alias])
            if isinstance(statement, ast.Import)
            else ast.ImportFrom(statement.module, [alias], statement.level)
        )
        singles.append(ast.copy_location(single, statement))
    return list(singles)


def _bound_names(statement: ast.stmt) -> set[str]:
    """The names that the statement would have bound; "*" for all that a module has."""
    nodes = list(ast.walk(statement))
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    aliases = [alias for node in nodes if isinstance(node, IMPORTS) for alias in node.names]
    return (stored | {alias.asname or alias.name.partition(".")[0] for alias in aliases}) - set(dir(builtins))


def _parsed(line: str) -> list[ast.stmt]:
    try:
        return ast.parse(line).body
    except (SyntaxError, ValueError):
        return []
