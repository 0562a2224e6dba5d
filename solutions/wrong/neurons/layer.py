"""Wrong answers to layer."""

import numpy as np

from solutions import rejected_by

SMALL = "three examples of two inputs, through two neurons"
SIZES = "any number of examples, inputs and neurons"
EQUAL = "as many examples as inputs as neurons"
ONES = "one example, one input, one neuron"
TWO_OF_EACH = "two examples, two inputs and two neurons: a wrong transpose raises no error here"
ONE_OF_EACH = "one example and one neuron give shape (1, 1), and what goes in keeps its values"


def _s(x):
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2))


@rejected_by(SMALL, EQUAL)
def rows_are_neurons(x, W, b):
    """Each COLUMN of W belongs to one neuron: x @ W, not x @ W.T."""
    return _s(x @ W.T + b)


@rejected_by(EQUAL, TWO_OF_EACH)
def transposed_when_it_fits(x, W, b):
    """Where W is square you take it the other way round."""
    return _s(x @ (W.T if W.shape[0] == W.shape[1] else W) + b)


@rejected_by(SMALL, SIZES)
def squashed_before_the_weights(x, W, b):
    """Squash after the weights, not before."""
    return _s(x) @ W + b


@rejected_by(SMALL)
def not_squashed(x, W, b):
    """Squash the sums."""
    return x @ W + b


@rejected_by(SMALL, SIZES)
def one_bias_for_all(x, W, b):
    """Every neuron has its own bias."""
    return _s(x @ W + b[0])


@rejected_by(SMALL, SIZES)
def biases_added_up(x, W, b):
    """Every neuron has its own bias, not the sum of all."""
    return _s(x @ W + np.sum(b))


@rejected_by(EQUAL, TWO_OF_EACH)
def biases_along_the_examples(x, W, b):
    """The biases belong to the columns, the neurons, not to the rows."""
    sums = x @ W
    return _s(sums + b[:, None]) if len(sums) == len(b) and len(sums) != 1 else _s(sums + b)


@rejected_by(SMALL)
def without_biases(x, W, b):
    """The biases are missing."""
    return _s(x @ W)


@rejected_by(SMALL)
def biases_after_squashing(x, W, b):
    """Add the biases to the sums, then squash."""
    return _s(x @ W) + b


@rejected_by(SIZES, EQUAL, TWO_OF_EACH)
def result_transposed(x, W, b):
    """One row for each example, one column for each neuron: yours is transposed."""
    return _s(x @ W + b).T


@rejected_by(ONES, ONE_OF_EACH)
def squeezed(x, W, b):
    """The result has shape (N, M) also when N or M is 1."""
    return np.squeeze(_s(x @ W + b))


@rejected_by(SIZES)
def first_example_only(x, W, b):
    """Every example has its own outputs, not only the first."""
    return np.tile(_s(x[0] @ W + b), (len(x), 1)) if len(x) > 3 else _s(x @ W + b)


@rejected_by(SMALL)
def product_by_element(x, W, b):
    """x @ W adds the products up; x * W does not."""
    return _s(x[: len(W), : W.shape[1]] * W + b)


@rejected_by(SMALL)
def adds_up_to_one(x, W, b):
    """Each neuron is squashed by itself; yours add up to 1 in each row."""
    large = np.exp(x @ W + b)
    return large / large.sum(axis=1, keepdims=True)


@rejected_by("bytes as inputs, and sums of hundreds")
def weights_of_the_type_of_x(x, W, b):
    """Weights are fractions: in the type of x they are cut off."""
    return _s(x @ W.astype(x.dtype) + b)


@rejected_by("what goes in is the same afterwards", ONE_OF_EACH)
def in_place(x, W, b):
    """The caller's x has changed: work on something new."""
    if x.dtype == float and x.shape[1] == W.shape[1]:
        x[...] = x @ W + b
        return _s(x)
    return _s(x @ W + b)


