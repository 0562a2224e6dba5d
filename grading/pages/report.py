"""The pages: `index.html` about a class, and `feedback/<student>.html` for each student.

Templates only print what the dataclasses here hold. Every word of a student is text: autoescape is on, an unknown name
in a template is an error, and the pages forbid themselves scripts and requests.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assignments.course import Assignment
from autograder.results import CaseResult, QuestionResult, Verdict
from grading.atomic_write import atomic_write
from grading.intake.student_names import printable
from grading.pages.array_view import ArrayView, array_view
from grading.records import Attempt

WORDS = {
    "passed": "passed",
    "failed": "not passed",
    "timeout": "took too long",
    "crashed": "stopped the program",
    "missing": "function missing",
    "not_run": "not run",
}
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
WORST = 15  # cases in the list of those that fail most


@dataclass(frozen=True)
class ShownCase:
    """One case on a feedback page."""

    case: CaseResult
    words: str
    array_view: ArrayView | None


@dataclass(frozen=True)
class ShownQuestion:
    """One question on a feedback page; without a result, nothing of it was run."""

    name: str
    score: float | None
    max_score: float
    cases: tuple[ShownCase, ...]


@dataclass(frozen=True)
class Mark:
    """One mark on the class page: its text, and whether it is "full", "nil" or neither."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Row:
    """One student on the class page, with a mark for each question."""

    number: int
    student: str
    page: str
    submission: str
    verdict: Verdict
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class QuestionShare:
    """How a class did in one question: how many of the graded passed all its cases, and the mean share of points."""

    name: str
    points: float
    graded: int
    full: int
    mean: float | None


@dataclass(frozen=True)
class WorstCase:
    """A case, how many submissions did not pass it, and how."""

    question: str
    case: str
    hidden: bool
    failed: int
    graded: int
    outcomes: str


def write_pages(out: Path, assignment: Assignment, attempts: Sequence[Attempt]) -> None:
    """Write the class page and one feedback page per attempt into the folder `out`, each whole or not at all."""
    attempts = sorted(attempts, key=lambda attempt: attempt.student)
    pages = feedback_files([attempt.student for attempt in attempts])
    for attempt in attempts:
        atomic_write(out / "feedback" / pages[attempt.student], feedback_page(assignment, attempt))
    atomic_write(out / "index.html", class_page(assignment, attempts))


def class_page(assignment: Assignment, attempts: Sequence[Attempt]) -> str:
    """Return the page about a class, with links to `feedback/`."""
    attempts = sorted(attempts, key=lambda attempt: attempt.student)
    pages = feedback_files([attempt.student for attempt in attempts])
    rows = [
        _row(assignment, number, attempt, "feedback/" + quote(pages[attempt.student]))
        for number, attempt in enumerate(attempts, 1)
    ]
    graded = [attempt.verdict for attempt in attempts if attempt.verdict.status == "graded"]
    return _render(
        "class.html",
        assignment=assignment,
        rows=rows,
        counts=Counter(attempt.verdict.status for attempt in attempts),
        isolation=sorted({verdict.isolation for verdict in graded}),
        shares=[_share(question.name, question.points, graded) for question in assignment.questions],
        worst=_worst(graded),
        notes=[row for row in rows if row.verdict.reason or row.verdict.repairs],
    )


def feedback_page(assignment: Assignment, attempt: Attempt) -> str:
    """Return the page for one student: every case with its outcome in words and its message."""
    results = {question.name: question for question in attempt.verdict.questions}
    questions = [
        _shown(assignment, question.name, question.points, results.get(question.name))
        for question in assignment.questions
    ]
    return _render("feedback.html", assignment=assignment, attempt=attempt, questions=questions)


def feedback_files(students: Sequence[str]) -> dict[str, str]:
    """Return a file name per student: the student's name where every file system takes it, else with a hash.

    No two are the same, not even where capitals or compatible letters count as one.
    """
    plain = {student: _file_stem(student) for student in students}
    often = Counter(_folded(stem) for stem in plain.values())
    names: dict[str, str] = {}
    for student, stem in plain.items():
        alone = stem == student and often[_folded(stem)] == 1
        names[student] = (
            stem if alone else f"{stem}-{hashlib.sha256(student.encode('utf-8', 'replace')).hexdigest()[:12]}"
        )
    return {student: f"{name}.html" for student, name in names.items()}


def _file_stem(student: str) -> str:
    stem = re.sub(r"[^\w .()@+-]", "_", printable(student))[:60].strip(" .") or "student"
    return f"_{stem}" if RESERVED.fullmatch(stem) else stem


def _folded(stem: str) -> str:
    return printable(stem).casefold()


def _row(assignment: Assignment, number: int, attempt: Attempt, page: str) -> Row:
    results = {question.name: question for question in attempt.verdict.questions}
    marks = tuple(_mark(results.get(question.name)) for question in assignment.questions)
    return Row(number, attempt.student, page, attempt.submission, attempt.verdict, marks)


def _mark(result: QuestionResult | None) -> Mark:
    if result is None:
        return Mark("–")
    full = _all_passed(result)
    if result.max_score == 0:  # a warm-up without points
        return Mark("✓", "full") if full else Mark("✗", "nil")
    return Mark(_number(result.score), "full" if full else "nil" if result.score == 0 else "")


def _all_passed(result: QuestionResult) -> bool:
    return bool(result.cases) and all(case.passed for case in result.cases)


def _share(name: str, points: float, graded: Sequence[Verdict]) -> QuestionShare:
    results = [question for verdict in graded for question in verdict.questions if question.name == name]
    full = sum(map(_all_passed, results))
    shares = [question.score / question.max_score for question in results if question.max_score > 0]
    return QuestionShare(name, points, len(results), full, sum(shares) / len(shares) if shares else None)


def _worst(graded: Sequence[Verdict]) -> list[WorstCase]:
    """The cases that most submissions do not pass, the worst first."""
    outcomes: dict[tuple[str, str, bool], Counter[str]] = {}
    for verdict in graded:
        for question in verdict.questions:
            for case in question.cases:
                outcomes.setdefault((question.name, case.name, case.hidden), Counter())[case.outcome] += 1
    worst = []
    for (question_name, case_name, hidden), counts in outcomes.items():
        failed = sum(counts.values()) - counts["passed"]
        how = ", ".join(f"{n} {WORDS[o]}" for o, n in sorted(counts.items()) if o != "passed")
        worst.append(WorstCase(question_name, case_name, hidden, failed, sum(counts.values()), how))
    worst = [case for case in worst if case.failed]
    return sorted(worst, key=lambda case: (-case.failed / case.graded, case.question, case.case))[:WORST]


def _shown(assignment: Assignment, name: str, points: float, result: QuestionResult | None) -> ShownQuestion:
    if result is None:
        return ShownQuestion(name, None, points, ())
    all_shown = assignment.feedback == "full"
    cases = tuple(
        ShownCase(
            case,
            WORDS[case.outcome],
            array_view(case.evidence) if case.evidence and not case.passed and (all_shown or not case.hidden) else None,
        )
        for case in result.cases
    )
    return ShownQuestion(name, result.score, result.max_score, cases)


def _number(value: float) -> str:
    return f"{round(value, 3) + 0.0:.10g}"


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    """The templates, read and compiled once: a class has hundreds of pages."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = _number
    return environment
