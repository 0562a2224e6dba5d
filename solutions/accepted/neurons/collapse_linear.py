"""Right answers to collapse_linear in other styles."""

import numpy as np


def in_loops(W1, b1, W2, b2):
    """Every entry by itself, in plain lists."""
    inputs, between, outputs = len(W1), len(b1), len(b2)
    W = [[sum(W1[d, h] * W2[h, m] for h in range(between)) for m in range(outputs)] for d in range(inputs)]
    b = [sum(b1[h] * W2[h, m] for h in range(between)) + b2[m] for m in range(outputs)]
    return W, b


def by_what_it_does(W1, b1, W2, b2):
    """No algebra: b is what comes out for zeros, a row of W what comes out for a unit example, less b."""
    b = (np.zeros(len(W1)) @ W1 + b1) @ W2 + b2
    W = (np.eye(len(W1)) @ W1 + b1) @ W2 + b2 - b
    return W, b


def biases_as_one_more_row(W1, b1, W2, b2):
    """Weights and biases in one matrix each, and one product of the two."""
    first = np.block([[W1, np.zeros((len(W1), 1))], [b1, np.ones((1, 1))]])
    both = first @ np.vstack([W2, b2])
    return [both[:-1], both[-1]]


def by_einsum(W1, b1, W2, b2):
    """The axes by their names."""
    return np.einsum("dh,hm->dm", W1, W2), np.einsum("h,hm->m", b1, W2) + b2
