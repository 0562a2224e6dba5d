"""Check that the tests of an assignment grade each known answer as its author says.

In: an assignment. Out: a list of `Problem`s. The reference gets all points and the stub none. Each wrong answer is
rejected by every case that it names. Each accepted answer passes all cases. Answers are graded in this process and in
the sandbox, and both must give the same outcome for each case.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from math import isclose
from typing import Literal

from assignments import course
from assignments.build.compose import cells_as_written, code_cells
from assignments.build.stubs import stub_cells
from assignments.course import Assignment, Question
from autograder.host.zygote_process import Zygote
from autograder.results import Level
from grading.authoring.graders import Results, in_process, in_sandbox, points_by_otter
from grading.authoring.known_answers import answers

MIN_ANSWERS: dict[Literal["wrong", "accepted"], int] = {"wrong": 5, "accepted": 3}
Kind = Literal["reference", "stub", "wrong", "accepted"]


@dataclass(frozen=True)
class Problem:
    """An answer that was not graded as its author says."""

    question: str
    answer: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.question}, {self.answer}: {self.sentence}"


@dataclass(frozen=True)
class KnownAnswer:
    """An answer and the cases that must reject it."""

    kind: Kind
    name: str
    source: str
    rejected_by: tuple[str, ...] = ()


Grader = Callable[[Assignment, Question, str], Results]


def verify(
    assignment: Assignment, graders: Mapping[str, Grader] | None = None, *, otter: bool = False
) -> list[Problem]:
    """Grade every known answer with every grader, and return what was not graded as its author says.

    With `otter`, `otter run` also grades the solved notebook with the autograder zip, which takes ten seconds.
    """
    graders = graders if graders is not None else {"in this process": in_process}
    problems = list(_answers_without_question(assignment))
    for question in assignment.questions:
        problems += _too_few_answers(assignment, question)
        for known in known_answers(assignment, question):
            results = {name: grade(assignment, question, known.source) for name, grade in graders.items()}
            for grader, result in results.items():
                for sentence in _wrong_outcomes(question, known, result):
                    problems.append(Problem(question.name, f"{known.kind} {known.name}", f"{sentence} ({grader})"))
            for sentence in _disagreements(results):
                problems.append(Problem(question.name, f"{known.kind} {known.name}", sentence))
    if otter:
        problems += _otter_disagrees(assignment)
    return problems


def verify_all(assignment: Assignment, level: Level | None, *, otter: bool = False) -> list[Problem]:
    """Verify in this process and, unless `level` is None, in the sandbox at that isolation level."""
    if level is None:
        return verify(assignment, otter=otter)
    with Zygote(level, assignment.packages) as zygote:
        graders: dict[str, Grader] = {"in this process": in_process, "in the sandbox": partial(in_sandbox, zygote)}
        return verify(assignment, graders, otter=otter)


def known_answers(assignment: Assignment, question: Question) -> Iterator[KnownAnswer]:
    """Yield the reference, the stub, and all wrong and accepted answers to a question."""
    yield KnownAnswer("reference", question.name, "")  # no second cell: the references are always in the first cell
    if question in (stubs := _stubs(assignment)):
        yield KnownAnswer("stub", question.name, stubs[question])
    for wrong in answers("wrong", assignment.slug, question.name):
        yield KnownAnswer("wrong", wrong.name, wrong.source, wrong.rejected_by)
    for accepted in answers("accepted", assignment.slug, question.name):
        yield KnownAnswer("accepted", accepted.name, accepted.source)


@cache
def _stubs(assignment: Assignment) -> dict[Question, str]:
    code = code_cells(cells_as_written(assignment))
    return {question: code[index] for index, question in stub_cells(assignment, code).items()}


def _wrong_outcomes(question: Question, known: KnownAnswer, results: Results) -> Iterator[str]:
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
        yield "no case rejects it, although it contains a mistake"
    for name in known.rejected_by:
        if name not in results:
            yield f"it names the case {name!r}, which does not exist"
        elif results[name].outcome != "failed":
            yield f"the case {name!r} should reject it, but its outcome is {results[name].outcome!r}"
        elif results[name].unrelated_error:
            yield f"the case {name!r} rejects it by an unrelated error: {results[name].unrelated_error}"


def _disagreements(results: Mapping[str, Results]) -> Iterator[str]:
    """Compare every grader with the first, case by case."""
    (first, expected), *others = results.items()
    for grader, result in others:
        for name in expected.keys() | result.keys():
            one, two = expected.get(name), result.get(name)
            if (one and (one.outcome, one.points)) != (two and (two.outcome, two.points)):
                outcomes = [case.outcome if case else "missing" for case in (one, two)]
                yield f"the outcome of the case {name!r} is {outcomes[0]} {first} and {outcomes[1]} {grader}"


def _otter_disagrees(assignment: Assignment) -> Iterator[Problem]:
    points = points_by_otter(assignment)
    for question in assignment.questions:
        given = points.get(question.name, 0.0)
        if not isclose(given, question.points, abs_tol=1e-9):
            sentence = f"`otter run` gives it {given:g} of {question.points:g} points"
            yield Problem(question.name, f"reference {question.name}", sentence)


def _too_few_answers(assignment: Assignment, question: Question) -> Iterator[Problem]:
    for kind, fewest in MIN_ANSWERS.items() if question.stars else ():
        count = len(answers(kind, assignment.slug, question.name))
        if count < fewest:
            yield Problem(question.name, f"{kind} answers", f"there are {count}: write at least {fewest}")


def _answers_without_question(assignment: Assignment) -> Iterator[Problem]:
    for kind in MIN_ANSWERS:
        known = {path for question in assignment.questions for path in assignment.answer_files(kind, question.name)}
        for path in sorted((course.REPO_ROOT / "solutions" / kind / assignment.slug).rglob("*.py")):
            if path not in known:
                name = path.relative_to(course.REPO_ROOT).as_posix()
                yield Problem(
                    path.stem, f"{kind} answers", f"{name} answers a question that the assignment does not have"
                )
