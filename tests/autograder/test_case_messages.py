"""What a case says follows what happened, and carries nothing out that student code has made."""

import json

import pytest

from assignments import course
from autograder.case_messages import Summary, hidden_words
from autograder.host.zygote_process import Zygote
from autograder.learn_mistakes import learn_mistakes
from autograder.learn_plans import KnownNotebook, learn
from autograder.notebook_feedback.stubs import UNTOUCHED, not_written
from autograder.notebook_reader import compose
from autograder.results import CaseResult, Limits, Verdict
from grading.export.results_jsonl import results_lines
from grading.records import Attempt
from tests.support.double import DOUBLE, HALF, judged, loaded

QUICK = Limits(cell=2.0, case=1.0, submission=20.0)
CATCHES = """
from otter.test_files import test_case
from checks import Mismatch

OK_FORMAT = False
name = "double"
points = 4

@test_case(name="public", points=1)
def test_public(double):
    assert double(1) == 2

@test_case(name="an error is caught", points=2, hidden=True, failure_message="Your pictures repeat.")
def test_caught(double):
    try:
        double(31337)
    except Exception:
        raise Mismatch("no") from None
    raise Mismatch("no")

@test_case(name="text is refused", points=1, hidden=True, failure_message="Raise ValueError for text.")
def test_error(double):
    try:
        double("31337")
    except ValueError:
        return
    except Exception:
        raise Mismatch("another error") from None
    raise Mismatch("no error")
"""
MATRIX = """
import numpy as np
from otter.test_files import test_case
from checks import expect_close

OK_FORMAT = False
name = "matrix"
points = 1

@test_case(name="secret", points=1, hidden=True, failure_message="Think of the order.")
def test_secret(matrix):
    expect_close(matrix(31337), np.full((2, 3), 31337.0), "matrix(31337)")
"""


def hidden(verdict: Verdict, *names: str) -> list[CaseResult]:
    found = [case for question in verdict.questions for case in question.cases if case.hidden]
    return [case for case in found if not names or case.name in names]


def judged_with_forms(zygote: Zygote, answer: str, test: str, right: str) -> CaseResult:
    tests = loaded(test)
    notebooks = [KnownNotebook(compose([right]), {tests[0].name: ""})]
    plans = learn(notebooks, tests, zygote, limits=QUICK)
    known = learn_mistakes(notebooks, [], tests, zygote, limits=QUICK, plans=plans)
    return hidden(judged(zygote, answer, tests=(test,), plans=plans, known=lambda: known))[-1]


def test_an_untouched_question_says_so_in_every_case_and_can_be_told_from_others(zygote: Zygote):
    stub = "def double(x):\n    raise NotImplementedError('double: write me')"
    verdict = judged(zygote, stub, tests=(CATCHES,))
    assert {case.message for case in verdict.questions[0].cases} == {UNTOUCHED}
    assert verdict.questions[0].untouched
    assert not judged(zygote, "def double(x):\n    return 7", tests=(CATCHES,)).questions[0].untouched
    assert not judged(zygote, "pass", tests=(CATCHES,)).questions[0].untouched


