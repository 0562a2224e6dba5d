"""What a student reads below a check cell: the sentence first, then the picture, the own line, the traceback last."""

import inspect
import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder import judge  # it lets modules import `notebook_feedback` as students' notebooks do

assert judge
from checks import Mismatch  # noqa: E402  # after the line above
from notebook_feedback import grader as module  # noqa: E402  # after the line above
from notebook_feedback.fingerprints import fingerprint  # noqa: E402  # after the line above
from notebook_feedback.grader import Grader, with_sentences  # noqa: E402  # after the line above
from notebook_feedback.show import Finding, describe  # noqa: E402  # after the line above
from notebook_feedback.stubs import UNTOUCHED  # noqa: E402  # after the line above

WIDE = "The first index is the row, which says how far down a pixel lies, and the second index is the column of it."
TEST = f"""
import numpy as np
from otter.test_files import test_case
from checks import Mismatch, expect_close, expect_picture

OK_FORMAT = False
name = "NAME"
points = 2

@test_case(name="two becomes four", points=1)
def test_two(NAME):
    expect_close(NAME(2.0), 4.0, "NAME(2.0)")

@test_case(name="a picture <b>", points=1)
def test_picture(NAME):
    secret_of_the_test = np.array([[0.0, 1.0], [0.5, 0.0]])
    mistakes = [("{WIDE}", np.ones((2, 2)))]
    expect_picture(NAME(secret_of_the_test / 2), secret_of_the_test, "the picture", mistakes=mistakes)
"""
RIGHT = "def NAME(x):\n    return x * 2\n"
STUB = "def NAME(x):\n    raise NotImplementedError('NAME: double it')\n"
CALLS = "def NAME(x):\n    return zebra(x)\n"
FAILS = "def NAME(x):\n    y = x * 2\n    return y + undefined\n"
WHITE = "def NAME(x):\n    return x * 0 + 1\n"


@pytest.fixture
def grader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Grader:
    (tmp_path / "tests").mkdir()
    for name in ("zebra", "ant"):
        (tmp_path / "tests" / f"{name}.py").write_text(TEST.replace("NAME", name), encoding="utf-8")
    square = [fingerprint([((2.0,), 16.0, None)])]
    known = {
        "zebra": {"mistakes": [{"sentence": "You squared twice.", "cases": {"two becomes four": square[0]}}]},
        "ant": {"mistakes": []},
    }
    (tmp_path / "known.json").write_text(json.dumps({"questions": known}), encoding="utf-8")
    monkeypatch.setattr(module, "DIGESTS", tmp_path / "known.json")
    made = with_sentences(SimpleNamespace(_tests_dir=str(tmp_path / "tests"), export=lambda: "exported"))
    assert isinstance(made, Grader)
    return made


def names(**sources: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, source in sources.items():
        exec(source.replace("NAME", name), found)
    return found


def test_a_right_answer_passes_in_one_line(grader: Grader):
    checked = grader.check("zebra", names(zebra=RIGHT))
    assert repr(checked) == "✓ zebra: all public checks pass."
    assert checked.test.passed_all
    assert "✓</span> <code>zebra</code>" in checked._repr_html_()


def test_the_sentence_comes_first_and_is_wrapped_at_words(grader: Grader):
    text = repr(grader.check("zebra", names(zebra=WHITE)))
    lines = text.splitlines()
    place = lines.index("✗ a picture <b>")
    assert " ".join(line.strip() for line in lines[place + 1 : place + 3]) == WIDE
    assert max(map(len, lines)) <= 92
    assert lines[place + 3].strip() == "+#", "then the drawing"
    html = grader.check("zebra", names(zebra=WHITE))._repr_html_()
    assert html.index(WIDE) < html.index("a picture &lt;b&gt;") < html.index("data:image/png")
    assert re.findall(r'alt="(\w+)"', html) == ["expected", "yours", "difference"]


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        ("Use `a < b`, not `b`.", "Use <code>a &lt; b</code>, not <code>b</code>."),
        ("One ` alone <stays>.", "One ` alone &lt;stays&gt;."),
    ],
)
def test_code_in_a_sentence_is_shown_as_code(sentence: str, html: str):
    assert f"<strong>{html}</strong>" in Finding("a case", sentence=sentence).html()
    assert sentence in Finding("a case", sentence=sentence).text()


