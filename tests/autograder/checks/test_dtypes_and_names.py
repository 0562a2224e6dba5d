"""Comparisons of dtypes and names, mistakes of any shape, and their messages."""

from pathlib import Path

import numpy as np
import pytest
from checks import Mismatch, as_names, expect_array, expect_dtype, expect_names, expect_no_common_mistake

BYTES = np.array([[1, 2], [3, 200]], dtype=np.uint8)


def test_an_equal_array_passes_in_any_byte_order():
    expect_array(BYTES.copy(), BYTES, "it")
    expect_array(np.array([1, 2], dtype=">i2"), np.array([1, 2], dtype="<i2"), "it")
    assert expect_dtype(np.float32(2), np.float32, "it") == 2


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "does your function end with `return`"),
        (BYTES.tolist(), "should be an array of dtype uint8, and is of type list"),
        (BYTES.astype(int), "should be of dtype uint8, and is of dtype int64"),
        (BYTES.astype(float), "dtype float64"),
        (BYTES + 0.4, "Also look at the dtype"),
        (BYTES.T[::-1], "it should be"),
        (BYTES[:1], "shape"),
        (np.uint8(51), r"should have shape \(2, 2\), and has \(\)"),
        (np.float64(51), r"should have shape \(2, 2\), and has \(\)"),
        ("text", "is of type str"),
        (np.array(["a"]), "plain numbers"),
    ],
)
def test_the_message_says_why_an_array_is_not_equal(answer, words):
    with pytest.raises(Mismatch, match=words):
        expect_array(answer, BYTES, "it")


def test_a_mistake_of_any_shape_is_named():
    mistakes = [("The first row only.", [1, 2]), ("One number.", 206), ("What is right.", BYTES)]
    for answer, sentence in (((1, 2), "The first row"), (206, "One number")):
        with pytest.raises(Mismatch, match=sentence):
            expect_no_common_mistake(answer, BYTES, mistakes)
    for answer in (BYTES, [1, 3], None, "text", [[1], [2, 3]], np.nan):
        expect_no_common_mistake(answer, BYTES, mistakes)
    with pytest.raises(Mismatch, match="The first row"):
        expect_array(np.array([1, 2]), BYTES, "it", mistakes=mistakes)


def test_names_may_be_a_list_a_tuple_or_an_array():
    for same in (["a", "b"], ("a", "b"), np.array(["a", "b"])):
        expect_names(same, ["a", "b"], "the list")
    expect_names([], [], "the list")
    assert as_names(np.array(["a"]), "it") == ["a"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "does your function end with `return`"),
        ("ab", "should be a list of strings"),
        ({"a", "b"}, "should be a list of strings"),
        ([["a"], ["b"]], "should be a list of strings"),
        ([Path("a"), "b"], "entry 0 is not a string"),
        (["a"], "'b' is missing"),
        (["a", "b", "c"], "'c' is not expected"),
        (["a", "c"], "'b' is missing and 'c' is not expected"),
        (["a", "b", "a"], "more often"),
        (["b", "a"], "You reversed them"),
    ],
)
def test_the_message_says_why_names_are_not_equal(answer, words):
    with pytest.raises(Mismatch, match=words):
        expect_names(answer, ["a", "b"], "the list", mistakes=[("You reversed them.", ["b", "a"])])


def test_a_wrong_order_is_named():
    with pytest.raises(Mismatch, match="wrong order"):
        expect_names(["c", "a", "b"], ["a", "b", "c"], "the list")
