"""No text from outside moves a terminal, runs in a spreadsheet, turns a page or is lost in the gradebook."""

import csv
import io
import random
import sqlite3
import unicodedata

import pytest

from assignments import course
from grading.commands.output.terminal import SafeConsole
from grading.export.grades_csv import grades_csv
from grading.pages.render import _environment
from grading.safe_text import for_cell, for_database, for_page, for_terminal, is_formula
from tests.support.made_up_attempts import attempt, verdict

PIECES = [
    *"=+-@\t\r\n;|,'\" ", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe66", "\u2212", "\x1b[31m", "\x1b]0;x\x07",
    "\x9b2J", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\0", "\ud800", "Zoë", "高橋", "شهر", "🎈",
    "cmd", "1+2", "\u00a0",
]  # fmt: skip
STARTS = set("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\u2212")


def texts(count: int = 3000) -> list[str]:
    rng = random.Random(19)
    return ["".join(rng.choices(PIECES, k=rng.randint(0, 7))) for _ in range(count)]


def test_a_terminal_obeys_nothing():
    console = SafeConsole(file=io.StringIO(), force_terminal=True, color_system=None, highlight=False, soft_wrap=True)
    for text in texts():
        console.print(text, markup=False)
        safe = for_terminal(text)
        assert all(c in "\n\u200c\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in safe)
        assert for_terminal(safe) == safe
    written = console.file.getvalue()  # type: ignore[attr-defined]
    assert not set(written) & set("\x1b\x9b\x07\u202e\u2066\0\r")
    assert {"Zoë", "高橋", "شهر"} <= {name for name in ("Zoë", "高橋", "شهر") if name in written}


def seen_by_a_spreadsheet(cell: str) -> list[str]:
    """What stands in the cells if a program also ends them at semicolons, tabs, bars and lines."""
    assert "\r" not in cell
    cell = f"x{cell[2:]}" if cell.startswith("'\t") else cell  # an apostrophe alone stands before this tab
    for mark in ";|\t":
        cell = cell.replace(mark, "\n")
    return [part.strip(' "\u00a0\u200b\ufeff\u202e\u2066\0') for part in cell.split("\n")]


def test_no_spreadsheet_runs_a_cell():
    for text in texts():
        cell = for_cell(text)
        assert not is_formula(cell)
        assert cell[:1] not in STARTS
        assert not any(part[:1] in STARTS for part in seen_by_a_spreadsheet(cell) if part)
    for name in ("Zoë Müller", "O'Neil", "doe_ada", "a-b", "x@y.org", "高橋 翔太", "2 days late; 10 % off"):
        assert for_cell(name) == name


@pytest.mark.parametrize(
    "start", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", " =1"]
)
def test_every_column_with_text_from_outside_is_safe(start: str):
    hostile = attempt(start, verdict(), submission=f"{start}.ipynb")
    pixels = course.assignment("pixels")
    (row,) = csv.DictReader(io.StringIO(grades_csv([hostile], pixels), newline=""))
    assert (row["student"], row["submission"]) == (for_cell(start), for_cell(f"{start}.ipynb"))
    assert row["student"].startswith("'")


def test_a_page_is_not_turned_and_html_is_escaped():
    template = _environment().from_string("<b>{{ name }}</b>{{ page|safe }}")
    assert template.render(name="a\u202eb<i>\x1b\x9b\u2066", page="<i>") == "<b>ab&lt;i&gt;</b><i>"
    for text in texts(500):
        assert not set(for_page(text)) & set("\x1b\x9b\u202e\u2066\0\ud800")


def test_the_gradebook_gives_back_what_it_was_given():
    with sqlite3.connect(":memory:") as database:
        for text in texts(500):
            safe = for_database(text)
            assert database.execute("SELECT ?", (safe,)).fetchone() == (safe,)
    database.close()
