"""Of several notebooks of one student, the one to grade, if nobody has to guess which one it is.

In: the notebooks, and the assignment that is graded. Out: a `Choice`: the notebooks that remain, and a note for each
one that was put aside. One that remains is graded. A notebook is put aside, in this order, if it

- cannot be read, or has no code (of several such notebooks, the first remains);
- has the same code as another one;
- is as it was handed out, and another one is not;
- is of another assignment, or has no function of this one, and another one has most of its functions.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from assignments import course
from assignments.course import Assignment
from assignments.errors import Unusable
from autograder.notebook_reader import read as read_cells
from autograder.notebook_repairs import Unreadable
from grading.intake import code_files
from grading.intake.found_file import FoundFile

OTHER_ASSIGNMENT = "This looks like the notebook of "  # the beginning of a note
MAX_NOTEBOOKS = 20  # of one student; more are not read
_DEFINED = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*=(?!=)", re.MULTILINE)


@dataclass(frozen=True)
class Choice:
    """The notebooks that may be the one to grade, and why the others are not."""

    notebooks: tuple[FoundFile, ...]
    notes: tuple[str, ...] = ()


def choose(found: Sequence[FoundFile], asked: Assignment | None, read: Callable[[FoundFile], bytes]) -> Choice:
    """Return the notebooks that are not put aside. `read` returns the bytes of one, or raises Unusable."""
    same_place = len({item.location for item in found}) < len(found)  # two members of a zip with one name
    if len(found) < 2 or len(found) > MAX_NOTEBOOKS or same_place:
        return Choice(tuple(found))
    notes: list[str] = []
    by_code: dict[tuple[str, ...], FoundFile] = {}
    without_code: list[tuple[FoundFile, str]] = []
    for item in sorted(found, key=lambda item: (len(item.parts[-1]), item.name)):  # pixels.ipynb, not its copy
        try:
            code = tuple(cell.source for cell in read_cells(read(item))[0])
        except (Unusable, Unreadable) as problem:
            without_code.append((item, str(problem)))
            continue
        if code in by_code:
            notes.append(f"{item.name} has the same code as {by_code[code].name}")
        by_code.setdefault(code, item)
    if not by_code:
        (first, _), *without_code = without_code
        by_code = {(): first}
    notes += [f"{item.name} was not graded: {problem}" for item, problem in without_code]
    if asked is not None and len(by_code) > 1:
        by_code = _without_handed_out(by_code, asked, notes)
        by_code = _of_assignment(by_code, asked, notes)
    return Choice(tuple(by_code.values()), tuple(notes))


def likely_assignment(code: Iterable[str]) -> str | None:
    """Return the slug of the assignment of which a notebook defines most functions, or None if there is none."""
    names = _defined(code)
    shares = {slug: len(names & own) / len(own) for slug, own in _functions().items() if own}
    best = max(shares, key=lambda slug: shares[slug])
    return best if shares[best] > 0.5 else None


def note_on_assignment(asked: Assignment, notebook: bytes) -> str | None:
    """Return a note if a notebook is of another assignment than `asked`, or None."""
    try:
        likely = likely_assignment(cell.source for cell in read_cells(notebook)[0])
    except Unreadable:
        return None
    if likely in (None, asked.slug):
        return None
    return f"{OTHER_ASSIGNMENT}{likely}: hand in the one of {asked.slug}"


def is_answer(name: str, data: bytes, asked: Assignment | None) -> bool:
    """Return whether a `.py` or `.html` file is a notebook that was exported: it has cells, or, without any, most
    functions of the assignment that is graded. Raise Unusable if it has no code."""
    sources = [cell.source for cell in read_cells(code_files.notebook(name, data))[0]]
    return code_files.has_cells(name, data) or (asked is not None and likely_assignment(sources) == asked.slug)


def _without_handed_out(
    by_code: dict[tuple[str, ...], FoundFile], asked: Assignment, notes: list[str]
) -> dict[tuple[str, ...], FoundFile]:
    given = _handed_out(asked)
    if given not in by_code:
        return by_code
    notes.append(f"{by_code[given].name} was not graded: it is as it was handed out")
    return {code: item for code, item in by_code.items() if code != given}


def _of_assignment(
    by_code: dict[tuple[str, ...], FoundFile], asked: Assignment, notes: list[str]
) -> dict[tuple[str, ...], FoundFile]:
    likely = {code: likely_assignment(code) for code in by_code}
    if asked.slug not in likely.values():
        return by_code
    kept = {}
    for code, item in by_code.items():
        if likely[code] not in (None, asked.slug):
            notes.append(f"{item.name} was not graded: it looks like the notebook of {likely[code]}")
        elif not _defined(code) & _functions()[asked.slug]:
            notes.append(f"{item.name} was not graded: it has no function of {asked.slug}")
        else:
            kept[code] = item
    return kept


def _defined(code: Iterable[str]) -> set[str]:
    return {name for source in code for match in _DEFINED.findall(source) for name in match if name}


@cache
def _functions() -> dict[str, set[str]]:
    """Return the functions of each assignment that no other one has."""
    every = {slug: {question.name for question in course.assignment(slug).questions} for slug in course.assignments()}
    return {
        slug: own - set().union(*(others for other, others in every.items() if other != slug))
        for slug, own in every.items()
    }


@cache
def _handed_out(asked: Assignment) -> tuple[str, ...]:
    if not asked.notebook.is_file():
        return ()
    return tuple(cell.source for cell in read_cells(asked.notebook.read_bytes())[0])
