"""The facts of an assignment that its lesson does not state itself: minutes, stars and points.

In: a Markdown cell of a lesson. Out: the same cell with each placeholder replaced:

`{{question NAME}}`  the stars, minutes and points of a question, and how many of them its public cases carry
`{{points}}`         the points of the assignment, counted in the same way
`{{time}}`           the sum of all minutes, to five minutes
`{{exercises}}`      how many questions tests grade, without the warm-up
`{{glossary}}`       the table of words at the end of *Pixels*, since a student may have another lesson only

A lesson that states no fact twice cannot contradict its assignment.toml.
"""

import re
from collections.abc import Mapping

from assignments import course
from assignments.build.test_files import cases_of
from assignments.course import Assignment, ManualQuestion, Question
from assignments.errors import OurFault

PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")
STARS = {0: "", 1: "★ · ", 2: "★★ · ", 3: "★★★ · "}


def facts(assignment: Assignment) -> dict[str, str]:
    """Return the text of each placeholder of an assignment, by what stands between its braces."""
    public = {
        question.name: sum(
            case.points for case in cases_of(assignment.test_file(question.name), question) if not case.hidden
        )
        for question in assignment.questions
    }
    texts = {f"question {q.name}": _question(q, public[q.name]) for q in assignment.questions}
    texts |= {f"question {q.name}": _manual(q) for q in assignment.manual}
    marked = sum(question.points for question in assignment.manual)
    by_person = f", and {_points(marked)} for answers that a person marks" if marked else ""
    texts["points"] = f"{_points(assignment.points)}, {sum(public.values()):g} of them checked here{by_person}"
    texts["time"] = _time(assignment.minutes)
    texts["exercises"] = str(sum(1 for question in assignment.questions if question.stars))
    return texts


def filled_in(text: str, texts: Mapping[str, str], assignment: Assignment) -> str:
    """Return the text of a Markdown cell with its placeholders replaced.

    Raises
    ------
    OurFault
        There is no such placeholder.
    """

    def replacement(match: re.Match[str]) -> str:
        name = match[1].strip()
        if name == "glossary":
            return glossary()
        if name not in texts:
            lesson = assignment.lesson.relative_to(course.REPO_ROOT).as_posix()
            raise OurFault(f"{lesson} has the unknown placeholder {match[0]}: correct the name in it.")
        return texts[name]

    return PLACEHOLDER.sub(replacement, text)


def glossary() -> str:
    """Return the table below the heading "Glossary" of the lesson of pixels."""
    lesson = course.assignment("pixels").lesson.read_text(encoding="utf-8")
    section = lesson.partition("\n## Glossary\n")[2].partition("\n## ")[0].strip()
    if not section.startswith("| word |"):
        raise OurFault("assignments/pixels/lesson.md has no table below its heading Glossary: write it there.")
    return section


def _question(question: Question, public: float) -> str:
    points = f"{_points(question.points)}, {public:g} of them checked here" if question.points else "no points"
    return f"{STARS[question.stars]}{question.minutes} minutes · {points}"


def _manual(question: ManualQuestion) -> str:
    minutes = f"{question.minutes} minutes · " if question.minutes else ""
    return f"{minutes}{_points(question.points)}, marked by a person"


def _points(points: float) -> str:
    return f"{points:g} point" if points == 1 else f"{points:g} points"


def _time(minutes: int) -> str:
    hours, rest = divmod(5 * round(minutes / 5), 60)
    parts = [f"{hours} hour{'s' * (hours != 1)}"] * bool(hours) + [f"{rest} minutes"] * bool(rest or not hours)
    return " ".join(parts)
