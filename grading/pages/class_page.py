"""The page about a class: `index.html`, and for a large class `class-pages/2.html` and so on.

In: the attempts of all students. Out: HTML. What needs a person comes first, then the scores, the questions, the cases
that stopped most students, and the table of all students.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from types import MappingProxyType
from urllib.parse import quote

from assignments.course import Assignment
from autograder.results import QuestionResult
from grading.counted_attempt import policy_of, policy_sentence
from grading.export.final_scores import FinalScore
from grading.pages.charts import Segment, histogram, segments
from grading.pages.class_table import PAGE_SIZE, all_passed, as_data, columns, rows, totals
from grading.pages.failing_cases import failing_cases, missing_packages
from grading.pages.feedback_page import feedback_files
from grading.pages.marks import manual_summary, shown_marks
from grading.pages.not_started import is_not_started
from grading.pages.render import inline_script, render
from grading.pages.trouble_groups import trouble_groups
from grading.records import Attempt


@dataclass(frozen=True)
class QuestionSummary:
    """The results of one question: how many submissions passed all its cases, and the mean share of its points."""

    name: str
    points: float
    graded: int
    full: int
    mean: float | None
    bar: tuple[Segment, ...]
    text: str


def class_pages(
    assignment: Assignment,
    attempts: Sequence[Attempt],
    absent: Collection[str] = (),
    strangers: Collection[str] = (),
    counted: Mapping[str, FinalScore] = MappingProxyType({}),
) -> dict[str, str]:
    """Return the pages about a class by their paths, with links to the feedback pages.

    `absent` are the students on a roster from whom there is nothing, `strangers` those who are not on it. `counted` is
    what a policy makes of the scores.
    """
    attempts = sorted(attempts, key=lambda attempt: attempt.student)
    files = feedback_files([attempt.student for attempt in attempts])
    pages = {student: "feedback/" + quote(file) for student, file in files.items()}
    every = rows(assignment, attempts, pages, counted)
    parts = [every[start : start + PAGE_SIZE] for start in range(0, len(every), PAGE_SIZE)] or [[]]
    graded = [attempt for attempt in attempts if attempt.verdict.status == "graded"]
    shared = {"assignment": assignment, "totals": totals(assignment, graded, counted), "students": len(every)}
    shared |= {"page_size": PAGE_SIZE, "page_count": len(parts), "columns": columns(assignment, bool(counted))}
    marks = [shown_marks(assignment, attempt) for attempt in attempts]
    scores = [attempt.verdict.score or 0.0 for attempt in graded]
    found = {
        "index.html": render(
            "class.html",
            **shared,
            rows=parts[0],
            page_number=1,
            data=as_data(every),
            script=inline_script("class.js"),
            policy=policy_sentence(policy_of(assignment)) if counted else "",
            counts=Counter(attempt.verdict.status for attempt in attempts),
            isolation=sorted({attempt.verdict.isolation for attempt in graded}),
            histogram=histogram(scores, assignment.points),
            manual={q.name: manual_summary(marks, q.name) for q in assignment.manual},
            summaries=[_summary(q.name, q.points, graded) for q in assignment.questions],
            groups=trouble_groups(attempts, pages, absent, strangers),
            failing_cases=failing_cases(graded, pages),
            missing_packages=missing_packages(graded),
        )
    }
    for number, part in enumerate(parts[1:], 2):
        found[f"class-pages/{number}.html"] = render("students.html", **shared, rows=part, page_number=number)
    return found


def _summary(name: str, points: float, graded: Sequence[Attempt]) -> QuestionSummary:
    results = [question for attempt in graded for question in attempt.verdict.questions if question.name == name]
    kinds = Counter(map(_kind, results))
    shares = [question.score / question.max_score for question in results if question.max_score > 0]
    words = {"full": "passed all cases", "part": "passed some", "nil": "passed none", "untouched": "did not start"}
    text = ", ".join(f"{kinds[kind]} {phrase}" for kind, phrase in words.items() if kinds[kind])
    bar = segments([(kind, kinds[kind]) for kind in words])
    return QuestionSummary(name, points, len(results), kinds["full"], fmean(shares) if shares else None, bar, text)


def _kind(result: QuestionResult) -> str:
    if all_passed(result):
        return "full"
    if is_not_started(result):
        return "untouched"
    return "part" if any(case.passed for case in result.cases) else "nil"
