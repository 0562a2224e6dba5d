"""Prove that an assignment's tests judge rightly: every answer that its authors know is judged as they say.

The reference gets full marks, the stub none, each wrong answer is rejected by every case that it names, each accepted
one passes all. The same is asked in this process and through the wire, and both must agree case by case.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from math import isclose
from typing import Literal

from assignments import course
from assignments.build.compose import code_cells, lesson_cells
from assignments.build.stubs import stub_cells
from assignments.course import Assignment, Question
from autograder.host.zygote_process import Zygote
from autograder.results import Level
from grading.authoring.graders import Results, in_process, points_by_otter, through_the_wire
from grading.authoring.known_answers import answers

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


Grader = Callable[[Assignment, Question, str], Results]


def verify(assignment: Assignment, ways: Mapping[str, Grader] | None = None, *, otter: bool = False) -> list[Problem]:
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
        ways: dict[str, Grader] = {"in this process": in_process, "through the wire": partial(through_the_wire, zygote)}
        return verify(assignment, ways, otter=otter)


def known_answers(assignment: Assignment, question: Question) -> Iterator[Known]:
    """Yield the reference, the stub, and all wrong and accepted answers to a question."""
    yield Known("reference", question.name, "")  # the references stand in the first cell anyway
    if question in (stubs := _stubs(assignment)):
        yield Known("stub", question.name, stubs[question])
    for wrong in answers("wrong", assignment.slug, question.name):
        yield Known("wrong", wrong.name, wrong.source, wrong.rejected_by)
    for accepted in answers("accepted", assignment.slug, question.name):
        yield Known("accepted", accepted.name, accepted.source)


@cache
def _stubs(assignment: Assignment) -> dict[Question, str]:
    code = code_cells(lesson_cells(assignment))
    return {question: code[index] for index, question in stub_cells(assignment, code).items()}


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
        elif results[name].unrelated_error:
            yield f"the case {name!r} rejects it by luck: {results[name].unrelated_error}"


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


def _too_few(assignment: Assignment, question: Question) -> Iterator[Problem]:
    for kind, fewest in FEWEST.items() if question.stars else ():
        count = len(answers(kind, assignment.slug, question.name))  # type: ignore[arg-type]
        if count < fewest:
            yield Problem(question.name, f"{kind} answers", f"there are {count}, write at least {fewest}")


def _strays(assignment: Assignment) -> Iterator[Problem]:
    known = {question.name for question in assignment.questions}
    for kind in FEWEST:
        for path in sorted((course.REPO_ROOT / "solutions" / kind / assignment.slug).glob("*.py")):
            if path.stem not in known:
                name = path.relative_to(course.REPO_ROOT).as_posix()
                yield Problem(
                    path.stem, f"{kind} answers", f"{name} answers a question that the assignment does not have"
                )
