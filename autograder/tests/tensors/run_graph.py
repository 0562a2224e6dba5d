"""run_graph: only what the target needs, each operation once, nothing kept and nothing changed."""

import math
import operator

from checks import Mismatch, because, expect_close, expect_error, precondition
from otter.test_files import test_case

OK_FORMAT = False
name = "run_graph"
points = 6


def logged(graph, log):
    """Return the same graph, with operations that write their node's name into `log` when they are run."""

    def watched(node, operation):
        def run(*values):
            log.append(node)
            return operation(*values)

        return run

    return {node: (watched(node, operation), *inputs) for node, (operation, *inputs) in graph.items()}


def expect_runs(log, needed):
    """Demand that exactly the needed operations were run, and each of them once."""
    for node in log:
        if node not in needed:
            raise Mismatch(f"You ran the operation of {node!r}, which the target does not need.")
    for node in needed:
        if node not in log:
            raise Mismatch(f"The operation of {node!r} was never run; where does its value come from?")
        if log.count(node) > 1:
            raise Mismatch(f"The operation of {node!r} was run {log.count(node)} times: keep its value.")


LEAKED = "Values of the last run leaked into this one: make the dict inside the function."
CIRCUIT = {"q": (operator.add, "x", "y"), "f": (operator.mul, "q", "z")}


@test_case(name="the circuit (x + y) * z gives q = 3 and f = -12", points=0.375)
def test_circuit(run_graph):
    feeds = {"x": -2, "y": 5, "z": -4}
    mistakes = [
        ("The value of q is 3 here; did you return an input, or the last operation's value?", -12),
        ("The value of q is 3 here; did you return an input, or the last operation's value?", -2),
    ]
    expect_close(run_graph(dict(CIRCUIT), "q", dict(feeds)), 3, "The value of q", mistakes=mistakes)
    mistakes = [
        ("That is q: the target is f.", 3),
        ("The operations got exchanged: q is the sum, f the product.", -14),
    ]
    expect_close(run_graph(dict(CIRCUIT), "f", dict(feeds)), -12, "The value of f", mistakes=mistakes)


@test_case(name="for q, the multiply gate is not run", points=0.25)
def test_not_needed(run_graph):
    log = []
    result = run_graph(logged(CIRCUIT, log), "q", {"x": 1.5, "y": 3.0, "z": 7.0})
    expect_close(result, 4.5, "The value of q", mistakes=[(LEAKED, 3)])
    expect_runs(log, ["q"])
    log.clear()
    result = run_graph(logged({"lost": (operator.neg, "nowhere"), **CIRCUIT}, log), "q", {"x": 1.5, "y": 1.0})
    expect_close(result, 2.5, "The value of q where another node, which q does not need, cannot be computed,")
    expect_runs(log, ["q"])


@test_case(name="a name that is neither in the graph nor in the feeds raises KeyError", points=0.125)
def test_missing(run_graph):
    expect_error(KeyError, run_graph, dict(CIRCUIT), "f", {"x": -2, "y": 5})
    expect_error(KeyError, run_graph, dict(CIRCUIT), "nowhere", {"x": -2, "y": 5, "z": -4})


LONG = {
    "area": (operator.mul, "width", "height"),
    "volume": (operator.mul, "area", "depth"),
    "half": (lambda v: v / 2, "volume"),
    "root": (math.sqrt, "half"),
    "height": (operator.sub, "top", "bottom"),
    "sum": (lambda a, b, c: 100 * a + 10 * b + c, "root", "area", "height"),
}


