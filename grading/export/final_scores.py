"""The score of each student that leaves the house: the raw score of an attempt, and what the policy makes of it.

In: the gradebook and an assignment. Out: a `FinalScore` for each student. All exports and `grade list` use these, so
that they agree. As soon as a person has marked anything in the class, the scores are totals, and a student who still
waits for a mark has none; before that, they are the points of the tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assignments.course import Assignment
from assignments.errors import UsageError
from grading.counted_attempt import Counted, Policy, counted, points_of_tests, policy_of
from grading.gradebook.database import Gradebook
from grading.gradebook.runs import histories
from grading.records import Attempt, Mark
from grading.total_points import total_points

POLICY = ("counts", "late_days", "penalty")  # what a policy adds to a row or a line, if the assignment has one


@dataclass(frozen=True)
class FinalScore:
    """A student, the attempt that counts, and its score beside the raw one.

    The scores are None where there is none: after a fault of ours, for example.
    """

    student: str
    attempt: Attempt
    counted: Counted
    raw: float | None
    max_score: float

    @property
    def score(self) -> float | None:
        """The score that is exported."""
        return self.counted.score


def final_scores(
    book: Gradebook,
    assignment: Assignment,
    policy: Policy | None = None,
    *,
    student: str | None = None,
    with_cases: bool = True,
    with_evidence: bool = False,
) -> list[FinalScore]:
    """Return the score of every student of the class, sorted by student, or that of one.

    What is left out, the cases or their evidence, is not read: a large class then fits into memory.
    """
    rules = policy or policy_of(assignment)
    marks = book.marks(assignment.slug)

    def total(attempt: Attempt) -> tuple[float | None, float]:
        points = total_points(assignment, attempt)
        return points.total, points.max_total

    points = total if any(marks.values()) else points_of_tests
    found = []
    read = histories(book, assignment.slug, student=student, with_cases=with_cases, with_evidence=with_evidence)
    for name, history in read.items():
        attempts = _marked(assignment, [each.attempt for each in history], marks.get(name, ()))
        attempt, result = counted(rules, attempts, points)
        found.append(FinalScore(name, attempt, result, *points(attempt)))
    return sorted(found, key=lambda score: score.student)


def score_of(book: Gradebook, assignment: Assignment, student: str) -> FinalScore:
    """Return the score of one student, with all evidence; raise UsageError if nothing was handed in."""
    for score in final_scores(book, assignment, student=student, with_evidence=True):
        return score
    raise UsageError(f"{student} has not handed in {assignment.slug}.")


def policy_values(score: FinalScore | None) -> list[float | None]:
    """Return the values of `POLICY`, each None for a student without a score."""
    return [score.score, float(score.counted.late_days), score.counted.penalty] if score else [None] * len(POLICY)


def counted_scores(book: Gradebook, assignment: Assignment) -> dict[str, FinalScore]:
    """Return what counts by student, to be shown beside the raw scores; empty if the assignment has no policy."""
    policy = policy_of(assignment)
    if policy == Policy():
        return {}
    return {score.student: score for score in final_scores(book, assignment, policy, with_cases=False)}


def _marked(assignment: Assignment, attempts: list[Attempt], marks: tuple[Mark, ...]) -> list[Attempt]:
    """Return the attempts with the marks of a student. What overrides points of tests is about the newest attempt."""
    by_hand = {question.name for question in assignment.manual}
    earlier = tuple(mark for mark in marks if mark.question in by_hand)
    return [*(replace(attempt, marks=earlier) for attempt in attempts[:-1]), replace(attempts[-1], marks=marks)]


def text_of(value: float | None, decimal: str = ".") -> str:
    """Return a score as short text with at most six decimals: 41, 2.5. A missing one is empty."""
    return "" if value is None else f"{round(value, 6) + 0.0:.10g}".replace(".", decimal)


def counts_sentence(score: FinalScore) -> str:
    """Return what the policy says and how many points count, as sentences."""
    if score.score is None:
        return "No points count yet."
    points = f"{text_of(score.score)} of {text_of(score.max_score)} points count."
    note = score.counted.note
    return f"{note[0].upper()}{note[1:]}. So {points}" if note else points


def summary_sentence(score: FinalScore) -> str:
    """Return the score in one line for a field of comments: the total, the policy, and each question."""
    verdict = score.attempt.verdict
    if verdict.status == "unusable":
        reason = verdict.reason.partition("\n")[0]
        return f"Graded by tests: {text_of(score.score)} of {text_of(score.max_score)} points. {reason}"
    questions = "; ".join(f"{q.name} {text_of(q.score)}/{text_of(q.max_score)}" for q in verdict.questions)
    late = f" ({score.counted.note})" if score.counted.note else ""
    return f"Graded by tests: {text_of(score.score)} of {text_of(score.max_score)} points{late}. {questions}"


def known(scores: Sequence[FinalScore]) -> list[FinalScore]:
    """Return those that have a score; nothing is exported for the others (`without_score` says why they have none)."""
    return [score for score in scores if score.score is not None]


def without_score(scores: Sequence[FinalScore]) -> list[str]:
    """Return a sentence about each student who has no score, and why."""
    return [f"{score.student} {_why_none(score)}: the row stays." for score in scores if score.score is None]


def _why_none(score: FinalScore) -> str:
    waits = score.attempt.verdict.score is not None
    return "has no total as long as an answer waits for a mark" if waits else "has no score (our fault)"
