"""The addresses of the marking pages, and what each does.

In: requests that `access` has let through. Out: pages, and marks in the gradebook. What changes something answers with
the address of the next page, so that going back or loading a page again never gives a mark twice.
"""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from assignments.course import Assignment
from assignments.errors import GradeError
from grading.marking.browser_access import Access
from grading.marking.checked_marks import MAX_COMMENT, MarkChecker, WrongMark
from grading.marking.marked_class import Entry, MarkedClass, Roll
from grading.marking.submitted_answers import NOTHING_WRITTEN
from grading.marking.views import answer_page, message_page, overview_page, question_page
from grading.records import Mark

STATIC = Path(__file__).with_name("static")
SEE_OTHER = 303


def marking_app(marked_class: MarkedClass, access: Access, write: Callable[[], None]) -> ASGIApp:
    """Return the application, behind its guard. `write` writes the tables and pages of the class."""
    pages = _Pages(marked_class, write)
    routes = [
        Route("/", pages.overview),
        Route("/question/{question}", pages.question),
        Route("/question/{question}/start", pages.start),
        Route("/question/{question}/nothing-written", pages.give_nothing, methods=["POST"]),
        Route("/question/{question}/{key}", pages.answer),
        Route("/question/{question}/{key}", pages.give, methods=["POST"]),
        Route("/undo", pages.undo, methods=["POST"]),
        Route("/write", pages.write, methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    handlers = {404: _not_found, GradeError: _fault, Exception: _fault}
    return access.guard(Starlette(routes=routes, exception_handlers=handlers))


class _Pages:
    """The pages of one class. Each opens the gradebook anew, since another marker may have changed it."""

    def __init__(self, marked_class: MarkedClass, write: Callable[[], None]):
        self.marked_class, self._write = marked_class, write
        assignment = marked_class.assignment
        self._known = {q.name for q in assignment.manual} | {q.name for q in assignment.questions}

    def overview(self, request: Request) -> Response:
        """Show all questions, and how far each is."""
        with self.marked_class.gradebook() as book:
            last = book.last_mark(self.marked_class.assignment.slug, request.state.marker)
            roll = self.marked_class.roll(book)
        return HTMLResponse(overview_page(self.marked_class, request.state.marker, roll, last, _notice(request)))

    def question(self, request: Request) -> Response:
        """Show the list of a question."""
        name = request.path_params["question"]
        if name not in self._known:
            return _not_found(request)
        with self.marked_class.gradebook() as book:
            last = book.last_mark(self.marked_class.assignment.slug, request.state.marker)
            roll = self.marked_class.roll(book)
        return HTMLResponse(question_page(self.marked_class, request.state.marker, name, roll, last, _notice(request)))

    def start(self, request: Request) -> Response:
        """Go to the first answer of a question that waits."""
        name = request.path_params["question"]
        if name not in self._known:
            return _not_found(request)
        with self.marked_class.gradebook() as book:
            roll = self.marked_class.roll(book)
        return _go_to(name, self.marked_class.first(roll, name, request.state.marker))

    def answer(self, request: Request) -> Response:
        """Show an answer beside its rubric."""
        with self.marked_class.gradebook() as book:
            roll = self.marked_class.roll(book)
            entry = self._entry(request, roll)
            if entry is None:
                return _not_found(request)
            name = request.path_params["question"]
            return HTMLResponse(
                answer_page(self.marked_class, request.state.marker, name, entry, roll, book, _notice(request))
            )

    async def give(self, request: Request) -> Response:
        """Give points, and go on to the next answer that waits."""
        form = await request.form(max_files=0, max_fields=10)
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(self._give, request, fields)

    def _give(self, request: Request, fields: dict[str, str]) -> Response:
        name, marker = request.path_params["question"], request.state.marker
        slug = self.marked_class.assignment.slug
        with self.marked_class.gradebook() as book:
            entry = self._entry(request, self.marked_class.roll(book))
            if entry is None:
                return _not_found(request)
            try:
                mark = _mark(self.marked_class.assignment, entry.attempt.student, name, fields, marker)
                seen = _number(fields.get("seen", ""))
            except (WrongMark, ValueError) as problem:
                text = f"No mark was given: {problem if isinstance(problem, WrongMark) else 'the form is incomplete'}."
                return HTMLResponse(message_page(text, request.url.path), status_code=400)
            book.give(slug, [mark], seen)
            roll = self.marked_class.roll(book)
        now = roll.find(entry.key)
        is_automatic = name not in {question.name for question in self.marked_class.assignment.manual}
        if now is not None and (is_automatic or mark.points is None or now.state(name) == "disputed"):
            return _go_to(name, now)
        return _go_to(name, roll.next_waiting(name, entry.number))

    def give_nothing(self, request: Request) -> Response:
        """Give 0 points to all who have written nothing and were never marked."""
        name, marker = request.path_params["question"], request.state.marker
        if name not in {question.name for question in self.marked_class.assignment.manual}:
            return _not_found(request)
        slug = self.marked_class.assignment.slug
        with self.marked_class.gradebook() as book:
            for entry in self.marked_class.roll(book).waiting_without_answer(name):
                newest = entry.mark(name)
                mark = Mark(entry.attempt.student, name, 0.0, "", marker, NOTHING_WRITTEN)
                book.give(slug, [mark], newest.number if newest else 0)
        return RedirectResponse(f"/question/{quote(name)}?notice=nothing-written", SEE_OTHER)

    async def undo(self, request: Request) -> Response:
        """Undo the marker's newest mark, and show what it was about."""
        form = await request.form(max_files=0, max_fields=10)
        return await run_in_threadpool(self._undo, request, str(form.get("number", "")))

    def _undo(self, request: Request, number: str) -> Response:
        slug, marker = self.marked_class.assignment.slug, request.state.marker
        with self.marked_class.gradebook() as book:
            last = book.last_mark(slug, marker)
            undone = last is not None and number == str(last.number) and book.undo(slug, marker, last.number)
            entry = self.marked_class.roll(book).named(last.student) if last else None
        if last is None or entry is None or not undone:
            return RedirectResponse("/?notice=nothing-undone", SEE_OTHER)
        return RedirectResponse(f"{_address(last.question, entry)}?notice=undone", SEE_OTHER)

    def write(self, request: Request) -> Response:
        """Write the tables and pages of the class."""
        self._write()
        return RedirectResponse("/?notice=written", SEE_OTHER)

    def _entry(self, request: Request, roll: Roll) -> Entry | None:
        if request.path_params["question"] not in self._known:
            return None
        return roll.find(request.path_params["key"])


def _mark(assignment: Assignment, student: str, name: str, fields: dict[str, str], marker: str) -> Mark:
    """Return the mark of a form. It belongs to the answer that the form stood beside. Raises WrongMark."""
    basis, comment = fields.get("basis", "")[:64], fields.get("comment", "").replace("\r\n", "\n")
    points = fields.get("other", "") if fields.get("points") == "other" else fields.get("points", "")
    if points == "none":
        return Mark(student, name, None, comment.strip()[:MAX_COMMENT], marker, basis)
    return MarkChecker(assignment, {student}, {(student, name): basis}).mark(student, name, points, comment, marker)


def _number(text: str) -> int:
    """Return the number of a mark in a form. Raises ValueError."""
    if not re.fullmatch(r"\d{1,18}", text, re.ASCII):
        raise ValueError("no number")
    return int(text)


def _address(question: str, entry: Entry) -> str:
    return f"/question/{quote(question)}/{entry.key}"


def _go_to(question: str, entry: Entry | None) -> Response:
    address = _address(question, entry) if entry else f"/question/{quote(question)}?notice=all-marked"
    return RedirectResponse(address, SEE_OTHER)


def _notice(request: Request) -> str:
    return request.query_params.get("notice", "")


def _not_found(request: Request, error: Exception | None = None) -> Response:
    return HTMLResponse(message_page("There is no such page: the student may have been removed.", "/"), status_code=404)


def _fault(request: Request, error: Exception) -> Response:
    said = str(error) if isinstance(error, GradeError) else f"This software failed ({type(error).__name__})."
    return HTMLResponse(message_page(f"{said} What was marked before is safe.", "/"), status_code=500)
