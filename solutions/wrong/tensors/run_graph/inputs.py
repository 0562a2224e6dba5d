"""Wrong answers to `run_graph`: the inputs of an operation, and names that are not there."""

from solutions import rejected_by

CIRCUIT = "the circuit (x + y) * z gives q = 3 and f = -12"
MISSING = "a name that is neither in the graph nor in the feeds raises KeyError"
INPUTS = "inputs are handed over in the order given"
ONCE = "a value that is used twice is computed once, even if it is 0"
DEEP = "a missing input is an error, never 0"
THREE_LAYERS = "a graph of three layers: b - a in this order, and what is used twice is run once"


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


@rejected_by("graphs of several layers, listed in any order")
def blanks_of_names_left_out(graph, target, feeds):
    """Names count as they are written: "a b" and "a_b" are two nodes."""
    described = {name.replace(" ", "_"): node for name, node in graph.items()}
    values = {name.replace(" ", "_"): value for name, value in feeds.items()}

    def get(name):
        name = name.replace(" ", "_")
        if name not in values:
            operation, *inputs = described[name]
            values[name] = operation(*[get(one) for one in inputs])
        return values[name]

    return get(target)


@rejected_by("inputs are handed over in the order given")
def six_inputs_at_most(graph, target, feeds):
    """An operation may have any number of inputs."""
    values = dict(feeds)

    def get(name):
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation(*[get(one) for one in inputs[:6]])
        return values[name]

    return get(target)
