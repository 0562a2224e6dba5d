"""What a student should look at first: at most a few sentences, each with a link to its place on the page.

In: a verdict. Out: hints, the most useful first.
"""

from dataclasses import dataclass

from autograder.case_messages import LOST
from autograder.results import QuestionResult, Verdict
from grading.pages.not_started import is_not_started

MAX_QUESTIONS = 3
MAX_NAMES = 6
MAX_SENTENCE = 300  # characters


@dataclass(frozen=True)
class Hint:
    """One sentence, the part of the page it is about, and that part's name."""

    anchor: str
    name: str
    sentence: str


def look_first(verdict: Verdict) -> list[Hint]:
    """Return the hints: cells that stopped, the questions that lost most points, and those that were not started.

    The questions stand in the order of the lesson, because a later answer may call an earlier one and fail with it.
    """
    if verdict.status != "graded":
        return []
    hints = []
    if verdict.cells:
        first = verdict.cells[0]
        others = len(verdict.cells) - 1
        more = f" and {others} more cell{'' if others == 1 else 's'}" if others else ""
        hints.append(Hint("cells", f"Cell {first.index + 1}{more}", first.why.partition("\n")[0][:MAX_SENTENCE]))
    started = [question for question in verdict.questions if not is_not_started(question)]
    lost = [question for question in started if not all(case.passed for case in question.cases)]
    most = sorted(lost, key=lambda question: question.score - question.max_score)[:MAX_QUESTIONS]
    hints += [_hint(question) for question in lost if question in most]
    not_started = [question.name for question in verdict.questions if is_not_started(question)]
    if not_started:
        names = ", ".join(not_started[:MAX_NAMES]) + (" and others" if len(not_started) > MAX_NAMES else "")
        words = "1 question" if len(not_started) == 1 else f"{len(not_started)} questions"
        hints.append(Hint(f"q-{not_started[0]}", words, f"not started: {names}"))
    return hints


def _hint(question: QuestionResult) -> Hint:
    """The first case that did not pass says most: public cases come first, and the simple ones before the others."""
    case = min((case for case in question.cases if not case.passed), key=lambda case: case.hidden)
    # a public case that was stopped names its own limit, which is short if others had come to no end before
    message = LOST["timeout"] if case.outcome == "timeout" else case.message.partition("\n")[0] or case.name
    cut = message if len(message) <= MAX_SENTENCE else message[: MAX_SENTENCE - 1] + "…"
    return Hint(f"q-{question.name}", question.name, cut)
