"""Each known answer is read from its file as the source of one notebook cell."""

from pathlib import Path

import pytest

from assignments import course
from assignments.errors import OurFault
from grading.authoring.known_answers import answers, parameters

WRONG = '''"""Wrong answers to half."""

import math
import os

from solutions import rejected_by

FRACTIONS = "fractions have halves"
LIMIT = 3


def _two() -> float:
    return math.sqrt(4)


@rejected_by(FRACTIONS, "half of 4 is 2")
def rounds(x):
    """Keep the fraction: // cuts it off."""
    return x // _two()


@rejected_by(
    "half of 4 is 2",
)
def half(x):
    """That is a third."""
    return x / LIMIT
'''


TOML = 'title = "Halves"\norder = 1\n[[questions]]\nname = "half"\nstars = 1\nminutes = 1\n'


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(course, "REPO_ROOT", tmp_path)
    for path, text in {
        "assignments/halves/assignment.toml": TOML,
        "solutions/halves.py": 'def half(x: float) -> float:\n    """Return half."""\n    return x / 2\n',
        "solutions/wrong/halves/half.py": WRONG,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    course.assignment.cache_clear()
    yield tmp_path / "solutions/wrong/halves/half.py"
    course.assignment.cache_clear()


def test_a_source_holds_only_what_the_answer_uses_and_no_decorator(wrong: Path):
    rounds, third = answers("wrong", "halves", "half")
    assert rounds.source == (
        "import math\n\n\ndef _two() -> float:\n    return math.sqrt(4)\n\n\n"
        'def rounds(x):\n    """Keep the fraction: // cuts it off."""\n    return x // _two()\n\n\nhalf = rounds\n'
    )
    assert (rounds.docstring, rounds.rejected_by) == (
        "Keep the fraction: // cuts it off.",
        ("fractions have halves", "half of 4 is 2"),
    )
    assert third.source.startswith("LIMIT = 3\n\n\ndef half(x):")
    assert third.rejected_by == ("half of 4 is 2",)


def test_without_a_file_there_are_no_answers(wrong: Path):
    assert answers("accepted", "halves", "half") == []
    assert parameters("halves", "half") == ["x"]


def test_many_answers_lie_in_a_folder_of_the_questions_name(wrong: Path):
    folder = wrong.with_suffix("")
    folder.mkdir()
    wrong.rename(folder / "other_factors.py")
    (folder / "constants.py").write_text(
        'from solutions import rejected_by\n\n\n@rejected_by("half of 4 is 2")\ndef two(x):\n    """Look at x."""\n'
        "    return 2\n",
        encoding="utf-8",
    )
    assert [answer.name for answer in answers("wrong", "halves", "half")] == ["two", "rounds", "half"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('    """That is a third."""\n', "", r"half has no docstring"),
        ('@rejected_by(\n    "half of 4 is 2",\n)\n', "", r"half names no case"),
        ("FRACTIONS, ", "FRACTIONS + 'x', ", r"write the case names"),
        ("def half(x):", "def half(x:", r"line \d+: .*Fix the file"),
    ],
)
def test_a_mistake_in_the_file_is_an_error_with_a_clear_message(wrong: Path, old: str, new: str, words: str):
    assert old in WRONG
    wrong.write_text(WRONG.replace(old, new), encoding="utf-8")
    with pytest.raises(OurFault, match=words):
        answers("wrong", "halves", "half")


def test_an_accepted_answer_has_the_questions_parameters(wrong: Path):
    path = wrong.parents[2] / "accepted/halves/half.py"
    path.parent.mkdir(parents=True)
    path.write_text('def other(y):\n    """Another name."""\n    return y / 2\n', encoding="utf-8")
    with pytest.raises(OurFault, match="other has other parameters than half"):
        answers("accepted", "halves", "half")
