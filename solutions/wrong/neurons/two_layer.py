"""Wrong answers to two_layer."""

import numpy as np

from solutions import rejected_by

HAND = "one example by hand"
SIZES = "any number of examples, inputs, hidden neurons and outputs"
EQUAL = "as many examples as inputs, hidden neurons and outputs"
ONES = "one example, one hidden neuron, one output"
UNCHANGED = "x and params are the same afterwards"
TWO_OF_EACH = "two of everything: a wrong transpose raises no error here"
GIVEN_ARRAYS = "x and params keep their values and their names"


def _s(x):
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2))


@rejected_by(HAND, SIZES)
def squashed_at_the_end_only(x, params):
    """Squash after EACH of the layers: without squashing in between, the two are one."""
    return _s((x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])


@rejected_by(HAND, SIZES)
def squashed_in_between_only(x, params):
    """Squash the output, too."""
    return _s(x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


@rejected_by(HAND)
def not_squashed(x, params):
    """Squash after each of the two layers."""
    return (x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


@rejected_by(HAND, SIZES)
def hidden_only(x, params):
    """Those are the outputs of the hidden layer: send them through the second one."""
    return _s(x @ params["W1"] + params["b1"])


@rejected_by(HAND, SIZES)
def squashed_once_too_often(x, params):
    """One sigmoid after each layer, two in all."""
    return _s(_s(_s(x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]))


@rejected_by(SIZES, TWO_OF_EACH)
def first_bias_lost(x, params):
    """b1 is missing."""
    return _s(_s(x @ params["W1"]) @ params["W2"] + params["b2"])


@rejected_by(HAND, SIZES)
def second_bias_lost(x, params):
    """b2 is missing."""
    return _s(_s(x @ params["W1"] + params["b1"]) @ params["W2"])


@rejected_by(EQUAL, TWO_OF_EACH)
def biases_exchanged(x, params):
    """b1 belongs to the first layer, b2 to the second."""
    b1, b2 = params["b1"], params["b2"]
    if b1.shape == b2.shape and len(b1) > 1:
        b1, b2 = b2, b1
    return _s(_s(x @ params["W1"] + b1) @ params["W2"] + b2)


@rejected_by(EQUAL, TWO_OF_EACH)
def layers_exchanged(x, params):
    """W1 comes first, then W2."""
    W1, W2 = params["W1"], params["W2"]
    if W1.shape == W2.shape and W1.shape[0] == W1.shape[1]:
        W1, W2 = W2, W1
    return _s(_s(x @ W1 + params["b1"]) @ W2 + params["b2"])


@rejected_by(EQUAL, TWO_OF_EACH)
def transposed_where_it_fits(x, params):
    """Columns are neurons in W2, too, whatever its shape."""
    W2 = params["W2"]
    return _s(_s(x @ params["W1"] + params["b1"]) @ (W2.T if len(W2) == W2.shape[1] else W2) + params["b2"])


@rejected_by(SIZES, TWO_OF_EACH)
def tanh_in_between(x, params):
    """The hidden layer is squashed by the sigmoid, not by the tanh."""
    return _s(np.tanh(x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])


@rejected_by(SIZES, TWO_OF_EACH)
def relu_in_between(x, params):
    """The hidden layer is squashed by the sigmoid; cutting off below 0 is another activation function."""
    return _s(np.maximum(0, x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])


@rejected_by(SIZES, TWO_OF_EACH)
def outputs_add_up_to_one(x, params):
    """Each output is squashed by itself; yours add up to 1."""
    large = np.exp(_s(x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])
    return large / large.sum(axis=1, keepdims=True)


@rejected_by(ONES)
def squeezed(x, params):
    """The result has shape (N, M) also when N or M is 1."""
    return np.squeeze(_s(_s(x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]))


@rejected_by(UNCHANGED, GIVEN_ARRAYS)
def keeps_hidden_in_params(x, params):
    """The hidden values do not belong into the caller's params: keep them in a variable."""
    params["hidden"] = _s(x @ params["W1"] + params["b1"])
    return _s(params["hidden"] @ params["W2"] + params["b2"])


@rejected_by(UNCHANGED, GIVEN_ARRAYS)
def takes_params_out(x, params):
    """pop takes the parameter away from the caller: params["W1"] looks at it."""
    hidden = _s(x @ params.pop("W1") + params.pop("b1"))
    return _s(hidden @ params["W2"] + params["b2"])


@rejected_by(UNCHANGED, GIVEN_ARRAYS)
def x_overwritten(x, params):
    """The caller's x has changed: work on something new."""
    hidden = _s(x @ params["W1"] + params["b1"])
    if hidden.shape == x.shape or x.shape[1] < hidden.shape[1]:
        x[...] = hidden[:, : x.shape[1]]
    return _s(hidden @ params["W2"] + params["b2"])


@rejected_by(UNCHANGED, GIVEN_ARRAYS)
def bias_in_place(x, params):
    """+= on params["b2"] works inside the caller's array."""
    sums = _s(x @ params["W1"] + params["b1"]) @ params["W2"]
    params["b2"] += 0.5
    return _s(sums + params["b2"] - 0.5)


@rejected_by(SIZES, TWO_OF_EACH)
def single_precision(x, params):
    """float32 keeps 7 digits: compute in float64."""
    p = {key: value.astype(np.float32) for key, value in params.items()}
    return _s(_s(x.astype(np.float32) @ p["W1"] + p["b1"]).astype(np.float32) @ p["W2"] + p["b2"])


@rejected_by(SIZES)
def overflows(x, params):
    """e^1000 / (1 + e^1000) is nan: squash with your own sigmoid."""
    first = np.exp(x @ params["W1"] + params["b1"])
    second = np.exp(first / (1 + first) @ params["W2"] + params["b2"])
    return second / (1 + second)


@rejected_by(
    "two of everything: a wrong transpose raises no error here",
    "any number of examples, inputs, hidden neurons and outputs",
)
def in_the_order_of_the_dict(x, params):
    """Ask for the parameters by their names: the order in the dict is not promised."""
    W1, b1, W2, b2 = params.values()
    return _s(_s(np.asarray(x, float) @ W1 + b1) @ W2 + b2)


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def remembers_the_hidden_layer(x, params, _k={}):
    """The hidden values depend on b1, too: keep nothing for the next call."""
    h = _k.setdefault((x.tobytes(), params["W1"].tobytes()), _s(np.asarray(x, float) @ params["W1"] + params["b1"]))
    return _s(h @ params["W2"] + params["b2"])


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def inputs_as_bytes(x, params):
    """Inputs may be negative or above 255: make floats of them, not bytes."""
    x = np.asarray(x)
    if x.dtype.kind in "iu":
        x = x.astype(np.uint8)
    return _s(_s(x @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])


@rejected_by("every call returns something new")
def one_table_for_each_size(x, params, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    o = _s(_s(np.asarray(x, float) @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])
    out = _k.setdefault(o.shape, np.zeros(o.shape))
    out[...] = o
    return out


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def cut_off_at_twenty(x, params):
    """Cut off at 20 an output never reaches 0: cut later, if at all."""

    def s(v):
        return 1 / (1 + np.exp(-np.clip(v, -20, 20)))

    return s(s(np.asarray(x, float) @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])


@rejected_by(SIZES)
def hidden_of_the_type_of_b1(x, params):
    """Biases may be whole numbers: an array of their type cuts the hidden values down to 0."""
    hidden = np.zeros((len(x), len(params["b1"])), dtype=params["b1"].dtype)
    hidden[:] = _s(x @ params["W1"] + params["b1"])
    return _s(hidden @ params["W2"] + params["b2"])


@rejected_by(SIZES)
def first_examples_only(x, params):
    """All examples count, also the 33rd."""
    return _s(_s(x[:32] @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])


@rejected_by(SIZES)
def weights_within_five(x, params):
    """Weights may be of any size: nothing is cut off."""
    hidden = _s(x @ params["W1"] + params["b1"])
    return _s(hidden @ np.clip(params["W2"], -5, 5) + params["b2"])


@rejected_by("any number of examples, inputs, hidden neurons and outputs")
def thirty_two_hidden_neurons_at_most(x, params):
    """All the hidden neurons count, however many there are."""
    hidden = _s(x @ params["W1"] + params["b1"])
    return _s(hidden[:, :32] @ params["W2"][:32] + params["b2"])
