"""Wrong answers to `run_graph`."""

import numpy as np

from solutions import rejected_by

CIRCUIT = "the circuit (x + y) * z gives q = 3 and f = -12"
NOT_NEEDED = "for q, the multiply gate is not run"
MISSING = "a name that is neither in the graph nor in the feeds raises KeyError"
ANY_ORDER = "graphs of several layers, listed in any order"
INPUTS = "inputs are handed over in the order given"
BESIDE = "what the target does not need is not run, even where it could not be"
ONCE = "a value that is used twice is computed once, even if it is 0"
FEEDS = "the target may be a feed, and a feed may be 0"
DEEP = "a missing input is an error, never 0"
AFRESH = "each run starts afresh and leaves graph and feeds alone"
THREE_LAYERS = "a graph of three layers: b - a in this order, and what is used twice is run once"
ZERO = "0 is a value like others: a feed of 0, and a node whose value is 0"
SECOND_RUN = "a second run with other feeds starts afresh, and graph and feeds stay as they were"


@rejected_by(NOT_NEEDED, ANY_ORDER, BESIDE)
def from_top_to_bottom(graph, target, feeds):
    """You ran every operation, in the order of the list: start from the target instead."""
    values = dict(feeds)
    for name, (operation, *inputs) in graph.items():
        values[name] = operation(*[values[one] for one in inputs])
    return values[target]


@rejected_by(ANY_ORDER, THREE_LAYERS)
def until_the_target(graph, target, feeds):
    """The nodes stand in any order: an input may be described after its user."""
    values = dict(feeds)
    for name, (operation, *inputs) in graph.items():
        if target in values:
            break
        values[name] = operation(*[values[one] for one in inputs])
    return values[target]


@rejected_by(BESIDE)
def whatever_can_be_run(graph, target, feeds):
    """You ran operations that the target does not need, only because their inputs were there."""
    values = dict(feeds)
    while target not in values:
        before = len(values)
        for name, (operation, *inputs) in graph.items():
            if name not in values and target not in values and all(one in values for one in inputs):
                values[name] = operation(*[values[one] for one in inputs])
        if len(values) == before:
            raise KeyError(target)
    return values[target]


@rejected_by(BESIDE, ZERO)
def all_names_looked_up_first(graph, target, feeds):
    """A name that only other nodes need may be missing: look for what the target needs, and no further."""
    for _, *inputs in graph.values():
        for one in inputs:
            if one not in graph and one not in feeds:
                raise KeyError(one)
    values = dict(feeds)

    def value(name):
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation(*map(value, inputs))
        return values[name]

    return value(target)


@rejected_by(ONCE, THREE_LAYERS)
def computed_again_and_again(graph, target, feeds):
    """A node used twice was computed twice: keep its value."""
    if target in feeds:
        return feeds[target]
    operation, *inputs = graph[target]
    return operation(*[computed_again_and_again(graph, one, feeds) for one in inputs])


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
    """Values of the last run leaked into this one: keep them inside the function."""
    values = _kept if "w" in feeds else {}  # not for every graph, or the order of the cases would decide
    values.update(feeds)
    return _value(graph, target, values)


def _remembered(key, feeds, runs={}):  # the mistake of this answer
    return runs.setdefault(key, dict(feeds))


@rejected_by(AFRESH)
def a_default_that_remembers(graph, target, feeds):
    """A dict as a default value is made once and remembers all runs: make it inside the function."""
    values = _remembered(tuple(graph), feeds) if "u" in feeds else dict(feeds)
    return _value(graph, target, values)


@rejected_by(DEEP, MISSING)
def missing_is_zero(graph, target, feeds):
    """A missing input must be an error, not 0."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            operation, *inputs = graph.get(name, (lambda: 0,))
            values[name] = operation(*[value(one) for one in inputs])
        return values[name]

    return value(target)


@rejected_by(DEEP)
def missing_target_is_none(graph, target, feeds):
    """A target that nobody knows is a KeyError, too, not None."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in inputs])
        return values[name]

    return value(target) if target in graph or target in feeds else None


@rejected_by(DEEP, MISSING)
def another_error(graph, target, feeds):
    """The contract names KeyError, not ValueError."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            if name not in graph:
                raise ValueError(f"{name} is missing")
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in inputs])
        return values[name]

    return value(target)


@rejected_by(DEEP, MISSING)
def the_name_for_a_number(graph, target, feeds):
    """The name of a missing input was handed to the operation instead of a number."""
    if target in feeds:
        return feeds[target]
    if target not in graph:
        return target
    values = {}
    operation, *inputs = graph[target]
    for one in inputs:
        if one not in values:
            values[one] = the_name_for_a_number(graph, one, feeds)
    return operation(*[values[one] for one in inputs])


@rejected_by(INPUTS, THREE_LAYERS)
def inputs_turned_round(graph, target, feeds):
    """a - b is not b - a: the inputs keep the order of the tuple."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in inputs][::-1])
        return values[name]

    return value(target)


@rejected_by(INPUTS, THREE_LAYERS)
def inputs_sorted(graph, target, feeds):
    """The inputs keep the order of the tuple: do not sort them."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in sorted(inputs)])
        return values[name]

    return value(target)


@rejected_by(INPUTS, ONCE, THREE_LAYERS)
def inputs_without_repeats(graph, target, feeds):
    """v * v has the same input twice: it is handed over twice."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in dict.fromkeys(inputs)])
        return values[name]

    return value(target)


