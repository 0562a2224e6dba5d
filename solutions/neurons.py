"""The reference answers of the assignment "neurons": from one neuron to a network of two layers that learns."""

from collections.abc import Callable

import numpy as np


def warm_up(a: int, b: int) -> int:
    """Return 1 if the inputs a and b, each 0 or 1, are both 1, and 0 if not."""
    total = a + b - 1.5
    return 1 if total > 0 else 0


def sigmoid(x: float | list | np.ndarray) -> float | np.ndarray:
    """Return 1 / (1 + e**(-x)) for every element of x, each by itself.

    x: a number, a list or an array of any shape and dtype. The result has x's shape and holds floats.
    For |x| up to 1000 nothing overflows, neither as an error nor as a warning.
    """
    x = np.asarray(x, dtype=float)
    small = np.exp(-np.abs(x))  # never above 1, so it cannot overflow
    return np.where(x >= 0, 1.0, small) / (1.0 + small)


def activation_curve(f: Callable[[float], float], low: float, high: float, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return (xs, ys): n evenly spaced inputs from low to high, both included, and f of each of them.

    f: takes one number at a time and returns a number. low < high; n is 2 or more. xs and ys have shape (n,).
    """
    xs = np.linspace(low, high, n)
    return xs, np.array([f(x) for x in xs.tolist()], dtype=float)


def sigmoid_gradient(x: float | list | np.ndarray) -> float | np.ndarray:
    """Return the slope of the sigmoid at the INPUT x, s * (1 - s) with s = sigmoid(x), for every element.

    x: a number, a list or an array of any shape and dtype, up to 1000 in size. The result has x's shape.
    """
    s = sigmoid(x)
    return s * (1 - s)


def neuron(x: np.ndarray, w: np.ndarray, b: float) -> float:
    """Return sigmoid(x[0] * w[0] + x[1] * w[1] + ... + b): one number, the output of one neuron.

    x, w: the inputs and their weights, arrays of shape (D,). b: the bias, a number.
    """
    return float(sigmoid(np.dot(x, w) + b))


def layer(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the outputs of M neurons for N examples: the element [n, m] is neuron(x[n], W[:, m], b[m]).

    x: one example a row, shape (N, D). W: one neuron a column, shape (D, M). b: one bias for each neuron, shape (M,).
    The result has shape (N, M).
    """
    return sigmoid(x @ W + b)


def collapse_linear(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (W, b) of the one layer without squashing that does what two of them do: (x @ W1 + b1) @ W2 + b2.

    W1: shape (D, H). b1: (H,). W2: (H, M). b2: (M,). In the result W has shape (D, M) and b has shape (M,).
    """
    return W1 @ W2, b1 @ W2 + b2


def two_layer(x: np.ndarray, params: dict[str, np.ndarray]) -> np.ndarray:
    """Return the outputs of a network of two layers for N examples, with a sigmoid after EACH of the layers.

    x: one example a row, shape (N, D). params: "W1" of shape (D, H), "b1" (H,), "W2" (H, M) and "b2" (M,).
    The result has shape (N, M). x and params are not changed.
    """
    return layer(layer(x, params["W1"], params["b1"]), params["W2"], params["b2"])


def mse(prediction: float | list | np.ndarray, target: float | list | np.ndarray) -> float:
    """Return the mean of the squared differences over ALL elements: one number.

    prediction, target: numbers, lists or arrays of the same shape, of any dtype. Different shapes raise ValueError.
    """
    prediction, target = np.asarray(prediction, dtype=float), np.asarray(target, dtype=float)
    if prediction.shape != target.shape:
        raise ValueError(f"prediction has shape {prediction.shape}, target has {target.shape}")
    return float(np.mean((prediction - target) ** 2))


def two_layer_gradients(x: np.ndarray, target: np.ndarray, params: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the gradient of mse(two_layer(x, params), target): a slope for every number of every parameter.

    x: shape (N, D). target: shape (N, M). params: "W1" of shape (D, H), "b1" (H,), "W2" (H, M) and "b2" (M,).
    The result is a dict with the names and the shapes of params. x, target and params are not changed.
    """
    hidden = layer(x, params["W1"], params["b1"])
    out = layer(hidden, params["W2"], params["b2"])
    # the slope of the loss with respect to what goes into each sigmoid, last layer first
    slope2 = 2 * (out - target) / out.size * out * (1 - out)
    slope1 = slope2 @ params["W2"].T * hidden * (1 - hidden)
    return {"W1": x.T @ slope1, "b1": slope1.sum(axis=0), "W2": hidden.T @ slope2, "b2": slope2.sum(axis=0)}


def train(
    params: dict[str, np.ndarray], x: np.ndarray, target: np.ndarray, step_size: float, steps: int
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Make `steps` steps downhill from params; return (the new params, the losses).

    Each step uses all examples and moves all four parameters at once, by -step_size times their gradient.
    losses[k] is the mse BEFORE step k, so that losses[0] is the loss of the start; there are `steps` of them.

    x: shape (N, D). target: shape (N, M). params: as in two_layer; the ones passed in are not changed.
    steps may be 0: then the new params are copies of the old ones, and there are no losses.
    """
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    losses = np.zeros(steps)
    for k in range(steps):
        losses[k] = mse(two_layer(x, params), target)
        slopes = two_layer_gradients(x, target, params)
        params = {name: params[name] - step_size * slopes[name] for name in params}
    return params, losses
