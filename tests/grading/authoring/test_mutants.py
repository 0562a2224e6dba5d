"""Mutants of right answers: how they are made, how they are judged, and that the list of equivalent ones is held."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from assignments import course
from assignments.course import Assignment, Question
from assignments.errors import OurFault
from grading.authoring import mutants as judging
from grading.authoring.mutants import Mutant, equivalent, is_listed, list_of, mutants_of, survivors, without_open_task
from grading.authoring.mutate import changed_line, mutants
from grading.commands.group import commands

PIXELS = course.assignment("pixels")
QUESTION = Question("blank_image", 2.0, 1, 5)
LISTED = [slug for slug in course.assignments() if list_of(course.assignment(slug)).is_file()]
HELD = [(slug, question.name) for slug in LISTED for question in course.assignment(slug).questions]
CASES = """\
from otter.test_files import test_case
OK_FORMAT = False
name = "blank_image"
points = 2
@test_case(name="one", points=2)
def one(blank_image):
    assert blank_image(2, 3)[0][0] == 0
"""


def changes(source: str) -> set[str]:
    return {mutant.change for mutant in mutants(source)}


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("return a < b", "return a <{+=+} b"),
        ("return a < b", "return a [-<-]{+>+} b"),
        ("return a + 2 * b", "return a [-+-]{+-+} 2 * b"),
        ("return a + 2 * b", "return a + [-2-]{+3+} * b"),
        ("return a - b", "return [-a-]{+b+} - [-b-]{+a+}"),
        ("return a.sum(axis=1)", "return a.sum(axis=[-1-]{+0+})"),
        ("return a.sum(axis=1)", "return a.sum([-axis=1-])"),
        ("return np.mean(a)", "return np.[-mean-]{+median+}(a)"),
        ("return np.zeros(3, dtype=float)", "return np.zeros(3, dtype=[-float-]{+'float16'+})"),
        ("return a.astype(np.uint8)", "return a.astype(np.[-uint8-]{+int8+})"),
        ("return a[1:]", "return a[[-1-]{+2+}:]"),
        ("return a[:b]", "return a[:b{+ - 1+}]"),
        ("return f(a, b)", "return f([-a-]{+b+}, [-b-]{+a+})"),
        ("return a if b else c", "return [-a if b else -]c"),
        ("return a and b", "return a [-and-]{+or+} b"),
        ("return a.copy()", "return a[-.copy()-]"),
        ("return [c for c in a if c]", "return [c for c in a[- if c-]]"),
        ("return range(a)", "return range(a{+ - 1+})"),
        ("return 'png'", "return '[-png-]{+PNG+}'"),
        ("a += 1", "a [-+=-]{+=+} 1"),
    ],
)
def test_a_mutant_is_a_right_answer_with_one_mistake(line: str, change: str):
    found = changes(f"def f(a, b, c):\n    {line}\n")
    assert _same_change(change) in {_same_change(each) for each in found}, found


def _same_change(change: str) -> tuple[str, str]:
    """Return both lines of a change: where the marks stand does not matter."""
    old = re.sub(r"\{\+.*?\+\}", "", change).replace("[-", "").replace("-]", "")
    new = re.sub(r"\[-.*?-\]", "", change).replace("{+", "").replace("+}", "")
    return old, new


def test_a_mutant_changes_no_type_no_docstring_and_no_message():
    source = 'def f(a: "x" = None) -> "y":\n    """Text."""\n    raise ValueError(f"{a + 1} is wrong")\n'
    assert changes(source) == {"[-raise ValueError(f'{a + 1} is wrong')-]{+pass+}"}


def test_the_line_that_differs_is_shown_as_a_whole():
    assert changed_line("a\n  b = c + 1\nd", "a\n  b = c - 1\nd") == "b = c [-+-]{+-+} 1"


def judged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *sources: str) -> list[str]:
    path = tmp_path / "blank_image.py"
    path.write_text(CASES, encoding="utf-8")
    monkeypatch.setattr(Assignment, "test_file", lambda self, question: path)
    found = [Mutant("blank_image", str(n), "change", source) for n, source in enumerate(sources)]
    return [mutant.answer for mutant in survivors(PIXELS, QUESTION, found, jobs=2)]


def test_a_mutant_that_passes_every_case_survives_and_what_it_does_harms_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(judging, "CPU", 0.2)
    monkeypatch.setattr(judging, "WALL", 1.0)
    make = "def blank_image(height, width):\n    {}\n    return [[0] * width] * height\n"
    bodies = [
        "pass",
        "while True: pass",
        "import time; time.sleep(60)",
        "import os; os._exit(0)",
        "import sys; sys.exit()",
        "import os; os.kill(os.getpid(), 9)",
        "bytearray(1 << 36)",
        "width = 1 / 0",
        "import numpy; numpy.zeros = None",
    ]
    assert judged(monkeypatch, tmp_path, *map(make.format, bodies), "def blank_image(") == ["0", "8"]
    assert judged(monkeypatch, tmp_path, make.format("import numpy; numpy.zeros(1)")) == ["0"]


def test_a_reference_that_fails_is_our_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setitem(globals(), "CASES", CASES.replace("== 0", "== 1"))
    with pytest.raises(OurFault, match="does not pass the cases of blank_image"):
        judged(monkeypatch, tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[blank_image]]\n", "cannot be read"),
        ('[[blank_image]]\nreason = " "\nmutants = ["a"]\n', "gives no reason for 'a'"),
        ('[[other]]\nreason = "b"\nmutants = ["a"]\n', "there is no such question"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(text: str, words: str, monkeypatch: pytest.MonkeyPatch):
    path = course.REPO_ROOT / "solutions" / "equivalent_mutants" / "made_up.toml"
    monkeypatch.setattr(judging, "list_of", lambda assignment: path)
    monkeypatch.setattr(Path, "is_file", lambda self: True)
    monkeypatch.setattr(Path, "read_text", lambda self, encoding: text)
    with pytest.raises(OurFault, match=words):
        equivalent(PIXELS)


@pytest.mark.parametrize("slug", LISTED)
def test_every_listed_mutant_can_be_made(slug: str):
    assignment = course.assignment(slug)
    for name, reasons in equivalent(assignment).items():
        (question,) = (question for question in assignment.questions if question.name == name)
        assert reasons.keys() - {"*"} - {str(mutant) for mutant in mutants_of(assignment, question)} == set()


@pytest.mark.parametrize(
    ("slug", "name"),
    [pytest.param(*one, marks=pytest.mark.thorough if number % 6 else ()) for number, one in enumerate(HELD)],
)
def test_a_sample_of_the_mutants_is_rejected_or_listed(slug: str, name: str):
    """`make mutants` judges all of them."""
    assignment = course.assignment(slug)
    (question,) = (question for question in assignment.questions if question.name == name)
    listed = equivalent(assignment).get(name, {})
    found = without_open_task(mutants_of(assignment, question, one_in=10), listed)
    assert [str(m) for m in survivors(assignment, question, found, jobs=2) if not is_listed(m, listed)] == []


def test_the_command_lists_what_survives_and_what_no_longer_does(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(judging, "equivalent", lambda assignment: {"flat_index": {"gone": "It was."}})
    monkeypatch.setattr(
        judging, "survivors", lambda assignment, question, found, jobs: [m for m in found if "strict" in m.change][:1]
    )
    done = CliRunner().invoke(commands, ["mutants", "pixels", "flat_index"], standalone_mode=False)
    assert done.return_value == 1
    assert "1 survive, 1 of them not listed" in done.stdout
    assert "for [-position, size-]{+size, position+} in zip" in done.stdout
    assert "lists what is no survivor: gone" in done.stderr
    entries = CliRunner().invoke(commands, ["mutants", "pixels", "flat_index", "--toml"], standalone_mode=False)
    assert entries.stdout.startswith('[[flat_index]]\nreason = ""\nmutants = [\n  "flat_index: for')


def test_the_command_names_the_questions_there_are():
    done = CliRunner().invoke(commands, ["mutants", "pixels", "flat"], standalone_mode=False)
    assert "pixels has no question 'flat'; it has: warm_up, blank_image" in str(done.exception)
