"""Mutated notebooks with strange text at every place from which it travels: none ends in `error`, all can be shown.

`make fuzz` tries 10,000 of them.
"""

import json
import random
from typing import Any

import pytest

from assignments import course
from assignments.course import REPO_ROOT
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from autograder.results import Limits
from grading.pages.class_page import class_pages
from grading.pages.feedback_page import feedback_page
from grading.records import Attempt

LIMITS = Limits(cell=0.5, case=0.5, submission=5.0)
PIECES = ["\ud83d", "\ude00", "\ud83d\ude00", "\0", "\x1b[31m", "\u202e", "\ufeff", "\ufffe", "\U0010ffff", "é", "'"]
PIECES += ['"', "\\", "\n", "\r", "\u2028", "<b>", "</pre>", "{{ 1 }}", "%", "`", "=1+1", "0" * 5000, "a" * 3000]
# Where a student's text leaves their process: TEXT stands for a literal of it.
LEAVING = [
    "raise Exception(TEXT)",
    "raise type('E', (ValueError,), {'__module__': TEXT})(TEXT)",
    "class E(Exception):\n    def __str__(self): return TEXT\nE.__name__ = 'E' + TEXT.replace('\\0', '')\nraise E",
    "import warnings\nwarnings.warn(TEXT)",
    "def blank_image(height, width, value=0.0): raise KeyError(TEXT)",
    "def blank_image(height, width, value=0.0): return TEXT",
    "def blank_image(height, width, value=0.0): return np.array([TEXT])",
    "def blank_image(height, width, value=0.0): return np.str_(TEXT)",
    "def blank_image(height, width, value=0.0): return {TEXT: [TEXT]}",
    "def blank_image(height, width, value=0.0): return type('T', (), {'__repr__': lambda self: TEXT})()",
    "def blank_image(height, width, value=0.0):\n    import warnings\n    warnings.warn(TEXT)\n    assert False, TEXT",
    "def blank_image(height, width, value=0.0): pass\nblank_image.__name__ = TEXT",
    "blank_image = TEXT",
    "def blank_image(height, width, value=0.0): return np.frombuffer(b'\\xff' * 16, dtype='U1')",
    "%cd TEXT",
    "import TEXT",
    "open(TEXT)\nimport numpy as np",
    "x = TEXT\nprint(x)\nx",
]


def mutated(seed: int) -> bytes:
    """A golden notebook with a few changes of its cells, and now and then of its bytes."""
    rng = random.Random(seed)
    table: Any = json.loads((REPO_ROOT / "tests/submissions/reference_pixels/pixels.ipynb").read_text(encoding="utf-8"))
    cells = table["cells"]
    for _ in range(rng.randint(1, 3)):
        cell, text = rng.choice(cells), "".join(rng.choices(PIECES, k=rng.randint(1, 4)))
        source = cell["source"] if isinstance(cell["source"], str) else ""
        place = rng.randint(0, len(source))
        leaving = rng.choice(LEAVING).replace("TEXT", rng.choice([repr(text), json.dumps(text), text]))
        match rng.randrange(6):
            case 0:
                cell["source"] = source[:place] + text + source[place:]
            case 1:
                cell["source"] = source[:place] + source[place + rng.randint(1, 30) :]
            case 2:
                key = rng.choice(["cell_type", "source", "metadata", "id", text])
                cell[key] = rng.choice([text, [text], None, 1, {}])
            case _:
                new = {"cell_type": "code", "metadata": {}, "outputs": [], "source": leaving}
                cells.insert(rng.randint(0, len(cells)), new)
    data = bytearray(json.dumps(table, ensure_ascii=rng.random() < 0.7).encode("utf-8", "surrogatepass"))
    if rng.random() < 0.2:
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def try_seeds(zygote: Zygote, seeds: range) -> None:
    assignment = course.assignment("pixels")
    tests = load([assignment.test_file(name) for name in ("blank_image", "set_pixel")])
    statuses = set()
    for seed in seeds:
        verdict = judge(mutated(seed), tests, zygote, limits=LIMITS, show_hidden=seed % 2 == 0)
        assert verdict.status in ("graded", "unusable"), seed
        assert json.dumps(repr(verdict), ensure_ascii=False).encode("utf-8"), seed
        attempt = Attempt("ada", "ada/pixels.ipynb", "a" * 64, "pixels", "t", verdict)
        for page in (feedback_page(assignment, attempt), class_pages(assignment, [attempt])["index.html"]):
            assert "\0" not in page.encode("utf-8").decode("utf-8"), seed
        statuses.add(verdict.status)
    assert "graded" in statuses


def test_no_text_of_a_student_ends_in_an_error(zygote: Zygote):
    try_seeds(zygote, range(60))


@pytest.mark.fuzz
def test_fuzz_notebooks(zygote: Zygote):
    try_seeds(zygote, range(1000, 11_000))
