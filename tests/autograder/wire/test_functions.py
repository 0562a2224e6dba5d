"""A function that is passed twice is one function on the other side: in a dict, in a set and in a copy."""

import operator
from collections.abc import Callable

import pytest

from autograder.host.sandboxed_notebook import SandboxedNotebook

CELL = """
import copy


def count_different(functions):
    return len(set(functions)), functions[0] == functions[1], functions[0] != functions[-1]


def results_by_function(functions, number):
    values = {}
    for function in functions:
        values.setdefault(function, function(number))
    return list(values.values())


def copies_of_graph(graph, number):
    shallow, deep = copy.copy(graph), copy.deepcopy(graph)
    same = [shallow[name][0] == graph[name][0] == deep[name][0] for name in graph]
    return same, deep is graph, deep["twice"][0](number), copy.copy(graph["twice"][0])(number)


def gives_back(functions):
    return functions
"""


def double(number):
    return 2 * number


@pytest.fixture(params=["in this process", "in the sandbox"])
def call(request: pytest.FixtureRequest) -> Callable:
    """Call a function of the cell, in this process or in the sandbox: both must give the same."""
    if request.param == "in this process":
        namespace: dict = {}
        exec(CELL, namespace)
        return lambda name, *values: namespace[name](*values)
    opened: Callable[..., SandboxedNotebook] = request.getfixturevalue("opened")
    student = opened(CELL)
    return lambda name, *values: student[name](*values)


def test_a_function_that_is_passed_twice_equals_itself(call):
    assert call("count_different", [double, double, operator.neg]) == (2, True, True)


def test_functions_can_be_keys_of_a_dict(call):
    assert call("results_by_function", [double, operator.neg, double], 3) == [6, -3]


def test_a_copy_of_a_function_is_the_function(call):
    graph = {"twice": (double, "x"), "minus": (operator.neg, "x")}
    assert call("copies_of_graph", graph, 4) == ([True, True], False, 8, 8)


def test_a_function_that_comes_back_is_the_one_that_was_sent(call):
    assert call("gives_back", [double, operator.neg]) == [double, operator.neg]
