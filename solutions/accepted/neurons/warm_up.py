"""Right answers to the warm-up in other styles."""


def another_bias(a, b):
    """Any bias between -2 and -1 does, and -1 with a strict comparison."""
    return int(a + b - 1 > 0)


def other_weights(a, b):
    """Twice the weights, twice the bias; True counts as 1."""
    return 2 * a + 2 * b > 3


def without_a_neuron(a, b):
    """The product of the two is the same table."""
    return a * b
