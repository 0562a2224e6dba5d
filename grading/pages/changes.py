"""What is different from a student's previous attempt: the score, the questions, and why.

In: two attempts. Out: a record for the feedback page, or None if nothing is different.
"""

from dataclasses import dataclass

from grading.records import Attempt


@dataclass(frozen=True)
class QuestionChange:
    """One question with other points than before. None: it was not graded."""

    name: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Changes:
    """The previous attempt: when it was graded, its score, what is different, and why."""

    recorded_at: str
    before: float | None
    max_before: float
    reasons: tuple[str, ...]
    questions: tuple[QuestionChange, ...]


def changes(previous: Attempt, attempt: Attempt) -> Changes | None:
    """Return what is different between two attempts of one student."""
    reasons = []
    if previous.sha256 != attempt.sha256:
        reasons.append("another notebook was handed in")
    if previous.tests_sha256 != attempt.tests_sha256:
        reasons.append("the tests or the settings of the assignment were changed")
    before, after = _scores(previous), _scores(attempt)
    names = list(dict.fromkeys([*after, *before]))
    different = [
        QuestionChange(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]
    if not reasons and not different and previous.verdict.score == attempt.verdict.score:
        return None
    verdict = previous.verdict
    return Changes(previous.recorded_at, verdict.score, verdict.max_score, tuple(reasons), tuple(different))


def _scores(attempt: Attempt) -> dict[str, float]:
    return {question.name: question.score for question in attempt.verdict.questions}
