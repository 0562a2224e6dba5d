"""Wrong answers to `two_layer_gradients`: names, shapes, dtypes, and what is kept or changed."""

import numpy as np

from solutions import rejected_by

NAMES = "a dict with the names and the shapes of params"
NUDGED = "nudging each of the 17 parameters agrees"
SIZES = "any number of examples, inputs, hidden neurons and outputs"
ONES = "one example, one hidden neuron, one output"
WHOLE = "whole numbers in x and in the target, as in XOR"
UNCHANGED = "x, target and params are the same afterwards"
TWO_OF_EACH = "two of everything: a wrong transpose raises no error here"
XOR_IN_BYTES = "XOR in bytes: slopes are no whole numbers"


def _s(x):
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2))


def _forward(x, params):
    hidden = _s(x @ params["W1"] + params["b1"])
    return hidden, _s(hidden @ params["W2"] + params["b2"])


def _collected(x, hidden, slope1, slope2):
    return {"W1": x.T @ slope1, "b1": slope1.sum(axis=0), "W2": hidden.T @ slope2, "b2": slope2.sum(axis=0)}


def _backward(x, params, hidden, slope2):
    return _collected(x, hidden, slope2 @ params["W2"].T * hidden * (1 - hidden), slope2)


@rejected_by(NAMES)
def biases_with_an_axis_more(x, target, params):
    """b1 has shape (H,), so have its slopes; yours are a row of a matrix."""
    hidden, out = _forward(x, params)
    result = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    return {key: value[None, :] if value.ndim == 1 else value for key, value in result.items()}


@rejected_by(NAMES, SIZES)
def biases_not_added_up(x, target, params):
    """One slope for each bias: add up over the examples."""
    hidden, out = _forward(x, params)
    slope2 = 2 * (out - target) / out.size * out * (1 - out)
    slope1 = slope2 @ params["W2"].T * hidden * (1 - hidden)
    return {"W1": x.T @ slope1, "b1": slope1, "W2": hidden.T @ slope2, "b2": slope2}


@rejected_by(NUDGED, SIZES)
def last_layer_only(x, target, params):
    """The first layer has slopes, too: go on through W2."""
    hidden, out = _forward(x, params)
    slope2 = 2 * (out - target) / out.size * out * (1 - out)
    return _collected(x, hidden, np.zeros_like(hidden), slope2)


@rejected_by(NUDGED, SIZES)
def without_the_biases(x, target, params):
    """The biases are parameters, too, and have slopes."""
    hidden, out = _forward(x, params)
    result = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    return result | {"b1": 0 * result["b1"], "b2": 0 * result["b2"]}


@rejected_by(NAMES)
def other_names(x, target, params):
    """The names are those of params: W1, not dW1."""
    hidden, out = _forward(x, params)
    result = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    return {f"d{key}": value for key, value in result.items()}


@rejected_by(NAMES)
def a_tuple(x, target, params):
    """Return a dict like params, not a tuple."""
    hidden, out = _forward(x, params)
    return tuple(_backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out)).values())


@rejected_by(NAMES)
def loss_among_them(x, target, params):
    """The loss is not one of the parameters: return the gradient alone."""
    hidden, out = _forward(x, params)
    result = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    return result | {"loss": np.mean((out - target) ** 2)}


@rejected_by(ONES, XOR_IN_BYTES)
def squeezed(x, target, params):
    """Also where a size is 1 each slope has the shape of its parameter."""
    hidden, out = _forward(x, params)
    result = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    return {key: np.squeeze(value) for key, value in result.items()}


@rejected_by(WHOLE, XOR_IN_BYTES)
def of_the_type_of_x(x, target, params):
    """An array of x's type cuts slopes down to 0."""
    hidden, out = _forward(x, params)
    error = np.zeros_like(target)
    error[...] = out - target
    return _backward(x, params, hidden, 2 * error / out.size * out * (1 - out))


@rejected_by(WHOLE, XOR_IN_BYTES)
def minus_in_bytes(x, target, params):
    """−1 in uint8 is 255: subtract the target, do not add its negative."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, 2 * (out + np.negative(target)) / out.size * out * (1 - out))


@rejected_by(UNCHANGED, TWO_OF_EACH)
def target_in_place(x, target, params):
    """target -= out works inside the caller's array."""
    hidden, out = _forward(x, params)
    if target.dtype == float:
        target -= out
        return _backward(x, params, hidden, -2 * target / out.size * out * (1 - out))
    return _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))


