"""The student's cells, run one by one with IPython's semantics and without IPython's side effects."""

import io
import sys
from typing import Any

import matplotlib
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from matplotlib import pyplot


class _Cut(io.TextIOBase):
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

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: the base class raises on `%matplotlib inline` and loses the rest of the cell."""

    def enable_matplotlib(self, gui: Any = None) -> tuple[str, str]:
        """Keep the backend that draws nothing."""
        return "agg", "agg"

    def system(self, cmd: str) -> None:
        """Refuse shell commands, with a word to whoever reads the cell's error."""
        raise RuntimeError("shell commands do not run while a notebook is graded")

    system_piped = system_raw = system

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> None:
        """Refuse `x = !command` like `!command`."""
        self.system(cmd)

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


def make_shell() -> Shell:
    """The shell that every guest inherits; made once, in the zygote."""
    matplotlib.use("agg")
    pyplot.show = lambda *_, **__: None  # Agg would warn that it has no window
    HistoryManager.enabled = False  # type: ignore[assignment]
    shell = Shell.instance()
    shell.ast_node_interactivity = "last_expr"
    shell.autocall = 0
    shell.run_cell("import matplotlib.pyplot; %matplotlib inline")  # what IPython imports late, it imports here
    shell.run_cell("await __import__('asyncio').sleep(0)")
    shell.reset(new_session=False)
    return shell


def run_cell(shell: Shell, source: str) -> str:
    """Run one cell; return the last line of what it raised, or an empty string."""
    sys.stdout, sys.stderr = _Cut(), _Cut()
    try:
        result = shell.run_cell(source, store_history=False)
        error = result.error_before_exec or result.error_in_exec
    except (KeyboardInterrupt, SystemExit) as problem:
        error = problem
    pyplot.close("all")
    return "" if error is None else describe(error)


def describe(error: BaseException) -> str:
    """An exception in one short line."""
    try:
        text = str(error).strip().splitlines()[0] if str(error).strip() else ""
    except Exception:  # the student's own __str__ may raise anything
        text = "…"
    name = type(error).__name__
    return f"{name}: {text}"[:500].encode("utf-8", "replace").decode() if text else name[:500]
