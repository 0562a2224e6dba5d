"""What changed between two states of a class: who, by how much, in which question, and why.

In: the attempts of all students before and after, and the digests of the test files of both. Out: a list of `Change`s
that commands and pages print.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.results import CaseResult, QuestionResult
from grading.records import Attempt

ABSENT = CaseResult("", False, False, 0.0, "not_run", "")


@dataclass(frozen=True)
class CaseChange:
    """One case whose outcome or points differ. An outcome is empty where the case did not exist."""

    name: str
    before: str
    after: str
    points_before: float
    points_after: float


@dataclass(frozen=True)
class QuestionChange:
    """One question of a student: its score before and after, the cases that differ, and why in words."""

    name: str
    before: float | None
    after: float | None
    cases: tuple[CaseChange, ...]
    why: str


@dataclass(frozen=True)
class Change:
    """One student: the whole score before and after (None: no score), why, and the questions that differ."""

    student: str
    before: float | None
    after: float | None
    why: str
    questions: tuple[QuestionChange, ...]


def changes(
    before: Mapping[str, Attempt],
    after: Mapping[str, Attempt],
    sources_before: Mapping[str, str] | None = None,
    sources_after: Mapping[str, str] | None = None,
) -> list[Change]:
    """Return the students whose score, status or cases differ, sorted by student."""
    files = changed_files(sources_before or {}, sources_after or {})
    found = []
    for student in sorted(before.keys() | after.keys()):
        change = _change(student, before.get(student), after.get(student), files)
        if change is not None:
            found.append(change)
    return found


def changed_files(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the files that differ; none if one of the two is not known."""
    if not before or not after:
        return []
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _change(student: str, old: Attempt | None, new: Attempt | None, files: list[str]) -> Change | None:
    if old is None or new is None:
        score_before = old.verdict.score if old else None
        score_after = new.verdict.score if new else None
        why = "new in the class" if old is None else "no longer in the class"
        return Change(student, score_before, score_after, why, ())
    questions = tuple(filter(None, _questions(old, new, files)))
    same_score = old.verdict.score == new.verdict.score and old.verdict.status == new.verdict.status
    if same_score and not questions:
        return None
    return Change(student, old.verdict.score, new.verdict.score, _why(old, new, files), questions)


def _why(old: Attempt, new: Attempt, files: list[str]) -> str:
    """Return the reasons that the gradebook knows, the most likely one first."""
    reasons = []
    if old.sha256 != new.sha256:
        reasons.append("another notebook was handed in")
    if old.tests_sha256 != new.tests_sha256:
        reasons.append(f"changed: {', '.join(files)}" if files else "the tests or what they rest on changed")
    if old.verdict.status != new.verdict.status:
        reasons.append(f"it was {old.verdict.status} and is {new.verdict.status}")
    if old.verdict.isolation != new.verdict.isolation:
        reasons.append(f"isolation {old.verdict.isolation} became {new.verdict.isolation}")
    return "; ".join(reasons) or "the same notebook with the same tests: a time limit or chance"


def _questions(old: Attempt, new: Attempt, files: list[str]) -> list[QuestionChange | None]:
    before = {question.name: question for question in old.verdict.questions}
    after = {question.name: question for question in new.verdict.questions}
    names = list(dict.fromkeys([*before, *after]))
    return [_question(name, before.get(name), after.get(name), old, new, files) for name in names]


def _question(
    name: str,
    old: QuestionResult | None,
    new: QuestionResult | None,
    old_attempt: Attempt,
    new_attempt: Attempt,
    files: list[str],
) -> QuestionChange | None:
    before = {case.name: case for case in old.cases} if old else {}
    after = {case.name: case for case in new.cases} if new else {}
    cases = [_case(case, before.get(case), after.get(case)) for case in dict.fromkeys([*before, *after])]
    differ = tuple(case for case in cases if case is not None)
    score_before, score_after = old.score if old else None, new.score if new else None
    if not differ and score_before == score_after:
        return None
    why = []
    if any(path.endswith(f"/{name}.py") for path in files):
        why.append("its tests changed")
    if old_attempt.sha256 != new_attempt.sha256:
        why.append("the notebook changed")
    if not why and files:
        why.append("something that its tests rest on changed")
    return QuestionChange(name, score_before, score_after, differ, "; ".join(why))


def _case(name: str, old: CaseResult | None, new: CaseResult | None) -> CaseChange | None:
    was, now = old or ABSENT, new or ABSENT
    outcome_before, outcome_after = was.outcome if old else "", now.outcome if new else ""
    if (outcome_before, was.points) == (outcome_after, now.points):
        return None
    return CaseChange(name, outcome_before, outcome_after, was.points, now.points)
