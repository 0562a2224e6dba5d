"""The code that a student wrote: the cells of a notebook that the starter notebook does not have.

In: the bytes of a notebook and the assignment. Out: a `StudentCode`: the text to show, its chunks to compare, and the
form of each answer. `Known` is what is no sign of similar work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assignments.course import Assignment
from autograder.notebook_reader import read
from autograder.notebook_repairs import Unreadable
from grading.authoring.known_answers import answers
from grading.similar.canonical import Chunk, chunks, functions

KINDS: tuple[Literal["accepted", "wrong"], ...] = ("accepted", "wrong")


@dataclass(frozen=True)
class StudentCode:
    """What one student wrote. `chunks` name lines of `text`; `forms` has each answer that can be parsed."""

    student: str
    text: str
    chunks: tuple[Chunk, ...]
    forms: dict[str, str]


@dataclass(frozen=True)
class Known:
    """What everybody may have: the chunks and the forms of starter, references, accepted and wrong answers."""

    starter: frozenset[str]
    chunks: tuple[Chunk, ...]
    forms: frozenset[str]


def student_code(student: str, notebook: bytes, assignment: Assignment, known: Known) -> StudentCode | None:
    """Return a student's own code, or None if the notebook cannot be read."""
    try:
        cells = [cell.source for cell in read(notebook)[0]]
    except Unreadable:
        return None
    own = [cell.strip("\n") for cell in cells if cell.strip() not in known.starter and not cell.startswith("grader.")]
    names = {question.name for question in assignment.questions}
    found: list[Chunk] = []
    text = ""
    for cell in own:
        line = text.count("\n")
        found += [Chunk(c.text, tuple((a + line, b + line) for a, b in c.lines)) for c in chunks(cell)]
        text += f"{cell}\n\n"
    return StudentCode(student, text.rstrip("\n") + "\n", tuple(found), functions(cells, names))


def known_code(assignment: Assignment) -> Known:
    """Return what is known to everybody who has the course."""
    starter = _starter_cells(assignment)
    sources = [*starter, assignment.reference.read_text(encoding="utf-8")]
    names = {question.name for question in assignment.questions}
    forms = set(functions(sources, names).values())
    for question in assignment.questions:
        for kind in KINDS:
            sources += [path.read_text(encoding="utf-8") for path in assignment.answer_files(kind, question.name)]
            for answer in answers(kind, assignment.slug, question.name):
                forms |= set(functions([answer.source], {answer.name}).values())
    found = tuple(chunk for source in sources for chunk in chunks(source))
    return Known(frozenset(cell.strip() for cell in starter), found, frozenset(forms))


def _starter_cells(assignment: Assignment) -> Sequence[str]:
    if not assignment.notebook.is_file():
        return ()
    return [cell.source for cell in read(assignment.notebook.read_bytes())[0]]
