"""Recorded functions: the record keeps the arguments of each call, whatever happens to them later."""

import warnings

import numpy as np
import pytest
from checks import (
    Mismatch,
    expect_bool,
    expect_calls,
    expect_error,
    expect_no_warning,
    expect_unchanged_during_calls,
    record_calls,
)


def total(values):
    return float(np.sum(values))


def test_the_record_keeps_the_arguments_of_the_time_of_the_call():
    f, calls = record_calls(total, [(2,)])
    point = np.array([1.0, 2.0])
    assert f(point) == 3.0
    point += 10
    f(point)
    assert [call[0].tolist() for call in calls.arguments] == [[1.0, 2.0], [11.0, 12.0]]
    assert [float(result) for result in calls.results] == [3.0, 23.0]


def test_the_function_gets_a_copy_and_the_record_keeps_another():
    def overwrites(values):
        values[:] = 0
        return 1.0

    f, calls = record_calls(overwrites, [(2,)])
    point = np.array([1.0, 2.0])
    f(point)
    assert point.tolist() == calls.arguments[0][0].tolist() == [1.0, 2.0]


def test_numbers_of_any_type_arrive_as_floats():
    f, _ = record_calls(lambda x, y: x - y, [(), ()])
    assert f(np.uint8(10), 20) == -10.0


@pytest.mark.parametrize(
    ("argument", "sentence"),
    [
        (np.zeros(3), r"shape \(2,\), and was called with an array of shape \(3,\)"),
        (1.0, "was called with a number"),
        (np.array([1j, 0]), "real numbers"),
        ([[1], [1, 2]], "not made of numbers"),
        (["a", "b"], "real numbers"),
        (None, "real numbers"),
    ],
)
def test_a_call_that_breaks_the_contract_raises_and_is_recorded(argument, sentence):
    f, calls = record_calls(total, [(2,)])
    with pytest.raises(TypeError, match=sentence):
        f(argument)
    with pytest.raises(Mismatch, match=sentence):
        expect_calls(calls, 0, 5)


def test_the_number_of_arguments_is_checked():
    f, _ = record_calls(total, [(), ()])
    with pytest.raises(TypeError, match="takes 2 arguments, and was called with 1"):
        f(1.0)


@pytest.mark.parametrize(("times", "fine"), [(0, False), (2, True), (3, True), (4, False)])
def test_the_number_of_calls_has_a_lower_and_an_upper_limit(times, fine):
    f, calls = record_calls(total, [(1,)])
    for _ in range(times):
        f([1])
    if fine:
        expect_calls(calls, 2, 3)
        return
    with pytest.raises(Mismatch, match="should be called 2 to 3 times"):
        expect_calls(calls, 2, 3)


def test_the_message_has_words_for_never_and_once():
    _, calls = record_calls(total, [(1,)])
    with pytest.raises(Mismatch, match=r"^f was never called, and should be called once\. Look at f first\.$"):
        expect_calls(calls, 1, 1, "Look at f first.")


def on_a_copy(f, x):
    nudged = x.copy()
    nudged[1] += 1
    return f(nudged) - f(x)


def on_x_itself(f, x):
    x[1] += 1
    above = f(x)
    x[1] -= 1
    return above - f(x)


def test_an_x_that_is_nudged_and_restored_is_a_mismatch():
    x = np.array([1.0, 2.0])
    expect_unchanged_during_calls(on_a_copy, total, x)
    with pytest.raises(Mismatch, match="While f ran"):
        expect_unchanged_during_calls(on_x_itself, total, x)
    with pytest.raises(Mismatch, match="never called f"):
        expect_unchanged_during_calls(lambda f, x: x, total, x)
    assert x.tolist() == [1.0, 2.0]


def raises(error):
    def answer():
        raise error

    return answer


def test_the_exception_must_have_the_class_of_the_contract():
    expect_error(ValueError, raises(ValueError("no")))
    with pytest.raises(Mismatch, match="should raise a ValueError here, but it raised KeyError"):
        expect_error(ValueError, raises(KeyError("no")))
    with pytest.raises(Mismatch, match="returned an error instead"):
        expect_error(ValueError, lambda: ValueError("no"))
    with pytest.raises(Mismatch, match="should raise a ValueError here, but it returned something"):
        expect_error(ValueError, lambda: 3)
    with pytest.raises(NotImplementedError):
        expect_error(ValueError, raises(NotImplementedError("todo")))


def test_only_a_runtime_warning_is_a_mismatch():
    def divides():
        return np.array([0.0]) / np.array([0.0])

    def deprecated():
        warnings.warn("old", DeprecationWarning, stacklevel=1)
        return 4

    with pytest.raises(Mismatch, match="invalid value"):
        expect_no_warning(divides)
    assert expect_no_warning(deprecated) == 4


@pytest.mark.parametrize("value", [True, np.True_, np.array(True)])
def test_every_kind_of_bool_is_accepted(value):
    expect_bool(value, True, "the result")
    with pytest.raises(Mismatch, match="should be False, and is True"):
        expect_bool(value, False, "the result")


@pytest.mark.parametrize("value", [None, 1, 1.0, "True", np.array([True]), [True]])
def test_other_values_are_no_bool(value):
    with pytest.raises(Mismatch):
        expect_bool(value, True, "the result")
