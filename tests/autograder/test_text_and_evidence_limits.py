"""The texts and arrays of a verdict are cut, each by itself and all together."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.evidence_limits import MAX_BYTES, small
from autograder.host.lent_functions import MAX_ELEMENTS, check_arguments
from autograder.results import CaseResult, CellError, Evidence, QuestionResult, Verdict
from autograder.text_limits import MAX_CELLS, MAX_MESSAGE, MAX_MESSAGES, MAX_REPAIRS, cut, with_limited_text
from autograder.wire import messages as m
from autograder.wire.exceptions import ArgumentRefused, ExceptionCodec
from autograder.wire.expanded_size import check_expanded_size
from autograder.wire.frames import ProtocolError
from autograder.wire.remote_function import RemoteFunction
from tests.autograder.wire.test_forged_messages import forged, numbers, returned
from tests.support.wire_values import MOST_DATA, decoded

MOST = MAX_MESSAGES + MAX_CELLS + MAX_REPAIRS
texts = st.text(st.characters(), max_size=30).flatmap(lambda text: st.integers(0, 3000).map(lambda times: text * times))


def verdict(messages: list[str], cells: list[str], repairs: list[str]) -> Verdict:
    cases = tuple(CaseResult(f"case {i}", False, False, 1.0, "failed", text) for i, text in enumerate(messages))
    errors = tuple(CellError(i, text) for i, text in enumerate(cells))
    question = QuestionResult("q", 0.0, 1.0, cases)
    return Verdict("graded", 0.0, 1.0, 0.1, 0.1, "full", tuple(repairs), errors, (question,), "".join(repairs))


@given(st.lists(texts, max_size=60), st.lists(texts, max_size=60), st.lists(texts, max_size=60), st.integers(1, 30))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_all_texts_together_stay_within_a_line_of_the_results(
    messages: list[str], cells: list[str], repairs: list[str], times: int
) -> None:
    found = with_limited_text(verdict(messages * times, cells * times, repairs * times))
    sizes = [len(json.dumps(case.message)) for case in found.questions[0].cases]
    assert max(sizes, default=0) <= MAX_MESSAGE + 20
    said = sum(size for size in sizes if size > 60)
    others = len(json.dumps([cell.error for cell in found.cells])) + len(json.dumps(found.repairs))
    assert said + others <= MOST + 1000
    assert len(found.questions[0].cases) == len(messages) * times


def test_short_texts_stay_as_they_are() -> None:
    before = verdict(["No.", "ä 🎨"], ["NameError: x"], ["a repair"])
    assert with_limited_text(before) == before
    assert cut("x" * 99, 200) == "x" * 99
    assert len(json.dumps(cut("🎨" * 10_000, 1000))) <= 1020


def test_evidence_that_is_large_is_not_kept() -> None:
    fits = np.zeros(MAX_BYTES // 8)
    assert small(Evidence(1.0, fits, "numbers")) is not None
    for large in (np.zeros(MAX_BYTES // 8 + 1), ["x"] * 400 + ["y" * 100_000], np.zeros(3, object), [[1], [1, 2]]):
        assert small(Evidence(1.0, large, "numbers")) is None
        assert small(Evidence(None, large, "kept")) is None
    assert small(Evidence(None, fits, "kept")) is not None


def anything(x: Any) -> None: ...
def named(name: str) -> None: ...
def plain(x, y=0): ...  # type: ignore[no-untyped-def]


@pytest.mark.parametrize("value", [1, True, 2.5, 1j, None, np.float32(1), np.zeros(9), np.zeros((2, 2), np.uint8)])
def test_numbers_and_arrays_may_be_handed_to_any_function(value: Any) -> None:
    for function in (plain, anything, abs):
        check_arguments(function, [value], {})


@pytest.mark.parametrize(
    "value", ["x", b"x", [1.0], (1,), {1: 2}, 1 << 70, np.zeros(MAX_ELEMENTS + 1), np.array(["x"]), np.str_("x")]
)
def test_other_values_may_not(value: Any) -> None:
    for args, kwargs in (([value], {}), ([1.0, value], {}), ([], {"x": value})):
        with pytest.raises(ArgumentRefused):
            check_arguments(plain, args, kwargs)


def test_what_the_author_declares_may_be_handed_over() -> None:
    check_arguments(named, ["picture.jpg"], {})
    check_arguments(anything, [[1.0, [2.0]]], {})
    with pytest.raises(ArgumentRefused):
        check_arguments(named, [["a list"]], {})
    for large in ("x" * 100_000, [0.0] * (MAX_ELEMENTS + 1), [["x"] * 1000, "y" * 1000]):
        with pytest.raises(ArgumentRefused):
            check_arguments(anything, [large], {})


def test_the_arguments_of_an_exception_are_numbers_and_short_texts() -> None:
    codec = ExceptionCodec()
    from autograder.wire.decoder import Decoder

    message = m.Raised(1, "ValueError", ["ValueError"], ["x" * 10**6, 1, m.List([1] * 1000)], "", "", [], [])
    error = codec.decode(message, Decoder(b"", lambda function: RemoteFunction(None, 0, "f")))  # type: ignore[arg-type]
    assert len(str(error)) < 3000


@given(forged, st.lists(st.tuples(numbers, forged), max_size=3), st.binary(max_size=64))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_generated_message_gives_small_values_or_none(value: Any, changed: list[Any], tail: bytes) -> None:
    generated_message_is_small(value, changed, tail)


@pytest.mark.fuzz
@given(forged, st.lists(st.tuples(numbers, forged), max_size=3), st.binary(max_size=64))
@settings(max_examples=50_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_fuzz_generated_messages_give_small_values_or_none(value: Any, changed: list[Any], tail: bytes) -> None:
    generated_message_is_small(value, changed, tail)


def generated_message_is_small(value: Any, changed: list[Any], tail: bytes) -> None:
    try:
        found = decoded(*returned(value, tail, changed))
    except ProtocolError:
        return
    repr(found)
    try:
        array = np.asarray(found)
    except (ValueError, TypeError, OverflowError):
        return
    assert array.nbytes <= MOST_DATA
    small(Evidence(found, found, "numbers"))


SHARED = st.tuples(st.integers(1, 12), st.integers(1, 2000), st.sampled_from([1.5, "x", "y" * 5000, b"z" * 99]))


@given(SHARED)
@settings(max_examples=40, deadline=None)
def test_lists_that_share_their_parts_are_small_or_refused(shape: tuple[int, int, Any]) -> None:
    depth, width, leaf = shape
    value: Any = leaf
    for _ in range(depth):
        value = [value] * width
    try:
        check_expanded_size([value], MOST_DATA)
    except ProtocolError:
        return
    assert width**depth * 8 <= MOST_DATA
    array = np.asarray(value)
    assert array.nbytes <= MOST_DATA


def test_what_is_replaced_in_a_verdict_are_its_texts_only() -> None:
    before = verdict(["x" * 20_000], [], [])
    after = with_limited_text(before)
    assert after.questions[0].cases[0].message.endswith("…")
    assert replace(after, questions=()) == replace(before, questions=())
