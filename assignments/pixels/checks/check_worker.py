"""The process that runs a notebook's cells and its public cases; `check_notebook` starts it and ends it.

In: one line of JSON on the standard input. Out: one line of JSON for each step on the standard output. What the
notebook prints goes nowhere. `otter` is replaced: cases are run as Otter runs them, and its other libraries, which take
a second to load, are not needed.
"""

import inspect
import json
import os
import re
import signal
import sys
import threading
import time
import types
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import checks
from checks.compare import Mismatch
from checks.text_pictures import beside_each_other

GRACE = 1.0  # seconds after its limit in which a step may be interrupted
MAX_MESSAGE = 2000  # characters
DEFINES = re.compile(r"^(?:(?:async )?def|class|import|from)\b", re.MULTILINE)
_Say = Callable[..., None]


def main() -> None:
    """Run what the request names, and say what comes of it."""
    request = json.loads(sys.stdin.readline())
    say = _private_output()
    sys.modules |= _stand_in_for_otter()
    vars(checks)["hand_in"] = lambda *_, **__: None  # a notebook that ends with it would write a file
    shell = _shell()
    limits = _Limits(float(request["limit"]), say)
    hurry = time.monotonic() + float(request["all_cells"])
    for index, source in enumerate(request["cells"]):
        if index not in request["skipped_cells"] and (time.monotonic() < hurry or DEFINES.search(source)):
            say(step="cell", name=index, limit=limits.seconds)
            if limits.run(partial(shell.run_cell, source)):
                say(step="left", name=index, timeout=True)
    for name, path in request["tests"]:
        say(step="question", name=name, limit=limits.seconds)
        cases: list[dict[str, Any]] = []
        timed_out = limits.run(partial(_run_cases, path, shell.user_ns, cases))
        say(step="checked", name=name, cases=cases, timeout=timed_out)
    say(step="done")


def _private_output() -> _Say:
    """Return a function that writes to what is the standard output now; from here on, prints go nowhere."""
    sys.stdout.flush()
    ours = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)

    def say(**said: Any) -> None:
        ours.write(json.dumps(said) + "\n")
        ours.flush()

    return say


class _Limits:
    """Runs one step after the other, each for at most `seconds` of CPU and as many asleep.

    Time in which other programs hold the processor does not count. After a step was too long, the others get a quarter.
    """

    def __init__(self, seconds: float, say: _Say):
        self.seconds = self.first = seconds
        self.say = say

    def run(self, step: Callable[[], object]) -> bool:
        """Run a step, and return whether it had to be interrupted. One that goes on all the same ends this process."""
        done, fired = threading.Event(), threading.Event()

        def watch() -> None:
            used = _Stopwatch()
            while not done.wait(0.05):
                if used.seconds() >= self.seconds and not fired.is_set():
                    fired.set()
                    _interrupt_main_thread()
                if used.seconds() >= self.seconds + GRACE:
                    self.say(step="stuck")
                    os._exit(1)

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            try:
                step()
            finally:
                done.set()
                watcher.join()
                if fired.is_set():
                    time.sleep(0.05)  # if the interrupt has not arrived yet, it arrives here
        except KeyboardInterrupt:
            pass
        if fired.is_set():
            self.seconds = self.first / 4
        return fired.is_set()


class _Stopwatch:
    """Measures what this process has used since the stopwatch was made: CPU time or time asleep, whichever is more."""

    def __init__(self) -> None:
        self.begun = self._now()

    def seconds(self) -> float:
        wall, cpu, waited = (now - then for now, then in zip(self._now(), self.begun, strict=True))
        return max(cpu, wall - cpu - waited)

    @staticmethod
    def _now() -> tuple[float, float, float]:
        try:
            with open("/proc/self/schedstat", encoding="ascii") as file:
                waited = int(file.read().split()[1]) / 1e9  # of the main thread, for a processor
        except (OSError, ValueError, IndexError):  # not Linux: all time counts
            waited = 0.0
        return time.monotonic(), time.process_time(), waited


def _interrupt_main_thread() -> None:
    main_thread = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main_thread is not None:
        signal.pthread_kill(main_thread, signal.SIGINT)  # it also ends a sleep
    else:
        import _thread

        _thread.interrupt_main()


