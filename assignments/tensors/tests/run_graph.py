"""run_graph: only what the target needs, each operation once, nothing kept and nothing changed."""

import operator

from checks import Mismatch, expect_close, expect_error
from otter.test_files import test_case

OK_FORMAT = False
name = "run_graph"
points = 1.25


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