@test_case(name="a graph of three layers: b - a in this order, and what is used twice is run once", points=0.25)
def test_three_layers(run_graph):
    log = []
    graph = {
        "last": (lambda x, y, z: 100 * x + 10 * y + z, "square", "d", "d"),
        "square": (operator.mul, "d", "d"),
        "d": (operator.sub, "b", "a"),
    }
    result = run_graph(logged(graph, log), "last", {"a": 1.5, "b": 4.0})
    mistakes = [("a - b is not b - a: hand the inputs over in the order of the tuple.", 597.5)]
    expect_close(result, 652.5, "The value of the last node", mistakes=mistakes)
    expect_runs(log, ["square", "d", "last"])
    graph = {"D": (lambda p, q, r, s: p / q + r - s, "a", "d", "a", "d"), "d": (operator.mul, "b", "a")}
    result = run_graph(graph, "D", {"a": 0.1, "b": 3.0})
    wanted = 0.1 / (3.0 * 0.1) + 0.1 - 3.0 * 0.1
    expect_close(result, wanted, "The value of a node D with four inputs, in a graph that also has a node d,")


@test_case(name="0 is a value like others: a feed of 0, and a node whose value is 0", points=0.125)
def test_zero(run_graph):
    log = []
    expect_close(run_graph(logged(CIRCUIT, log), "x", {"x": 0, "y": 5}), 0, "The value of the feed x")
    expect_runs(log, [])
    graph = {"zero": (operator.sub, "x", "x"), "sum": (operator.add, "zero", "zero")}
    expect_close(run_graph(logged(graph, log), "sum", {"x": 2}), 0, "The value of the sum")
    expect_runs(log, ["zero", "sum"])
    chain = {f"v{n + 1}": (operator.mul, f"v{n}", "ten") for n in reversed(range(15))}
    result = run_graph(chain, "v15", {"v0": 1, "ten": 10})
    expect_close(result, 10**15, "The value at the end of a chain of 15 operations")


@test_case(name="a second run with other feeds starts afresh, and graph and feeds stay as they were", points=0.125)
def test_second_run(run_graph):
    graph, feeds = dict(CIRCUIT), {"x": 1, "y": 2, "z": 3}
    expect_close(run_graph(graph, "f", feeds), 9, "The value of f", mistakes=[(LEAKED, -12)])
    if graph != CIRCUIT or feeds != {"x": 1, "y": 2, "z": 3}:
        raise Mismatch("Your function changed graph or feeds: keep the values in a dict of your own.")
    result = run_graph(graph, "f", {"x": 2, "y": 2, "z": 5})
    expect_close(result, 20, "The value of f with other feeds", mistakes=[(LEAKED, 9), (LEAKED, 15)])
    expect_error(KeyError, run_graph, graph, "f", {"x": 2, "y": 2})


@test_case(
    name="graphs of several layers, listed in any order",
    points=1,
    hidden=True,
    failure_message="The nodes stand in any order, so an input may be described after its user: fetch each input's "
    "value first, and its inputs before that.",
)
def test_any_order(run_graph):
    feeds = {"width": 4.0, "depth": 3.0, "top": 7.5, "bottom": 1.5}
    values = {"height": 6.0, "area": 24.0, "volume": 72.0, "half": 36.0, "root": 6.0, "sum": 846.0}
    names = list(LONG)
    for order in (names, names[::-1], sorted(names), names[3:] + names[:3]):
        graph = {name: LONG[name] for name in order}
        for target in ("sum", "root", "volume") if order is names else ("sum",):
            expect_close(run_graph(graph, target, dict(feeds)), values[target], "The value of the target")
    # a long chain, described from its end; numbers of all digits; names that differ little
    chain = {f"v{n + 1}": (operator.add, f"v{n}", "step") for n in reversed(range(100))}
    expect_close(run_graph(chain, "v100", {"v0": 2.0, "step": 0.25}), 27, "The value of the target")
    with because("A value is handed on as it comes, with all its digits: do not round it or cut it off."):
        graph = {"third": (operator.truediv, "x", "y"), "large": (lambda v: 1e9 * v, "third")}
        expect_close(run_graph(graph, "large", {"x": 1.0, "y": 3.0}), 1e9 * (1.0 / 3.0), "The value of the target")
    with because("A name counts as it is written, with its capitals, its blanks and all its letters."):
        names = {"Output of layer 1": (operator.add, "x", "X"), "output of layer 1": (operator.sub, "x", "X")}
        names |= {"output of layer 2": (operator.mul, "Output of layer 1", "output of layer 1")}
        expect_close(run_graph(names, "output of layer 2", {"x": 5.0, "X": 2.0}), 21, "The value of the target")
        names = {"a b": (operator.add, "x", " x"), "a_b": (operator.sub, "x", " x"), "ab": (operator.mul, "a b", "a_b")}
        expect_close(run_graph(names, "ab", {"x": 5.0, " x": 2.0}), 21, "The value of the target")


