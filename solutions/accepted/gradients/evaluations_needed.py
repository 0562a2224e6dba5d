"""Right answers to evaluations_needed in other styles."""


def looked_up(n, method):
    """A dictionary, asked before it is used."""
    costs = {"forward": n + 1, "central": 2 * n, "backprop": 1}
    if method not in costs:
        raise ValueError(f"unknown method: {method}")
    return costs[method]


def matched(n, method):
    """A match statement."""
    match method:
        case "forward":
            return 1 + n
        case "central":
            return n + n
        case "backprop":
            return 1
        case _:
            raise ValueError("method must be forward, central or backprop")


def key_error_turned(n, method):
    """The KeyError of a dictionary, raised again as a ValueError."""
    try:
        a, b = {"forward": (1, 1), "central": (2, 0), "backprop": (0, 1)}[method]
    except KeyError as error:
        raise ValueError(method) from error
    return a * n + b


def by_position(n, method):
    """The index of the word in a list: .index raises ValueError by itself."""
    return [n + 1, 2 * n, 1][["forward", "central", "backprop"].index(method)]
