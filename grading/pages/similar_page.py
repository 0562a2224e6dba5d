"""The page about similar work: pairs of students side by side, with what they share.

In: pairs. Out: HTML. The page shows what two texts share and says that this proves nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

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
    shown = [(pair, _parts(pair.first.text, pair.lines[0]), _parts(pair.second.text, pair.lines[1])) for pair in pairs]
    return render("similar.html", assignment=assignment, pairs=shown, students=students, unread=unread)


def _parts(text: str, marked: Collection[int]) -> list[Part]:
    """Cut a text into runs of lines that are shared and lines that are not."""
    rows = enumerate(text.splitlines(keepends=True))
    return [
        Part("".join(line for _, line in run), shared)
        for shared, run in groupby(rows, key=lambda row: row[0] in marked)
    ]
