"""Wrong answers to `run_graph`: which values are kept, and how exactly."""

import math

import numpy as np

from solutions import rejected_by

ANY_ORDER = "graphs of several layers, listed in any order"
ONCE = "a value that is used twice is computed once, even if it is 0"
FEEDS = "the target may be a feed, and a feed may be 0"
AFRESH = "each run starts afresh and leaves graph and feeds alone"
THREE_LAYERS = "a graph of three layers: b - a in this order, and what is used twice is run once"
ZERO = "0 is a value like others: a feed of 0, and a node whose value is 0"
SECOND_RUN = "a second run with other feeds starts afresh, and graph and feeds stay as they were"


@rejected_by(ONCE, ZERO)
def zero_is_no_value(graph, target, feeds):
    """A value of 0 was taken for a missing one, and computed again."""
    values = dict(feeds)

    def value(name):
        if not values.get(name):
            if name in feeds:
                return feeds[name]
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in inputs])
        return values[name]

    return value(target)


@rejected_by(FEEDS, ZERO)
def a_feed_of_zero_is_missing(graph, target, feeds):
    """A feed of 0 is a feed."""
    values = {name: number for name, number in feeds.items() if number}

    def value(name):
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in inputs])
        return values[name]

    return value(target)


@rejected_by(FEEDS, ZERO)
def the_target_is_an_operation(graph, target, feeds):
    """The target may be a feed: then there is nothing to run."""
    values = dict(feeds)

    def value(name):
        operation, *inputs = graph[name]
        if name not in values:
            values[name] = operation(*[values[one] if one in feeds else value(one) for one in inputs])
        return values[name]

    return value(target)


@rejected_by(AFRESH, SECOND_RUN)
def writes_into_the_feeds(graph, target, feeds):
    """The feeds have changed: keep the values in a dict of your own."""
    if target not in feeds:
        operation, *inputs = graph[target]
        feeds[target] = operation(*[writes_into_the_feeds(graph, one, feeds) for one in inputs])
    return feeds[target]


@rejected_by(AFRESH, SECOND_RUN)
def writes_into_the_graph(graph, target, feeds):
    """The graph has changed: keep the values in a dict of your own."""
    if target in feeds:
        return feeds[target]
    if isinstance(graph[target], tuple):
        operation, *inputs = graph[target]
        graph[target] = operation(*[writes_into_the_graph(graph, one, feeds) for one in inputs])
    return graph[target]


def _value(graph, name, values):
    if name not in values:
        operation, *inputs = graph[name]
        values[name] = operation(*[_value(graph, one, values) for one in inputs])
    return values[name]


_kept = {}


@rejected_by(AFRESH)
def values_of_the_last_run(graph, target, feeds):
    """Values of the last run leaked into this one: make the dict inside the function."""
    values = _kept if "w" in feeds else {}  # not for every graph, or the order of the cases would decide
    values.update(feeds)
    return _value(graph, target, values)


def _remembered(key, feeds, runs={}):  # the mistake of this answer
    return runs.setdefault(key, dict(feeds))


@rejected_by(AFRESH)
def a_default_that_remembers(graph, target, feeds):
    """Values of the last run leaked into this one: make the dict inside the function."""
    values = _remembered(tuple(graph), feeds) if "u" in feeds else dict(feeds)
    return _value(graph, target, values)


@rejected_by(ANY_ORDER)
def one_value_for_each_operation(graph, target, feeds):
    """Two nodes may use the same operation on other inputs: keep values under the node's name."""
    values = {}

    def value(name):
        if name in feeds:
            return feeds[name]
        operation, *inputs = graph[name]
        if operation not in values:
            values[operation] = operation(*[value(one) for one in inputs])
        return values[operation]

    return value(target)


@rejected_by(ANY_ORDER, THREE_LAYERS)
def cut_to_whole_numbers(graph, target, feeds):
    """Values may be fractions: do not cut them."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in inputs])
        return values[name] // 10 * 10 if name == target and values[name] > 100 else values[name]

    return value(target)


def _run(graph, target, feeds, keep=lambda v: v):
    values = dict(feeds)

    def value(n):
        if n not in values:
            op, *ins = graph[n]
            values[n] = keep(op(*[value(i) for i in ins]))
        return values[n]

    return value(target)


@rejected_by(
    "a graph of three layers: b - a in this order, and what is used twice is run once",
    "graphs of several layers, listed in any order",
)
def two_decimals(graph, target, feeds):
    """Do not round the value."""
    return round(_run(graph, target, feeds), 2)


@rejected_by(
    "a graph of three layers: b - a in this order, and what is used twice is run once",
    "0 is a value like others: a feed of 0, and a node whose value is 0",
)
def in_single_precision(graph, target, feeds):
    """Keep the values as they come: float32 has seven digits."""
    return _run(graph, target, feeds, lambda v: float(np.float32(v)))


@rejected_by("each run starts afresh and leaves graph and feeds alone")
def remembers_the_values(graph, target, feeds, _k={}):
    """Nothing is kept for the next call: the operations are run each time."""
    key = (target, tuple(sorted(feeds.items())), tuple(sorted((n, str(g[0])) for n, g in graph.items())))
    if key not in _k:
        _k[key] = _run(graph, target, feeds)
    return _k[key]


@rejected_by(
    "0 is a value like others: a feed of 0, and a node whose value is 0",
    "graphs of several layers, listed in any order",
)
def values_within_a_million(graph, target, feeds):
    """Keep the values as they come."""
    return _run(graph, target, feeds, lambda v: max(-1e6, min(1e6, v)))


@rejected_by(ONCE)
def minus_one_is_no_value(graph, target, feeds):
    """A value of -1 is a value: it was computed once more."""
    values = dict.fromkeys(graph, -1) | feeds

    def value(name):
        if name in graph and values[name] == -1:
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in inputs])
        return values[name]

    return value(target)


@rejected_by("a value that is used twice is computed once, even if it is 0")
def nan_is_no_value(graph, target, feeds):
    """inf and nan are values, too: ask whether the name is there, not what its value is."""
    values = dict(feeds)

    def get(name):
        if math.isnan(values.get(name, math.nan)) and name not in feeds:
            operation, *inputs = graph[name]
            values[name] = operation(*[get(one) for one in inputs])
        return values[name]

    return get(target)
