"""The student's cells, run one by one with IPython's semantics and without IPython's side effects."""

import ast
import builtins
import io
import os
import re
import sys
from _sitebuiltins import _Helper
from contextlib import suppress
from functools import partial
from traceback import walk_tb
from typing import Any, ClassVar

import matplotlib
from IPython.core.async_helpers import _pseudo_sync_runner, get_asyncio_loop
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from IPython.utils.text import SList
from matplotlib import pyplot

from autograder.guest import matplotlib_ticks
from autograder.guest.failed_cell import DEFINITIONS, IMPORTS, FailedCell
from autograder.guest.function_history import FunctionHistory
from autograder.wire.text import sendable

_PROMPT = re.compile(r"^\s*(>>>|\.\.\.|In \[)", re.MULTILINE)
_AROUND_CELL = re.compile(r"\s*%%(time|capture)\b([^\n]*)\n")
_CALL = re.compile(r"\w+(\.\w+)+\(.*\)\n?")  # no name of a magic has a dot
_DEFINED = re.compile(r"^(?:async )?def +(\w+)", re.MULTILINE)
_ASSIGNED = re.compile(r"^(\w+) *(?::[^=]*)?=", re.MULTILINE)
_MOST_NAMES = 5  # of functions in which a cell was interrupted
_NOT_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)


class _DiscardingStream(io.TextIOBase):
    """A text stream that takes everything and keeps nothing: what a student prints is not marked."""

    encoding = "utf-8"

    def write(self, text: str) -> int:
        return len(text)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False


class Shell(InteractiveShell):
    """IPython without a terminal, history, GUI or shell; its display goes nowhere."""

    def transform_cell(self, raw_cell: str) -> str:
        """Leave plain Python as it is: to look for magics in it, token by token, takes longer than to run it."""
        if _is_plain(raw_cell):
            with suppress(*_NOT_PYTHON):
                ast.parse(raw_cell)
                return raw_cell if raw_cell.endswith("\n") else raw_cell + "\n"
        if found := _AROUND_CELL.match(raw_cell):  # these magics would keep an error of the cell to themselves
            magic, line = found.groups()
            alone = f"get_ipython().run_cell_magic({magic!r}, {line.strip()!r}, 'pass')\n"
            return "\n" * raw_cell[: found.start(1)].count("\n") + alone + self.transform_cell(raw_cell[found.end() :])
        transformed: str = super().transform_cell(raw_cell)  # type: ignore[no-untyped-call]  # of IPython
        return transformed

    async def run_code(self, code_obj: Any, result: Any = None, *, async_: bool = False) -> bool:
        """Run one statement, or a whole simple cell; then look which names are functions."""
        failed: bool = await super().run_code(code_obj, result, async_=async_)  # type: ignore[no-untyped-call]
        self.history.look(code_obj.co_names, self.user_ns)
        return failed

    def run_simple(self, raw_cell: str) -> ExecutionResult | None:
        """Run what most cells of an assignment are, one call or a definition at the end, as `run_cell` does, but
        compile it once instead of four times. None if the cell is of another kind; then nothing of it has run."""
        cell = raw_cell.rstrip() + "\n"
        call = _CALL.fullmatch(cell) is not None
        if not _is_plain(raw_cell) or not (call or _ends_in_definition(cell)) or _takes_own_name(cell):
            return None
        try:
            name = self.compile.cache(cell, self.execution_count, raw_code=raw_cell)
            code = self.compile(cell, name, "single" if call else "exec")
        except _NOT_PYTHON:
            return None
        result = ExecutionResult(None)
        with suppress(StopIteration):
            self.run_code(code, result).send(None)  # a coroutine that waits for nothing
        return result

    def run_rest(self, raw_cell: str, error: BaseException) -> str:
        """After a statement of a cell has raised `error`, run what may still run of it; return a note about it."""
        try:
            source = self.transform_cell(raw_cell)
        except Exception:  # a cell that IPython cannot read, either
            return ""
        return FailedCell(raw_cell, source, describe, self.unbound).go_on(error, partial(self._run_statement, source))

    def run_definitions(self, raw_cell: str) -> BaseException | None:
        """Run only what a cell defines and imports; return the first error."""
        try:
            source = self.transform_cell(raw_cell)
            statements = ast.parse(source).body
        except Exception as error:  # a cell that IPython or Python cannot read
            return error
        errors = [self._run_statement(source, one) for one in statements if isinstance(one, IMPORTS + DEFINITIONS)]
        return next((error for error in errors if error is not None), None)

    def _run_statement(self, source: str, statement: ast.stmt) -> BaseException | None:
        result = ExecutionResult(None)
        name = self.compile.cache(source, self.execution_count, raw_code=source)
        running = self.run_ast_nodes([statement], name, "none", compiler=self.compile, result=result)
        waits = self.should_run_async(source, transformed_cell=source)
        (self.loop_runner if waits else _pseudo_sync_runner)(running)
        error: BaseException | None = result.error_before_exec or result.error_in_exec
        return error

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: the base class raises on `%matplotlib inline` and loses the rest of the cell."""

    def enable_matplotlib(self, gui: Any = None) -> tuple[str, str]:
        """Keep the backend that draws nothing."""
        return "agg", "agg"

    refused = False
    magic_note = ""  # about a magic that did nothing
    last_folder = "."  # before the last `%cd`
    history = FunctionHistory()
    unbound: ClassVar[set[str]] = set()  # names that failed statements would have bound

    def change_folder(self, line: str) -> None:
        """`%cd`: go to another folder inside the notebook's own; elsewhere, stay and say so."""
        home, here = os.environ["HOME"], os.getcwd()
        words = [word for word in line.split() if word not in ("-q", "-b")]
        wanted = " ".join(words).strip("'\"") or "~"
        path = self.last_folder if wanted == "-" else os.path.expanduser(wanted)
        inside = os.path.commonpath([home, os.path.realpath(path)]) == os.path.realpath(home)
        if inside and os.path.isdir(path):
            self.last_folder = here
            os.chdir(path)
        else:
            type(self).magic_note = f"`%cd {wanted[:80]}` did nothing: there is no such folder beside the notebook here"

    def keep_names(self, line: str) -> None:
        """`%reset`: keep all names, since some notebooks end with it, and say so."""
        type(self).magic_note = "`%reset` did nothing: it would have removed your answers"

    def system(self, cmd: str) -> None:
        """Do not run a shell command. The cell goes on: `!pip install …` often stands above the imports."""
        type(self).refused = True

    system_piped = system_raw = system

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> list[str] | str:
        """Refuse `x = !command` like `!command`: it has no output."""
        self.system(cmd)
        return SList([]) if split else ""

    def init_virtualenv(self) -> None:
        """Do nothing: there is none."""

    def ask_exit(self) -> None:
        """Do nothing on `exit`: the next cell still runs, as it would in Jupyter with a new kernel."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        """Print nothing: the last line of an error travels in the cell's answer."""

    def showtraceback(self, *_: Any, **__: Any) -> None:
        """Format nothing: a traceback with the student's values would take longer than the cell."""

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        """Format nothing, for the same reason."""


