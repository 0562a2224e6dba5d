"""Plans and cached passes: learned from right answers, and no verdict is another one for them."""

import subprocess
from collections import Counter
from typing import Any

import pytest
from otter.test_files import ExceptionTestFile

from assignments import course
from autograder.host.call_plans import CaseKey, Plans
from autograder.host.guest_process import Guest
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from autograder.learn_plans import KnownNotebook, learn
from autograder.notebook_reader import compose
from autograder.results import CaseResult, Limits, Verdict
from grading.authoring.known_answers import notebooks_of, recurring_notebooks, right_notebooks
from grading.pool.job import prepare
from grading.pool.learned import learned_plans
from tests.support.sample import sample

SHORT = Limits(cell=2.0, case=1.0, submission=30.0)
TESTS = """
import warnings
import numpy as np
from otter.test_files import test_case
from checks import expect_close

OK_FORMAT = False
name = "f"
points = 8
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

@test_case(name="of its own result", points=1, hidden=True)
def test_twice(f):
    assert f(f(0.5)) == 2.0, f(f(0.5))
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
    "wrong, and then asked for something else": RIGHT.replace("return 2 * x\n", "return 2 * x + (x == 0.5)\n"),
    "another kind": RIGHT.replace("return 2 * x\n", "return 2.0 * x\n"),
    "is not there": "h = 1",
    "no function beside it": RIGHT + "\ndel g\n",
    "another name": RIGHT.replace("def f(", "def h(").replace("def g", "f = h\ndef g"),
    "is no function": "f = [1, 2]",
    "leaves a thread": RIGHT + """
import threading, time
double = f
def f(x):
    if isinstance(x, float) and x == 7.0:
        threading.Thread(target=time.sleep, args=(9,), daemon=True).start()
    return double(x)
""",
}  # fmt: skip


NEARLY = RIGHT.replace("return 2 * x\n", "return 14 + 1e-14 if x == 7.0 else 2 * x\n")
LENDS = ("f", "lends")
OPEN = {"my_expression", "my_transform"}
DEPART = {
    # an accepted answer draws less from the generator, with which the case goes on
    ("random_image", "a second picture from the same generator, and one from another seed, are new"),
    ("random_image", "called again with the same generator, it gives another picture"),
    ("random_image", "small, middling and large values are as frequent as in a uniform distribution"),
    # these return a picture for the gallery, so they are always run
    ("my_expression", "a 120 x 160 canvas: right shape, numbers from 0 to 1, not one flat colour"),
    ("my_transform", "eight photos of 24 x 20 pixels, and three of 30 x 16: finite numbers, one result per picture"),
}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many messages of each kind the host has sent."""
    counted: Counter[str] = Counter()
    send = Guest.send

    def counting(guest: Guest, message: Any, *more: Any) -> None:
        counted[type(message).__name__] += 1
        send(guest, message, *more)

    monkeypatch.setattr(Guest, "send", counting)
    return counted


@pytest.fixture
def tests() -> list[ExceptionTestFile]:
    return [ExceptionTestFile.from_string(TESTS, "test_f.py")]


@pytest.fixture
def plans(zygote: Zygote, tests: list[ExceptionTestFile]) -> Plans:
    found = learn(
        [KnownNotebook(compose([source]), {"f": ""}) for source in (RIGHT, NEARLY)], tests, zygote, limits=SHORT
    )
    ran(tests).clear()
    return found


def judged(zygote: Zygote, tests: list[ExceptionTestFile], cell: str, plans: Plans | None, **more: bool) -> Verdict:
    return judge(compose([cell]), tests, zygote, limits=SHORT, show_hidden=True, plans=plans, **more)


def ran(tests: list[ExceptionTestFile]) -> list[str]:
    """Which cases of the test file have run so far."""
    return tests[0].test_cases[0].body.test_func.__globals__["ran"]


def cases(verdict: Verdict) -> list[CaseResult]:
    return [case for question in verdict.questions for case in question.cases]


def found(verdict: Verdict) -> list[tuple[str, str]]:
    return [(case.outcome, case.message) for case in cases(verdict)]


def test_a_case_has_a_plan_unless_it_lends_a_function(plans: Plans, tests: list[ExceptionTestFile]):
    assert plans.keys() == {("f", case.name) for case in tests[0].test_cases} - {LENDS}
    assert {key[1]: len(plan.calls) for key, plan in plans.items()} == {
        "one by one": 3, "in place": 2, "many": 50, "the kind of number": 3, "warns and raises": 1, "two names": 1,
        "of its own result": 2,
    }  # fmt: skip


