"""Right answers to layer in other styles."""

import math

import numpy as np


def neuron_by_neuron(x, W, b):
    """Three loops and plain lists."""
    rows = []
    for example in x:
        row = []
        for m in range(len(b)):
            total = float(b[m])
            for d in range(len(example)):
                total += float(example[d]) * float(W[d, m])
            row.append(0.5 + 0.5 * math.tanh(total / 2))
        rows.append(row)
    return rows


def by_einsum(x, W, b):
    """The axes by their names."""
    sums = np.einsum("nd,dm->nm", x.astype(float), W) + b[np.newaxis, :]
    return np.exp(-np.logaddexp(0, -sums))


def columns_stacked(x, W, b):
    """One column of outputs for each neuron, put side by side."""
    columns = [0.5 * (1 + np.tanh((x @ W[:, m] + b[m]) / 2)) for m in range(W.shape[1])]
    return np.stack(columns, axis=1)


def by_broadcasting(x, W, b):
    """All products in an array of three axes, added up along the inputs."""
    sums = (x[:, :, None] * W[None, :, :]).sum(axis=1) + b
    small = np.exp(-np.abs(sums))
    return np.where(sums >= 0, 1, small) / (1 + small)


def transposed_twice(x, W, b):
    """Computed with examples as columns, and turned back."""
    return (0.5 + 0.5 * np.tanh((W.T @ x.T + b.reshape(-1, 1)) / 2)).T
