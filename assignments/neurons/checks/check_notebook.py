"""The public checks of one notebook: its cells and its questions are run in another process, with limits.

In: a notebook and its folder of test files. Out: one `CheckedQuestion` per test file, in the order of the notebook.

Theory of operation. A worker process runs the cells, then the cases of each question, and reports each step as one line
of JSON. It interrupts a step that takes longer than its limit, and ends itself if the step goes on. A step that ended a
worker, or that does not let it measure (some of NumPy's loops), is left out: a new worker runs the rest. After a
time-out, each step gets a quarter of the limit. When the total time is used up, the questions that are left were not
run, and so did not pass. So that this does not happen where the cells draw a lot, only cells that define or import
something are run after half of it.
"""

import ast
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 5  # times its limit: so long by the clock a step may take. The worker itself counts what it uses
STARTING = 60.0  # seconds for a worker to import what it needs: the first import on a new machine is slow


class NoNotebook(Exception):
    """There is no notebook that can be read. The text says what to do."""


class CannotRun(Exception):
    """The checks cannot run on this machine. The text says what to do."""


@dataclass(frozen=True)
class CheckedCase:
    """One case. `expected` and `actual` are the lines of a drawing, or empty."""

    name: str
    points: float
    outcome: str  # "passed", "failed", "not written", "missing", "timeout", "crashed" or "not run"
    message: str = ""
    expected: tuple[str, ...] = ()
    actual: tuple[str, ...] = ()
    milliseconds: int = 0

    @property
    def passed(self) -> bool:
        """Whether the case passed."""
        return self.outcome == "passed"


@dataclass(frozen=True)
class CheckedQuestion:
    """One question with its public cases."""

    name: str
    cases: tuple[CheckedCase, ...]

    @property
    def passed(self) -> bool:
        """Whether all cases passed."""
        return all(case.passed for case in self.cases)

    @property
    def score(self) -> float:
        """The points of the cases that passed."""
        return sum(case.points for case in self.cases if case.passed)

    @property
    def max_score(self) -> float:
        """The points of all cases."""
        return sum(case.points for case in self.cases)


def check_notebook(notebook: Path, tests: Path, *, limit: float, total: float) -> list[CheckedQuestion]:
    """Run the checks. `limit` is in seconds for a cell or a question, `total` for all together.

    Raises
    ------
    NoNotebook
        The notebook cannot be read.
    CannotRun
        There are no test files, or the worker does not start.
    """
    sources = code_cells(notebook)
    names = [path.stem for path in sorted(tests.glob("*.py")) if not path.name.startswith("_")]
    if not names:
        raise CannotRun(f"{tests} holds no test files: get the folders `tests` and `checks` of the assignment again.")
    text = "\n".join(sources)
    names.sort(key=lambda name: (text.find(f'check("{name}")') % (len(text) + 1), name))  # not found: at the end
    run = _Run(notebook.resolve().parent, sources, tests.resolve(), names, limit, time.monotonic() + total)
    while run.next_worker():
        pass
    return [run.result(name) for name in names]


