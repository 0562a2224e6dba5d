"""Three graders for one answer to one question: in this process, in the sandbox, and by `otter run`.

In: an assignment, a question, and the source of an answer. Out: the outcome of each case. `grade verify` compares them.
"""

import contextlib
import copy
import io
import json
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assignments.build.compose import lesson_cells, solved_notebook
from assignments.build.otter_zip import autograder_zip
from assignments.course import Assignment, Question
from assignments.errors import OurFault
from autograder import judge as judging
from autograder.host.process_end import kill_tree
from autograder.host.resource_usage import Usage
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from autograder.otter_tests import ExceptionTestFile
from autograder.question_runner import shuffled_half
from autograder.results import Outcome

PATIENCE = 15.0  # seconds between two looks at what a command has computed
LEAST_WORK = 0.5  # CPU seconds: with fewer between two looks it is given up; `otter run` has more on a busy machine too


@dataclass(frozen=True)
class GradedCase:
    """The outcome of one case.

    `unrelated_error` is not empty if the case failed by an error outside the answer's code that is no comparison: then
    the case does not reject the answer for its mistake.
    """

    outcome: Outcome
    points: float
    unrelated_error: str = ""


Results = Mapping[str, GradedCase]  # by the name of the case


def in_process(assignment: Assignment, question: Question, source: str) -> Results:
    """Run the references, the answer and the cases of its question in this process, without isolation.

    The cases come in the order of the sandbox: an answer that keeps something for the next call may fail in one order
    and pass in another.
    """
    namespace: dict[str, Any] = {"__name__": "__answer__"}
    tests = copy.copy(_recording_tests(assignment.test_file(question.name)))
    tests.errors.clear()
    order = judging.order_of_cases(_notebook(assignment, source), [tests])
    public, hidden = (shuffled_half(tests.test_cases, order, hidden=half) for half in (False, True))
    tests.test_cases = public + hidden
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        exec(compile(assignment.reference.read_text(encoding="utf-8"), "<answer>", "exec"), namespace)
        exec(compile(source, "<answer>", "exec"), namespace)
        tests.run(namespace)
    failed = iter(tests.errors)
    results = {}
    for result in tests.test_case_results:
        unrelated_error = "" if result.passed else _unrelated_error(next(failed))
        results[result.test_case.name] = GradedCase(
            "passed" if result.passed else "failed", float(result.test_case.points or 0), unrelated_error
        )
    return results


def in_sandbox(zygote: Zygote, assignment: Assignment, question: Question, source: str) -> Results:
    """Grade a notebook of two cells, the references and the answer, like a student's notebook."""
    tests = _loaded_tests(assignment.test_file(question.name))
    verdict = judging.judge(_notebook(assignment, source), tests, zygote, limits=assignment.limits)
    if verdict.status != "graded":
        raise OurFault(f"An answer to {question.name} could not be graded in the sandbox: {verdict.reason}")
    cases = (case for result in verdict.questions for case in result.cases)
    return {case.name: GradedCase(case.outcome, case.points) for case in cases}


def _notebook(assignment: Assignment, source: str) -> bytes:
    return compose([assignment.reference.read_text(encoding="utf-8"), source])


class _RecordingTests(ExceptionTestFile):  # type: ignore[misc]  # Otter has no types
    """Otter's test file, which also keeps the exception of each case that fails."""

    errors: list[BaseException]

    def _generate_error_message(self, excp: Exception, context: int = 0) -> str:
        self.errors.append(excp)
        return ""


@cache
def _recording_tests(path: Path) -> _RecordingTests:
    tests: _RecordingTests = _RecordingTests.from_string(path.read_text(encoding="utf-8"), path=str(path))
    tests.errors = []
    return tests


@cache
def _loaded_tests(path: Path) -> list[ExceptionTestFile]:
    return judging.load([path])


def points_by_otter(assignment: Assignment) -> dict[str, float]:
    """Return the points that `otter run` with the autograder zip gives each question of the solved notebook."""
    with tempfile.TemporaryDirectory() as folder:
        archive, notebook = Path(folder) / "autograder.zip", Path(folder) / assignment.solved.name
        archive.write_bytes(autograder_zip(assignment))
        notebook.write_bytes(solved_notebook(assignment, lesson_cells(assignment)))
        command = [sys.executable, "-m", "otter", "run", "-a", str(archive), "-o", folder, str(notebook)]
        results = Path(folder) / "results.json"
        failure = _failure_of(command, folder)
        if failure or not results.is_file():
            raise OurFault(f"`otter run` could not grade solutions/{assignment.slug}.ipynb: {failure or 'no results'}")
        tests = json.loads(results.read_text(encoding="utf-8"))["tests"]
    return {test["name"]: float(test["score"]) for test in tests if "score" in test}


def _failure_of(command: list[str], folder: str) -> str:
    """Run a command and return the last line that it prints if it fails.

    One that waits for ever is run again, twice at most: on a busy machine, a reply of Jupyter's kernel can be lost.
    """
    for _ in range(3):
        with (
            tempfile.TemporaryFile() as output,
            subprocess.Popen(command, cwd=folder, stdout=output, stderr=output) as process,
        ):
            if _ends(process):
                output.seek(0)
                said = output.read().decode(errors="replace").strip() or "no output"
                return said.splitlines()[-1] if process.returncode else ""
            kill_tree(process.pid)
    return f"it did nothing for {PATIENCE:g} seconds, three times"


def _ends(process: subprocess.Popen[bytes]) -> bool:
    """Wait until a process ends by itself; or until it and its children compute no more, for a while."""
    usage, before = Usage(), -LEAST_WORK
    usage.follow(process.pid)
    while usage.measure() - before >= LEAST_WORK:
        before = usage.used
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
            return True
    return False


def _unrelated_error(error: BaseException) -> str:
    """Return the error as text, or "" if it comes from a comparison or from the answer's own code."""
    if isinstance(error, AssertionError):
        return ""
    frame = error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<answer>":
            return ""
        frame = frame.tb_next
    return f"{type(error).__name__}: {error}"
