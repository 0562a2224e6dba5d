"""Whether each sentence that a known wrong answer is told is true: its cause is held against what was observed.

In: an assignment. Out: a `FalseSentence` for each claim that is not true. Every answer is told what a student is told
whose mistake nobody knows; and in its public cases, as in a notebook, what the mistakes of all other answers tell it.
The answers run in this process.
"""

import contextlib
import functools
import io
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assignments.course import Assignment, Question
from autograder import judge
from autograder.host.prefetch import Told
from autograder.learn_mistakes import known_answers_of
from autograder.notebook_feedback.known_mistakes import KnownAnswers, KnownMistake
from autograder.otter_tests import ExceptionTestFile
from autograder.question_runner import QuestionRun
from grading.authoring.known_answers import Answer, answers
from grading.authoring.observed_calls import ObservedCall, observed
from grading.authoring.sentence_claims import FACTS, Observation, false_claims


@dataclass(frozen=True)
class FalseSentence:
    """A sentence that names a cause which was not there."""

    question: str
    answer: str
    case: str
    cause: str
    sentence: str
    recognised: bool = False

    def __str__(self) -> str:
        how = " (recognised)" if self.recognised else ""
        return f"{self.question}, {self.answer}, “{self.case}”{how}: {self.cause} was not there: {self.sentence}"


@dataclass
class Proof:
    """How many sentences were looked at, and the false ones."""

    sentences: int = 0
    false: list[FalseSentence] = field(default_factory=list)


def proof(assignment: Assignment) -> Proof:
    """Try every known wrong answer of an assignment."""
    found = Proof()
    for question in assignment.questions:
        _try_question(assignment, question, found)
    return found


def _try_question(assignment: Assignment, question: Question, found: Proof) -> None:
    (test,) = judge.load([assignment.test_file(question.name)])
    reference = assignment.reference.read_text(encoding="utf-8")
    runs = _Runs(reference, test)
    accepted = answers("accepted", assignment.slug, question.name)
    right_runs = [runs.of(source) for source in ["", *(answer.source for answer in accepted)]]
    right = known_answers_of(
        (case.name, case.told) for run in right_runs for case in run.asked.cases if case.outcome == "passed"
    )
    wrong = answers("wrong", assignment.slug, question.name)
    tried = [(answer, runs.of(answer.source)) for answer in wrong]
    mistakes = [
        KnownMistake(" ".join(answer.docstring.split()), {case.name: case.told.given for case in run.asked.failed})
        for answer, run in tried
    ]
    for at, (answer, run) in enumerate(tried):
        others = tuple(one for one in mistakes if one.sentence != mistakes[at].sentence)
        for recognised, known in ((False, right), (True, KnownAnswers(others, right.right, right.forms))):
            _try_answer(question, answer, run, known, runs, found, recognised)


def _try_answer(
    question: Question,
    answer: Answer,
    run: "_Run",
    known: KnownAnswers,
    runs: "_Runs",
    found: Proof,
    recognised: bool,
) -> None:
    said = run.asked.result(show_hidden=False, known={question.name: known})
    for result in said.cases:
        if result.passed or (recognised and result.hidden):
            continue
        found.sentences += 1
        seen = Observation(
            run.calls[result.name], answer.source, run.names[question.name], runs.reference[question.name]
        )
        for cause in false_claims(result.message, seen, FACTS if recognised else ()):
            found.false.append(
                FalseSentence(question.name, answer.name, result.name, cause, result.message, recognised)
            )


@dataclass(frozen=True)
class _Run:
    """One answer after all cases of its question: what they found, and the calls that each has made."""

    asked: QuestionRun
    names: Mapping[str, Any]
    calls: Mapping[str, Sequence[ObservedCall]]


class _Runs:
    """Runs answers to one question, each beside the references of the others."""

    def __init__(self, reference: str, test: ExceptionTestFile):
        self.code, self.test = compile(reference, "<answer>", "exec"), test
        self.reference: dict[str, Any] = {"__name__": "__answer__"}
        exec(self.code, self.reference)

    def of(self, source: str) -> _Run:
        """Run all cases on an answer."""
        names: dict[str, Any] = {"__name__": "__answer__"}
        watched = _Watched(names)
        asked = QuestionRun(self.test, keep=True)
        calls = {}
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            exec(self.code, names)
            exec(compile(source, "<answer>", "exec"), names)
            for case in asked.cases:
                asked.run([case], watched)
                calls[case.name] = watched.calls
        for case in asked.failed:
            case.find_stub(())
        return _Run(asked, names, calls)


class _Watched:
    """The names of one answer in this process, as the cases ask for them."""

    digest, recorded, endless = b"", None, Counter[str]()

    def __init__(self, names: Mapping[str, Any]):
        self.names, self.calls = names, list[ObservedCall]()

    def get(self, name: str, default: Any = None) -> Any:
        value = self.names.get(name, default)
        if not callable(value) or isinstance(value, type):
            return value
        return _as_remote(observed(value, self.calls))

    def why_missing(self, name: str) -> str:
        return f"There is no {name} in your notebook."

    def prefetch(self, plans: object) -> None:
        """Nothing is planned."""

    def begin_question(self, name: str) -> None:
        """All questions are asked in the same process."""

    def begin_case(self, key: object, plan: object, *, record: bool) -> None:
        self.calls = []

    @property
    def told(self) -> list[Told]:
        return [Told(call.after, call.result, call.error) for call in self.calls]

    @property
    def heard(self) -> int:
        return len(self.calls)

    def lost(self, outcome: str) -> None:
        """This process is never lost."""


def _as_remote(function: Callable[..., Any]) -> Callable[..., Any]:
    """Mark what the student's function raises, as the wire does."""

    @functools.wraps(function)
    def marked(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except Exception as error:
            error._remote_number = 0  # type: ignore[attr-defined]
            raise

    return marked
