"""Right answers to `run_graph` in other styles."""

import copy
from functools import cache


def from_the_target(graph, target, feeds):
    """Recursion with a dict of values made inside."""
    values = dict(feeds)

    def value(name):
        if name not in values:
            if name not in graph:
                raise KeyError(name)
            operation, *inputs = graph[name]
            arguments = [value(one) for one in inputs]
            values[name] = operation(*arguments)
        return values[name]

    return value(target)


def with_a_stack(graph, target, feeds):
    """Without recursion: what is waiting lies on a stack."""
    values, stack = {}, [target]
    while stack:
        name = stack[-1]
        if name in feeds:
            values[name] = feeds[name]
        elif name not in graph:
            raise KeyError(f"{name} is neither described nor fed")
        else:
            waiting = [one for one in graph[name][1:] if one not in values]
            if waiting:
                stack.extend(waiting)
                continue
            if name not in values:
                values[name] = graph[name][0](*(values[one] for one in graph[name][1:]))
        stack.pop()
    return values[target]


def sorted_first(graph, target, feeds):
    """The needed names first, in an order that works; then one walk over them."""
    order = []

    def visit(name):
        if name in order or name in feeds:
            return
        for one in graph[name][1:]:
            visit(one)
        order.append(name)

    visit(target)
    values = feeds.copy()
    for name in order:
        operation = graph[name][0]
        values[name] = operation(*[values[one] for one in graph[name][1:]])
    return values[target]


def _needed(graph, name, feeds, found):
    found.add(name)
    if name not in feeds:
        for one in graph[name][1:]:
            _needed(graph, one, feeds, found)
    return found


def layer_by_layer(graph, target, feeds):
    """What is needed is found first, then run whenever its inputs are there."""
    waiting = _needed(graph, target, feeds, set())
    values = {}
    while target not in values:
        for name in sorted(waiting):
            if name in feeds:
                values[name] = feeds[name]
            elif all(one in values for one in graph[name][1:]) and name not in values:
                values[name] = graph[name][0](*map(values.get, graph[name][1:]))
        waiting -= values.keys()
    return values[target]


class _Session:
    """A run of its own, with its own values."""

    def __init__(self, graph, feeds):
        self.graph, self.values = graph, {**feeds}

    def run(self, name):
        """Return the value of a node, from the values if it is there already."""
        try:
            return self.values[name]
        except KeyError:
            operation, *inputs = self.graph[name]
        self.values[name] = operation(*[self.run(one) for one in inputs])
        return self.values[name]


def takes_a_deep_copy_apart(graph, target, feeds):
    """Works on deep copies, in which what was computed takes the place of its description."""
    nodes, values = copy.deepcopy(graph), copy.deepcopy(feeds)

    def value(name):
        if name in values:
            return values[name]
        operation, *inputs = nodes.pop(name)
        values[name] = operation(*[value(one) for one in inputs])
        return values[name]

    return value(target)


def with_a_session(graph, target, feeds):
    """A small class in the place of the nested function."""
    return _Session(graph, feeds).run(target)


def with_a_cache_inside(graph, target, feeds):
    """functools.cache around an inner function: it is made anew in each call."""

    @cache
    def value(name):
        if name in feeds:
            return feeds[name]
        operation, *inputs = graph[name]
        return operation(*map(value, inputs))

    return value(target)
