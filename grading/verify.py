"""Prove that an assignment's tests judge rightly: every answer that its authors know is judged as they say.

The reference gets full marks, the stub none, each wrong answer is rejected by every case that it names, each accepted
one passes all. The same is asked in this process and through the wire, and both must agree case by case.
"""

import contextlib
import io
import json
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import isclose
from pathlib import Path
from typing import Any, Literal

import nbformat
from otter.test_files import ExceptionTestFile

from assignments.build import autograder_zip, code_cells, lesson_cells, solved_notebook
from assignments.stubs import stub_cells
from autograder import judge as judging
from autograder.verdict import Level, Outcome
from autograder.zygote import Zygote
from grading import course
from grading.answers import answers
from grading.course import Assignment, Question
from grading.records import OurFault

FEWEST = {"wrong": 5, "accepted": 3}
Kind = Literal["reference", "stub", "wrong", "accepted"]


@dataclass(frozen=True)
class Problem:
    """An answer that was not judged as its author says."""

    question: str
    answer: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.question}, {self.answer}: {self.sentence}"


@dataclass(frozen=True)
class Known:
    """An answer whose judgement is known."""

    kind: Kind
    name: str
    source: str
    rejected_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judged:
    """What one case said. `luck` is an error that the answer met without being compared or failing in its own code."""

    outcome: Outcome
    points: float
    luck: str = ""


Results = Mapping[str, Judged]  # one entry a case, under its name
Way = Callable[[Assignment, Question, str], Results]


def verify(assignment: Assignment, ways: Mapping[str, Way] | None = None, *, otter: bool = False) -> list[Problem]:
    """Judge every known answer in every way, and return what was not judged as its author says.

    With `otter`, the solved notebook is also graded by `otter run` and the autograder zip, which takes ten seconds.
    """
    ways = ways if ways is not None else {"in this process": in_process}
    problems = list(_strays(assignment))
    for question in assignment.questions:
        problems += _too_few(assignment, question)
        for known in known_answers(assignment, question):
            results = {way: judge(assignment, question, known.source) for way, judge in ways.items()}
            for way, result in results.items():
                for sentence in _judged_wrongly(question, known, result):
                    problems.append(Problem(question.name, f"{known.kind} {known.name}", f"{sentence} ({way})"))
            for sentence in _disagreements(results):
                problems.append(Problem(question.name, f"{known.kind} {known.name}", sentence))
    if otter:
        problems += _otter_disagrees(assignment)
    return problems


def verify_all(assignment: Assignment, level: Level | None, *, otter: bool = False) -> list[Problem]:
    """Verify in this process and, unless `level` is None, through the wire behind walls of that level."""
    if level is None:
        return verify(assignment, otter=otter)
    with Zygote(level) as zygote:
        ways: dict[str, Way] = {"in this process": in_process, "through the wire": partial(through_the_wire, zygote)}
        return verify(assignment, ways, otter=otter)


def known_answers(assignment: Assignment, question: Question) -> Iterator[Known]:
    """Yield the reference, the stub, and all wrong and accepted answers to a question."""
    yield Known("reference", question.name, "")  # the references stand in the first cell anyway
    code = code_cells(lesson_cells(assignment))
    for index, stubbed in stub_cells(assignment, code).items():
        if stubbed == question:
            yield Known("stub", question.name, code[index])
    for wrong in answers("wrong", assignment.slug, question.name):
        yield Known("wrong", wrong.name, wrong.source, wrong.rejected_by)
    for accepted in answers("accepted", assignment.slug, question.name):
        yield Known("accepted", accepted.name, accepted.source)


def in_process(assignment: Assignment, question: Question, source: str) -> Results:
    """Run an answer's source after the references, then its question's cases, all in this process and unwalled."""
    errors: list[BaseException] = []

    class Recording(ExceptionTestFile):
        def _generate_error_message(self, excp: Exception, context: int = 0) -> str:
            errors.append(excp)
            return ""

    namespace: dict[str, Any] = {"__name__": "__answer__"}
    path = assignment.test_file(question.name)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        exec(compile(assignment.reference.read_text(encoding="utf-8"), "<answer>", "exec"), namespace)
        exec(compile(source, "<answer>", "exec"), namespace)
        tests = Recording.from_string(path.read_text(encoding="utf-8"), path=str(path))
        tests.run(namespace)
    failed = iter(errors)
    results = {}
    for result in tests.test_case_results:
        luck = "" if result.passed else _luck(next(failed))
        results[result.test_case.name] = Judged(
            "passed" if result.passed else "failed", float(result.test_case.points or 0), luck
        )
    return results


