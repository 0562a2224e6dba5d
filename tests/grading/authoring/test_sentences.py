"""No known wrong answer is told a cause that was not there; and the proof of that can fail."""

from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest

from assignments import course
from autograder import case_runner
from grading.authoring.observed_calls import ObservedCall, observed, same
from grading.authoring.sentence_claims import Observation, false_claims
from grading.authoring.sentences import proof
from tests.support.sample import sample


@pytest.mark.parametrize("slug", sample("tensors"))
def test_every_cause_that_a_sentence_names_was_there(slug: str):
    found = proof(course.assignment(slug))
    assert found.sentences > 1000
    assert [str(sentence) for sentence in found.false] == []


@pytest.mark.parametrize(("count", "least"), [(2, 4), pytest.param(None, 21, marks=pytest.mark.thorough)])
def test_the_authors_sentence_alone_would_be_false(monkeypatch: pytest.MonkeyPatch, count: int | None, least: int):
    monkeypatch.setattr(case_runner, "own_sentence", lambda case, body, author, ordinary: author)
    gradients = course.assignment("gradients")
    found = proof(replace(gradients, questions=gradients.questions[:count]))
    changed = [one for one in found.false if one.cause == "changed"]
    assert len(changed) >= least
    assert any((one.question, one.answer) == ("forward_circuit", "multiplies_first") for one in changed)


def seen(answer, reference, *arguments) -> Observation:
    calls: list[ObservedCall] = []
    with suppress(ValueError):
        observed(answer, calls)(*arguments)
    return Observation(calls, "def f(x): return x", answer, reference)


def doubled(x):
    return np.asarray(x, dtype=float) * 2


def in_place(x):
    x *= 2
    return x


@pytest.mark.filterwarnings("ignore:divide by zero")  # a case may listen to what an answer warns of
@pytest.mark.parametrize(
    ("sentence", "answer", "given", "cause"),
    [
        ("What you are given has changed: work on a copy.", in_place, np.ones(2), "changed"),
        ("The call gives a warning: fix its cause.", lambda x: x / np.zeros(2), np.ones(2), "warning"),
        ("Raise a ValueError.", lambda x: int("x"), np.ones(2), "refused"),
        ("The result should have shape (2,).", lambda x: np.ones(3), np.ones(2), "shape"),
        ("Make floats first.", lambda x: (x * 2).astype(x.dtype), np.full(2, 200, dtype=np.uint8), "whole numbers"),
        ("Where all are equal it is nan.", lambda x: x * np.nan, np.ones(2), "not finite"),
        ("The list is in the wrong order.", lambda x: [3, 1], np.ones(2), "order"),
    ],
)
def test_each_kind_of_cause_is_seen_where_it_is_and_nowhere_else(sentence, answer, given, cause):
    there, not_there = seen(answer, doubled, given), seen(lambda x: np.asarray(x) * 2.0, doubled, np.ones(2))
    assert false_claims(sentence, there) == []
    assert false_claims(sentence, not_there) == [cause]


def test_a_watched_function_does_what_it_did():
    calls: list[ObservedCall] = []
    x = np.arange(3.0)
    assert observed(in_place, calls)(x) is x
    assert (calls[0].changed, calls[0].shared) == (True, True)
    assert same(calls[0].before, (np.arange(3.0),))
    assert not same(np.zeros(2), np.zeros(2, dtype=np.float32))
    assert same({"a": [float("nan")]}, {"a": [float("nan")]})
