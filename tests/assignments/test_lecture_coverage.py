"""Every passage of the lecture is taught: COVERAGE.md names questions and sections that exist."""

import re

import jupytext
import pytest

from assignments.course import REPO_ROOT, assignment, assignments

TABLE = REPO_ROOT / "assignments" / "COVERAGE.md"
QUESTION = re.compile(r"`([^`]+)`")
SECTION = re.compile(r"\*(\w+): ([^*]+)\*")


def rows(table: str) -> list[list[str]]:
    """Return the cells of each row of a Markdown table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def faults(where: str) -> list[str]:
    """Return one message for each mistake in the last cell of a row."""
    questions, sections = QUESTION.findall(where), SECTION.findall(where)
    if not questions and not sections:
        return [f"{where!r} names neither a question nor a section"]
    return [f"no assignment has a question {name!r}" for name in questions if name not in known_questions()] + [
        f"the lesson of {slug!r} has no section {heading!r}"
        for slug, heading in sections
        if heading not in headings(slug)
    ]


def known_questions() -> set[str]:
    every = [assignment(slug) for slug in assignments()]
    return {question.name for one in every for question in (*one.questions, *one.manual)}


def headings(slug: str) -> set[str]:
    """Return the headings of a lesson without their # signs; a comment in a code cell is not a heading."""
    if slug not in assignments():
        return set()
    cells = jupytext.reads(assignment(slug).lesson.read_text(encoding="utf-8"), fmt="md").cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return {line.lstrip("#").replace("`", "").strip() for line in text.splitlines() if re.match(r"#+ ", line)}


LECTURE, _, NOTEBOOK = TABLE.read_text(encoding="utf-8").partition("\n## What the week-6 notebook says\n")
ROWS, CELLS = rows(LECTURE), rows(NOTEBOOK)


@pytest.mark.parametrize("row", [*ROWS, *CELLS], ids=lambda row: row[0])
def test_a_row_has_four_cells_and_names_where_the_passage_is_taught(row):
    assert len(row) == 4
    assert all(row)
    assert faults(row[3]) == []


def test_the_rows_are_in_the_order_of_the_lecture_from_line_28_to_594():
    first_lines = [int(re.match(r"\d+", row[0])[0]) for row in ROWS]
    assert first_lines == sorted(first_lines)
    assert first_lines[0] == 28
    assert ROWS[-1][0].endswith("594")


def test_the_rows_are_in_the_order_of_the_notebook():
    first_cells = [int(re.match(r"\d+", row[0])[0]) for row in CELLS]
    assert first_cells == sorted(first_cells)
    assert first_cells


def test_every_question_except_the_warm_ups_is_in_a_row():
    taught = {name for row in [*ROWS, *CELLS] for name in QUESTION.findall(row[3])}
    asked = {question.name for slug in assignments() for question in assignment(slug).questions}
    assert asked - taught == {"warm_up"}


@pytest.mark.parametrize(
    "where",
    ["", "in the text", "`no_such_question`", "*gradients: No such section*", "*nowhere: House rules*"],
)
def test_a_name_that_does_not_exist_is_a_fault(where):
    assert faults(where)


def test_a_row_without_its_last_cell_has_an_empty_cell():
    (row,) = rows("| a | b | c | d |\n|---|---|---|---|\n| 28 | it says | it is | |")
    assert not all(row)