@rejected_by(UNCHANGED, TWO_OF_EACH)
def slopes_into_params(x, target, params):
    """The slopes belong into a new dict: yours have overwritten the caller's params."""
    hidden, out = _forward(x, params)
    params.update(_backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out)))
    return dict(params)


@rejected_by(UNCHANGED, TWO_OF_EACH)
def step_taken_already(x, target, params):
    """Return the gradient and leave params alone: the step is taken elsewhere."""
    hidden, out = _forward(x, params)
    result = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    for key in params:
        params[key] -= 0.1 * result[key]
    return result


@rejected_by(NUDGED)
def rounded(x, target, params):
    """Do not round."""
    hidden, out = _forward(x, params)
    result = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    return {key: np.round(value, 6) for key, value in result.items()}


@rejected_by(SIZES, TWO_OF_EACH)
def single_precision(x, target, params):
    """float32 keeps 7 digits: compute in float64."""
    p = {key: value.astype(np.float32) for key, value in params.items()}
    x, target = x.astype(np.float32), target.astype(np.float32)
    hidden = (0.5 * (1 + np.tanh((x @ p["W1"] + p["b1"]) / 2))).astype(np.float32)
    out = (0.5 * (1 + np.tanh((hidden @ p["W2"] + p["b2"]) / 2))).astype(np.float32)
    return _backward(x, p, hidden, 2 * (out - target) / out.size * out * (1 - out))


def _g(x, target, p, s=_s):
    x = np.asarray(x, float)
    target = np.asarray(target, float)
    h = s(x @ p["W1"] + p["b1"])
    o = s(h @ p["W2"] + p["b2"])
    d2 = 2 * (o - target) / o.size * o * (1 - o)
    d1 = d2 @ p["W2"].T * h * (1 - h)
    return {"W1": x.T @ d1, "b1": d1.sum(0), "W2": h.T @ d2, "b2": d2.sum(0)}


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def slopes_in_single_precision(x, target, params):
    """Keep the slopes in float64: float32 has seven digits."""
    return {k: v.astype(np.float32) for k, v in _g(x, target, params).items()}


@rejected_by(
    "two of everything: a wrong transpose raises no error here",
    "any number of examples, inputs, hidden neurons and outputs",
)
def in_the_order_of_the_dict(x, target, params):
    """Ask for the parameters by their names: the order in the dict is not promised."""
    W1, b1, W2, b2 = params.values()
    return _g(x, target, {"W1": W1, "b1": b1, "W2": W2, "b2": b2})


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def remembers_the_hidden_layer(x, target, params, _k={}):
    """The hidden values depend on b1, too: keep nothing for the next call."""
    key = (x.tobytes(), params["W1"].tobytes())
    h = _k.setdefault(key, _s(np.asarray(x, float) @ params["W1"] + params["b1"]))
    p = params
    o = _s(h @ p["W2"] + p["b2"])
    d2 = 2 * (o - target) / o.size * o * (1 - o)
    d1 = d2 @ p["W2"].T * h * (1 - h)
    return {"W1": x.T @ d1, "b1": d1.sum(0), "W2": h.T @ d2, "b2": d2.sum(0)}


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def small_slopes_are_zero(x, target, params):
    """A small slope is a slope: it is not 0."""
    return {k: np.where(np.abs(v) < 1e-6, 0, v) for k, v in _g(x, target, params).items()}


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def nine_digits(x, target, params):
    """Do not round the slopes."""
    return {k: np.round(v, 9) for k, v in _g(x, target, params).items()}


@rejected_by(
    "any number of examples, inputs, hidden neurons and outputs", "whole numbers in x and in the target, as in XOR"
)
def slopes_within_one(x, target, params):
    """Leave the slopes as they are: nothing is cut off."""
    return {k: np.clip(v, -1, 1) for k, v in _g(x, target, params).items()}


@rejected_by("whole numbers in x and in the target, as in XOR")
def inputs_as_bytes(x, target, params):
    """Inputs may be negative or above 255: make floats of them, not bytes."""
    return _g(x.astype(np.uint8) if x.dtype.kind in "iu" else x, target, params)


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def remembers_the_target(x, target, params, _k={}):
    """Another target gives other slopes: keep nothing for the next call."""
    t = _k.setdefault((x.tobytes(), target.shape), target.copy())
    return _g(x, t, params)


@rejected_by("every call returns something new")
def one_dict_for_each_size(x, target, params, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    out = _k.setdefault(tuple(v.shape for v in params.values()), {k: np.zeros(v.shape) for k, v in params.items()})
    for k, v in _g(x, target, params).items():
        out[k][...] = v
    return out
