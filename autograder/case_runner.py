"""One case of a test file, run against one submission as Otter runs it, and what it found.

In: the case, its plan, and the names of a submission. Out: an outcome, and the message that the student may read. What
a hidden case says is its author's sentence, unless the assignment shows all.
"""

import re
import warnings
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NoReturn, Protocol

from autograder.case_messages import Summary, hidden_words, summary
from autograder.case_reasons import is_comparison, is_wrong_value, own_sentence
from autograder.evidence_limits import small
from autograder.host.call_plans import CachedPass, CaseKey, Plan, PlannedCall
from autograder.host.errors import GuestLost, ZygoteBroken
from autograder.host.prefetch import DepartedFromPlan, Told
from autograder.notebook_feedback.fingerprints import builtin_name
from autograder.notebook_feedback.known_mistakes import KnownAnswers
from autograder.notebook_feedback.stubs import not_written
from autograder.results import CaseResult, Evidence, Outcome
from autograder.wire.text import printable

_LONGEST_MESSAGE = 8000  # characters
_CELL_LINE = re.compile(r'File "<ipython-input[^"]*>", line (\d+), in (\w+)\n *([^\n]*)')
_ADDRESS = re.compile(r" at 0x[0-9a-f]+>")  # in the `repr` of an object: another one in each run
_LIBRARY = re.compile(r" \((?:/[^()\n]*|unknown location)\)")  # after `cannot import name …`: where this machine has it
_PROCESSES = re.compile(r"[/\\](?:multiprocessing|subprocess\.py|concurrent[/\\]futures[/\\]process)")
_NO_PROCESSES = "Your function starts a process, which cannot be done while a notebook is graded: answer without it."
_CELL_NAME = re.compile(r"\(<ipython-input-[^>]*>, (line \d+)\)")


class Namespace(Protocol):
    """What the cases need of a submission: its names, as Otter asks for them, and the steps around each case."""

    endless: Counter[str]
    """How often each function has come to no end."""

    def get(self, name: str, default: Any = None) -> Any:
        """The student's function or value of this name, or `default`."""

    def why_missing(self, name: str) -> str:
        """Why there is no such name, in a sentence for the student."""

    def prefetch(self, plans: Mapping[CaseKey, Plan]) -> None:
        """Make the planned calls of these cases in advance."""

    def begin_question(self, name: str) -> None:
        """From here on, cases of this question are run."""

    def begin_case(self, key: CaseKey, plan: Plan | None, *, record: bool) -> None:
        """From here on, this case is run. Raises GuestLost or DepartedFromPlan."""

    @property
    def digest(self) -> CachedPass:
        """The digest of all answers to the planned calls of the case."""

    @property
    def recorded(self) -> list[PlannedCall] | None:
        """The calls of the case; None if they cannot be planned."""

    @property
    def told(self) -> Sequence[Told]:
        """What was answered to the calls of the case: those that it has made, then planned ones that it has not."""

    @property
    def heard(self) -> int:
        """How many calls the case has made."""

    def lost(self, outcome: str) -> None:
        """The process that answered is gone."""


