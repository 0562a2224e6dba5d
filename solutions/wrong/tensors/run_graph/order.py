"""Wrong answers to `run_graph`: which operations run, and when."""

from solutions import rejected_by

CIRCUIT = "the circuit (x + y) * z gives q = 3 and f = -12"
NOT_NEEDED = "for q, the multiply gate is not run"
ANY_ORDER = "graphs of several layers, listed in any order"
BESIDE = "what the target does not need is not run, even where it could not be"
ONCE = "a value that is used twice is computed once, even if it is 0"
THREE_LAYERS = "a graph of three layers: b - a in this order, and what is used twice is run once"
ZERO = "0 is a value like others: a feed of 0, and a node whose value is 0"


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
