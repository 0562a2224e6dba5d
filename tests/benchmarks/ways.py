"""Three ways to judge a notebook, each with its cost: behind our walls, with nothing around it, and `otter run`."""

import contextlib
import io
import json
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import matplotlib
from otter.test_files import ExceptionTestFile

from assignments.build.otter_zip import autograder_zip
from assignments.course import Assignment
from autograder import judge as judging
from autograder import learn_mistakes, learn_plans
from autograder.guest import otter_stand_in as stand_in
from autograder.host import sandboxed_notebook
from autograder.host.call_plans import Plans
from autograder.host.zygote_process import Zygote
from autograder.notebook_feedback.known_mistakes import Known
from autograder.results import Verdict
from grading.authoring.known_answers import notebooks_of, recurring_notebooks, right_notebooks
from tests.benchmarks.processes import Cost, run, tree_cpu


@dataclass(frozen=True)
class Learned:
    """What known answers teach, and what learning it costs: the plans of the cases from right answers; what wrong ones
    give, by which mistakes are named."""

    plans: Plans
    plans_cost: Cost
    known: Known
    known_cost: Cost


def judged(
    assignment: Assignment, tests: list[ExceptionTestFile], zygote: Zygote, taught: Learned, notebook: bytes
) -> tuple[Cost, float]:
    """Judge behind walls, and return the points as well; the zygote's own work counts too."""
    before = tree_cpu(zygote.process.pid)
    verdict: Verdict = judging.judge(
        notebook, tests, zygote, limits=assignment.limits, plans=taught.plans, known=lambda: taught.known
    )
    assert verdict.status == "graded", verdict.reason
    return Cost(verdict.cpu_s + tree_cpu(zygote.process.pid) - before, verdict.wall_s), verdict.score or 0.0


def learned(assignment: Assignment, tests: list[ExceptionTestFile], zygote: Zygote) -> Learned:
    """Learn from the known answers, as a machine does once for each state of the sources."""
    right, wrong, limits = right_notebooks(assignment), notebooks_of("wrong", assignment), assignment.limits
    with _counted(learn_plans) as plans_cost:
        plans = learn_plans.learn(recurring_notebooks(assignment), tests, zygote, limits=limits)
    with _counted(learn_mistakes) as known_cost:
        known = learn_mistakes.learn_mistakes(right, wrong, tests, zygote, limits=limits, plans=plans)
    return Learned(plans, plans_cost(), known, known_cost())


@contextlib.contextmanager
def _counted(module: ModuleType) -> Iterator[Callable[[], Cost]]:
    """What passes in the block, with the guests that this module starts."""
    guests = 0.0

    class Counted(sandboxed_notebook.SandboxedNotebook):
        def __exit__(self, *words: object) -> None:
            nonlocal guests
            guests += self.cpu_s
            super().__exit__(*words)

    cpu, wall = time.process_time(), time.monotonic()
    with patch.object(module, "SandboxedNotebook", Counted):
        yield lambda: cost
    cost = Cost(time.process_time() - cpu + guests, time.monotonic() - wall)


def floor(tests: list[ExceptionTestFile], sources: list[str]) -> Cost:
    """Run the cells and the cases of a right notebook here, with nothing between them."""
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


def otter_run(assignment: Assignment, notebook: bytes) -> tuple[Cost, float]:
    """Let `otter run` grade the notebook with our autograder zip; return the points as well."""
    with tempfile.TemporaryDirectory() as folder:
        archive, file = Path(folder) / "autograder.zip", Path(folder) / f"{assignment.slug}.ipynb"
        archive.write_bytes(_zip(assignment))
        file.write_bytes(notebook)
        cost = run(
            [sys.executable, "-m", "otter", "run", "-a", str(archive), "-o", folder, str(file)], folder, most_seconds=60
        )
        tests = json.loads((Path(folder) / "results.json").read_text(encoding="utf-8"))["tests"]
    return cost, sum(float(test.get("score", 0)) for test in tests)


@cache
def _zip(assignment: Assignment) -> bytes:
    return autograder_zip(assignment)