def test_a_function_that_calls_another_stub_names_it(zygote: Zygote):
    cells = ("def half(x):\n    raise NotImplementedError('half: write me')", "def double(x):\n    return half(4 * x)")
    verdict = judged(zygote, *cells, tests=(DOUBLE, HALF))
    assert {case.message for case in verdict.questions[0].cases} == {
        "Your double calls half, which is not written yet: write half first."
    }
    assert not verdict.questions[0].untouched
    assert verdict.questions[1].untouched


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return None", "Your function returned None: does it end with `return`? (`print` is not `return`.)"),
        ("return str(n)", "Your function returned text, where numbers should come."),
        ("return [[n], [n, n]]", "Your function returned a list or tuple of other things than numbers, where numbers"),
        ("return object()", "Your function returned something else than plain data, where numbers should come."),
        ("return n", "Your function returned one number, where an array with 2 axes should come."),
        ("return [n] * 6", "Your function returned an array with 1 axis, where an array with 2 axes should come."),
        ("return []", "Your function returned an empty list, where something should be in it."),
        ("return [[n] * 3] * 3", "Your function returned more rows, or entries of a list, than are asked for."),
        ("return [[n] * 3]", "Your function returned fewer rows, or entries of a list, than are asked for."),
        ("return [[n, n]] * 3", "Your function returned an array of another shape than the docstring says."),
        ("raise KeyError(n)", "Your function raised KeyError in a hidden case."),
        ("while True: pass", "Your function did not come to an end in time."),
        ("return [[n + 1] * 3] * 2", "Think of the order."),
    ],
)
def test_the_authors_sentence_comes_last(zygote: Zygote, body: str, message: str):
    found = judged_with_forms(zygote, f"def matrix(n):\n    {body}", MATRIX, "def matrix(n):\n    return [[n] * 3] * 2")
    assert found.message.startswith(message)


def test_where_an_error_is_asked_for_the_author_says_which(zygote: Zygote):
    right = "def double(x):\n    if isinstance(x, str): raise ValueError\n    return 2 * x"
    for wrong in ("def double(x): return 2 * x", "def double(x): return x + x + 0", "def double(x): return None"):
        found = judged_with_forms(zygote, wrong, CATCHES, right)
        assert (found.name, found.message) == ("text is refused", "Raise ValueError for text.")


@pytest.mark.parametrize(
    "body",
    [
        "raise NotImplementedError(f'half: {x}')",
        "raise NotImplementedError(f'{x}: half')",
        "raise type(str(x), (NotImplementedError,), {})(str(x))",
        "raise type(f'Secret{x}', (KeyError,), {})(x)",
        "return type(f'Secret{x}', (), {})()",
        "return {f'{x}': x}",
        "return str(x)",
        "return [x] * 31337",
        "return __import__('numpy').zeros((1, 31337, 1, 1))",
        "return (lambda name: name)(x) if x == 2 else type(f'N{x}', (float,), {})(x)",
    ],
)
def test_nothing_that_student_code_makes_of_a_hidden_input_comes_out(zygote: Zygote, body: str):
    half = "def half(x):\n    raise NotImplementedError(f'half: {x}')"
    verdict = judged(zygote, half, f"def double(x):\n    {body}", tests=(DOUBLE, HALF))
    assert hidden(verdict)
    assert "31337" not in repr([(case.message, case.evidence, case.outcome) for case in hidden(verdict)])


def test_a_text_that_names_no_question_is_not_repeated():
    for text in ("", "secret", "secret: 7", "half 7"):
        assert not_written(text, "double", {"double", "half"}) == UNTOUCHED
    assert not_written(None, "double", {"double"}) == ""


def test_without_known_answers_only_what_is_certain_is_said():
    assert hidden_words("failed", Summary(forms=("None",)), (), "Think.").startswith("Your function returned None")
    assert hidden_words("failed", Summary(forms=("text",)), (), "Think.") == "Think."
    assert hidden_words("failed", Summary(), (), None) == "A hidden case does not pass."
    assert hidden_words("not_run", Summary(), (), "Think.").startswith("This case was not run")


def test_an_untouched_question_is_marked_at_the_end_of_its_results(zygote: Zygote):
    stub = "def double(x):\n    raise NotImplementedError('double: write me')"
    for source, untouched in ((stub, True), ("def double(x): return 7", False)):
        verdict = judged(zygote, source, tests=(CATCHES,))
        attempt = Attempt("ada", "ada.ipynb", "", "pixels", "", verdict)
        (line,) = results_lines([attempt], course.assignment("pixels"))
        (question,) = json.loads(line)["questions"]
        assert list(question.items())[-1] == ("untouched", untouched)