@test_case(
    name="inputs are handed over in the order given",
    points=0.75,
    hidden=True,
    failure_message="a - b is not b - a: an operation gets its inputs in the order of the tuple, as separate "
    "arguments, and the same input twice where it stands there twice.",
)
def test_order_of_inputs(run_graph):
    graph = {
        "d": (operator.sub, "b", "a"),
        "p": (lambda x, y, z: 100 * x + 10 * y + z, "d", "b", "a"),
        "s": (operator.mul, "d", "d"),
        "t": (lambda x, y, z: x - 10 * y + 100 * z, "s", "a", "s"),
        "n": (operator.neg, "t"),
    }
    feeds = {"a": 2.0, "b": 7.0}
    for target, value in (("d", 5), ("p", 572), ("s", 25), ("t", 2505), ("n", -2505)):
        expect_close(run_graph(graph, target, dict(feeds)), value, "The value of the target")
    graph = {
        "four": (lambda *values: sum(v * 10**k for k, v in enumerate(values)), "a", "b", "a", "b"),
        "five": (lambda *values: sum(v * 10**k for k, v in enumerate(values)), "b", "a", "four", "four", "a"),
    }
    graph["nine"] = (lambda *values: sum(v * 10**k for k, v in enumerate(values)), *"abbabaaba")
    with because("An operation may have any number of inputs: it gets all of them, in the order of the tuple."):
        for target, value in (("four", 7272), ("five", 8_019_227), ("nine", 272_272_772)):
            expect_close(run_graph(graph, target, dict(feeds)), value, "The value of the target")


@test_case(
    name="what the target does not need is not run, even where it could not be",
    points=1,
    hidden=True,
    failure_message="You ran, or looked for, something that the target does not need: start from the target and ask "
    "for its inputs, instead of going through the whole graph.",
)
def test_beside_the_path(run_graph):
    log = []
    graph = {
        "ratio": (operator.truediv, "x", "zero"),
        "q": (operator.add, "x", "y"),
        "after": (operator.mul, "f", "ratio"),
        "f": (operator.mul, "q", "z"),
        "lost": (operator.add, "q", "nowhere"),
        "more": (operator.neg, "f"),
    }
    feeds = {"x": 2.0, "y": 5.0, "z": -4.0, "zero": 0.0, "spare": 9.0}
    expect_close(run_graph(logged(graph, log), "f", dict(feeds)), -28, "The value of the target")
    expect_runs(log, ["q", "f"])
    log.clear()
    expect_close(run_graph(logged(graph, log), "q", {"x": 1.0, "y": 0.5}), 1.5, "The value of the target")
    expect_runs(log, ["q"])


@test_case(
    name="a value that is used twice is computed once, even if it is 0",
    points=0.75,
    hidden=True,
    failure_message="A node used twice was computed twice: keep its value, under the node's own name, and mind that a "
    "value of 0 is a value.",
)
def test_once(run_graph):
    layers = {f"v{n + 1}": (operator.add, f"v{n}", f"v{n}") for n in range(5)}
    log = []
    expect_close(run_graph(logged(layers, log), "v5", {"v0": 1.5}), 48, "The value of the target")
    expect_runs(log, list(layers))
    zeros = {
        "nothing": (operator.sub, "a", "a"),
        "left": (operator.mul, "nothing", "a"),
        "right": (operator.add, "nothing", "a"),
        "end": (lambda x, y, z: x + y - z, "left", "right", "nothing"),
    }
    # as well as 0, -1 is a value, not a sign that none is known
    for graph, feeds in ((zeros, {"a": 3.0}), (zeros | {"nothing": (operator.sub, "a", "b")}, {"a": 3.0, "b": 4.0})):
        log.clear()
        minus = feeds.get("b", 3.0) - 3.0
        value = -3.0 * minus + 3.0
        expect_close(run_graph(logged(graph, log), "end", feeds), value, "The value of the target")
        expect_runs(log, list(zeros))
    # nor are inf and nan signs of a value that is not known yet
    with because("A name has a value or it has none: ask that, and not what the value is."):
        for odd, a in ((math.inf, 3.0), (math.nan, 4.0)):
            log.clear()
            graph = {"odd": (lambda v, odd=odd: odd, "a"), "end": (lambda x, y: 2.5, "odd", "twice")}
            graph["twice"] = (lambda x, y: 1.0, "odd", "odd")
            expect_close(run_graph(logged(graph, log), "end", {"a": a}), 2.5, "The value of the target")
            expect_runs(log, list(graph))


