"""The cases that stopped most students, and the packages that their notebooks did not find.

In: the graded attempts. Out: the cases, the worst first, each with the commonest message and two students as examples.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.results import OUTCOME_WORDS, CaseResult
from grading.pages.not_started import is_not_started
from grading.records import Attempt

MAX_FAILING_CASES = 12
EXAMPLES = 2
MAX_MESSAGES = 2000  # different messages of one case that are counted
MAX_MESSAGE = 400  # characters
MAX_MISSING_PACKAGES = 20
_MISSING = re.compile(r"No module named '(\w+)|\((\w+) is not installed here\)")


@dataclass(frozen=True)
class FailingCase:
    """One case: how many of those who started its question fail it, with which outcomes, and how most of them fail."""

    question: str
    case: str
    hidden: bool
    failed: int
    started: int
    outcomes: str
    message: str
    alike: int  # students with this message
    examples: tuple[tuple[str, str], ...]  # students with this message, and their pages


@dataclass
class _Tally:
    outcomes: Counter[str] = field(default_factory=Counter)
    messages: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, student: str, case: CaseResult) -> None:
        self.outcomes[case.outcome] += 1
        message = case.message.partition("\n")[0][:MAX_MESSAGE]
        if case.passed or (message not in self.messages and len(self.messages) >= MAX_MESSAGES):
            return
        self.messages[message] += 1
        examples = self.examples.setdefault(message, [])
        if len(examples) < EXAMPLES:
            examples.append(student)


def failing_cases(graded: Sequence[Attempt], pages: Mapping[str, str]) -> list[FailingCase]:
    """Return the cases that stopped most students. A question that was not started counts for none of its cases."""
    tallies: dict[tuple[str, str, bool], _Tally] = {}
    for attempt in graded:
        for question in attempt.verdict.questions:
            if is_not_started(question):
                continue
            for case in question.cases:
                key = (question.name, case.name, case.hidden)
                if key not in tallies:
                    tallies[key] = _Tally()
                tallies[key].add(attempt.student, case)
    found = [_failing(key, tally, pages) for key, tally in tallies.items() if tally.messages]
    return sorted(found, key=lambda case: (-case.failed, case.question, case.case))[:MAX_FAILING_CASES]


def _failing(key: tuple[str, str, bool], tally: _Tally, pages: Mapping[str, str]) -> FailingCase:
    total = sum(tally.outcomes.values())
    words = ", ".join(f"{n} {OUTCOME_WORDS[o]}" for o, n in sorted(tally.outcomes.items()) if o != "passed")
    message, alike = min(tally.messages.items(), key=lambda item: (-item[1], item[0]))
    examples = tuple((student, pages[student]) for student in tally.examples[message])
    return FailingCase(*key, total - tally.outcomes["passed"], total, words, message, alike, examples)


def missing_packages(graded: Sequence[Attempt]) -> list[tuple[str, int]]:
    """Return the packages that notebooks asked for and did not get, each with the number of students."""
    counts = Counter[str]()
    for verdict in (attempt.verdict for attempt in graded):
        messages = [case.message for question in verdict.questions for case in question.cases if case.message]
        texts = [*(cell.error for cell in verdict.cells), *verdict.repairs, *messages]
        counts.update({name or other for text in texts for name, other in _MISSING.findall(text)})
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MAX_MISSING_PACKAGES]
