"""Calls made ahead: the second answer to a test file is judged as the first one, with fewer messages."""

from collections import Counter
from typing import Any

import pytest
from otter.test_files import ExceptionTestFile

from autograder.judge import judge
from autograder.notebook import compose
from autograder.session import Guest
from autograder.verdict import CaseResult, Limits, Verdict
from autograder.zygote import Zygote

SHORT = Limits(cell=2.0, case=1.0, submission=20.0)
TESTS = """
import warnings
import numpy as np
from otter.test_files import test_case
from checks import expect_close

OK_FORMAT = False
name = "f"
points = 6

@test_case(name="one by one", points=1)
def test_single(f):
    for x in (1.0, 2.5, -3.0):
        expect_close(f(x), 2 * x, "f(x)")

@test_case(name="in place", points=1)
def test_in_place(f):
    given = np.array([1.0, 2.0])
    f(given)
    assert given.tolist() == [2.0, 4.0], given
    f(given)
    assert given.tolist() == [4.0, 8.0], given

@test_case(name="many", points=1, hidden=True)
def test_many(f):
    results = [f(float(x)) for x in range(50)]
    expect_close(results, [2 * x for x in range(50)], "f(x)")

@test_case(name="the kind of number", points=1, hidden=True)
def test_kind(f):
    assert [type(f(x)) for x in (1, 1.0, True)] == [int, float, int]

@test_case(name="warns and raises", points=1, hidden=True)
def test_raises(f):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            f("word")
        except ValueError as error:
            assert str(error) == "no word"
        else:
            raise AssertionError("nothing raised")
    assert [str(one.message) for one in caught] == ["a word"]

@test_case(name="lends", points=1, hidden=True)
def test_lends(f):
    assert f(lambda: 21.0) == 42.0
    assert f(4.0) == 8.0
"""
RIGHT = """
import warnings
import numpy as np
def f(x):
    if isinstance(x, str):
        warnings.warn("a word")
        raise ValueError("no word")
    if callable(x):
        return 2 * x()
    if isinstance(x, np.ndarray):
        x *= 2
        return x
    return 2 * x
"""
TRICKS = {
    "hangs on one": RIGHT.replace("return 2 * x\n", "while x == 7.0: pass\n    return 2 * x\n"),
    "ends on one": RIGHT.replace("return 2 * x\n", "import os\n    x == 7.0 and os._exit(0)\n    return 2 * x\n"),
    "wrong for one": RIGHT.replace("return 2 * x\n", "return 2 * x + (x == 7.0)\n"),
    "does not change its argument": RIGHT.replace("x *= 2", "x = x * 2"),
    "another kind": RIGHT.replace("return 2 * x\n", "return 2.0 * x\n"),
    "is not there": "g = 1",
    "is no function": "f = [1, 2]",
    "leaves a thread": RIGHT + """
import threading, time
double = f
def f(x):
    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()
    return double(x)
""",
}  # fmt: skip


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many messages of each kind the host has sent."""
    counted: Counter[str] = Counter()
    send = Guest.send

    def counting(guest: Guest, message: Any, buffers: list[Any]) -> None:
        counted[type(message).__name__] += 1
        send(guest, message, buffers)

    monkeypatch.setattr(Guest, "send", counting)
    return counted


def loaded() -> list[ExceptionTestFile]:
    """The test file anew: nothing is known of what its cases ask."""
    return [ExceptionTestFile.from_string(TESTS, "test_f.py")]


def judged(zygote: Zygote, tests: list[ExceptionTestFile], cell: str) -> Verdict:
    return judge(compose([cell]), tests, zygote, limits=SHORT, show_hidden=True)


def cases(verdict: Verdict) -> list[CaseResult]:
    return [case for question in verdict.questions for case in question.cases]


def test_what_was_asked_once_is_asked_ahead_and_what_cannot_be_is_not(zygote: Zygote, said: Counter[str]):
    tests = loaded()
    assert judged(zygote, tests, RIGHT).score == 6.0
    assert (said["Call"], said["Batch"]) == (3 + 2 + 50 + 3 + 1 + 2, 0)
    said.clear()
    assert judged(zygote, tests, RIGHT).score == 6.0
    assert (said["Call"], said["Batch"]) == (2, 2)  # the case that lends a function; each half of the others


@pytest.mark.parametrize("trick", TRICKS)
def test_the_verdict_is_the_same_as_without(zygote: Zygote, trick: str):
    tests = loaded()
    assert judged(zygote, tests, RIGHT).score == 6.0
    ahead, alone = judged(zygote, tests, TRICKS[trick]), judged(zygote, loaded(), TRICKS[trick])
    assert [(c.outcome, c.message) for c in cases(ahead)] == [(c.outcome, c.message) for c in cases(alone)]
    assert {case.outcome for case in cases(ahead)} != {"passed"} or trick == "leaves a thread"


def test_the_next_answer_meets_none_of_the_last_one_s_answers(zygote: Zygote):
    tests = loaded()
    for cell, score in ((RIGHT, 6.0), (TRICKS["wrong for one"], 5.0), (RIGHT, 6.0), (TRICKS["ends on one"], 5.0)):
        assert judged(zygote, tests, cell).score == score


def test_a_call_that_differs_in_its_kind_of_number_only_is_not_foreseen(zygote: Zygote):
    changing = TESTS.replace("OK_FORMAT", "first = [True, 1]\nOK_FORMAT").replace(
        "(1, 1.0, True)", "(first.pop(), 1.0)"
    )
    tests = [ExceptionTestFile.from_string(changing.replace("[int, float, int]", "[int, float]"), "test_f.py")]
    picky = RIGHT.replace("return 2 * x\n", "return 'no' if type(x) is bool else 2 * x\n")
    assert judged(zygote, tests, picky).score == 6.0  # asked for 1
    assert judged(zygote, tests, picky).score == 5.0  # asked for True
