"""One submission -> one Verdict, by Otter's own test files, run in this process against proxies.

All public cases run before the first hidden one: what a student's code has seen of a hidden case, and kept, must not
come out in the words of a public one. Within each half they run in an order that a notebook cannot foresee (drawn from
its bytes and the tests'), so that a function cannot behave for the first calls only. What a hidden case says is its
author's sentence, unless the assignment shows all.
"""

import hashlib
import random
import re
import sys
import time
import warnings
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from otter.test_files import ExceptionTestFile

from autograder.host.guest_process import GuestLost, ZygoteBroken
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import Cell, Unreadable, read
from autograder.results import CaseResult, Evidence, Limits, Outcome, QuestionResult, Verdict

_CELL_LINE = re.compile(r'File "<ipython-input[^"]*>", line (\d+), in (\w+)\n *([^\n]*)')

# Test files say `from checks import …`, in a student's folder, in an autograder zip and here alike.
sys.path.append(str(Path(__file__).parent))


def load(paths: Sequence[Path]) -> list[ExceptionTestFile]:
    """Read test files as Otter does."""
    tests = [ExceptionTestFile.from_string(path.read_text(encoding="utf-8"), str(path)) for path in paths]
    for body in (case.body for test in tests for case in test.test_cases):
        body._get_func_params = partial(list, body._get_func_params())  # or Otter works it out for every submission
    return tests


def judge(
    notebook: bytes,
    tests: Sequence[ExceptionTestFile],
    zygote: Zygote,
    *,
    limits: Limits,
    files: Mapping[str, bytes] | None = None,
    show_hidden: bool = False,
) -> Verdict:
    """Run a notebook behind the walls and its tests in this process.

    `files` are written beside the notebook; `show_hidden` lets hidden cases say what they found. Never raises for what
    a submission does; raises ZygoteBroken where this machine or we are at fault.
    """
    wall, cpu = time.monotonic(), time.process_time()
    possible = float(sum(test.possible for test in tests))
    try:
        cells, repairs = read(notebook)
    except Unreadable as problem:
        used = time.process_time() - cpu
        return Verdict("unusable", 0.0, possible, used, time.monotonic() - wall, zygote.level, reason=str(problem))
    with SandboxedNotebook(zygote, cells, files or {}, limits) as answers:
        answers.run()
        order = random.Random(hashlib.sha256(notebook + b"".join(test.source.encode() for test in tests)).digest())
        asked = [_Question(test, answers) for test in tests]
        for hidden in (False, True):
            _run(asked, answers, order, hidden=hidden)
        questions = tuple(one.result(show_hidden=show_hidden) for one in asked)
        repairs += [*_missing_checks(cells, tests), *_missing_functions(questions), *answers.repairs]
        cpu_s = time.process_time() - cpu + answers.cpu_s
    return Verdict(
        "graded",
        sum(result.score for result in questions),
        possible,
        cpu_s,
        time.monotonic() - wall,
        zygote.level,
        tuple(repairs),
        tuple(sorted(answers.errors.values(), key=lambda error: error.index)),
        questions,
    )


def question(test: ExceptionTestFile, names: Any, order: random.Random, *, show_hidden: bool) -> QuestionResult:
    """Run one test file against a mapping of names (a Notebook, or a dict of functions of this process)."""
    asked = _Question(test, names)
    for hidden in (False, True):
        _run([asked], names, order, hidden=hidden)
    return asked.result(show_hidden=show_hidden)


def _run(asked: Sequence["_Question"], names: Any, order: random.Random, *, hidden: bool) -> None:
    """Run the public or the hidden cases of all questions."""
    halves = [one.half(order, hidden=hidden) for one in asked]
    if isinstance(names, SandboxedNotebook):
        names.prefetch([one.test.name for one in asked], [case.body.test_func for half in halves for case in half])
    for one, half in zip(asked, halves, strict=True):
        one.run(half)


class _Question:
    """One test file while its cases are run, in two halves."""

    def __init__(self, test: ExceptionTestFile, names: Any):
        self.test, self.names = test, names
        self.cases = list(test.test_cases)
        self.recorders = {id(case): _Recorder(case.body, names) for case in self.cases}

    def half(self, order: random.Random, *, hidden: bool) -> list[Any]:
        """The public or the hidden cases, in an order that nobody can foresee."""
        half = [case for case in self.cases if bool(case.hidden) == hidden]
        order.shuffle(half)
        return half

    def run(self, half: list[Any]) -> None:
        """Let Otter run these cases."""
        if isinstance(self.names, SandboxedNotebook):
            self.names.begin_question(reduced_timeout=any(r.outcome == "timeout" for r in self.recorders.values()))
        try:
            self.test.test_cases = [_with_body(case, self.recorders[id(case)]) for case in half]
            self.test.run(self.names)
        finally:
            self.test.test_cases = self.cases

    def result(self, *, show_hidden: bool) -> QuestionResult:
        """What the cases found, in the order of the test file."""
        results = []
        for case in self.cases:
            recorder = self.recorders[id(case)]
            shown = show_hidden or not case.hidden
            passed = recorder.outcome == "passed"
            message = recorder.message if shown else _hidden_message(case, recorder.outcome)
            results.append(
                CaseResult(
                    str(case.name),
                    bool(case.hidden),
                    passed,
                    float(case.points),
                    recorder.outcome,
                    "" if passed else message,
                    recorder.evidence if shown and not passed else None,
                )
            )
        score = sum(result.points for result in results if result.passed)
        return QuestionResult(self.test.name, score, float(sum(r.points for r in results)), tuple(results))


