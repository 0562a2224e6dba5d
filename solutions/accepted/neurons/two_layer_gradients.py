"""Right answers to two_layer_gradients in other styles."""

import math

import numpy as np


def _s(x):
    return 0.5 * (1 + np.tanh(x / 2))


def gate_by_gate(x, target, params):
    """The way back in single steps, each with a name."""
    sums1 = x @ params["W1"] + params["b1"]
    hidden = _s(sums1)
    sums2 = hidden @ params["W2"] + params["b2"]
    out = _s(sums2)
    d_out = 2 * (out - target) / (len(x) * len(params["b2"]))
    d_sums2 = d_out * _s(sums2) * _s(-sums2)
    d_hidden = np.dot(d_sums2, params["W2"].T)
    d_sums1 = d_hidden * _s(sums1) * _s(-sums1)
    return {
        "b2": np.ones(len(x)) @ d_sums2,
        "W2": np.dot(hidden.T, d_sums2),
        "b1": np.ones(len(x)) @ d_sums1,
        "W1": np.dot(x.T, d_sums1),
    }


def by_einsum(x, target, params):
    """The axes by their names: n examples, d inputs, h hidden neurons, m outputs."""
    hidden = _s(np.einsum("nd,dh->nh", x, params["W1"]) + params["b1"])
    out = _s(np.einsum("nh,hm->nm", hidden, params["W2"]) + params["b2"])
    last = -2 * (target - out) * (out - out**2) / np.prod(out.shape)
    first = np.einsum("nm,hm,nh->nh", last, params["W2"], hidden - hidden**2)
    return {
        "W1": np.einsum("nd,nh->dh", x, first),
        "b1": np.einsum("nh->h", first),
        "W2": np.einsum("nh,nm->hm", hidden, last),
        "b2": np.einsum("nm->m", last),
    }


def example_by_example(x, target, params):
    """One example at a time, plain lists, and the slopes added up on the way."""
    W1, b1, W2, b2 = (params[key].tolist() for key in ("W1", "b1", "W2", "b2"))
    inputs, between, outputs = range(len(W1)), range(len(b1)), range(len(b2))
    dW1, db1 = [[0.0 for _ in between] for _ in inputs], [0.0 for _ in between]
    dW2, db2 = [[0.0 for _ in outputs] for _ in between], [0.0 for _ in outputs]
    for row, wanted in zip(x.tolist(), target.tolist(), strict=True):
        hidden = [0.5 + 0.5 * math.tanh((sum(row[d] * W1[d][h] for d in inputs) + b1[h]) / 2) for h in between]
        out = [0.5 + 0.5 * math.tanh((sum(hidden[h] * W2[h][m] for h in between) + b2[m]) / 2) for m in outputs]
        last = [2 * (out[m] - wanted[m]) * out[m] * (1 - out[m]) / len(x) / len(b2) for m in outputs]
        for h in between:
            slope = sum(last[m] * W2[h][m] for m in outputs) * hidden[h] * (1 - hidden[h])
            db1[h] += slope
            for d in inputs:
                dW1[d][h] += row[d] * slope
            for m in outputs:
                dW2[h][m] += hidden[h] * last[m]
        for m in outputs:
            db2[m] += last[m]
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def by_nudging(x, target, params):
    """Central differences with h = 1e-5 for every number: slow, and right to nine digits."""

    def loss(moved):
        hidden = _s(x @ moved["W1"] + moved["b1"])
        return np.mean((_s(hidden @ moved["W2"] + moved["b2"]) - target) ** 2)

    slopes = {}
    for key, value in params.items():
        slopes[key] = np.empty(value.shape)
        for place in np.ndindex(value.shape):
            nudge = np.zeros(value.shape)
            nudge[place] = 1e-5
            slopes[key][place] = (loss(params | {key: value + nudge}) - loss(params | {key: value - nudge})) / 2e-5
    return slopes


def biases_as_weights(x, target, params):
    """A column of ones beside the inputs, so that the biases are weights like the others."""
    ones = np.ones((len(x), 1))
    x1 = np.hstack([x, ones])
    hidden = _s(x1 @ np.vstack([params["W1"], params["b1"]]))
    h1 = np.hstack([hidden, ones])
    out = _s(h1 @ np.vstack([params["W2"], params["b2"]]))
    last = 2 / out.size * (out - target) * out * (1 - out)
    both2 = h1.T @ last
    both1 = x1.T @ ((last @ params["W2"].T) * hidden * (1 - hidden))
    return dict(zip(("W1", "b1", "W2", "b2"), (both1[:-1], both1[-1], both2[:-1], both2[-1]), strict=True))
