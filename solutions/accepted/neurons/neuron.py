"""Right answers to neuron in other styles."""

import math

import numpy as np


def a_loop(x, w, b):
    """A running total that starts at the bias."""
    total = b
    for value, weight in zip(x, w, strict=True):
        total += float(value) * float(weight)
    return 1 / (1 + math.exp(-total)) if total > -700 else 0.0


def products_summed(x, w, b):
    """Element by element, then np.sum; the result is NumPy's float."""
    return 0.5 * (1 + np.tanh((np.sum(x * w) + b) / 2))


def as_lists(x, w, b):
    """fsum over plain lists, in an array with no axes."""
    total = math.fsum([value * weight for value, weight in zip(x.tolist(), w.tolist(), strict=True)] + [b])
    return np.array(0.5 + 0.5 * math.tanh(0.5 * total))


def bias_as_a_weight(x, w, b):
    """The bias is the weight of one more input, which is always 1."""
    total = np.append(x, 1.0) @ np.append(w, b)
    return np.exp(-np.logaddexp(0, -total))
