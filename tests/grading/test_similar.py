"""Similar work: planted copies come first, what everybody writes does not count, and nobody is accused."""

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from assignments import course
from assignments.errors import UsageError
from autograder.notebook_reader import compose
from grading.authoring.made_up_class import write_class
from grading.commands.group import commands
from grading.gradebook.database import Gradebook
from grading.gradebook.runs import begin_run
from grading.similar.canonical import chunks, functions
from grading.similar.compare import Pair, similar_pairs
from grading.similar.student_code import Known, StudentCode, known_code, student_code
from tests.support.graded_class import attempt
from tests.support.planted_copies import disguised, plant

PIXELS = course.assignment("pixels")
NOTHING_KNOWN = Known(frozenset(), (), frozenset())
OWN = """
def my_expression(shape):
    # my own idea
    height, width = shape
    rows = np.linspace(-3, 3, height)[:, None]
    petals = np.cos(5 * np.arctan2(rows, np.linspace(-3, 3, width))) ** 2
    return petals / (1 + np.hypot(rows, 2.5 * rows.T[:, :1]))
"""


def code(student: str, *cells: str, known: Known = NOTHING_KNOWN) -> StudentCode:
    made = student_code(student, compose(list(cells)), PIXELS, known)
    assert made is not None
    return made


def names(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    return [(pair.first.student, pair.second.student) for pair in pairs]


def random_function(rng: random.Random) -> str:
    calls, others = ("np.sin", "np.hypot", "max", "np.roll"), ("x", "y", "x * y", "y ** 2", "x % 7", "y // 3")
    steps = [
        f"    {rng.choice('abc')} = {rng.choice(calls)}({rng.choice(others)} - {rng.random():.3f}, x)"
        for _ in range(12)
    ]
    return "def my_expression(x, y):\n    a = b = c = 0\n" + "\n".join(steps) + "\n    return a + b * c\n"


def is_whole(notebook: bytes) -> bool:
    try:
        return "cells" in json.loads(notebook)
    except ValueError:
        return False


def test_six_planted_copies_in_a_made_up_class_are_within_the_first_ten_pairs(tmp_path: Path):
    folder = tmp_path / "class"
    write_class(folder, PIXELS, 40, 1)
    for path in list(folder.glob("*.ipynb")):
        (folder / path.stem).mkdir()
        path.rename(folder / path.stem / path.name)
    whole = [path for path in folder.glob("*/*.ipynb") if is_whole(path.read_bytes())]
    planted = plant(folder, [path.parent.name for path in whole], 6, random.Random(1))
    page = tmp_path / "similar.html"
    done = CliRunner().invoke(commands, ["similar", str(folder), "--json", "--page", str(page)], catch_exceptions=False)
    found = [frozenset(pair["students"]) for pair in json.loads(done.output)[:10]]
    assert planted <= set(found)
    text = page.read_text(encoding="utf-8")
    assert "This proves nothing." in text
    assert not re.search(r"plagiar|cheat|copied|guilt|suspect", text, re.IGNORECASE)


def test_own_code_that_two_share_comes_first_whatever_it_is_called():
    rng = random.Random(3)
    everybody = [code(f"s{i:02}", random_function(rng), "import numpy as np\nx = np.zeros((3, 4))") for i in range(30)]
    copy = OWN.replace("petals", "leaf").replace("rows", "r2").replace("# my own idea", "# think first")
    everybody += [code("zoe", OWN), code("ada", "print(1)", copy)]
    best = similar_pairs(everybody, NOTHING_KNOWN, 5)
    assert names(best)[0] == ("ada", "zoe")
    assert best[0].points > 3 * (best[1].points if len(best) > 1 else 0)
    marked = [best[0].second.text.splitlines()[line] for line in sorted(best[0].lines[1])]
    assert any("np.arctan2" in line for line in marked)
    assert not any("print" in best[0].first.text.splitlines()[line] for line in best[0].lines[0])


def test_what_everybody_writes_counts_next_to_nothing():
    short = "def set_pixel(image, row, col):\n    out = image.copy()\n    out[row, col] = 1.0\n    return out\n"
    everybody = [code(f"s{i:02}", short) for i in range(40)]
    best = similar_pairs([*everybody, code("ada", short, OWN), code("zoe", short, OWN)], NOTHING_KNOWN, 5)
    assert names(best) == [("ada", "zoe")]


def test_starter_and_known_answers_are_taken_out():
    known = known_code(PIXELS)
    reference = PIXELS.reference.read_text(encoding="utf-8")
    starter = [
        cell["source"] for cell in json.loads(PIXELS.notebook.read_bytes())["cells"] if cell["cell_type"] == "code"
    ]
    cells = ["".join(source) for source in starter]
    ada, ben = (code(name, *cells, known=known) for name in ("ada", "ben"))
    assert ada.text.strip() == ""
    assert (
        similar_pairs([ada, ben], known, 5) == [] or similar_pairs([ada, ben], known, 5)[0].lines == (frozenset(),) * 2
    )
    solved = [code(name, reference, known=known) for name in ("ada", "ben")]
    (pair,) = similar_pairs(solved, known, 5)
    assert pair.lines == (frozenset(), frozenset()), "no line of a known answer is marked"
    assert len(pair.same_known) == len(PIXELS.questions)


def test_layout_comments_annotations_and_docstrings_are_no_difference():
    plain = "def f(a, b=(1, 2)):\n    if a:\n        return g(a, 'x')\n    else:\n        return b\n"
    other = (
        'def f(a: int,\n      b: tuple = (1,\n   2),\n) -> int:\n    """Say."""\n    # a comment\n    if (a):\n'
        '        return g(\n            a,\n            "x",\n        )\n    else:\n        return (b)\n'
    )
    (one,), (two,) = chunks(plain), chunks(other)
    assert one.text == two.text
    assert (one.lines[0], two.lines[0]) == ((0, 0), (0, 3))
    assert two.lines[2] == (7, 10)
    assert functions([plain], {"f"}) == functions([other], {"f"})
    renamed = functions(["def f(q, r):\n    s = q + r\n    return s"], {"f"})
    assert renamed == functions(["def f(x, y):\n    z = x + y\n    return z"], {"f"})
    assert renamed != functions(["def f(x, y):\n    z = x + y\n    return x"], {"f"})


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nx = 1",
        "def (",
        "",
        "x = " + "(" * 500,
        "match x:\n    case [a, *b] if a:\n        pass\n    case _:\n        y = 1",
        "try:\n    x = 1\nexcept* (A, B):\n    pass\nelse:\n    y\nfinally:\n    z",
        "async def f():\n    async with a as b:\n        async for c in d:\n            await e",
        "@decorated\nclass A(B):\n    '''Doc.'''\n",
        "while True:\n    break\nelse:\n    pass",
        "lambda: (yield)",
        "x: int = 3",
    ],
)
def test_any_code_becomes_chunks(source: str):
    for chunk in chunks(source):
        assert len(chunk.text.splitlines()) == len(chunk.lines)
        assert all(0 <= first <= last <= source.count("\n") for first, last in chunk.lines)


def test_a_class_of_results_is_read_again_from_where_it_was_graded(tmp_path: Path):
    folder = tmp_path / "class"
    folder.mkdir()
    rng = random.Random(1)
    for name in ("ada", "ben"):
        (folder / f"{name}.ipynb").write_bytes(PIXELS.solved.read_bytes())
    (folder / "ben.ipynb").write_bytes(disguised(PIXELS.solved.read_bytes(), rng))
    (folder / "broken.ipynb").write_text("{", encoding="utf-8")
    graded = tmp_path / "graded"
    graded.mkdir()
    with Gradebook(graded / "gradebook.db") as book:
        begin_run(book, "pixels", "", {}, "t", {}, [str(folder)])
        book.record(attempt("ada", 1.0))
    done = CliRunner().invoke(commands, ["similar", str(graded)], catch_exceptions=False)
    assert "2 students of pixels compared. Similar work proves nothing" in done.output
    page = (graded / "similar.html").read_text(encoding="utf-8")
    assert "Not compared, since they cannot be read: <bdi>broken</bdi>" in page
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    with pytest.raises(UsageError, match="are gone"):
        CliRunner().invoke(commands, ["similar", str(graded)], catch_exceptions=False)