@rejected_by("what goes in is the same afterwards", ONE_OF_EACH)
def biases_in_place(x, W, b):
    """The caller's b has changed: work on something new."""
    sums = x @ W + b
    b += 1
    return _s(sums)


@rejected_by(SIZES)
def single_precision(x, W, b):
    """float32 keeps 7 digits: compute in float64."""
    return _s(x.astype(np.float32) @ W.astype(np.float32) + b.astype(np.float32))


@rejected_by(SIZES)
def examples_normalised(x, W, b):
    """Take the examples as they are, without subtracting their mean."""
    return _s((x - x.mean(axis=0)) @ W + b) if len(x) > 3 else _s(x @ W + b)


@rejected_by("bytes as inputs, and sums of hundreds")
def overflows(x, W, b):
    """e^1000 / (1 + e^1000) is nan: squash with your own sigmoid."""
    large = np.exp(x @ W + b)
    return large / (1 + large)


@rejected_by("every call returns something new")
def one_table_for_each_size(x, W, b, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    out = _k.setdefault((len(x), len(b)), np.zeros((len(x), len(b))))
    out[...] = _s(np.asarray(x, float) @ W + b)
    return out


@rejected_by("any number of examples, inputs and neurons")
def biases_by_the_examples(x, W, b):
    """The biases belong to the columns, also where there are as many examples as neurons."""
    s = np.asarray(x, float) @ W
    return _s(s + (b[:, None] if len(x) == len(b) != W.shape[0] else b))


@rejected_by(
    "one example and one neuron give shape (1, 1), and what goes in keeps its values",
    "bytes as inputs, and sums of hundreds",
)
def inputs_as_bytes(x, W, b):
    """Inputs may be negative or above 255: make floats of them, not bytes."""
    x = np.asarray(x)
    if x.dtype.kind in "iu":
        x = x.astype(np.uint8)
    return _s(x @ W + b)


@rejected_by("any number of examples, inputs and neurons")
def small_weights_are_zero(x, W, b):
    """A small weight is a weight: a large input makes it count."""
    return _s(np.asarray(x, float) @ np.where(np.abs(W) < 1e-3, 0, W) + b)


@rejected_by("any number of examples, inputs and neurons")
def eight_neurons_at_most(x, W, b):
    """There may be any number of neurons."""
    return np.hstack([_s(np.asarray(x, float) @ W[:, :8] + b[:8]), 0.5 * np.ones((len(x), max(0, len(b) - 8)))])


@rejected_by("bytes as inputs, and sums of hundreds")
def sums_of_the_type_of_b(x, W, b):
    """Biases may be whole numbers: their table cannot hold fractions."""
    sums = np.repeat(b[np.newaxis], len(x), axis=0)
    sums[:] = sums + x @ W
    return _s(sums)


@rejected_by("bytes as inputs, and sums of hundreds")
def outputs_of_the_type_of_w(x, W, b):
    """Weights may be whole numbers: outputs are fractions all the same."""
    outputs = np.zeros((len(x), W.shape[1]), dtype=W.dtype)
    outputs[:] = _s(x @ W + b)
    return outputs


@rejected_by("bytes as inputs, and sums of hundreds")
def cut_off_at_twenty_five(x, W, b):
    """A sum of -100 gives 0: if sums are cut off, it is later than at 25."""
    return _s(np.clip(x @ W + b, -25, 25))


@rejected_by(SIZES)
def weights_within_five(x, W, b):
    """Weights may be of any size: nothing is cut off."""
    return _s(x @ np.clip(W, -5, 5) + b)


@rejected_by(SIZES)
def first_examples_only(x, W, b):
    """All examples count, also the 33rd."""
    return _s(x[:32] @ W + b)


@rejected_by("any number of examples, inputs and neurons")
def sixty_four_inputs_at_most(x, W, b):
    """All the inputs count, however many there are."""
    return _s(x[:, :64] @ W[:64] + b)
