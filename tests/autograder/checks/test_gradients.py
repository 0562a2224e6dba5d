"""Gradients compared slope by slope: the table, and mistakes that are named only if they fit."""

import numpy as np
import pytest
from checks import Mismatch, expect_gradient, expect_nudges, record_calls


def message_for(actual, expected, **options):
    with pytest.raises(Mismatch) as caught:
        expect_gradient(actual, expected, "the gradient", **{"rtol": 1e-9, **options})
    return str(caught.value)


def test_equal_gradients_pass_as_list_tuple_and_array():
    for same in ([3, -2], (3.0, -2.0), np.array([3.0, -2.0])):
        expect_gradient(same, [3, -2], "the gradient")


def test_the_table_shows_only_wrong_slopes_with_their_relative_error():
    lines = message_for([3, -2, 8], [3, -2, 4], names=("x", "y", "z")).splitlines()
    assert lines[0] == "the gradient: 1 of 3 slopes is off."
    assert lines[1].split() == ["coordinate", "yours", "expected", "relative", "error"]
    assert [line.split() for line in lines[2:]] == [["z", "8", "4", "0.33"]]


def test_a_long_table_is_cut():
    text = message_for(np.arange(40.0).reshape(5, 8), np.full((5, 8), 100.0))
    assert "[0, 7]" in text
    assert "[1, 0]" not in text
    assert "and 32 more" in text


@pytest.mark.parametrize(
    ("actual", "sentence"),
    [
        ([-3, 2.5], "wrong sign"),
        ([6, -5], "twice as large"),
        ([1.5, -1.25], "half as large"),
        ([-2.5, 3], "swapped"),
        ([2.9, -2.4], "forward difference"),
    ],
)
def test_a_mistake_is_named_if_it_gives_the_answer(actual, sentence):
    expected = [3, -2.5]
    mistakes = [("That is the forward difference.", np.array([2.9, -2.4]))]
    assert sentence in message_for(actual, expected, mistakes=mistakes)


def test_no_mistake_is_named_if_none_or_two_fit():
    plain = "the gradient: 2 of 2 slopes are off."
    assert message_for([-3, 2.51], [3, -2.5]).splitlines()[0] == plain
    assert message_for([-3, 3], [3, -3]).splitlines()[0] == plain  # wrong signs and swapped places give the same


def test_swapped_places_are_named_in_any_shape():
    expected = np.arange(1.0, 7.0).reshape(2, 3)
    assert "in the wrong places" in message_for(expected[::-1], expected)


def test_nan_equals_nothing_and_nothing_is_broadcast():
    assert "nan" in message_for([np.nan, 1], [np.nan, 1])
    assert "shape" in message_for(1.0, [1.0, 1.0])


def total(values):
    return float(np.sum(values))


def calls_at(x, points):
    f, calls = record_calls(total, [x.shape])
    for point in points:
        f(np.asarray(point, dtype=float))
    return calls


def test_central_differences_pass_with_and_without_a_call_at_x():
    x = np.array([1.0, -2.0])
    central = [[1.1, -2], [0.9, -2], [1, -1.9], [1, -2.1]]
    expect_nudges(calls_at(x, central), x, 0.1)
    expect_nudges(calls_at(x, [x, *central]), x, 0.1)


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ([[1.1, -1.9], [0.9, -2.1]], "moved at once"),
        ([[1.1, -2], [0.9, -2], [1, -1.8], [1, -2.2]], r"moved by 0\.2, but h is 0\.1"),
        ([[1, -2], [1.1, -2], [1, -1.9]], r"never called with coordinate \[0\] h lower"),
        ([[1.1, -2], [0.9, -2]], r"never called with coordinate \[1\] h higher"),
    ],
)
def test_the_message_names_what_is_wrong_with_other_nudges(points, sentence):
    x = np.array([1.0, -2.0])
    with pytest.raises(Mismatch, match=sentence):
        expect_nudges(calls_at(x, points), x, 0.1)
