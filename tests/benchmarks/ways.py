"""Three ways to judge a notebook, each with its cost: behind our walls, with nothing around it, and `otter run`.

Each asserts that the notebook gets full marks: a figure about anything else would mean nothing.
"""

import contextlib
import io
import json
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

import matplotlib
from otter.test_files import ExceptionTestFile

from assignments.build.compose import autograder_zip
from assignments.course import Assignment
from autograder import judge as judging
from autograder.guest import otter_stand_in as stand_in
from autograder.host.zygote_process import Zygote
from autograder.results import Verdict
from tests.benchmarks.notebooks import as_bytes
from tests.benchmarks.processes import Cost, run, tree_cpu


def judged(assignment: Assignment, tests: list[ExceptionTestFile], zygote: Zygote, sources: list[str]) -> Cost:
    """Judge behind walls; the zygote's own work counts too."""
    notebook = as_bytes(assignment, sources)
    before = tree_cpu(zygote.process.pid)
    verdict: Verdict = judging.judge(notebook, tests, zygote, limits=assignment.limits)
    assert (verdict.status, verdict.score) == ("graded", assignment.points), verdict
    return Cost(verdict.cpu_s + tree_cpu(zygote.process.pid) - before, verdict.wall_s)


def floor(tests: list[ExceptionTestFile], sources: list[str]) -> Cost:
    """Run the cells and the cases here, with nothing between them."""
    matplotlib.use("agg")
    from matplotlib import pyplot

    pyplot.show = lambda *_, **__: None
    theirs, sys.modules["otter"] = sys.modules["otter"], stand_in
    cpu, wall = time.process_time(), time.monotonic()
    namespace: dict[str, Any] = {"__name__": "__main__"}
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for source in sources:
                exec(compile(source, "<cell>", "exec"), namespace)
                pyplot.close("all")
            sys.modules["otter"] = theirs
            for test in tests:
                test.run(namespace)
    finally:
        sys.modules["otter"] = theirs
    assert all(result.passed for test in tests for result in test.test_case_results)
    return Cost(time.process_time() - cpu, time.monotonic() - wall)


def by_otter(assignment: Assignment, sources: list[str]) -> Cost:
    """Let `otter run` grade the notebook with our autograder zip."""
    with tempfile.TemporaryDirectory() as folder:
        archive, notebook = Path(folder) / "autograder.zip", Path(folder) / f"{assignment.slug}.ipynb"
        archive.write_bytes(autograder_zip(assignment))
        notebook.write_bytes(as_bytes(assignment, sources))
        cost = run([sys.executable, "-m", "otter", "run", "-a", str(archive), "-o", folder, str(notebook)], folder)
        tests = json.loads((Path(folder) / "results.json").read_text(encoding="utf-8"))["tests"]
    points = sum(float(test.get("score", 0)) for test in tests)
    assert abs(points - assignment.points) < 1e-6, f"`otter run` gives {points:g} of {assignment.points:g} points"
    return cost