def test_planned_calls_are_made_in_one_message_a_half(
    zygote: Zygote, tests: list[ExceptionTestFile], plans: Plans, said: Counter[str]
):
    for cache in (True, False):
        said.clear()
        assert judged(zygote, tests, RIGHT, plans, cache=cache).score == 8.0
        assert (said["Call"], said["Batch"]) == (2, 2)  # the case that lends a function; each half of the others


def test_after_a_planned_call_that_ends_the_process_each_case_asks_for_itself(
    zygote: Zygote, tests: list[ExceptionTestFile], plans: Plans, said: Counter[str]
):
    assert judged(zygote, tests, TRICKS["ends on one"], plans).score == 7.0
    assert said["Batch"] == 2 + 5  # each half; the hidden cases


@pytest.mark.parametrize("trick", TRICKS)
def test_the_verdict_is_the_same_without_the_cache_and_without_plans(
    zygote: Zygote, tests: list[ExceptionTestFile], plans: Plans, trick: str
):
    with_cache = judged(zygote, tests, TRICKS[trick], plans)
    assert found(with_cache) == found(judged(zygote, tests, TRICKS[trick], plans, cache=False))
    assert found(with_cache) == found(judged(zygote, tests, TRICKS[trick], None))
    assert {case.outcome for case in cases(with_cache)} != {"passed"} or trick == "leaves a thread"


def test_a_case_that_is_told_what_a_right_answer_told_it_does_not_run(
    zygote: Zygote, tests: list[ExceptionTestFile], plans: Plans
):
    verdict = judged(zygote, tests, RIGHT, plans)
    assert {case.name: case.cached for case in cases(verdict)} == {
        case.name: ("f", case.name) in plans for case in cases(verdict)
    }
    assert ran(tests) == []
    for cell, score in ((TRICKS["wrong for one"], 7.0), (TRICKS["ends on one"], 7.0), (TRICKS["another kind"], 7.0)):
        verdict = judged(zygote, tests, cell, plans)
        assert verdict.score == score
        assert not any(case.cached for case in cases(verdict) if not case.passed)
    assert ran(tests) == ["many"]  # that was wrong; the one that ended its process had told it nothing


def test_without_the_cache_every_case_runs(zygote: Zygote, tests: list[ExceptionTestFile], plans: Plans):
    assert not any(case.cached for case in cases(judged(zygote, tests, RIGHT, plans, cache=False)))
    assert ran(tests) == ["many"]


def test_an_accepted_answer_that_differs_in_the_last_bits_passes_from_the_cache_as_well(
    zygote: Zygote, tests: list[ExceptionTestFile], plans: Plans
):
    assert all(case.cached for case in cases(judged(zygote, tests, NEARLY, plans)) if case.name == "many")
    other = RIGHT.replace("return 2 * x\n", "return 14 - 1e-14 if x == 7.0 else 2 * x\n")
    assert [judged(zygote, tests, other, plans).score for _ in range(2)] == [8.0, 8.0]
    assert ran(tests) == ["many", "many"]  # nothing is learned from a student


def test_what_an_answer_does_before_it_fails_is_done_to_the_end(
    zygote: Zygote, tests: list[ExceptionTestFile], plans: Plans
):
    """A case that fails early leaves the same state behind as one that passes."""
    counting = RIGHT + "import numbers\ncalls = 0\ndouble = f\ndef f(x):\n    global calls\n    calls += 1\n    "
    counting += "return {!r} if calls == {} and isinstance(x, numbers.Number) else double(x)\n"
    for number in range(1, 6):  # all public calls
        verdicts = [judged(zygote, tests, counting.format("x", number), plans, cache=cache) for cache in (True, False)]
        assert found(verdicts[0]) == found(verdicts[1])
        assert all(case.passed for case in cases(verdicts[0]) if case.hidden)


