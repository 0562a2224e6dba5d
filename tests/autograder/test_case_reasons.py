"""A hidden case says its own sentence only where it saw what the sentence claims."""

import pytest

from autograder.case_reasons import WRONG_BEFORE, WRONG_HERE, observes, value_cases
from autograder.host.zygote_process import Zygote
from autograder.question_runner import QuestionRun
from tests.support.double import judged, loaded

CIRCUIT = """
from checks import because, expect_close, expect_no_warning, expect_unchanged, expect_unchanged_as_well, precondition
from otter.test_files import test_case
import numpy as np

OK_FORMAT = False
name = "double"
points = 5

@test_case(name="two becomes four", points=1)
def test_public(double):
    expect_close(double(2), 4, "double(2)")

@test_case(name="ordinary numbers", points=1, hidden=True, failure_message="Add the number to itself.")
def test_ordinary(double):
    expect_close(double(31.5), 63, "double(31.5)")

@test_case(name="the input stays", points=1, hidden=True, failure_message="What you are given has changed.")
def test_unchanged(double):
    x = np.array([1.0, 2.0])
    expect_close(double(x), [2, 4], "the result")
    expect_unchanged([1.0, 2.0], x, "the array x")

@test_case(name="bytes", points=1, hidden=True, failure_message="Bytes wrap round.")
def test_bytes(double):
    x = np.array([200], dtype=np.uint8)
    with precondition():
        expect_close(double(x.astype(float)), [400], "the result")
    expect_close(double(x), [400], "the result")
    expect_unchanged_as_well([200], x, "the array x")

@test_case(name="far out", points=1, hidden=True, failure_message="It warned.")
def test_far(double):
    with because("Zero stays zero."):
        expect_close(double(0.0), 0, "the result")
    helper(double)

def helper(double):
    expect_no_warning(double, 1.0)
"""


def said(zygote: Zygote, body: str) -> dict[str, str]:
    verdict = judged(zygote, f"import numpy as np, warnings\ndef double(x):\n    {body}", tests=(CIRCUIT,))
    return {case.name: case.message for case in verdict.questions[0].cases if case.hidden and not case.passed}


ORDINARY = "The value is wrong with ordinary inputs already, so this case could not look at what it is about."
BEFORE = WRONG_BEFORE.format("two becomes four")


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("return x * 2.0", {}),
        (
            "return x + 1",
            {
                "ordinary numbers": "Add the number to itself.",
                "the input stays": BEFORE,
                "bytes": ORDINARY,
                "far out": "Zero stays zero.",
            },
        ),
        ("return x * 2.0 if np.ndim(x) == 0 or x[0] > 9 else x", {"the input stays": WRONG_HERE}),
        ("y = x * 2.0\n    if np.ndim(x) and x.dtype == float: x *= 2\n    return y",
         {"the input stays": "What you are given has changed."}),
        ("y = x * 2.0\n    if np.ndim(x) and x.dtype != float: x *= 0\n    return y",
         {"bytes": "What you were given has changed: work on something new."}),
        ("return x + x", {"bytes": "Bytes wrap round."}),
        ("if np.ndim(x) == 0 and x == 1: warnings.warn('x', RuntimeWarning)\n    return x * 2.0",
         {"far out": "It warned."}),
        ("return x * 2.0 if np.ndim(x) or x else 1.0", {"far out": "Zero stays zero."}),
    ],
)  # fmt: skip
def test_each_cause_has_its_sentence(zygote: Zygote, body: str, messages: dict[str, str]):
    assert said(zygote, body) == messages


def test_what_a_case_observes_is_read_from_its_code():
    (test,) = loaded(CIRCUIT)
    found = {case.name: observes(case.body.test_func) for case in test.test_cases}
    assert found == {
        "two becomes four": False, "ordinary numbers": False, "the input stays": True, "bytes": False, "far out": True
    }  # fmt: skip


def test_the_first_comparison_that_failed_is_the_one_that_others_refer_to():
    run = QuestionRun(loaded(CIRCUIT)[0])
    assert value_cases(run.cases) == ("", "ordinary numbers")
    for case in run.cases[1:3]:
        case.wrong_value = case.compared = True
    assert value_cases(run.cases) == ("ordinary numbers", "ordinary numbers")
