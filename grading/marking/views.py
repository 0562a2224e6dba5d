"""What the marking pages show, made of records and templates.

In: a class, a question, an answer. Out: HTML in which every text of a student is escaped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assignments.course import ManualQuestion, Question
from autograder.results import OUTCOME_WORDS, CaseResult
from grading.gradebook.database import Gradebook
from grading.marking.marked_class import Entry, MarkedClass, Roll
from grading.marking.submitted_answers import is_answered, question_text
from grading.pages.array_view import ArrayView, array_view
from grading.pages.render import number
from grading.records import Mark
from grading.safe_text import for_page

MAX_COMMENTS = 9  # that can be used again: one for each number key
NOTICES = {
    "all-marked": "Every answer to this question is marked.",
    "undone": "Undone: the mark before it counts again.",
    "nothing-undone": "Nothing was undone: your last mark is another one by now.",
    "nothing-written": "Those who wrote nothing have 0 points.",
    "written": "Tables and pages are written.",
}
_LEVEL = re.compile(r"(\d+(?:[.,]\d+)?): *(.+)", re.DOTALL)


@dataclass(frozen=True)
class Level:
    """Points that one can give with a key, and what they are for."""

    points: str
    words: str


@dataclass(frozen=True)
class Progress:
    """How far the marking of one question is."""

    name: str
    points: float
    marked: int
    waiting: int
    disputed: int

    @property
    def percent(self) -> int:
        """The share that is marked, in whole percent; 100 only if nothing waits."""
        total = self.marked + self.waiting
        return 100 * self.marked // total if total else 100


@dataclass(frozen=True)
class TestedCase:
    """One case of a question that tests grade."""

    case: CaseResult
    words: str
    array_view: ArrayView | None


def overview_page(marked_class: MarkedClass, marker: str, roll: Roll, last: Mark | None, notice: str) -> str:
    """Return the first page: all questions and how far each is."""
    assignment = marked_class.assignment
    return _page(
        "overview.html",
        marked_class,
        marker,
        roll,
        last,
        notice,
        manual=[progress(roll, question) for question in assignment.manual],
        automatic=[
            (question, sum(question.name in e.points.marks for e in roll.entries)) for question in assignment.questions
        ],
        totals=sum(entry.points.total is not None for entry in roll.entries),
    )


def question_page(marked_class: MarkedClass, marker: str, name: str, roll: Roll, last: Mark | None, notice: str) -> str:
    """Return the list of all students for one question."""
    question, is_manual = _question(marked_class, name)
    return _page(
        "question.html",
        marked_class,
        marker,
        roll,
        last,
        notice,
        question=question,
        is_manual=is_manual,
        progress=progress(roll, question),
        without_answer=len(roll.waiting_without_answer(name)),
        automatic={entry.key: _automatic(entry, name) for entry in roll.entries},
    )


def answer_page(
    marked_class: MarkedClass, marker: str, name: str, entry: Entry, roll: Roll, book: Gradebook, notice: str
) -> str:
    """Return the page on which one answer is marked."""
    slug, student = marked_class.assignment.slug, entry.attempt.student
    question, is_manual = _question(marked_class, name)
    answer = book.answer(slug, student, name)
    waiting = roll.next_waiting(name, entry.number)
    history = book.mark_history(slug, student, name)
    seen = max((mark.number for mark in history if not mark.undone), default=0)
    return _page(
        "answer.html",
        marked_class,
        marker,
        roll,
        book.last_mark(slug, marker),
        notice,
        question=question,
        is_manual=is_manual,
        entry=entry,
        answer=answer,
        is_answered=answer is not None and is_answered(answer),
        cases=() if is_manual else _cases(book, slug, student, name),
        automatic=_automatic(entry, name),
        asked=question_text(marked_class.assignment, name) if is_manual else "",
        levels=levels(question),
        steps=[number(step / 2) for step in range(int(question.points * 2) + 1)],
        history=history[::-1],
        seen=seen,
        mark=entry.mark(name),
        state=entry.state(name),
        progress=progress(roll, question),
        previous=roll.neighbour(entry, -1),
        following=roll.neighbour(entry, 1),
        next_waiting=waiting if waiting != entry else None,
        comments=book.comments(slug, name, MAX_COMMENTS),
        total=len(roll.entries),
    )


def message_page(sentence: str, back: str) -> str:
    """Return a page with one sentence and a link."""
    return _environment().get_template("message.html").render(sentence=sentence, back=back)


def progress(roll: Roll, question: Question | ManualQuestion) -> Progress:
    """Return how far the marking of a question is."""
    waiting = roll.waiting(question.name)
    disputed = sum(entry.state(question.name) == "disputed" for entry in waiting)
    return Progress(question.name, question.points, roll.marked(question.name), len(waiting), disputed)


def levels(question: Question | ManualQuestion) -> list[Level]:
    """Return the levels of a rubric ("2: it says why …"), or all whole points."""
    rubric: Sequence[str] = question.rubric if isinstance(question, ManualQuestion) else ()
    found = [match for sentence in rubric if (match := _LEVEL.fullmatch(sentence))]
    if found and len(found) == len(rubric):
        return [Level(match[1].replace(",", "."), match[2]) for match in found]
    return [Level(str(points), "") for points in range(int(question.points) + 1)]


def _question(marked_class: MarkedClass, name: str) -> tuple[Question | ManualQuestion, bool]:
    manual = next((question for question in marked_class.assignment.manual if question.name == name), None)
    if manual is not None:
        return manual, True
    return next(question for question in marked_class.assignment.questions if question.name == name), False


def _automatic(entry: Entry, name: str) -> float | None:
    return next((q.score for q in entry.attempt.verdict.questions if q.name == name), None)


def _cases(book: Gradebook, slug: str, student: str, name: str) -> tuple[TestedCase, ...]:
    results = [q for q in book.history(slug, student)[-1].verdict.questions if q.name == name]
    return tuple(
        TestedCase(case, OUTCOME_WORDS[case.outcome], array_view(case.evidence) if case.evidence else None)
        for result in results
        for case in result.cases
    )


def _page(
    template: str, marked_class: MarkedClass, marker: str, roll: Roll, last: Mark | None, notice: str, **values: object
) -> str:
    about = roll.named(last.student) if last else None
    return (
        _environment()
        .get_template(template)
        .render(
            assignment=marked_class.assignment,
            anonymous=marked_class.anonymous,
            roll=roll,
            marker=marker,
            last=last if about else None,
            last_label=about.label if about else "",
            notice=NOTICES.get(notice, ""),
            **values,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: for_page(value) if type(value) is str else value,
    )
    environment.filters["number"] = number
    return environment