def through_the_wire(zygote: Zygote, assignment: Assignment, question: Question, source: str) -> Results:
    """Judge a notebook of two cells, the references and the answer, as a student's notebook is judged."""
    cells = [assignment.reference.read_text(encoding="utf-8"), source]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    tests = judging.load([assignment.test_file(question.name)])
    verdict = judging.judge(nbformat.writes(notebook).encode(), tests, zygote, limits=assignment.limits)
    if verdict.status != "graded":
        raise OurFault(f"An answer to {question.name} could not be judged through the wire: {verdict.reason}")
    cases = (case for result in verdict.questions for case in result.cases)
    return {case.name: Judged(case.outcome, case.points) for case in cases}


def points_by_otter(assignment: Assignment) -> dict[str, float]:
    """Return the points that `otter run` with our zip gives each question of the solved notebook."""
    with tempfile.TemporaryDirectory() as folder:
        archive, notebook = Path(folder) / "autograder.zip", Path(folder) / assignment.solved.name
        archive.write_bytes(autograder_zip(assignment))
        notebook.write_bytes(solved_notebook(assignment, lesson_cells(assignment)))
        command = [sys.executable, "-m", "otter", "run", "-a", str(archive), "-o", folder, str(notebook)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")
        results = Path(folder) / "results.json"
        if done.returncode != 0 or not results.is_file():
            last = (done.stderr.strip() or done.stdout.strip() or "no output").splitlines()[-1]
            raise OurFault(f"`otter run` could not grade solutions/{assignment.slug}.ipynb: {last}")
        tests = json.loads(results.read_text(encoding="utf-8"))["tests"]
    return {test["name"]: float(test["score"]) for test in tests if "score" in test}


def _judged_wrongly(question: Question, known: Known, results: Results) -> Iterator[str]:
    passed = [name for name, case in results.items() if case.outcome == "passed"]
    rejected = [name for name in results if name not in passed]
    score = sum(results[name].points for name in passed)
    if known.kind in ("reference", "accepted"):
        yield from (f"the case {name!r} rejects it" for name in rejected)
        if not isclose(score, question.points):
            yield f"it gets {score:g} of {question.points:g} points"
    elif known.kind == "stub" and question.stars:
        yield from (f"the case {name!r} passes, although nothing is solved" for name in passed)
    elif known.kind == "stub" and not rejected:
        yield "no case sees its staged mistake"
    for name in known.rejected_by:
        if name not in results:
            yield f"it names the case {name!r}, and there is none of that name"
        elif results[name].outcome != "failed":
            yield f"the case {name!r} should reject it, and says {results[name].outcome!r}"
        elif results[name].luck:
            yield f"the case {name!r} rejects it by luck: {results[name].luck}"


def _disagreements(results: Mapping[str, Results]) -> Iterator[str]:
    """Compare every way with the first, case by case."""
    (first, expected), *others = results.items()
    for way, result in others:
        for name in expected.keys() | result.keys():
            one, two = expected.get(name), result.get(name)
            if (one and (one.outcome, one.points)) != (two and (two.outcome, two.points)):
                yield (
                    f"the case {name!r} says {one.outcome if one else 'nothing'} {first} and "
                    f"{two.outcome if two else 'nothing'} {way}"
                )


def _otter_disagrees(assignment: Assignment) -> Iterator[Problem]:
    points = points_by_otter(assignment)
    for question in assignment.questions:
        given = points.get(question.name, 0.0)
        if not isclose(given, question.points, abs_tol=1e-9):
            sentence = f"`otter run` gives it {given:g} of {question.points:g} points"
            yield Problem(question.name, f"reference {question.name}", sentence)


def _luck(error: BaseException) -> str:
    """Say which error this is if it is neither a comparison's nor one that the answer's own code raised."""
    if isinstance(error, AssertionError):
        return ""
    frame = error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<answer>":
            return ""
        frame = frame.tb_next
    return f"{type(error).__name__}: {error}"


def _too_few(assignment: Assignment, question: Question) -> Iterator[Problem]:
    for kind, fewest in FEWEST.items() if question.stars else ():
        count = len(answers(kind, assignment.slug, question.name))  # type: ignore[arg-type]
        if count < fewest:
            yield Problem(question.name, f"{kind} answers", f"there are {count}, write at least {fewest}")


def _strays(assignment: Assignment) -> Iterator[Problem]:
    known = {question.name for question in assignment.questions}
    for kind in FEWEST:
        for path in sorted((course.HOUSE / "solutions" / kind / assignment.slug).glob("*.py")):
            if path.stem not in known:
                name = path.relative_to(course.HOUSE).as_posix()
                yield Problem(
                    path.stem, f"{kind} answers", f"{name} answers a question that the assignment does not have"
                )
