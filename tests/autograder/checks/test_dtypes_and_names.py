"""Comparisons where dtype, names or the shape of a slip decide, and what they say."""

from pathlib import Path

import numpy as np
import pytest
from checks import Mismatch, as_names, expect_array, expect_dtype, expect_names, expect_no_slip

BYTES = np.array([[1, 2], [3, 200]], dtype=np.uint8)


def test_the_same_array_passes_in_any_byte_order():
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
        (BYTES + 0.4, "Look at the dtype, too"),
        (BYTES.T[::-1], "it should be"),
        (BYTES[:1], "shape"),
        (np.uint8(51), r"should have shape \(2, 2\), and has \(\)"),
        (np.float64(51), r"should have shape \(2, 2\), and has \(\)"),
        ("text", "is of type str"),
        (np.array(["a"]), "plain numbers"),
    ],
)
def test_what_is_not_the_same_array_is_told_why(answer, words):
    with pytest.raises(Mismatch, match=words):
        expect_array(answer, BYTES, "it")


def test_a_slip_is_named_in_whatever_shape_it_comes():
    slips = [("The first row only.", [1, 2]), ("One number.", 206), ("What is right.", BYTES)]
    for answer, sentence in (((1, 2), "The first row"), (206, "One number")):
        with pytest.raises(Mismatch, match=sentence):
            expect_no_slip(answer, BYTES, slips)
    for answer in (BYTES, [1, 3], None, "text", [[1], [2, 3]], np.nan):
        expect_no_slip(answer, BYTES, slips)
    with pytest.raises(Mismatch, match="The first row"):
        expect_array(np.array([1, 2]), BYTES, "it", slips=slips)


def test_names_may_come_as_list_tuple_or_array():
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
        ([Path("a"), "b"], "entry 0 is no string"),
        (["a"], "'b' is missing"),
        (["a", "b", "c"], "'c' is too much"),
        (["a", "c"], "'b' is missing and 'c' is too much"),
        (["a", "b", "a"], "more often"),
        (["b", "a"], "You turned them round"),
    ],
)
def test_other_names_are_told_why(answer, words):
    with pytest.raises(Mismatch, match=words):
        expect_names(answer, ["a", "b"], "the list", slips=[("You turned them round.", ["b", "a"])])


def test_a_wrong_order_is_named_as_such():
    with pytest.raises(Mismatch, match="wrong order"):
        expect_names(["c", "a", "b"], ["a", "b", "c"], "the list")