class CaseRun:
    """Stands in for a case's body: runs it, keeps what happened, and lets Otter count it."""

    def __init__(self, question: str, case: Any, plan: Plan | None, *, record: bool, keep: bool):
        self.case, self.body, self.key = case, case.body, (question, str(case.name))
        self.name = str(case.name)
        self.plan = plan  # None also after the case has departed from it
        self.record, self.keep = record, keep
        self.outcome: Outcome = "not_run"
        self.message = "this case was not run"
        self.hidden = bool(case.hidden)
        self.wrong_value = self.compared = False  # whether it ended at a comparison of values, and at one of `checks`
        self.reason = ""  # what is said instead of the author's sentence
        self.too_slow = False  # a loop was seen: how many calls that took is open, and so are their forms
        self.raised = ""  # the builtin class of the error that the student's function raised
        self.harmless = False  # whether the message tells nothing of the case
        self.told = Summary()  # what it was told, if it did not pass or is to keep it
        self.evidence: Evidence | None = None
        self.cached = False
        self.calls: list[PlannedCall] | None = None  # that it made and could make again, if they were to be recorded
        self.answers_digest: CachedPass | None = None  # if it kept to a plan

    def call_func(self, names: Namespace) -> None:
        """Run the case as Otter would; every failure ends in an exception that Otter counts.

        Raises
        ------
        ZygoteBroken
            We failed, and not the student's code.
        """
        try:
            names.begin_case(self.key, self.plan, record=self.record)
            self.answers_digest = names.digest if self.plan else None
            self.cached = self.plan is not None and self.answers_digest in self.plan.passes
            if self.cached or self._passes(names):
                self.outcome = "passed"
                self.calls = names.recorded if self.record else None
                self.told = _summed_up(names) if self.keep else self.told
                return
            self.told = _summed_up(names)
        except DepartedFromPlan:
            self.plan = self.answers_digest = None
        except GuestLost as lost:
            names.lost(lost.outcome)
            self.outcome, self.message = lost.outcome, lost.text  # type: ignore[assignment]
        except Exception as error:  # Otter would count it as a failed case
            raise ZygoteBroken(f"{self.key}: {error!r}") from error
        _count_as_failed(self.message)

    def find_stub(self, questions: Collection[str]) -> None:
        """Say so if a function that is not written yet was called, whatever the case made of that."""
        stub = not_written(self.told.stub, self.key[0], questions) if self.outcome == "failed" else ""
        if stub:
            self.message, self.harmless, self.evidence, self.wrong_value = stub, True, None, False

    def result(self, *, show_hidden: bool, cause: str, known: KnownAnswers, ordinary: tuple[str, str]) -> CaseResult:
        """What it found, in the words that a student may read.

        `cause` is the sentence of a recognised mistake, and `ordinary` are the first case with wrong values and the
        first hidden case.
        """
        case, passed, shown = self.case, self.outcome == "passed", show_hidden or not self.hidden
        message = self.message
        if cause and shown and self.raised:
            message = f"{cause}\n{message}"
        elif cause:
            message = cause
        elif not shown and not self.harmless:
            author = self.reason or own_sentence(self, self.body.test_func, case.failure_message, ordinary)
            forms = () if self.too_slow else known.forms_of(self.name)
            message = hidden_words(self.outcome, self.told, forms, author, self.raised)
        return CaseResult(
            self.name,
            self.hidden,
            passed,
            float(case.points),
            self.outcome,
            "" if passed else readable(message[:_LONGEST_MESSAGE]),
            self.evidence if shown else None,
            self.cached,
        )

    def _passes(self, names: Namespace) -> bool:
        for name in (name for name in self.body._get_func_params() if name != "env"):
            found = names.get(name)
            if not callable(found):
                self.outcome, self.harmless = "missing" if found is None else "failed", True
                self.message = names.why_missing(name) if found is None else _not_a_function(name, found)
                return False
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a case that minds warnings says so itself
                returned = self._call_body(names)
        except Exception as error:
            self._failed(error)
            return False
        self.evidence = _kept(returned)
        return True

    def _call_body(self, names: Namespace) -> Any:
        """Call the case as Otter does, and return what it returns, which Otter drops."""
        values = {name: names if name == "env" else names.get(name) for name in self.body._get_func_params()}
        return self.body.test_func(**values)

    def _failed(self, error: Exception) -> None:
        self.outcome = "failed"
        help = getattr(error, "help", None)
        if help is not None:
            self.message = str(help)[:_LONGEST_MESSAGE]
            self.wrong_value, self.compared = is_wrong_value(error), is_comparison(error)
            self.reason = str(getattr(error, "reason", ""))
            self.too_slow = getattr(error, "seen", "") == "steps"
            expected, actual = getattr(error, "expected", None), getattr(error, "actual", None)
            if expected is not None and actual is not None:
                self.evidence = small(Evidence(expected, actual, str(getattr(error, "show", "numbers"))))
        elif hasattr(error, "_remote_number") or isinstance(error, Warning):  # it came over the wire
            self.raised = builtin_name(error)
            self.message = f"Your function raised {_described(error)}"[:_LONGEST_MESSAGE]
            where = _place(error)
            self.message += f"\n{where}" if where else ""
            if _PROCESSES.search(str(getattr(error, "traceback", ""))):
                self.message, self.harmless = _NO_PROCESSES, True
        elif isinstance(error, AssertionError):
            self.message = _words(error) or "The case's condition does not hold."
        else:
            self.message = f"The test could not use what it found in your notebook: {_described(error)}"


def _summed_up(names: Namespace) -> Summary:
    """What is kept of what the case was told. If student code has told what cannot be summed up, words are lost, and no
    points."""
    try:
        return summary(names.told, names.heard)
    except Exception:  # no memory is left, say
        return Summary()


def _kept(returned: Any) -> Evidence | None:
    """The evidence of a case that passed: the picture that it returns, or a pair of what was given and the picture."""
    if returned is None:
        return None
    given, picture = returned if isinstance(returned, tuple) and len(returned) == 2 else (None, returned)
    return small(Evidence(given, picture, "kept"))


def _not_a_function(name: str, found: Any) -> str:
    kind = type(found).__name__  # of what is no plain data, the name of the student's type
    what = "a class" if kind == "type" else f"a value of type {kind}"
    return f"{name} should be a function, and is {what}: write it with `def {name}(…):`."


def readable(text: str) -> str:
    """The text without what is another in each run or on each machine, and without what cannot be printed."""
    text = printable(text)
    return _CELL_NAME.sub(r"(\1)", _LIBRARY.sub("", _ADDRESS.sub(" at 0x…>", text)))


def _words(error: Exception) -> str:
    try:
        return str(error)[:_LONGEST_MESSAGE]
    except Exception:  # Python does not write numbers of more than 4,300 digits, and a class may have a `__str__`
        return ""


def _described(error: Exception) -> str:
    words = _words(error)
    return f"{type(error).__name__}: {words}" if words else f"{type(error).__name__}."


def _count_as_failed(text: str) -> NoReturn:
    """Raise one frame deeper than the case's body: Otter looks there for the line of the test file to quote."""
    raise AssertionError(text) from None


def _place(error: Exception) -> str:
    """Where in the student's code an exception came from, by the traceback that the guest sent."""
    text = getattr(error, "traceback", "")
    found = _CELL_LINE.findall(text) if isinstance(text, str) else []
    if not found:
        return ""
    line, function, code = found[-1]
    return f"in {function}, line {line} of its cell: {code.strip()}"[:300]
