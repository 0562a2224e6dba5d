"""From a notebook and test files to a verdict: who gets which points, and what a student may read about them."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.judge import ZygoteBroken, judge
from autograder.notebook_reader import compose
from autograder.question_runner import QuestionRun, run_cases
from autograder.results import Limits
from tests.support.double import DOUBLE, HALF, QUICK, RIGHT, cases, judged, loaded


def test_a_right_answer_gets_all_points_and_no_message(zygote: Zygote):
    verdict = judged(zygote, RIGHT, 'grader.check("double")')
    assert (verdict.status, verdict.score, verdict.max_score) == ("graded", 4.0, 4.0)
    assert verdict.isolation == zygote.level
    assert {case.outcome for case in cases(verdict).values()} == {"passed"}
    assert {case.message for case in cases(verdict).values()} == {""}
    assert verdict.cpu_s > 0
    assert verdict.wall_s > 0


def test_cases_are_reported_in_the_order_of_the_test_file(zygote: Zygote):
    order = ["two becomes four", "a list becomes a list", "secret numbers are doubled", "the input stays as it was"]
    assert list(cases(judged(zygote, RIGHT))) == order


def test_a_public_case_says_what_it_found_and_shows_both_values(zygote: Zygote):
    found = cases(judged(zygote, "def double(x):\n    return x * 3"))["a list becomes a list"]
    assert "it should be 2, and is 3" in found.message
    assert found.evidence is not None
    assert found.evidence.show == "picture"
    assert np.asarray(found.evidence.expected).tolist() == [2.0, 4.0]
    assert np.asarray(found.evidence.actual).tolist() == [3.0, 6.0]


def test_a_hidden_case_shows_its_authors_sentence_and_nothing_else(zygote: Zygote):
    found = cases(judged(zygote, "def double(x):\n    return x * 3"))["secret numbers are doubled"]
    assert (found.hidden, found.passed, found.outcome) == (True, False, "failed")
    assert found.message == "Think of negative numbers."
    assert found.evidence is None


LEAKS = [
    "def double(x):\n    raise ValueError(f'given {x!r}')",
    "def double(x):\n    raise type(f'Given{x!r}', (Exception,), {})(x)",
    "def double(x):\n    raise AssertionError(f'{x}')",
    "def double(x):\n    raise KeyError(x)",
    "def double(x):\n    print(x)\n    import warnings\n    warnings.warn(str(x))\n    return x",
    "def double(x):\n    return type(f'Given{x!r}', (), {'__repr__': lambda s: repr(x)})()",
    "def double(x):\n    raise SystemExit(str(x))",
    "def double(x):\n    import os\n    open(f'{x!r}', 'w')\n    os._exit(int(abs(x)) % 256)",
    "def double(x):\n    double.__name__ = repr(x)\n    return double",
    "def double(x):\n    return {repr(x): x}",
]


@pytest.mark.parametrize("leak", LEAKS)
def test_no_text_that_a_student_made_appears_in_a_hidden_message(zygote: Zygote, leak: str):
    verdict = judged(zygote, leak, tests=(DOUBLE, HALF))
    hidden = [case for case in cases(verdict).values() if case.hidden]
    said = repr([(case.message, case.evidence, case.outcome) for case in hidden])
    assert "31337" not in said
    assert "Given" not in said
    assert "given" not in said
    everything = repr((verdict.repairs, verdict.cells, verdict.reason))
    assert "31337" not in everything
    assert cases(verdict)["secret numbers are doubled"].passed is False


def test_what_a_hidden_case_saw_is_not_told_by_a_public_one(zygote: Zygote):
    """All cases run in one process: what was kept from a hidden call must not come out of a public one."""
    keeper = "kept = []\ndef double(x):\n    kept.append(repr(x))\n    raise ValueError(' '.join(kept))"
    half = "def half(x):\n    raise ValueError(' '.join(kept))"
    verdict = judged(zygote, keeper, half, tests=(DOUBLE, HALF))
    public = [case.message for result in verdict.questions for case in result.cases if not case.hidden]
    assert "31337" not in "".join(public)


def test_an_assignment_may_show_all(zygote: Zygote):
    found = cases(judged(zygote, "def double(x):\n    return x * 3", show_hidden=True))["secret numbers are doubled"]
    assert "-62674.5" in found.message
    assert found.evidence is not None


def test_an_exception_is_named_in_a_public_case(zygote: Zygote):
    found = cases(judged(zygote, "def double(x):\n    return {}['nothing']"))["two becomes four"]
    assert "Your function raised KeyError: 'nothing'" in found.message


def test_an_exception_whose_words_cannot_be_written_is_a_failure_like_others(zygote: Zygote):
    verdict = judged(zygote, "def double(x):\n    raise ValueError(10**10000)")
    assert {case.outcome for case in cases(verdict).values()} == {"failed"}
    assert "ValueError" in cases(verdict)["two becomes four"].message


def test_a_stub_gets_nothing(zygote: Zygote):
    verdict = judged(zygote, "def double(x):\n    raise NotImplementedError('double: write me')")
    assert verdict.score == 0
    assert "The stub is still there" in cases(verdict)["two becomes four"].message


def test_an_endless_loop_costs_its_question_and_no_other(zygote: Zygote):
    verdict = judged(
        zygote, "def double(x):\n    while True: pass", RIGHT.replace("double", "half"), tests=(DOUBLE, HALF)
    )
    assert [result.score for result in verdict.questions] == [0.0, 4.0]
    assert {case.outcome for case in verdict.questions[0].cases} == {"timeout"}
    assert cases(verdict)["secret numbers are halfd"].passed
    hidden = verdict.questions[0].cases[2]
    assert hidden.message == "Your function did not come to an end in time."


def test_a_process_that_ends_costs_its_case_and_no_other(zygote: Zygote):
    verdict = judged(
        zygote, "def double(x):\n    import os\n    if isinstance(x, float): os._exit(0)\n    return x * 2"
    )
    outcomes = [case.outcome for case in verdict.questions[0].cases]
    assert outcomes == ["crashed", "passed", "crashed", "passed"]
    assert verdict.questions[0].cases[2].message.startswith("The process of your function came to an end")


def test_cases_after_the_submissions_time_are_not_run(zygote: Zygote):
    verdict = judged(zygote, "def double(x):\n    while True: pass", tests=(DOUBLE, HALF, DOUBLE),
                     limits=Limits(cell=1, case=1, submission=1.2))  # fmt: skip
    outcomes = {case.outcome for result in verdict.questions for case in result.cases}
    assert outcomes >= {"timeout", "not_run"}
    assert verdict.score == 0


def test_cells_that_fail_are_listed_by_their_place(zygote: Zygote):
    verdict = judged(zygote, "1/0", RIGHT, "oops")
    assert [(cell.index, cell.error.split(":")[0]) for cell in verdict.cells] == [
        (0, "ZeroDivisionError"),
        (2, "NameError"),
    ]
    assert verdict.score == 4


@pytest.mark.parametrize("data", [b"", b"not json", b"{}", b"[" * 10**5])
def test_what_is_no_notebook_is_unusable_and_gets_nothing(zygote: Zygote, data: bytes):
    verdict = judge(data, loaded(DOUBLE), zygote, limits=QUICK)
    assert (verdict.status, verdict.score, verdict.max_score, verdict.questions) == ("unusable", 0.0, 4.0, ())
    assert verdict.reason.endswith(".")


class Watched(dict[str, Any]):
    """A Namespace of this process, which remembers what its function was given."""

    digest, recorded, endless = b"", None, Counter[str]()

    def __init__(self) -> None:
        self.seen: list[str] = []

        def double(x: Any) -> Any:
            self.seen.append(str(x))
            return x * 2

        super().__init__(double=double)

    def why_missing(self, name: str) -> str:
        raise AssertionError(name)

    def prefetch(self, plans: Any) -> None:
        assert not plans

    def begin_question(self, name: str) -> None:
        assert name == "double"

    def begin_case(self, key: Any, plan: Any, *, record: bool) -> None:
        assert (key[0], plan, record) == ("double", None, False)

    def lost(self, outcome: str) -> None:
        raise AssertionError(outcome)


def order_for(notebook: bytes) -> list[str]:
    import hashlib

    tests = loaded(DOUBLE)
    watched = Watched()
    drawn = random.Random(hashlib.sha256(notebook).digest())
    question = QuestionRun(tests[0])
    run_cases([question], watched, drawn)
    assert question.result(show_hidden=False).score == 4.0
    assert tests[0].test_cases[0].name == "two becomes four"
    return watched.seen


def test_the_order_of_cases_is_the_same_for_the_same_notebook_and_another_for_others():
    orders = {tuple(order_for(bytes([i]))) for i in range(40)}
    assert len(orders) == 4  # two public cases in either order, then two hidden ones
    assert all(set(seen[:2]) == {"2.0", "[1. 2.]"} for seen in orders)
    assert order_for(b"a") == order_for(b"a")


def test_a_hidden_case_in_which_a_function_raises_says_the_errors_type_and_nothing_else(zygote: Zygote):
    for error, kind in (("ValueError('x')", "ValueError"), ("type('Mine', (KeyError,), {})(1)", "KeyError")):
        found = cases(judged(zygote, f"def double(x):\n    raise {error}"))
        assert found["secret numbers are doubled"].message == f"Your function raised {kind} in a hidden case."
    found = cases(judged(zygote, "def double(x):\n    assert False, x"))
    assert found["secret numbers are doubled"].message == "Your function raised AssertionError in a hidden case."
    found = cases(judged(zygote, "def double(x):\n    raise NotImplementedError"))
    assert "The stub is still there" in found["secret numbers are doubled"].message


@pytest.mark.parametrize("code", [
    "import multiprocessing\n    with multiprocessing.Pool(2) as pool: return pool.map(abs, [x])[0]",
    "from concurrent.futures import ProcessPoolExecutor\n"
    "    with ProcessPoolExecutor(2) as pool: return list(pool.map(abs, [x]))[0]",
    "import subprocess\n    subprocess.run(['ls'])",
])  # fmt: skip
def test_a_function_that_starts_a_process_is_told_that_it_cannot(zygote: Zygote, code: str):
    found = cases(judged(zygote, f"def double(x):\n    {code}"))
    assert {case.outcome for case in found.values()} == {"failed"}
    assert all("starts a process, which cannot be done" in case.message for case in found.values())


def test_threads_may_call_what_a_function_was_given(zygote: Zygote):
    test = """
