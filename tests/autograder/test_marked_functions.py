"""Which function of a notebook is marked, and what is said where there is none or a value has taken its name."""

import pytest

from autograder.host.zygote_process import Zygote
from tests.support.double import DOUBLE, HALF, RIGHT, cases, judged


@pytest.mark.parametrize("cell", ["x = 1", "def Double(x): return 2 * x", "# def double(x)"])
def test_a_function_that_is_not_there_is_missing(zygote: Zygote, cell: str):
    verdict = judged(zygote, cell)
    assert {case.outcome for case in cases(verdict).values()} == {"missing"}
    assert verdict.score == 0
    assert cases(verdict)["two becomes four"].message == "There is no double in your notebook."
    assert "there is no double in the notebook" in verdict.repairs


@pytest.mark.parametrize(("value", "kind"), [
    ("5", "a value of type int"), ("'text'", "a value of type str"), ("[1, 2]", "a value of type list"),
    ("object()", "a value of type object"), ("float", "a class"),
])  # fmt: skip
def test_a_name_that_is_no_function_fails_and_is_told_what_it_is(zygote: Zygote, value: str, kind: str):
    verdict = judged(zygote, f"double = {value}")
    assert verdict.score == 0
    assert {case.outcome for case in cases(verdict).values()} == {"failed"}
    expected = f"double should be a function, and is {kind}: write it with `def double(…):`."
    assert {case.message for case in cases(verdict).values()} == {expected}


@pytest.mark.parametrize(("cell", "words"), [
    ("def double(x):\n    return x * 2\nprint 'done'", "cell 1, which defines it, stopped: SyntaxError: Missing paren"),
    ("undefined()\ndef double(x):\n    return x * 2", "cell 1, which defines it, stopped: NameError: name 'undefined'"),
    ("if False:\n    def double(x): return x * 2", "after all cells have run, though cell 1 defines it."),
    ("import os\nos._exit(0)\ndef double(x): return x * 2", "cell 1, which defines it, stopped: crashed"),
    ("double = None", "double is not there, or is None, after all cells have run"),
    ("def double(x):\n  return (", "cell 1, which defines it, stopped: SyntaxError: incomplete input (line 2)"),
    ("x = 1", "There is no double in your notebook."),
])  # fmt: skip
def test_a_missing_function_is_told_with_the_cell_that_defines_it(zygote: Zygote, cell: str, words: str):
    verdict = judged(zygote, cell)
    assert {case.outcome for case in verdict.questions[0].cases} == {"missing"}
    assert all(words in case.message for case in verdict.questions[0].cases)
    assert all("ipython-input" not in case.message for case in verdict.questions[0].cases)
    assert any(words.removesuffix(" in your notebook.").strip(".").lower() in text.lower() for text in verdict.repairs)


@pytest.mark.parametrize("cells", [
    (RIGHT, "double = double(2.0)"),
    (RIGHT + "\ndouble = double(2.0)",),
    (RIGHT + "\ndouble = double(2.0)\ndef other(): pass",),
    (RIGHT, "import numpy as np\ndouble = double(np.ones(3))", "double = 3"),
    ("double = 1\ndef double(x): return 0", RIGHT, "for double in range(3): pass"),
    ("def helper(x): return double(x / 2) if x else x", RIGHT, "double = [double(1)]"),
])  # fmt: skip
def test_a_value_that_takes_a_functions_name_is_reported_and_the_function_marked(zygote: Zygote, cells: tuple[str]):
    verdict = judged(zygote, *cells)
    assert verdict.score == 4.0
    (note,) = [repair for repair in verdict.repairs if "made `double` a value of type" in repair]
    assert "; your function of cell " in note


@pytest.mark.parametrize("cell", ["%reset -f", "%reset_selective -f double"])
def test_a_reset_at_the_end_removes_no_answer_and_is_reported(zygote: Zygote, cell: str):
    verdict = judged(zygote, f"import math\n{RIGHT}\nassert math", cell)
    assert verdict.score == 4.0
    assert [repair for repair in verdict.repairs if "`%reset` did nothing" in repair]


def test_a_later_function_takes_the_name_of_a_value_and_nothing_is_reported(zygote: Zygote):
    verdict = judged(zygote, "def double(x): return 0", "double = 1", RIGHT)
    assert (verdict.score, [repair for repair in verdict.repairs if "made" in repair]) == (4.0, [])


def test_an_answer_that_calls_an_overwritten_function_finds_it(zygote: Zygote):
    verdict = judged(zygote, RIGHT, "def half(x): return double(x)", "double = 1", tests=(DOUBLE, HALF))
    assert verdict.score == 8.0


def test_a_deleted_check_cell_is_said(zygote: Zygote):
    assert judged(zygote, RIGHT, 'grader.check("double")').repairs == ()
    assert judged(zygote, RIGHT, "grader.check('double')").repairs == ()
    half = RIGHT.replace("double", "half")
    third = DOUBLE.replace("double", "third")
    some = judged(zygote, RIGHT, half, RIGHT.replace("double", "third"), 'grader.check("double")\ngrader.check("half")',
                  tests=(DOUBLE, HALF, third))  # fmt: skip
    assert some.repairs == ("the check cell of third is gone; the question was found by its function's name",)
    assert "most check cells are gone" in judged(zygote, RIGHT, half, tests=(DOUBLE, HALF)).repairs[0]
