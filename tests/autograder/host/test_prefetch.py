"""Calls made ahead, and precedents: later answers to a test file are judged as the first one, with less work."""

from collections import Counter
from typing import Any

import pytest
from msgspec import structs
from otter.test_files import ExceptionTestFile

from assignments import course
from autograder.host import prefetch
from autograder.host.guest_process import Guest
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from autograder.notebook_reader import compose
from autograder.results import CaseResult, Limits, Verdict
from autograder.wire import messages as m

SHORT = Limits(cell=2.0, case=1.0, submission=20.0)
TESTS = """
import warnings
import numpy as np
from otter.test_files import test_case
from checks import expect_close

OK_FORMAT = False
name = "f"
points = 7
ran = []

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
    ran.append("many")
    expect_close([f(x / 4) for x in range(50)], [x / 2 for x in range(50)], "f(x)", rtol=1e-12)

@test_case(name="the kind of number", points=1, hidden=True)
def test_kind(f):
    assert [type(f(x)) for x in (1, 1.0, True)] == [int, float, int]
    assert f.__name__ == "f", f.__name__

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

@test_case(name="two names", points=1, hidden=True)
def test_names(f, g):
    assert f(1.0) == 2.0
    assert callable(g)
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
def g(): pass
"""
TRICKS = {
    "hangs on one": RIGHT.replace("return 2 * x\n", "while x == 7.0: pass\n    return 2 * x\n"),
    "ends on one": RIGHT.replace("return 2 * x\n", "import os\n    x == 7.0 and os._exit(0)\n    return 2 * x\n"),
    "wrong for one": RIGHT.replace("return 2 * x\n", "return 2 * x + (x == 7.0)\n"),
    "does not change its argument": RIGHT.replace("x *= 2", "x = x * 2"),
    "another kind": RIGHT.replace("return 2 * x\n", "return 2.0 * x\n"),
    "is not there": "h = 1",
    "no function beside it": RIGHT + "g = 1\n",
    "another name": RIGHT.replace("def f(", "def h(").replace("def g", "f = h\ndef g"),
    "is no function": "f = [1, 2]",
    "leaves a thread": RIGHT + """
import threading, time
double = f
def f(x):
    if threading.active_count() == 1:
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


def precedents_set(zygote: Zygote) -> list[ExceptionTestFile]:
    """The test file after an answer that its cases learned from, and one that confirmed what they had learned."""
    tests = loaded()
    assert [judged(zygote, tests, RIGHT).score for _ in range(2)] == [7.0, 7.0]
    return tests


def ran(tests: list[ExceptionTestFile]) -> list[str]:
    """Which cases of the test file have run so far."""
    return tests[0].test_cases[0].body.test_func.__globals__["ran"]


def cases(verdict: Verdict) -> list[CaseResult]:
    return [case for question in verdict.questions for case in question.cases]


def test_what_was_asked_once_is_asked_ahead_and_what_cannot_be_is_not(zygote: Zygote, said: Counter[str]):
    tests = loaded()
    assert judged(zygote, tests, RIGHT).score == 7.0
    assert (said["Call"], said["Batch"]) == (3 + 2 + 50 + 3 + 1 + 2 + 1, 0)
    said.clear()
    assert judged(zygote, tests, RIGHT).score == 7.0
    assert (said["Call"], said["Batch"]) == (2, 2)  # the case that lends a function; each half of the others


@pytest.mark.parametrize("trick", TRICKS)
def test_the_verdict_is_the_same_as_without(zygote: Zygote, trick: str):
    tests = precedents_set(zygote)
    ahead, alone = judged(zygote, tests, TRICKS[trick]), judged(zygote, loaded(), TRICKS[trick])
    assert [(c.outcome, c.message) for c in cases(ahead)] == [(c.outcome, c.message) for c in cases(alone)]
    assert ({case.outcome for case in cases(ahead)} == {"passed"}) == (trick == "leaves a thread")


def test_the_next_answer_meets_none_of_the_last_one_s_answers(zygote: Zygote):
    tests = precedents_set(zygote)
    for cell, score in ((RIGHT, 7.0), (TRICKS["wrong for one"], 6.0), (RIGHT, 7.0), (TRICKS["ends on one"], 6.0)):
        assert judged(zygote, tests, cell).score == score


def test_a_case_that_is_told_what_it_was_told_before_does_not_run_again(zygote: Zygote):
    tests = precedents_set(zygote)
    assert ran(tests).count("many") == 2
    assert judged(zygote, tests, RIGHT).score == 7.0
    assert ran(tests).count("many") == 2
    assert judged(zygote, tests, TRICKS["wrong for one"]).score == 6.0
    assert ran(tests).count("many") == 3


def test_answers_that_differ_in_the_last_bits_each_set_a_precedent(zygote: Zygote):
    tests = precedents_set(zygote)
    nearly = RIGHT.replace("return 2 * x\n", "return 14 + 1e-14 if x == 7.0 else 2 * x\n")
    assert {judged(zygote, tests, cell).score for cell in (nearly, RIGHT, nearly)} == {7.0}
    assert ran(tests).count("many") == 3


def test_precedents_do_not_fill_the_memory(zygote: Zygote, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(prefetch, "MOST_TOLD", 0)
    tests = precedents_set(zygote)
    assert judged(zygote, tests, RIGHT).score == 7.0
    assert ran(tests).count("many") == 3


def test_a_case_that_asks_other_things_each_time_is_run_each_time(zygote: Zygote):
    changing = TESTS.replace("OK_FORMAT", "first = [True, 2, True, 1]\nOK_FORMAT").replace(
        "(1, 1.0, True)", "(first.pop(), 1.0)"
    )
    tests = [ExceptionTestFile.from_string(changing.replace("[int, float, int]", "[int, float]"), "test_f.py")]
    picky = RIGHT.replace("return 2 * x\n", "return 'no' if type(x) is bool else 2 * x\n")
    assert [judged(zygote, tests, picky).score for _ in range(4)] == [7.0, 6.0, 7.0, 6.0]  # asked for 1, True, 2, True


@pytest.mark.parametrize("slug", course.assignments())
def test_every_case_of_the_course_asks_the_same_of_every_answer(zygote: Zygote, slug: str):
    assignment = course.assignment(slug)
    notebook = compose([assignment.reference.read_text(encoding="utf-8")])
    first, second = (asked(zygote, assignment, notebook) for _ in range(2))
    assert first == second
    assert sum(map(len, first.values())) > 100


def asked(zygote: Zygote, assignment: course.Assignment, notebook: bytes) -> dict[tuple[str, str], list[Any]]:
    """What each case asks of an answer that it has not met before, up to the first call that lends a function."""
    tests = load([assignment.test_file(question.name) for question in assignment.questions])
    verdict = judge(notebook, tests, zygote, limits=assignment.limits)
    assert verdict.score == verdict.max_score
    return {
        (test.name, case.name): [
            (one.name, m.encode(structs.replace(one.call, id=0, function=0)), one.buffers)
            for one in prefetch._PLANS[case.body.test_func]
        ]
        for test in tests
        for case in test.test_cases
    }