class _Recorder:
    """Stands in for a case's body: runs it, keeps what happened, and lets Otter count it."""

    def __init__(self, body: Any, names: Any):
        self.body, self.names = body, names
        self.outcome: Outcome = "not_run"
        self.message = "this case was not run"
        self.evidence: Evidence | None = None

    def call_func(self, names: Any) -> None:
        """Run the case as Otter would; every failure ends in an exception that Otter counts."""
        try:
            if isinstance(names, SandboxedNotebook):
                names.begin_case(self.body.test_func)
            absent = [name for name in self.body._get_func_params() if name != "env" and names.get(name) is None]
            if absent:
                self.outcome, self.message = "missing", f"There is no {absent[0]} in your notebook."
                raise AssertionError(self.message)
            if isinstance(names, SandboxedNotebook) and names.precedent(self.body.test_func):
                self.outcome = "passed"
                return
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a case that minds warnings says so itself
                self.body.call_func(names)
        except GuestLost as lost:
            names.lost(lost.outcome)
            self.outcome, self.message = lost.outcome, lost.text  # type: ignore[assignment]
        except Exception as error:
            if self.outcome != "missing":
                self._failed(error)
        else:
            self.outcome = "passed"
            if isinstance(names, SandboxedNotebook):
                names.passed(self.body.test_func)
            return
        _count_as_failed(self.message)

    def _failed(self, error: Exception) -> None:
        self.outcome = "failed"
        help = getattr(error, "help", None)
        if help is not None:
            self.message = str(help)
            expected, actual = getattr(error, "expected", None), getattr(error, "actual", None)
            if expected is not None and actual is not None:
                self.evidence = Evidence(expected, actual, str(getattr(error, "show", "numbers")))
        elif isinstance(error, AssertionError):
            self.message = _words(error) or "The case's condition does not hold."
        elif isinstance(error, NotImplementedError):
            self.message = "The stub is still there: write your answer in place of its `raise NotImplementedError`."
        else:
            kind, words = type(error).__name__, _words(error)
            self.message = f"Your function raised {kind}: {words}" if words else f"Your function raised {kind}."
            where = _place(error)
            self.message += f"\n{where}" if where else ""


def _words(error: Exception) -> str:
    try:
        return str(error)
    except ValueError:  # Python does not write numbers of more than 4,300 digits
        return ""


def _count_as_failed(text: str) -> NoReturn:
    """Raise one frame deeper than the case's body: Otter looks there for the line of the test file to quote."""
    raise AssertionError(text) from None


def _with_body(case: Any, body: _Recorder) -> Any:
    return type(case)(case.name, body, case.hidden, case.points, case.success_message, case.failure_message)


def _hidden_message(case: Any, outcome: Outcome) -> str:
    reasons = {
        "timeout": "Your function did not come to an end in time.",
        "crashed": "Your function ended its whole process.",
        "missing": "The function is not in your notebook.",
        "not_run": "This case was not run: the notebook had used up its time.",
    }
    return reasons.get(outcome) or case.failure_message or "A hidden case does not pass."


def _place(error: Exception) -> str:
    """Where in the student's code an exception came from, by the traceback that the guest sent."""
    text = getattr(error, "traceback", "")
    found = _CELL_LINE.findall(text) if isinstance(text, str) else []
    if not found:
        return ""
    line, function, code = found[-1]
    return f"in {function}, line {line} of its cell: {code.strip()}"[:300]


def _missing_checks(cells: Sequence[Cell], tests: Sequence[ExceptionTestFile]) -> list[str]:
    sources = "\n".join(cell.source for cell in cells)
    gone = [
        test.name
        for test in tests
        if f'grader.check("{test.name}")' not in sources and f"grader.check('{test.name}')" not in sources
    ]
    if len(gone) > len(tests) / 2:
        return ["most check cells are gone; questions were found by their functions' names"] if gone else []
    return [f"the check cell of {name} is gone; the question was found by its function's name" for name in gone]


def _missing_functions(questions: Sequence[QuestionResult]) -> list[str]:
    return [f"there is no {q.name} in the notebook" for q in questions if all(c.outcome == "missing" for c in q.cases)]


__all__ = ["ZygoteBroken", "judge", "load", "question"]
