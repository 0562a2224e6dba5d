"""Wrong answers that are recognised, and right ones that never are."""

import re

import pytest

from assignments import course
from autograder.host.zygote_process import Zygote
from autograder.judge import load
from autograder.learn_mistakes import learn_mistakes
from autograder.learn_plans import KnownNotebook, learn
from autograder.notebook_feedback.fingerprints import Fingerprint
from autograder.notebook_feedback.known_mistakes import Given, KnownAnswers, KnownMistake, diagnose
from autograder.notebook_feedback.stubs import UNTOUCHED
from autograder.notebook_reader import compose
from autograder.results import CaseResult
from grading.pool.job import prepare
from grading.pool.learned import learned_mistakes, learned_plans
from tests.autograder.test_case_messages import QUICK
from tests.support.double import DOUBLE, RIGHT, judged, loaded
from tests.support.sample import sample

SQUARE = "def double(x):\n    return x * x"
IN_PLACE = "def double(x):\n    x *= 2\n    return x"
OFF_BY_ONE = "def double(x):\n    return x * 2 + 1"
WRONG = {"You squared.": SQUARE, "Work on a copy, please.": IN_PLACE, "One too many.": OFF_BY_ONE}
SHARE = 0.85  # of the wrong answers of each assignment


def given(values: str, exact: str = "", heard: str = "") -> Given:
    one = Fingerprint(values, exact or values)
    return one, Fingerprint(heard, heard) if heard else one


def mistake(sentence: str, **cases: Given) -> KnownMistake:
    return KnownMistake(sentence, cases)


def test_the_wrong_answer_that_fails_alike_is_named_in_every_case():
    known = KnownAnswers((mistake("x", a=given("1"), b=given("2")), mistake("y", a=given("1"))))
    assert diagnose({"a": given("1"), "b": given("2")}, known) == {"a": "x", "b": "x"}
    assert diagnose({"a": given("1")}, known) == {"a": "y"}
    assert diagnose({"a": given("7"), "b": given("2")}, known) == {"b": "x"}
    assert diagnose({"a": given("7")}, known) == {}


def test_what_two_sentences_explain_equally_well_has_no_name():
    one, other = mistake("x", a=given("1")), mistake("y", a=given("1"))
    assert diagnose({"a": given("1")}, KnownAnswers((one, other))) == {}
    assert diagnose({"a": given("1")}, KnownAnswers((one, mistake("x", a=given("1"))))) == {"a": "x"}


def test_as_few_mistakes_as_possible_explain_a_question():
    small, large = mistake("small", a=given("1")), mistake("large", a=given("1"), b=given("2"))
    cases = {"a": given("1"), "b": given("2"), "c": given("9")}
    assert diagnose(cases, KnownAnswers((small, large))) == {"a": "large", "b": "large"}


def test_what_a_right_answer_gives_is_never_a_mistake():
    known = KnownAnswers((mistake("x", a=given("1", "2")),), {"a": (Fingerprint("1", "1"),)})
    assert diagnose({"a": given("1", "1")}, known) == {}
    assert diagnose({"a": given("1", "3")}, known) == {}
    assert diagnose({"a": given("1", "2")}, known) == {"a": "x"}


def test_the_same_values_in_another_kind_of_container_are_the_same_mistake():
    known = KnownAnswers((mistake("x", a=given("1", "array")),), {"a": (Fingerprint("7", "array"),)})
    assert diagnose({"a": given("1", "list")}, known) == {"a": "x"}


def test_what_a_case_heard_counts_where_the_rest_differs():
    known = KnownAnswers((mistake("x", a=given("1", heard="first")), mistake("y", a=given("2"))))
    assert diagnose({"a": given("7", heard="first")}, known) == {"a": "x"}
    assert diagnose({"a": given("2", heard="first")}, known) == {"a": "y"}


