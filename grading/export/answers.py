"""One good answer to each exercise, and why: for the time after the hand-in.

In: `solutions/answers/<slug>.md`, one section a question: a paragraph, and code where another answer than the reference
is shown. Out: a notebook that the teacher publishes together with the marks; or the folds of the feedback pages, where
`[policy]` in assignment.toml says `answers = true`. An answer gives hidden cases away: it is in no folder that students
get.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from assignments import course
from assignments.build.compose import JUPYTER, code_cells, lesson_cells
from assignments.build.stubs import filled, stub_cells
from assignments.course import Assignment
from assignments.errors import OurFault

SECTION = re.compile(r"^## `?(\w+)`?\n", re.MULTILINE)
CODE = re.compile(r"^```python\n(.*?)^```\n?", re.MULTILINE | re.DOTALL)
HEAD = """\
# {title}: one good answer to each exercise, and why

Each exercise has many right answers, and yours need not look like these. Read the one of an exercise that you have
solved, and ask what is different: is it shorter, faster, easier to check? To try an answer, run its cell.
"""


@dataclass(frozen=True)
class GoodAnswer:
    """A right answer to a question, and one paragraph about it."""

    question: str
    code: str
    why: str


def good_answers(assignment: Assignment) -> list[GoodAnswer]:
    """Return one answer to each question of an assignment, in the lesson's order.

    Raises
    ------
    OurFault
        The file is missing, or its sections are not those of the assignment's questions.
    """
    path = answers_path(assignment)
    where = path.relative_to(course.REPO_ROOT).as_posix()
    if not path.is_file():
        raise OurFault(f"{where} is missing: write one section `## question` for each exercise.")
    _, *parts = SECTION.split(path.read_text(encoding="utf-8"))
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    asked = [question.name for question in assignment.questions if question.stars]
    if sorted(sections) != sorted(asked) or len(parts) != 2 * len(sections):
        differing = sorted(set(asked) ^ set(sections)) or ["a section that is there twice"]
        raise OurFault(f"{where} needs one section for each exercise. Look at: {', '.join(differing)}.")
    code = code_cells(lesson_cells(assignment))
    stubs = stub_cells(assignment, code)
    others = [source for index, source in enumerate(code) if index not in stubs]
    references = filled(assignment, {stubs[i].name: code[i] for i in sorted(stubs)}, others)
    return [_good_answer(name, sections[name], references[name]) for name in asked]


def answers_path(assignment: Assignment) -> Path:
    """Return the file with the paragraphs of an assignment."""
    return course.REPO_ROOT / "solutions" / "answers" / f"{assignment.slug}.md"


def answers_notebook(assignment: Assignment) -> bytes:
    """Return the notebook to publish; the same sources give the same bytes."""
    cells = [nbformat.v4.new_markdown_cell(HEAD.format(title=assignment.title).rstrip("\n"), id="head")]
    cells.append(nbformat.v4.new_code_cell(_imports(assignment), id="imports"))
    for number, answer in enumerate(good_answers(assignment), 1):
        heading = f"## {number}. `{answer.question}`\n\n{answer.why}"
        cells.append(nbformat.v4.new_markdown_cell(heading, id=f"{answer.question}-why"))
        cells.append(nbformat.v4.new_code_cell(answer.code, id=answer.question))
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=JUPYTER, nbformat_minor=5)
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook)}\n".encode()


def _good_answer(question: str, section: str, reference: str) -> GoodAnswer:
    shown = CODE.search(section)
    return GoodAnswer(question, (shown[1] if shown else reference).rstrip("\n"), CODE.sub("", section).strip())


def _imports(assignment: Assignment) -> str:
    """Return the lesson's cell of imports, the first code of each lesson."""
    return next(source for source in code_cells(lesson_cells(assignment)) if source.strip())