def test_a_function_cannot_change_which_functions_there_are(zygote: Zygote, plans: Plans):
    both = [ExceptionTestFile.from_string(TESTS.replace('"f"', name), "test.py") for name in ('"f"', '"g"')]
    g = TESTS.replace("(f)", "(g)").replace("f(", "g(").replace('name = "f"', 'name = "g"')
    both = [ExceptionTestFile.from_string(source, "test.py") for source in (TESTS, g)]
    right = RIGHT + RIGHT.replace("def f", "def g").replace("def g(): pass", "")
    known = learn([KnownNotebook(compose([right]), {"f": "", "g": ""})], both, zygote, limits=SHORT)
    rebinding = right + "double = f\ndef f(x):\n    global g\n    g = None\n    return double(x)\n"
    first, second = (judged(zygote, both, rebinding, known, cache=cache) for cache in (True, False))
    assert found(first) == found(second)
    assert first.questions[1].score == 7.0


def test_a_case_that_asks_other_things_each_time_has_no_plan(zygote: Zygote):
    changing = TESTS.replace("OK_FORMAT", "first = [1, 2, 3, 4, 5, 6]\nOK_FORMAT").replace(
        "(1, 1.0, True)", "(first.pop(), 1.0)"
    )
    tests = [ExceptionTestFile.from_string(changing.replace("[int, float, int]", "[int, float]"), "test_f.py")]
    right = KnownNotebook(compose([RIGHT]), {"f": ""})
    assert ("f", "the kind of number") not in learn([right], tests, zygote, limits=SHORT)


@pytest.mark.parametrize("slug", sample("pixels", "tensors"))
def test_every_case_of_the_course_keeps_its_plan_and_passes_from_the_cache(zygote: Zygote, slug: str):
    assignment = course.assignment(slug)
    job = prepare(assignment, zygote.level)
    tests = load([assignment.test_file(question.name) for question in assignment.questions])
    notebooks = right_notebooks(assignment)
    plans = learned_plans(job, tests, zygote)
    assert sum(len(plan.calls) for plan in plans.values()) > 100
    for notebook in notebooks:
        verdict = judge(notebook.content, tests, zygote, limits=assignment.limits, files=job.files, plans=plans)
        assert verdict.score == assignment.points
        open_cases = {key for key in plans if key[0] in OPEN and notebook is not notebooks[0]}
        assert plans.keys() - cached(verdict) <= DEPART | open_cases


@pytest.mark.parametrize("slug", sample("tensors"))
def test_what_workers_learn_in_parts_is_what_one_learns_as_a_whole(zygote: Zygote, slug: str):
    job = prepare(course.assignment(slug), zygote.level)
    tests = load([job.assignment.test_file(question.name) for question in job.assignment.questions])
    whole = learn(recurring_notebooks(job.assignment), tests, zygote, limits=job.assignment.limits, files=job.files)
    assert learned_plans(job, tests, zygote) == whole


@pytest.mark.parametrize("slug", sample("tensors"))
def test_wrong_answers_are_judged_alike_with_plans_and_without(zygote: Zygote, slug: str):
    assignment = course.assignment(slug)
    tests = load([assignment.test_file(question.name) for question in assignment.questions])
    files = {name: (assignment.folder / name).read_bytes() for name in assignment.files}
    more: Any = {"limits": assignment.limits, "files": files}
    plans = learn(right_notebooks(assignment)[:1], tests, zygote, **more)
    for notebook in notebooks_of("wrong", assignment)[::7]:  # each holds one wrong answer to every question
        planned, direct = (
            judge(notebook.content, tests, zygote, show_hidden=True, plans=each, **more) for each in (plans, None)
        )
        assert worded(planned) == worded(direct)
        assert planned.score < assignment.points


STATEFUL = {"split_dataset", "my_transform", "random_image"}


def worded(verdict: Verdict) -> list[tuple[Any, ...]]:
    """What was found, without the words on questions for which a known answer keeps something from call to call."""
    cases = [(question.name, case) for question in verdict.questions for case in question.cases]
    return [(name, case.name, case.outcome, "" if name in STATEFUL else case.message) for name, case in cases]


def cached(verdict: Verdict) -> set[CaseKey]:
    return {(question.name, case.name) for question in verdict.questions for case in question.cases if case.cached}


def test_no_case_looks_at_a_traceback():
    """Cached passes take no account of it."""
    words = [
        "git",
        "grep",
        "-l",
        "traceback",
        "--",
        "autograder/checks",
        "autograder/tests",
        ":!autograder/checks/check_worker.py",
    ]
    assert subprocess.run(words, cwd=course.REPO_ROOT, capture_output=True, text=True, check=False).stdout == ""