def test_a_table_below_a_sentence_keeps_its_lines():
    error = Mismatch("one slope is off.\n  yours  expected\n      1         2", expected=np.ones(2), actual=np.zeros(2))
    found = describe("a case", error, {}, given=None)
    assert found.sentence == "one slope is off."
    assert found.drawing == "  yours  expected\n      1         2"


def test_the_source_of_the_test_is_not_shown(grader: Grader):
    for source in (WHITE, STUB, "def NAME(x):\n    return None\n"):
        checked = grader.check("zebra", names(zebra=source))
        assert "secret_of_the_test" not in repr(checked) + checked._repr_html_()


def test_the_students_own_line_stands_before_the_traceback(grader: Grader, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("linecache.getline", lambda path, number: FAILS.splitlines()[number - 1] if "<" in path else "")
    checked = grader.check("zebra", names(zebra=FAILS))
    assert "Your own line that failed: zebra, line 3:  return y + undefined" in repr(checked)
    assert "Traceback" not in repr(checked)
    html = checked._repr_html_()
    places = [html.index(part) for part in ("raised NameError", "zebra, line 3", "<summary>Traceback")]
    assert places == sorted(places)


def test_a_cell_that_was_not_run_is_named(grader: Grader):
    text = repr(grader.check("zebra", names(ant=RIGHT)))
    assert text == "zebra\nRun the cell that defines zebra first."


def test_a_stub_says_so_once_and_another_ones_stub_is_named(grader: Grader):
    assert repr(grader.check("zebra", names(zebra=STUB))) == f"zebra\n{UNTOUCHED}"
    text = repr(grader.check("ant", names(zebra=STUB, ant=CALLS)))
    assert "Your ant calls zebra, which is not written yet: write zebra first." in text


def test_a_known_mistake_is_named_without_its_answer(grader: Grader):
    found = grader.check("zebra", names(zebra="def NAME(x):\n    return x ** 4\n")).findings
    assert found[0].sentence == "You squared twice."
    assert found[1].sentence != "You squared twice."


def test_all_checks_go_in_the_order_of_the_lesson_and_fold_what_passes(grader: Grader):
    namespace = names(ant=RIGHT, zebra=WHITE)
    namespace["grader"] = grader
    exec("every = grader.check_all()", namespace)
    every = namespace["every"]
    first = "1 of 2 questions pass all their public checks; hidden checks run when it is marked."
    assert [one.name for one in every.questions] == ["zebra", "ant"], "not that of the alphabet"
    assert repr(every).splitlines()[0] == first
    assert repr(every).endswith("Passed: ant.")
    assert first in every._repr_html_()
    assert "<details><summary>Passed: 1</summary><p>ant</p></details>" in every._repr_html_()
    namespace = names(ant=RIGHT, zebra=STUB) | {"grader": grader}
    exec("every = grader.check_all()", namespace)
    assert "Not written yet: zebra." in repr(namespace["every"])


def test_the_names_of_the_calling_cell_are_checked(grader: Grader):
    namespace = names(zebra=RIGHT)
    namespace["grader"] = grader
    exec("found = grader.check('zebra')", namespace)
    assert namespace["found"].passed


def test_all_else_is_otters_and_where_otter_grades_so_are_the_checks(grader: Grader):
    assert grader.export() == "exported"
    graded = SimpleNamespace(_grading_mode=True)
    assert with_sentences(graded) is graded


def test_a_missing_test_file_is_named(grader: Grader):
    with pytest.raises(FileNotFoundError, match="There are no checks of 'yak'"):
        grader.check("yak", {})


def test_hostile_text_stays_text(grader: Grader):
    checked = grader.check("zebra", names(zebra="def NAME(x):\n    raise ValueError('<script>alert(1)</script>')\n"))
    assert "<script>" not in checked._repr_html_()


def test_a_wrapped_function_is_still_the_students_own(grader: Grader):
    from notebook_feedback.recorder import Recorder

    namespace = names(zebra=RIGHT)
    recorder = Recorder(namespace)
    assert recorder["zebra"] is recorder.get("zebra")
    assert inspect.signature(recorder["zebra"]) == inspect.signature(namespace["zebra"])
    assert recorder["zebra"](4) == 8
    assert recorder.calls == [((4,), 8, None)]
