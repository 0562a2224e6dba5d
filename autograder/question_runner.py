"""The cases of test files, run against one submission: in which order, with which calls, and with how many points.

All public cases run before the first hidden one: what a student's code has seen of a hidden case, and kept, must not
come out in the words of a public one. Within each half they run in an order that a notebook cannot foresee (drawn from
its bytes and the tests'), so that a function cannot behave for the first calls only.

A verdict is a function of the notebook and the tests, also where the student's functions keep state: they count their
calls, say, or draw random numbers. So the calls that a function sees must depend on nothing else. In each half:

1. The planned calls of all cases that have a plan are made, in the order of the cases, before any of these cases runs.
2. These cases run on the answers, or pass from the cache. What a case finds changes nothing of what was asked: if it
   stops early, its calls were made all the same, and if it asks for anything else, it ends and is put off.
3. The cases without a plan and those that were put off follow. They make each call when they come to it.

If a planned call ends the process, does not come back in time or leaves a thread behind, no answer counts: a fresh
process is asked anew, for one case at a time, just before it runs.

A question whose function has come to no end comes last, so that it uses up its own time first: where the process cannot
be copied, each of its cases costs another run of the whole notebook.

The plans are a function of the tests and the references. So a submission's functions see the same calls in the same
order, in whatever class, with and without the cache. Two things cannot be promised. A function that reads clocks,
memory addresses or the system's own source of chance may answer otherwise next time. One that comes close to a time
limit may or may not keep it.
"""

import copy
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from autograder.case_reasons import value_cases
from autograder.case_runner import CaseRun, Namespace
from autograder.host.call_plans import Plans
from autograder.notebook_feedback.known_mistakes import Known, KnownAnswers, diagnose
from autograder.otter_tests import ExceptionTestFile
from autograder.results import QuestionResult

_Case = TypeVar("_Case", bound=Any)  # a case of Otter, or a CaseRun


def run_cases(questions: Sequence["QuestionRun"], names: Namespace, order: random.Random) -> None:
    """Run the cases of all questions against the names of one submission."""
    for hidden in (False, True):
        halves = [(question, shuffled_half(question.cases, order, hidden=hidden)) for question in questions]
        names.prefetch({case.key: case.plan for _, half in halves for case in half if case.plan})
        for planned in (True, False):
            for question, half in sorted(halves, key=lambda pair: names.endless[pair[0].test.name]):
                question.run([case for case in half if (case.plan is not None) == planned], names)


def shuffled_half(cases: Iterable[_Case], order: random.Random, *, hidden: bool) -> list[_Case]:
    """Return the public or the hidden cases, in an order that nobody can foresee."""
    half = [case for case in cases if bool(case.hidden) == hidden]
    order.shuffle(half)
    return half


class QuestionRun:
    """One test file while its cases are run."""

    def __init__(
        self, test: ExceptionTestFile, plans: Plans | None = None, *, record: bool = False, keep: bool = False
    ):
        self.test = test
        self.cases = [
            CaseRun(test.name, case, (plans or {}).get((test.name, str(case.name))), record=record, keep=keep)
            for case in test.test_cases
        ]

    def run(self, cases: Sequence[CaseRun], names: Namespace) -> None:
        """Let Otter run these cases."""
        if cases:
            names.begin_question(self.test.name)
            these = copy.copy(self.test)
            these.test_cases = [_with_body(run.case, run) for run in cases]
            these.run(names)

    @property
    def failed(self) -> list[CaseRun]:
        """The cases that did not pass."""
        return [run for run in self.cases if run.outcome != "passed"]

    def result(
        self, *, show_hidden: bool, known: Known | None = None, questions: Collection[str] = ()
    ) -> QuestionResult:
        """What the cases found, in the order of the test file; `questions` are the names of all of them."""
        answers = (known or {}).get(self.test.name, KnownAnswers())
        for run in self.failed:
            run.find_stub(questions)
        found = {run.name: run.told.given for run in self.failed if not run.harmless}
        causes = _said_once(diagnose(found, answers), self.cases)
        ordinary = value_cases(self.cases)
        results = tuple(
            run.result(show_hidden=show_hidden, cause=causes.get(run.name, ""), known=answers, ordinary=ordinary)
            for run in self.cases
        )
        score = sum(result.points for result in results if result.passed)
        return QuestionResult(self.test.name, score, float(sum(result.points for result in results)), results)


def _with_body(case: Any, body: CaseRun) -> Any:
    return type(case)(case.name, body, case.hidden, case.points, case.success_message, case.failure_message)


def _said_once(causes: Mapping[str, str], cases: Sequence[CaseRun]) -> dict[str, str]:
    """The first case with a cause explains it, and the others refer to that case."""
    first: dict[str, str] = {}
    said = {}
    for run in cases:
        if sentence := causes.get(run.name):
            same = first.setdefault(sentence, run.name) != run.name
            said[run.name] = f"The same mistake as in “{first[sentence]}”." if same else sentence
    return said