def _shell() -> Any:
    """Return an IPython shell that shows nothing and starts no other program."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Shell(InteractiveShell):
        def enable_gui(self, gui: Any = None) -> None:
            """Do nothing: pictures are not shown."""

        def enable_matplotlib(self, gui: Any = None) -> tuple[str, str]:
            return "agg", "agg"

        def system(self, cmd: str) -> None:
            """Do nothing: `!pip install …` is for the person at the notebook."""

        def showtraceback(self, *_: Any, **__: Any) -> None:
            """Do nothing: the questions say what is missing."""

        def showsyntaxerror(self, *_: Any, **__: Any) -> None:
            """Do nothing: the questions say what is missing."""

        def ask_exit(self) -> None:
            """Do nothing: the other cells are run."""

    config = Config()
    config.HistoryManager.enabled = False
    signal.signal(signal.SIGINT, signal.default_int_handler)
    shell = Shell.instance(config=config)
    shell.user_ns["__name__"] = "__main__"
    return shell


def _stand_in_for_otter() -> dict[str, types.ModuleType]:
    """Return modules in place of `otter` and `notebook_feedback`, with what notebooks and test files use of them."""

    class Notebook:
        """Accepts every call and returns None."""

        def __init__(self, *_: Any, **__: Any):
            pass

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return lambda *_, **__: None

    def test_case(**stated: Any) -> Callable[[Any], Any]:
        def mark(function: Any) -> Any:
            function.stated_case = stated
            return function

        return mark

    otter, test_files = types.ModuleType("otter"), types.ModuleType("otter.test_files")
    vars(otter).update(Notebook=Notebook, test_files=test_files, __path__=[])
    vars(test_files).update(test_case=test_case)
    feedback, grader = types.ModuleType("notebook_feedback"), types.ModuleType("notebook_feedback.grader")
    vars(feedback).update(grader=grader, __path__=[])
    vars(grader)["with_sentences"] = lambda notebook: notebook
    return {
        "otter": otter,
        "otter.test_files": test_files,
        "notebook_feedback": feedback,
        "notebook_feedback.grader": grader,
    }


def _run_cases(path: str, names: dict[str, Any], found: list[dict[str, Any]]) -> None:
    """Append one record for each case of a test file; an interrupt ends the case that runs."""
    test_file: dict[str, Any] = {"__name__": "test_file", "__file__": path}
    with open(path, encoding="utf-8") as file:
        exec(compile(file.read(), path, "exec"), test_file)
    cases = [value for value in test_file.values() if hasattr(value, "stated_case")]
    for position, case in enumerate(cases):
        record: dict[str, Any] = {
            "name": str(case.stated_case.get("name", case.__name__)),
            "points": float(case.stated_case.get("points") or 0),
            "outcome": "timeout",
            "message": "This took too long, and was stopped: is there a loop that does not end?",
            "expected": [],
            "actual": [],
            "milliseconds": 0,
        }
        found.append(record)
        begun = time.monotonic()
        try:
            record |= _outcome(case, names)
        except KeyboardInterrupt:
            for later in cases[position + 1 :]:
                stated = later.stated_case
                rest = {"name": str(stated.get("name")), "points": float(stated.get("points") or 0)}
                message = "Not run, since the case before it took too long."
                found.append(record | rest | {"outcome": "not run", "message": message})
            raise
        finally:
            record["milliseconds"] = round(1000 * (time.monotonic() - begun))


def _outcome(case: Any, names: dict[str, Any]) -> dict[str, Any]:
    """Run one case: each parameter is the notebook's function or value of this name, None if there is none."""
    wanted = list(inspect.signature(case).parameters)
    absent = [name for name in wanted if name != "env" and names.get(name) is None]
    if absent:
        message = f"There is no {absent[0]} in the notebook: did its cell raise an error, or has it another name?"
        return {"outcome": "missing", "message": message}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            case(**{name: names if name == "env" else names.get(name) for name in wanted})
    except NotImplementedError as error:
        return {"outcome": "not written", "message": str(error)[:MAX_MESSAGE] or "This is not written yet."}
    except Mismatch as wrong:
        expected, actual = beside_each_other(wrong.expected, wrong.actual, wrong.show)
        return {"outcome": "failed", "message": wrong.help[:MAX_MESSAGE], "expected": expected, "actual": actual}
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        text = str(error).strip()
        message = f"{type(error).__name__}: {text}" if text else type(error).__name__
        return {"outcome": "failed", "message": message[:MAX_MESSAGE]}
    return {"outcome": "passed", "message": ""}


if __name__ == "__main__":
    main()
