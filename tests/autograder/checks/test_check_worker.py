"""The process that runs a notebook's cells and its public cases: what it says of each step."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checks import Mismatch, check_worker

from assignments.course import REPO_ROOT

CASES = """
from otter.test_files import test_case

@test_case(name="is even", points=2)
def first(twice): assert twice(1) % 2 == 0

@test_case(name="ends", points=1)
def second(twice, env): env["forever"]()

@test_case(name="is three", points=3)
def third(twice): assert twice(1) == 3
"""


def run(folder: Path, cells: list[str], *, case: str = CASES, **more: Any) -> tuple[list[dict[str, Any]], int]:
    """Run a worker to its end, as nobody ends it; return what it said and its exit code."""
    (folder / "twice.py").write_text(case, encoding="utf-8")
    request = {
        "cells": [textwrap.dedent(cell) for cell in cells],
        "skipped_cells": [],
        "tests": [["twice", str(folder / "twice.py")]],
        "limit": 10,
        "all_cells": 100,
    } | more
    done = subprocess.run(
        [sys.executable, "-m", "checks.check_worker"],
        input=json.dumps(request) + "\n",
        cwd=folder,
        env=os.environ | {"MPLBACKEND": "agg", "PYTHONPATH": str(REPO_ROOT / "autograder")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return list(map(json.loads, done.stdout.splitlines())), done.returncode


def test_each_step_is_said_and_what_a_notebook_prints_is_not(tmp_path: Path):
    twice = "def twice(x): print('in a case'); return 2 * x\ndef forever(): pass"
    cells = ['print(\'{"step": "done"}\')', "1/0", "def broken(:", "exit()", "!echo no", "%matplotlib inline", twice]
    said, code = run(tmp_path, cells)
    assert code == 0
    assert [(one["step"], one.get("name")) for one in said] == [
        *(("cell", index) for index in range(7)), ("question", "twice"), ("checked", "twice"), ("done", None),
    ]  # fmt: skip
    cases = said[-2]["cases"]
    assert [(case["name"], case["points"], case["outcome"]) for case in cases] == [
        ("is even", 2, "passed"), ("ends", 1, "passed"), ("is three", 3, "failed"),
    ]  # fmt: skip
    assert cases[2]["message"] == "AssertionError"
    assert said[-2]["timeout"] is False


def test_what_is_used_of_otter_and_of_hand_in_is_there_and_does_nothing(tmp_path: Path):
    cell = """
        import otter
        from notebook_feedback import grader as feedback
        grader = feedback.with_sentences(otter.Notebook("pixels.ipynb"))
        grader.check("twice")
        assert not hasattr(grader, "__len__")
        from checks import hand_in
        hand_in("pixels.ipynb", grader, globals())
        def twice(x): return 3
        def forever(): pass
    """
    said, _ = run(tmp_path, [cell])
    assert [case["outcome"] for case in said[-2]["cases"]] == ["failed", "passed", "passed"]
    assert not list(tmp_path.glob("*.zip"))


def test_a_cell_that_does_not_end_is_interrupted_and_the_limit_is_a_quarter_then(tmp_path: Path):
    cells = [
        "while True: pass",
        "import time; time.sleep(60)",
        "twice = lambda x: 2",
        "def forever():\n while True: pass",
    ]
    said, code = run(tmp_path, cells, limit=0.5)
    assert code == 0
    assert [one["name"] for one in said if one["step"] == "left"] == [0, 1]
    assert [one["limit"] for one in said if "limit" in one] == [0.5, 0.125, 0.125, 0.125, 0.125]
    first, second, third = said[-2]["cases"]
    assert said[-2]["timeout"] is True
    assert (first["outcome"], second["outcome"], third["outcome"]) == ("passed", "timeout", "not run")
    assert (third["name"], third["points"]) == ("is three", 3)
    assert "the case before it took too long" in third["message"]
    assert second["milliseconds"] >= 100


def test_a_cell_that_goes_on_after_an_interrupt_ends_the_process_which_says_so(tmp_path: Path):
    stubborn = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    said, code = run(tmp_path, ["x = 1", stubborn, "y = 1"], limit=0.5)
    assert code == 1, said
    assert [(one["step"], one.get("name")) for one in said] == [("cell", 0), ("cell", 1), ("stuck", None)]


def test_cells_that_ended_a_worker_and_late_drawings_are_left_out(tmp_path: Path):
    cells = ["x = 1", "import os; os._exit(0)", "def twice(x): return x", "from math import pi"]
    said, _ = run(tmp_path, cells, skipped_cells=[1], all_cells=-1)
    assert [one["name"] for one in said if one["step"] == "cell"] == [2, 3]


def outcome(case: Any, **names: Any) -> dict[str, Any]:
    return check_worker._outcome(case, names)


def raising(error: BaseException) -> Any:
    def case(twice: Any) -> None:
        raise error

    return outcome(case, twice=len)


def test_a_case_gets_what_the_notebook_defines_and_says_what_is_missing():
    def case(twice: Any, numbers: Any, env: Any) -> None:
        assert (twice, numbers, env["numbers"]) == (len, [1], [1])

    assert outcome(case, twice=len, numbers=[1]) == {"outcome": "passed", "message": ""}
    missing = outcome(case, twice=len, numbers=None)
    assert (missing["outcome"], missing["message"][:19]) == ("missing", "There is no numbers")


def test_what_a_case_raises_is_its_outcome():
    assert raising(NotImplementedError("disc: this is missing")) == {
        "outcome": "not written", "message": "disc: this is missing",
    }  # fmt: skip
    assert raising(NotImplementedError())["message"] == "This is not written yet."
    assert raising(ValueError(" no ")) == {"outcome": "failed", "message": "ValueError: no"}
    assert raising(SystemExit())["message"] == "SystemExit"
    assert len(raising(ValueError("x" * 9000))["message"]) == check_worker.MAX_MESSAGE
    found = raising(Mismatch("Nothing is drawn.", expected=np.zeros((1, 2)), actual=np.ones((1, 2))))
    assert (found["outcome"], found["message"]) == ("failed", "Nothing is drawn.")
    assert found["expected"] != found["actual"]
    with pytest.raises(KeyboardInterrupt):
        raising(KeyboardInterrupt())


def test_a_warning_is_no_failure_and_is_not_shown():
    def case(twice: Any) -> None:
        assert np.isnan(np.float64(0) / twice("")), "0 / 0"

    assert outcome(case, twice=len)["outcome"] == "passed"


def test_where_no_kernel_tells_who_waited_all_time_counts(monkeypatch: pytest.MonkeyPatch):
    def nothing(*_: Any, **__: Any) -> None:
        raise FileNotFoundError

    assert check_worker._Stopwatch._now()[2] > 0 or not Path("/proc/self/schedstat").exists()
    monkeypatch.setattr(check_worker, "open", nothing, raising=False)
    assert check_worker._Stopwatch._now()[2] == 0
    times = iter([(10.0, 1.0, 0.0), (13.0, 1.5, 2.0), (20.0, 9.0, 2.0)])
    monkeypatch.setattr(check_worker._Stopwatch, "_now", staticmethod(lambda: next(times)))
    stopwatch = check_worker._Stopwatch()
    assert stopwatch.seconds() == 0.5  # asleep for as long as it computed; 2 s it waited for a processor
    assert stopwatch.seconds() == 8.0


def test_where_no_signal_can_be_sent_to_a_thread_the_interpreter_is_asked(monkeypatch: pytest.MonkeyPatch):
    import _thread

    asked: list[str] = []
    monkeypatch.setattr(_thread, "interrupt_main", lambda: asked.append("interrupted"))
    monkeypatch.delattr(check_worker.signal, "pthread_kill")
    check_worker._interrupt_main_thread()
    assert asked == ["interrupted"]
