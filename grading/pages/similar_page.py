"""The page about similar work: pairs of students side by side, with what they share.

In: pairs. Out: HTML. The page shows what two texts share and says that this proves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assignments.course import Assignment
from grading.pages.render import render
from grading.similar.compare import Pair


@dataclass(frozen=True)
class Part:
    """A part of a student's code, and whether the other one has it as well."""

    text: str
    shared: bool


def similar_page(assignment: Assignment, pairs: Sequence[Pair], students: int, unread: Sequence[str]) -> str:
    """Return the page."""
    shown = [(pair, _parts(pair.first.text, pair.spans[0]), _parts(pair.second.text, pair.spans[1])) for pair in pairs]
    return render("similar.html", assignment=assignment, pairs=shown, students=students, unread=unread)


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> list[Part]:
    parts, at = [], 0
    for start, end in spans:
        parts += [Part(text[at:start], False), Part(text[start:end], True)]
        at = end
    return [part for part in [*parts, Part(text[at:], False)] if part.text]