def _is_plain(cell: str) -> bool:
    """Whether it is surely Python, if it can be parsed as Python: no magic, no copied prompt."""
    text = cell.strip()
    several = "\n" in text and not cell[0].isspace() and not _PROMPT.search(cell)
    return several or _CALL.fullmatch(text) is not None


def _ends_in_definition(cell: str) -> bool:
    """Whether the last statement defines or imports: then there is nothing to display."""
    last = next((line for line in reversed(cell.split("\n")) if line and line[0] not in " \t#)"), "")
    return last.startswith(("def ", "class ", "import ", "from "))


def _takes_own_name(cell: str) -> bool:
    """Whether the cell seems to give the name of one of its functions to a value: then each statement counts."""
    return not set(_DEFINED.findall(cell)).isdisjoint(_ASSIGNED.findall(cell))


def make_shell() -> Shell:
    """The shell that every guest inherits; made once, in the zygote."""
    matplotlib.use("agg")
    pyplot.switch_backend("agg")
    matplotlib_ticks.install()
    matplotlib.use = pyplot.switch_backend = lambda *_, **__: None  # type: ignore[assignment]  # no window opens
    builtins.help = _Helper()  # of `site`, which this interpreter does not import
    sys.breakpointhook = lambda *_, **__: None  # nobody can answer a debugger
    pyplot.show = lambda *_, **__: None  # Agg would warn that it has no window
    HistoryManager.enabled = False  # type: ignore[assignment]
    shell = Shell.instance()
    shell.ast_node_interactivity = "last_expr"
    shell.autocall = 0
    shell.magics_manager.register_function(shell.change_folder, magic_name="cd")
    for name in ("reset", "reset_selective"):
        shell.magics_manager.register_function(shell.keep_names, magic_name=name)
    shell.run_cell("import matplotlib.pyplot; %matplotlib inline")  # what IPython imports late, it imports here
    shell.run_cell("await __import__('asyncio').sleep(0)")
    get_asyncio_loop().close()  # its descriptors do not survive a fork; IPython makes another one where it is needed
    shell.reset(new_session=False)
    for trap in (shell.builtin_trap, shell.display_trap):
        trap.__enter__()  # for good: the calls that follow the cells also find `get_ipython` and the like
    return shell


def run_cell(shell: Shell, source: str, *, only_definitions: bool = False) -> tuple[str, str]:
    """Run one cell; return the last line of what it raised, or an empty string, and a note about what ran all the same,
    or an empty string."""
    sys.stdout, sys.stderr = _DiscardingStream(), _DiscardingStream()
    Shell.refused, Shell.magic_note = False, ""
    note = ""
    error: BaseException | None
    try:
        if only_definitions:
            error = shell.run_definitions(source)
        else:
            result = shell.run_simple(source) or shell.run_cell(source, store_history=False)
            error = result.error_before_exec or result.error_in_exec
            if error is not None:
                note = shell.run_rest(source, error)
    except (KeyboardInterrupt, SystemExit) as problem:
        error = problem
    pyplot.close("all")
    note = _line("; ".join(part for part in (Shell.magic_note, note) if part), 1000)
    if error is None:
        return "shell commands do not run while a notebook is graded" if Shell.refused else "", note
    return describe(error), note


def describe(error: BaseException) -> str:
    """An exception in one short line; of an interruption, the functions in which it came."""
    try:
        text = _within(error) if isinstance(error, KeyboardInterrupt) else str(error)
        text = text.strip().splitlines()[0] if text.strip() else ""
    except Exception:  # the student's own __str__ may raise anything
        text = "…"
    # a name that is public: for "x = (" Python 3.13 has a private kind of SyntaxError
    name = next(kind.__name__ for kind in type(error).__mro__ if not kind.__name__.startswith("_"))
    return _line(f"{name}: {text}" if text else name, 500)


def _line(text: str, longest: int) -> str:
    """The text in one line that can be sent."""
    return " ".join(sendable(text[:longest]).split("\n"))


def _within(error: BaseException) -> str:
    frames = (frame.f_code for frame, _ in walk_tb(error.__traceback__))
    names = (code.co_name for code in frames if code.co_filename.startswith("<ipython-input"))
    found = [name for name in dict.fromkeys(names) if name.isidentifier()]
    return "in " + ", ".join(found[:_MOST_NAMES]) if found else ""