@pytest.fixture(scope="module")
def judge_known(zygote: Zygote):
    tests, right = loaded(DOUBLE), [KnownNotebook(compose([RIGHT]), {"double": ""})]
    plans = learn(right, tests, zygote, limits=QUICK)
    wrong = [KnownNotebook(compose([source]), {"double": sentence}) for sentence, source in WRONG.items()]
    known = learn_mistakes(right, wrong, tests, zygote, limits=QUICK, plans=plans)

    def judge(source: str) -> dict[str, CaseResult]:
        named, plain = (judged(zygote, source, plans=plans, known=one) for one in (lambda: known, None))
        assert named.score == plain.score, "a diagnosis changes no points"
        assert [case.outcome for case in named.questions[0].cases] == [c.outcome for c in plain.questions[0].cases]
        return {case.name: case for case in named.questions[0].cases}

    return judge


def test_another_way_to_write_a_known_mistake_is_recognised_and_explained_once(judge_known):
    found = judge_known("def double(x):\n    return list(x ** 2) if hasattr(x, '__len__') else x ** 2")
    assert found["a list becomes a list"].message == "You squared."
    assert found["secret numbers are doubled"].message == "The same mistake as in “a list becomes a list”."


def test_a_change_of_an_argument_is_recognised(judge_known):
    assert judge_known(IN_PLACE)["the input stays as it was"].message == "Work on a copy, please."


def test_an_unknown_mistake_keeps_the_authors_sentence(judge_known):
    assert judge_known("def double(x):\n    return x * 5")["secret numbers are doubled"].message == (
        "Think of negative numbers."
    )


def test_no_known_answers_are_asked_for_where_no_answer_fails(zygote: Zygote):
    def asked():
        raise AssertionError("no answer has failed")

    assert judged(zygote, RIGHT, known=asked).score == 4
    assert judged(zygote, "x = 1", known=asked).score == 0
    with pytest.raises(AssertionError, match="no answer has failed"):
        judged(zygote, OFF_BY_ONE, known=asked)


@pytest.mark.parametrize("slug", sample("tensors"))
def test_wrong_answers_are_told_apart_and_right_ones_are_never_diagnosed(slug: str, zygote: Zygote):
    job = prepare(course.assignment(slug), zygote.level)
    tests = load([job.assignment.test_file(question.name) for question in job.assignment.questions])
    known = learned_mistakes(job, tests, zygote, learned_plans(job, tests, zygote))
    told_apart, every = 0, 0
    for answers in known.values():
        for one in answers.mistakes:
            named = set(diagnose(one.cases, answers).values())
            assert named <= {one.sentence}, "no wrong answer is taken for another one"
            told_apart += bool(named)
            every += 1
        right_ones = answers.right or {}
        for position in range(max(map(len, right_ones.values()), default=0)):
            cases = {case: found[position % len(found)] for case, found in right_ones.items()}
            assert diagnose({case: (one, one) for case, one in cases.items()}, answers) == {}
    assert told_apart >= SHARE * every, f"{told_apart} of {every}"


@pytest.mark.parametrize(
    "body",
    [
        "return x * x if x == 2 else type(f'N{x}', (float,), {})(x)",
        "return x * x if x == 2 else f'{x}'",
        "raise type(f'E{x}', (ValueError,), {})(f'{x}')",
        "raise NotImplementedError(f'double: {x}')",
        "return {x: x}",
        "return [[x], [x, x]]",
        "return (lambda: x)",
        "import sys; sys.setrecursionlimit(50); return double(x)",
        "y = []; y.append(y); return y",
        "import warnings; warnings.warn(f'{x}'); return x * x",
    ],
)
def test_a_hidden_case_says_only_sentences_of_ours_whatever_comes_back(judge_known, body: str):
    found = judge_known(f"def double(x):\n    {body}")
    ours = {*WRONG, UNTOUCHED, "Think of negative numbers.", "Work on a copy.", ""}
    for case in found.values():
        if case.hidden:
            fixed = re.fullmatch(
                r"The same mistake as in “[^”]*”\.|Your function raised \w+Error in a hidden case\."
                r"|Your function returned [a-z ,]+\.|The process of your function came to an end: [a-z ,]+\.",
                case.message,
            )
            assert (case.message in ours) or fixed, case.message
            assert "31337" not in case.message
            assert case.evidence is None
