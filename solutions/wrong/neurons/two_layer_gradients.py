"""Wrong answers to two_layer_gradients."""

import numpy as np

from solutions import rejected_by

NAMES = "a dict with the names and the shapes of params"
NUDGED = "nudging each of the 17 parameters agrees"
EVERY = "every slope of every parameter agrees with a nudge"
SIZES = "any number of examples, inputs, hidden neurons and outputs"
EQUAL = "as many examples as inputs, hidden neurons and outputs"
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


@rejected_by(NUDGED, EVERY, SIZES)
def half_as_large(x, target, params):
    """Half as large as it should be: the slope of (o − t)² is 2·(o − t)."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, (out - target) / out.size * out * (1 - out))


@rejected_by(NUDGED, EVERY, SIZES)
def mean_over_the_examples(x, target, params):
    """The mean is over all N·M numbers."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, 2 * (out - target) / len(x) * out * (1 - out))


@rejected_by(NUDGED, SIZES)
def mean_over_the_outputs(x, target, params):
    """The mean is over all N·M numbers, examples too."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, 2 * (out - target) / out.shape[1] * out * (1 - out))


@rejected_by(NUDGED, EVERY, SIZES)
def of_the_sum(x, target, params):
    """The loss is a mean, not a sum: divide by N·M."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, 2 * (out - target) * out * (1 - out))


@rejected_by(NUDGED, EVERY)
def sign_turned(x, target, params):
    """The sign is turned: the gradient points uphill in the loss."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, 2 * (target - out) / out.size * out * (1 - out))


@rejected_by(NUDGED, SIZES)
def last_sigmoid_forgotten(x, target, params):
    """The slope of the last sigmoid is missing: times out·(1 − out)."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, 2 * (out - target) / out.size)


@rejected_by(NUDGED, SIZES)
def squashed_again(x, target, params):
    """out is already squashed: its slope is out·(1 − out), without another sigmoid."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, 2 * (out - target) / out.size * _s(out) * (1 - _s(out)))


@rejected_by(NUDGED, EVERY, SIZES)
def hidden_sigmoid_forgotten(x, target, params):
    """The slope of the hidden sigmoid is missing: times hidden·(1 − hidden)."""
    hidden, out = _forward(x, params)
    slope2 = 2 * (out - target) / out.size * out * (1 - out)
    return _collected(x, hidden, slope2 @ params["W2"].T, slope2)


@rejected_by(NUDGED, SIZES)
def hidden_squashed_again(x, target, params):
    """hidden is already squashed: its slope is hidden·(1 − hidden), without another sigmoid."""
    hidden, out = _forward(x, params)
    slope2 = 2 * (out - target) / out.size * out * (1 - out)
    return _collected(x, hidden, slope2 @ params["W2"].T * _s(hidden) * (1 - _s(hidden)), slope2)


@rejected_by(EQUAL, TWO_OF_EACH)
def way_back_not_transposed(x, target, params):
    """On the way back W2 is transposed: from the output m to the hidden neuron h."""
    hidden, out = _forward(x, params)
    slope2 = 2 * (out - target) / out.size * out * (1 - out)
    W2 = params["W2"]
    back = W2 if W2.shape[0] == W2.shape[1] else W2.T
    return _collected(x, hidden, slope2 @ back * hidden * (1 - hidden), slope2)


@rejected_by(EQUAL, TWO_OF_EACH)
def weights_slopes_transposed(x, target, params):
    """W1[d, h] leads from the input d to the hidden neuron h: its slope stands in the same place."""
    hidden, out = _forward(x, params)
    result = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    return {
        key: value.T if value.ndim == 2 and len(value) == value.shape[1] else value for key, value in result.items()
    }


@rejected_by(EQUAL, TWO_OF_EACH)
def added_up_along_the_wrong_axis(x, target, params):
    """A bias's slopes are added up over the examples, not over the neurons."""
    hidden, out = _forward(x, params)
    result = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    if out.shape[0] == out.shape[1]:
        result["b2"] = (2 * (out - target) / out.size * out * (1 - out)).sum(axis=1)
    return result


@rejected_by(NUDGED, SIZES)
def biases_averaged(x, target, params):
    """A bias's slopes are added up over the examples; the division is already in the mean."""
    hidden, out = _forward(x, params)
    result = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    return {key: value / len(x) if value.ndim == 1 else value for key, value in result.items()}


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


@rejected_by(NUDGED, EVERY)
def logistic_loss(x, target, params):
    """out − target alone is the slope of another loss, the cross entropy."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, (out - target) / len(x))


@rejected_by(NUDGED)
def absolute_loss(x, target, params):
    """The slope of (o − t)² is 2·(o − t); yours is the one of |o − t|."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, np.sign(out - target) / out.size * out * (1 - out))


@rejected_by(NUDGED, SIZES)
def nudged_too_far(x, target, params):
    """That is a numerical slope with too large an h."""
    result = {}
    for key in params:
        result[key] = np.zeros(params[key].shape)
        for place in np.ndindex(params[key].shape):
            moved = {other: value.copy() for other, value in params.items()}
            moved[key][place] += 0.1
            higher = np.mean((_forward(x, moved)[1] - target) ** 2)
            moved[key][place] -= 0.2
            result[key][place] = (higher - np.mean((_forward(x, moved)[1] - target) ** 2)) / 0.2
    return result


@rejected_by(NUDGED, SIZES)
def nudged_on_one_side(x, target, params):
    """A forward difference with h = 1e-4 is off in the fourth digit: nudge to both sides, or use the chain rule."""
    result, here = {}, np.mean((_forward(x, params)[1] - target) ** 2)
    for key in params:
        result[key] = np.zeros(params[key].shape)
        for place in np.ndindex(params[key].shape):
            moved = {other: value.copy() for other, value in params.items()}
            moved[key][place] += 1e-4
            result[key][place] = (np.mean((_forward(x, moved)[1] - target) ** 2) - here) / 1e-4
    return result


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