@rejected_by(INPUTS, THREE_LAYERS)
def two_inputs_only(graph, target, feeds):
    """An operation may have one input, or three."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            operation, first, second = graph[name]
            values[name] = operation(value(first), value(second))
        return values[name]

    return value(target)


@rejected_by(CIRCUIT)
def inputs_as_a_list(graph, target, feeds):
    """An operation takes its inputs as separate arguments: write a star before the list."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation([value(one) for one in inputs])
        return values[name]

    return value(target)


@rejected_by(ANY_ORDER, THREE_LAYERS)
def two_layers_only(graph, target, feeds):
    """Right for two layers; an input may itself need inputs, and so on."""
    values = dict(feeds)
    if target in values:
        return values[target]
    operation, *inputs = graph[target]
    for one in inputs:
        if one not in values:
            inner, *names = graph[one]
            values[one] = inner(*[values[name] for name in names])
    return operation(*[values[one] for one in inputs])


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


@rejected_by(NOT_NEEDED, BESIDE)
def last_value(graph, target, feeds):
    """The whole graph was run; only the target and what it needs is asked for."""
    values = dict(feeds)
    waiting = dict(graph)
    while waiting:
        ready = [name for name, (_, *inputs) in waiting.items() if all(one in values for one in inputs)]
        if not ready:
            raise KeyError(target)
        for name in ready:
            operation, *inputs = waiting.pop(name)
            values[name] = operation(*[values[one] for one in inputs])
    return values[target]


@rejected_by(CIRCUIT)
def printed(graph, target, feeds):
    """`print` shows the value and gives nothing back: end with `return`."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in inputs])
        return values[name]

    print(value(target))


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


@rejected_by(
    "a graph of three layers: b - a in this order, and what is used twice is run once",
    "inputs are handed over in the order given",
)
def three_inputs_at_most(graph, target, feeds):
    """An operation may have more than three inputs."""
    values = dict(feeds)

    def value(n):
        if n not in values:
            op, *ins = graph[n]
            if len(ins) == 1:
                values[n] = op(value(ins[0]))
            elif len(ins) == 2:
                values[n] = op(value(ins[0]), value(ins[1]))
            else:
                values[n] = op(value(ins[0]), value(ins[1]), value(ins[2]))
        return values[n]

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


@rejected_by(
    "0 is a value like others: a feed of 0, and a node whose value is 0",
    "graphs of several layers, listed in any order",
)
def eight_passes(graph, target, feeds):
    """A chain may have more than eight operations: fetch each input's value before it is used."""
    needed, todo = set(), [target]
    while todo:
        n = todo.pop()
        if n in feeds or n in needed:
            continue
        needed.add(n)
        todo += graph[n][1:]
    values = dict(feeds)
    for _ in range(8):
        for n in graph:
            if n in needed and n not in values and all(i in values for i in graph[n][1:]):
                values[n] = graph[n][0](*[values[i] for i in graph[n][1:]])
    return values[target]


@rejected_by(
    "0 is a value like others: a feed of 0, and a node whose value is 0",
    "graphs of several layers, listed in any order",
)
def ten_layers_at_most(graph, target, feeds):
    """A chain may have more than ten operations."""

    def value(n, values, depth):
        if depth > 10:
            raise RecursionError
        if n not in values:
            op, *ins = graph[n]
            values[n] = op(*[value(i, values, depth + 1) for i in ins])
        return values[n]

    return value(target, dict(feeds), 0)


@rejected_by("each run starts afresh and leaves graph and feeds alone")
def remembers_the_values(graph, target, feeds, _k={}):
    """Nothing is kept for the next call: the operations are run each time."""
    key = (target, tuple(sorted(feeds.items())), tuple(sorted((n, str(g[0])) for n, g in graph.items())))
    if key not in _k:
        _k[key] = _run(graph, target, feeds)
    return _k[key]


@rejected_by(
    "a graph of three layers: b - a in this order, and what is used twice is run once",
    "graphs of several layers, listed in any order",
)
def names_in_small_letters(graph, target, feeds):
    """Names count as they are written: D and d are two nodes."""
    return _run(
        {n.lower(): (g[0], *[i.lower() for i in g[1:]]) for n, g in graph.items()},
        target.lower(),
        {n.lower(): v for n, v in feeds.items()},
    )


@rejected_by("graphs of several layers, listed in any order")
def eight_letters_of_a_name(graph, target, feeds):
    """The whole name counts."""
    return _run(
        {n[:8]: (g[0], *[i[:8] for i in g[1:]]) for n, g in graph.items()},
        target[:8],
        {n[:8]: v for n, v in feeds.items()},
    )


@rejected_by(
    "0 is a value like others: a feed of 0, and a node whose value is 0",
    "graphs of several layers, listed in any order",
)
def values_within_a_million(graph, target, feeds):
    """Keep the values as they come."""
    return _run(graph, target, feeds, lambda v: max(-1e6, min(1e6, v)))


@rejected_by(
    "a graph of three layers: b - a in this order, and what is used twice is run once",
    "inputs are handed over in the order given",
)
def repeats_left_out_of_long_lists(graph, target, feeds):
    """The same name may stand there twice: the operation gets its value twice."""
    values = dict(feeds)

    def value(n):
        if n not in values:
            op, *ins = graph[n]
            values[n] = op(*[value(i) for i in dict.fromkeys(ins)]) if len(ins) > 3 else op(*[value(i) for i in ins])
        return values[n]

    return value(target)
