"""The page about a class: `index.html`.

In: the attempts of all students. Out: HTML with a table of students, the results of each question, and the cases that
fail most.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from assignments.course import Assignment
from autograder.results import QuestionResult, Verdict
from grading.pages.feedback_page import feedback_files
from grading.pages.marks import ShownMarks, manual_summary, shown_marks
from grading.pages.render import OUTCOME_WORDS, number, render
from grading.records import Attempt

_MISSING = re.compile(r"No module named '(\w+)|\((\w+) is not installed here\)")
MAX_MISSING_PACKAGES = 20
MAX_FAILING_CASES = 15  # in the list of cases that fail most


@dataclass(frozen=True)
class Mark:
    """The result of one question in a student's row: its text, and "full", "nil" or "" as its style."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Row:
    """One student, with a mark for each question."""

    number: int
    student: str
    page: str
    submission: str
    verdict: Verdict
    marks: tuple[Mark, ...]
    marks_of_people: ShownMarks


@dataclass(frozen=True)
class QuestionSummary:
    """The results of one question: how many submissions passed all its cases, and the mean share of its points."""

    name: str
    points: float
    graded: int
    full: int
    mean: float | None


@dataclass(frozen=True)
class FailingCase:
    """One case: how many of the graded submissions fail it, and with which outcomes."""

    question: str
    case: str
    hidden: bool
    failed: int
    graded: int
    outcomes: str


def class_page(assignment: Assignment, attempts: Sequence[Attempt]) -> str:
    """Return the page about a class, with links to the feedback pages."""
    attempts = sorted(attempts, key=lambda attempt: attempt.student)
    pages = feedback_files([attempt.student for attempt in attempts])
    rows = [
        _row(assignment, number, attempt, "feedback/" + quote(pages[attempt.student]))
        for number, attempt in enumerate(attempts, 1)
    ]
    graded = [attempt.verdict for attempt in attempts if attempt.verdict.status == "graded"]
    return render(
        "class.html",
        assignment=assignment,
        rows=rows,
        counts=Counter(attempt.verdict.status for attempt in attempts),
        isolation=sorted({verdict.isolation for verdict in graded}),
        manual={q.name: manual_summary([row.marks_of_people for row in rows], q.name) for q in assignment.manual},
        summaries=[_summary(question.name, question.points, graded) for question in assignment.questions],
        failing_cases=_failing_cases(graded),
        missing_packages=_missing_packages(graded),
        notes=[row for row in rows if row.verdict.reason or row.verdict.repairs],
    )


def _row(assignment: Assignment, number: int, attempt: Attempt, page: str) -> Row:
    results = {question.name: question for question in attempt.verdict.questions}
    marks = tuple(_mark(results.get(question.name)) for question in assignment.questions)
    return Row(
        number, attempt.student, page, attempt.submission, attempt.verdict, marks, shown_marks(assignment, attempt)
    )


def _mark(result: QuestionResult | None) -> Mark:
    if result is None:
        return Mark("–")
    full = _all_passed(result)
    if result.max_score == 0:  # a warm-up without points
        return Mark("✓", "full") if full else Mark("✗", "nil")
    return Mark(number(result.score), "full" if full else "nil" if result.score == 0 else "")


def _all_passed(result: QuestionResult) -> bool:
    return bool(result.cases) and all(case.passed for case in result.cases)


def _summary(name: str, points: float, graded: Sequence[Verdict]) -> QuestionSummary:
    results = [question for verdict in graded for question in verdict.questions if question.name == name]
    full = sum(map(_all_passed, results))
    shares = [question.score / question.max_score for question in results if question.max_score > 0]
    return QuestionSummary(name, points, len(results), full, sum(shares) / len(shares) if shares else None)


def _failing_cases(graded: Sequence[Verdict]) -> list[FailingCase]:
    """Return the cases that most submissions fail, the worst first."""
    outcomes: dict[tuple[str, str, bool], Counter[str]] = {}
    for verdict in graded:
        for question in verdict.questions:
            for case in question.cases:
                outcomes.setdefault((question.name, case.name, case.hidden), Counter())[case.outcome] += 1
    cases = []
    for (question_name, case_name, hidden), counts in outcomes.items():
        total = sum(counts.values())
        words = ", ".join(f"{n} {OUTCOME_WORDS[o]}" for o, n in sorted(counts.items()) if o != "passed")
        cases.append(FailingCase(question_name, case_name, hidden, total - counts["passed"], total, words))
    failing = [case for case in cases if case.failed]
    return sorted(failing, key=lambda case: (-case.failed / case.graded, case.question, case.case))[:MAX_FAILING_CASES]


def _missing_packages(graded: Sequence[Verdict]) -> list[tuple[str, int]]:
    """Return the packages that notebooks asked for and did not get, each with the number of students who did."""
    counts = Counter[str]()
    for verdict in graded:
        messages = [case.message for question in verdict.questions for case in question.cases]
        texts = [*(cell.error for cell in verdict.cells), *verdict.repairs, *messages]
        counts.update({name or other for text in texts for name, other in _MISSING.findall(text)})
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MAX_MISSING_PACKAGES]