@test_case(
    name="the target may be a feed, and a feed may be 0",
    points=0.25,
    hidden=True,
    failure_message="A name in the feeds has its value already, be it 0 or not: then nothing is run for it.",
)
def test_feeds(run_graph):
    log = []
    for graph in ({}, logged(CIRCUIT, log)):
        for value in (2.5, 0, -1.0):
            expect_close(run_graph(graph, "y", {"x": 1.0, "y": value, "z": 4.0}), value, "The value of a feed")
    expect_runs(log, [])
    expect_close(run_graph(dict(CIRCUIT), "f", {"x": 0, "y": 0.0, "z": 7}), 0, "The value of f for x = y = 0")


@test_case(
    name="a missing input is an error, never 0",
    points=0.5,
    hidden=True,
    failure_message="A name that is needed and neither described nor fed is a KeyError, be it the target itself or an "
    "input deep down: do not put 0, None or another error in its place.",
)
def test_missing_inputs(run_graph):
    for graph, target, feeds in (
        (CIRCUIT, "g", {"x": 1, "y": 2, "z": 3}),
        (CIRCUIT, "f", {"x": 1, "z": 3}),
        (CIRCUIT, "f", {"x": 1, "y": 3}),
        ({}, "x", {}),
        (LONG, "sum", {"width": 4.0, "depth": 3.0, "top": 7.5}),
    ):
        expect_error(KeyError, run_graph, dict(graph), target, dict(feeds))


@test_case(
    name="each run starts afresh and leaves graph and feeds alone",
    points=0.5,
    hidden=True,
    failure_message="Values of the last run leaked into this one: keep the values in a dict that is made inside the "
    "function.",
)
def test_afresh(run_graph):
    described = {"s": (operator.add, "u", "v"), "t": (operator.mul, "s", "w")}
    graph, first, second = dict(described), {"u": -2.0, "v": 5.0, "w": -4.0}, {"u": 1.0, "v": 1.0, "w": 10.0}
    expect_close(run_graph(graph, "t", first), -12, "The value of the target")
    for held, wanted in ((graph, described), (first, {"u": -2.0, "v": 5.0, "w": -4.0})):
        if held != wanted or list(held) != list(wanted):
            what = "graph" if held is graph else "feeds"
            with because("You changed the graph or the feeds: keep the values in a dict of your own."):
                raise Mismatch(f"Your function changed {what}: keep the values in a dict of your own.", seen="changed")
    with precondition():
        expect_error(KeyError, run_graph, {"a": (operator.neg, "b")}, "a", {"c": 1.0})  # it never had a value
    expect_close(run_graph(graph, "t", second), 20, "The value of the target with other feeds")
    expect_error(KeyError, run_graph, graph, "t", {"u": 1.0, "v": 1.0})
    exchanged = {"s": (operator.mul, "u", "v"), "t": (operator.add, "s", "w")}
    expect_close(run_graph(exchanged, "t", first), -14, "The value of the target in another graph")
    log = []
    graph = logged(described, log)
    for _ in range(2):  # the same graph with the same feeds is run anew as well
        expect_close(run_graph(graph, "t", first), -12, "The value of the target")
        expect_runs(log, ["s", "t"])
        log.clear()
