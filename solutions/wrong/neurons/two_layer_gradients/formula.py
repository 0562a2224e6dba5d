"""Wrong answers to `two_layer_gradients`: another formula."""

import numpy as np

from solutions import rejected_by

NUDGED = "nudging each of the 17 parameters agrees"
EVERY = "every slope of every parameter agrees with a nudge"
SIZES = "any number of examples, inputs, hidden neurons and outputs"
EQUAL = "as many examples as inputs, hidden neurons and outputs"
TWO_OF_EACH = "two of everything: a wrong transpose raises no error here"


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


@rejected_by(SIZES)
def target_cut_to_probabilities(x, target, params):
    """A target may lie below 0 or above 1: nothing is cut off."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, 2 * (out - np.clip(target, 0, 1)) / out.size * out * (1 - out))


@rejected_by(SIZES)
def slopes_within_five(x, target, params):
    """Slopes may be larger than 5: nothing is cut off."""
    hidden, out = _forward(x, params)
    slopes = _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
    return {name: np.clip(slope, -5, 5) for name, slope in slopes.items()}


@rejected_by(SIZES)
def a_floor_below_the_sigmoids_slope(x, target, params):
    """Far out the sigmoid is flat: its slope has no lowest value."""
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, 2 * (out - target) / out.size * np.maximum(out * (1 - out), 1e-4))


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def first_examples_only(x, target, params):
    """All examples count, also the 33rd."""
    x, target = x[:32], target[:32]
    hidden, out = _forward(x, params)
    return _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def nan_far_out(x, target, params):
    """e**z / (1 + e**z) is nan at 900: squash with your own sigmoid."""
    with np.errstate(over="ignore", invalid="ignore"):
        e1 = np.exp(x @ params["W1"] + params["b1"])
        hidden = e1 / (1 + e1)
        e2 = np.exp(hidden @ params["W2"] + params["b2"])
        out = e2 / (1 + e2)
    return _backward(x, params, hidden, 2 * (out - target) / out.size * out * (1 - out))