def code_cells(notebook: Path) -> list[str]:
    """Return the sources of the code cells; raise NoNotebook if the file is no notebook."""
    try:
        table = json.loads(notebook.read_text(encoding="utf-8-sig"), parse_int=float)  # int refuses long ones
        cells = [cell for cell in table["cells"] if cell["cell_type"] == "code"]
        return ["".join(cell["source"]) for cell in cells]
    except OSError as error:
        raise NoNotebook(f"{notebook} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError) as error:
        raise NoNotebook(
            f"{notebook.name} is not a notebook ({type(error).__name__}: {error}). Open it in Jupyter, save it and "
            "push it again. Lines such as <<<<<<< in it are a merge that was not finished."
        ) from None


def find_notebook(asked: Path | None) -> tuple[Path, str]:
    """Return the notebook to check, and a note if it is not the one that was asked for."""
    if asked and asked.is_file():
        return asked, ""
    folder = asked.parent if asked else Path()
    others = sorted(path for path in folder.glob("*.ipynb") if path.is_file())
    if len(others) == 1:
        note = f"There is no {asked.name}: {others[0].name} is checked, the only notebook here." if asked else ""
        return others[0], note
    listed = f"These are here: {', '.join(path.name for path in others)}." if others else "No notebook is here."
    wanted = f"There is no {asked.name}." if asked else "Which notebook?"
    raise NoNotebook(f"{wanted} {listed} Name the notebook: python -m checks NAME.ipynb")


class _Run:
    """What is known of a notebook while one worker after the other runs it."""

    def __init__(self, folder: Path, cells: list[str], tests: Path, names: list[str], limit: float, end: float):
        self.folder, self.cells, self.tests, self.names, self.end = folder, cells, tests, names, end
        self.limit = limit
        self.skipped_cells: list[int] = []
        self.cases: dict[str, list[dict[str, Any]]] = {}  # what the worker said of each question
        self.ended: dict[str, tuple[str, str]] = {}  # questions that ended a worker: outcome and message
        self.hanging = 0
        self.out_of_time = False

    def next_worker(self) -> bool:
        """Run a worker to its end; return whether another one has something to do."""
        waiting = [name for name in self.names if name not in self.cases and name not in self.ended]
        left = self.end - time.monotonic()
        if not waiting or left <= 0:
            self.out_of_time = bool(waiting)
            return False
        request = {
            "cells": self.cells,
            "skipped_cells": self.skipped_cells,
            "tests": [[name, str(self.tests / f"{name}.py")] for name in waiting],
            "limit": self._limit(),
            "all_cells": left / 2,
        }
        step = _Worker(self.folder, request, self.end).run(self._heard)
        if step is None:
            return False
        kind, name, why = step
        if why == "total":
            self.out_of_time = True
            return False
        if kind == "start":
            raise CannotRun(f"The checks do not start here: {why} Install requirements.txt again.")
        self.hanging += why == "timeout"
        if kind == "cell":
            self.skipped_cells.append(int(name))
        else:
            self.ended[str(name)] = _how_it_ended(why)
        return True

    def _limit(self) -> float:
        return self.limit / 4 if self.hanging else self.limit

    def _heard(self, said: dict[str, Any]) -> None:
        if said["step"] == "checked":
            self.cases[said["name"]] = said["cases"]
        if said.get("timeout"):
            self.hanging += 1

    def result(self, name: str) -> CheckedQuestion:
        """Return what came of a question."""
        if name in self.cases:
            cases = [
                CheckedCase(**case | {"expected": tuple(case["expected"]), "actual": tuple(case["actual"])})
                for case in self.cases[name]
            ]
            return CheckedQuestion(name, tuple(cases))
        outcome, message = self.ended.get(name, ("not run", "The time for all checks was used up before this one."))
        stated = stated_cases(self.tests / f"{name}.py")
        return CheckedQuestion(name, tuple(CheckedCase(case, points, outcome, message) for case, points in stated))


def stated_cases(path: Path) -> list[tuple[str, float]]:
    """Return the names and points of the cases of a test file, without running it."""
    found = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        for call in getattr(node, "decorator_list", []):
            if isinstance(call, ast.Call):
                given = {each.arg: ast.literal_eval(each.value) for each in call.keywords if each.arg}
                found.append((str(given.get("name", "")), float(given.get("points") or 0)))
    return found


def _how_it_ended(why: str) -> tuple[str, str]:
    if why == "timeout":
        return "timeout", "This took too long, and was stopped: is there a loop that does not end?"
    return "crashed", "The check ended Python itself: does the function call exit, or itself without an end?"


class _Worker:
    """One worker process, which is ended when a step takes too long or the total time is over."""

    def __init__(self, folder: Path, request: dict[str, Any], end: float):
        self.end, self.limit = end, float(request["limit"])
        home = str(Path(__file__).resolve().parent.parent)
        paths = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "checks.check_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=os.environ | {"MPLBACKEND": "agg", "PYTHONPATH": paths, "PYTHONUTF8": "1"},
            start_new_session=os.name == "posix",
        )
        self.lines: queue.Queue[bytes | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        assert self.process.stdin
        with suppress(OSError), self.process.stdin as pipe:  # it may have ended already: `run` says so
            pipe.write(json.dumps(request).encode() + b"\n")

    def run(self, heard: Any) -> tuple[str, Any, str] | None:
        """Return None when all is done, or the step that did not come back, and why: (kind, name, why)."""
        step, patience, stuck = ("start", ""), STARTING, False
        try:
            while True:
                left = self.end - time.monotonic()
                try:
                    line = self.lines.get(timeout=max(0.01, min(patience, left)))
                except queue.Empty:
                    return (*step, "timeout" if left > patience else "total")
                if line is None:
                    why = self._last_words() if step[0] == "start" else "timeout" if stuck else "crashed"
                    return (*step, why)
                said = json.loads(line)
                heard(said)
                stuck = said["step"] == "stuck"
                if said["step"] == "done":
                    return None
                if said["step"] in ("cell", "question"):
                    step = (said["step"], said["name"])
                    patience = PATIENCE * float(said["limit"]) + PATIENCE
        finally:
            self._end()

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as pipe:
            for line in pipe:
                self.lines.put(line)
        self.lines.put(None)

    def _last_words(self) -> str:
        assert self.process.stderr
        said = self.process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        return said[-1] if said else "the process ended."

    def _end(self) -> None:
        if os.name == "posix":
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)  # with the processes that the notebook has started
        self.process.kill()
        self.process.wait()
        assert self.process.stderr
        self.process.stderr.close()