from otter.test_files import test_case
OK_FORMAT = False
name = "apply"
points = 1

@test_case(name="many calls", points=1)
def test_many(apply):
    assert apply(lambda x: x * x, list(range(200))) == [x * x for x in range(200)]
"""
    pool = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def apply(f, xs):\n    with ThreadPoolExecutor(4) as pool: return list(pool.map(f, xs))"
    )
    assert judged(zygote, pool, tests=(test,)).score == 1.0


def test_what_a_function_did_not_raise_is_not_called_so(zygote: Zygote):
    test = DOUBLE.replace("expect_close(double(2.0), 4.0,", "expect_close(len(double(2.0)), 4.0,")
    found = cases(judged(zygote, RIGHT, tests=(test,)))["two becomes four"]
    assert found.message.startswith("The test could not use what it found in your notebook: TypeError: object of type")


def test_a_notebook_sees_the_same_order_twice(zygote: Zygote):
    spy = "seen = []\ndef double(x):\n    seen.append(str(x))\n    raise ValueError(len(seen))"
    first, second = (cases(judged(zygote, spy)) for _ in range(2))
    assert {name: case.message for name, case in first.items()} == {name: case.message for name, case in second.items()}


def test_an_address_in_a_message_is_left_out(zygote: Zygote):
    verdict = judged(zygote, "raise ValueError(object())", "def double(x):\n    raise ValueError(object())")
    assert "ValueError: <object object at 0x…>" in cases(verdict)["two becomes four"].message
    assert verdict.cells[0].error == "ValueError: <object object at 0x…>"


def test_a_fault_of_ours_is_nobodys_failed_case(zygote: Zygote, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: Any, **__: Any) -> None:
        raise TypeError("ours")

    monkeypatch.setattr(SandboxedNotebook, "begin_case", broken)
    with pytest.raises(ZygoteBroken, match="TypeError\\('ours'\\)"):
        judged(zygote, RIGHT)


def test_an_answer_that_cannot_be_summed_up_is_a_wrong_one(zygote: Zygote, monkeypatch: pytest.MonkeyPatch):
    """All that is kept of an answer are words about it: without them the case fails, and the batch goes on."""

    def no_memory(*_: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr("autograder.case_messages.fingerprints", no_memory)
    verdict = judged(zygote, "def double(x):\n    return x * 3")
    assert (verdict.status, verdict.score) == ("graded", 1.0)


def test_tests_can_be_used_again_after_a_verdict(zygote: Zygote):
    tests = loaded(DOUBLE)
    for _ in range(2):
        assert judge(compose([RIGHT]), tests, zygote, limits=QUICK).score == 4.0
        assert judge(compose(["x = 1"]), tests, zygote, limits=QUICK).score == 0.0


def test_warnings_of_an_answer_cost_nothing(zygote: Zygote):
    assert judged(zygote, "import warnings\ndef double(x):\n    warnings.warn('w')\n    return x * 2").score == 4


def test_walls_that_fall_during_a_case_are_not_taken_for_a_wrong_answer(
    zygote: Zygote, walls_fall: Callable[[int], None]
):
    walls_fall(2)
    with pytest.raises(ZygoteBroken, match="the zygote is gone"):
        judged(zygote, RIGHT)
