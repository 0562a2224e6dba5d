"""What a watched call remembers: arguments before and after it, its result, its error, its warnings, and its calls."""

import sys
import warnings
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from checks.probes import count_steps

from grading.authoring import observed_calls
from grading.authoring.observed_calls import ObservedCall, arrays_in, copied, observed, same


@pytest.fixture
def tracers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The tracers that are set in place of the real one, so that `make coverage` sees the watch."""
    now: list[Any] = ["a tracer"]
    calls = SimpleNamespace(gettrace=lambda: now[-1], settrace=now.append)
    monkeypatch.setattr(observed_calls, "sys", calls)
    return now


def watch(function: Any, *arguments: Any, **named: Any) -> tuple[Any, ObservedCall]:
    calls: list[ObservedCall] = []
    result = observed(function, calls)(*arguments, **named)
    (call,) = calls
    return result, call


def test_a_call_is_remembered_with_what_it_changed(tracers: list[Any]):
    given = {"values": [np.ones(2), (3.0,)]}

    def f(table, n, *, more):
        table["values"][0][:] = n
        more.append(n)
        return n

    result, call = watch(f, given, 5, more=[])
    assert result == call.result == 5
    assert same(call.before, ({"values": [np.ones(2), (3.0,)]}, 5))
    assert call.named == {"more": []}
    given["values"].clear()
    assert same(call.after, ({"values": [np.full(2, 5.0), (3.0,)]}, 5, [5]))
    assert call.changed
    assert (call.shared, call.error, call.warned, call.asked) == (False, None, [], [])


def test_a_call_that_changes_nothing_has_not_changed(tracers: list[Any]):
    _, call = watch(lambda x, rng: x + rng.random(), np.ones(2), np.random.default_rng(1))
    assert not call.changed
    assert not call.shared


def test_a_result_in_the_memory_of_an_argument_is_shared(tracers: list[Any]):
    x = np.zeros((2, 2))
    assert watch(lambda x: {"row": [x[0]]}, x)[1].shared
    assert not watch(lambda x: {"row": [x[0].copy()]}, x)[1].shared


def test_an_error_is_raised_and_remembered_with_what_was_changed_before_it(tracers: list[Any]):
    calls: list[ObservedCall] = []

    def f(x):
        x[0] = 1
        raise ValueError("no")

    with pytest.raises(ValueError, match="no") as raised:
        observed(f, calls)([0])
    assert calls[0].error is raised.value
    assert calls[0].changed
    assert calls[0].result is None


def test_a_warning_is_remembered_and_given_again(tracers: list[Any]):
    def f():
        warnings.warn("too small", RuntimeWarning, stacklevel=1)

    with pytest.warns(RuntimeWarning, match="too small") as given:
        _, call = watch(f)
    assert call.warned == ["RuntimeWarning"]
    assert len(given) == 1


def test_what_a_function_that_was_handed_over_is_asked_is_remembered(tracers: list[Any]):
    def f(g, x, *, h, kind):
        first = g(x)
        x[0] = 9
        return first + h(x) + kind(1)

    result, call = watch(f, sum, [1, 2], h=len, kind=int)
    assert result == 3 + 2 + 1
    assert call.asked == [([1, 2],), ([9, 2],)]
    assert call.during


def test_an_argument_that_differs_only_during_a_call_has_changed(tracers: list[Any]):
    def f(g, x):
        x += 1
        g(x)
        x -= 1

    _, call = watch(f, np.sum, np.zeros(2))
    assert same(call.before[1], call.after[1])
    assert call.changed
    assert not watch(lambda g, x: g(x), np.sum, np.zeros(2))[1].changed


def test_only_the_function_itself_runs_under_the_tracer_that_was_set(tracers: list[Any]):
    seen: list[Any] = []
    watch(lambda g: g(seen.append(tracers[-1])), lambda _: seen.append(tracers[-1]))
    assert seen == ["a tracer", "a tracer"]
    assert tracers[-1] == "a tracer"
    assert tracers.count(None) == 3  # around the call, after it, and while the spy notes its question


def test_the_watch_takes_a_few_steps_however_much_it_looks_at():
    def f(values, g):
        return g(values)

    def steps(function: Any) -> int:
        return count_steps(function, [[float(n)] for n in range(1000)], len)[0]

    before = sys.gettrace()
    calls: list[ObservedCall] = []
    assert steps(f) < steps(observed(f, calls)) < steps(f) + 10
    assert (calls[0].result, len(calls[0].asked[0][0])) == (1000, 1000)
    assert sys.gettrace() is before


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (np.zeros(2), np.zeros(2), True),
        (np.zeros(2), np.zeros((2, 1)), False),
        (np.zeros(2), np.zeros(2, np.int64), False),
        (np.zeros(2), -np.zeros(2), False),
        (np.float64(1), np.float64(1), True),
        (np.full(2, np.nan), np.full(2, np.nan), True),
        (1, 1.0, False),
        (True, 1, False),
        (0.0, -0.0, False),
        (float("nan"), float("nan"), True),
        ([1, [2]], [1, [2]], True),
        ([1, [2]], [1, [3]], False),
        ([1], [1, 1], False),
        ([1], (1,), False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        ({"a": [1]}, {"a": [1]}, True),
        ({"a": [1]}, {"a": [2]}, False),
        (np.random.default_rng(1), np.random.default_rng(2), True),
        (len, lambda: None, True),
        (len, "len", False),
        ("a", "a", True),
        ("a", "b", False),
    ],
)
def test_two_values_are_the_same_to_the_last_bit_and_in_their_types(one: Any, other: Any, equal: bool):
    assert same(one, other) is equal
    assert same(other, one) is equal


def test_the_arrays_in_a_value_are_found_wherever_they_are():
    a, b, c = np.zeros(1), np.zeros(2), np.zeros(3)
    found = list(arrays_in({"a": a, "more": [b, (c, "no array")], "n": 1}))
    assert [id(array) for array in found] == [id(a), id(b), id(c)]


def test_a_copy_shares_nothing_but_functions_and_what_holds_them():
    x = np.zeros(2)
    values = {"x": [x, (x,)], "f": len}
    twin = copied(values)
    assert same(twin, values)
    assert twin["f"] is len
    assert not any(np.shares_memory(x, array) for array in arrays_in(twin))
    point = SimpleNamespace(x=x)
    assert copied(point).x is not x


def test_a_list_of_a_kind_of_its_own_stays_itself():
    class Points(list):
        """A list that may hold anything."""

    points = Points([1])
    assert copied(points) is points
