"""Wrong answers to collapse_linear."""

import numpy as np

from solutions import rejected_by

FIVE = "five examples come out the same through both"
OBLONG = "oblong weights of any size"
SQUARE = "square weights"
ONES = "one input, one neuron in between, one output"
TWO_OF_EACH = "two inputs, two in between, two outputs, and the four arrays keep their values"


@rejected_by(SQUARE, TWO_OF_EACH)
def second_first(W1, b1, W2, b2):
    """W1 comes first: (x·W1)·W2 = x·(W1·W2)."""
    if W2.shape[1] == W1.shape[0] and W1.shape[0] == W1.shape[1]:
        return W2 @ W1, b1 @ W2 + b2
    return W1 @ W2, b1 @ W2 + b2


@rejected_by(FIVE, OBLONG)
def first_bias_lost(W1, b1, W2, b2):
    """b1 passes through the second layer's weights: b1·W2 + b2."""
    return W1 @ W2, b2


@rejected_by(FIVE, OBLONG)
def second_bias_lost(W1, b1, W2, b2):
    """b2 is added at the very end."""
    return W1 @ W2, b1 @ W2


@rejected_by(SQUARE, TWO_OF_EACH)
def biases_added(W1, b1, W2, b2):
    """b1 passes through the second layer's weights before b2 is added: b1·W2 + b2."""
    return W1 @ W2, b1 + b2 if b1.shape == b2.shape else b1 @ W2 + b2


@rejected_by(SQUARE, TWO_OF_EACH)
def bias_from_the_left(W1, b1, W2, b2):
    """b1·W2, not W2·b1: the inputs stand to the left of the weights."""
    return W1 @ W2, (W2 @ b1 if W2.shape[0] == W2.shape[1] else b1 @ W2) + b2


@rejected_by(SQUARE, TWO_OF_EACH)
def bias_through_the_first(W1, b1, W2, b2):
    """b1 is added after the first weights, so it does not pass through them."""
    return W1 @ W2, (b1 @ W1 @ W2 if W1.shape[0] == W1.shape[1] else b1 @ W2) + b2


@rejected_by(SQUARE, TWO_OF_EACH)
def product_by_element(W1, b1, W2, b2):
    """W1 @ W2 is a product of matrices; W1 * W2 is not."""
    return W1 * W2 if W1.shape == W2.shape else W1 @ W2, b1 @ W2 + b2


@rejected_by(FIVE)
def transposed(W1, b1, W2, b2):
    """W has shape (D, M): one column for each output."""
    return (W1 @ W2).T, b1 @ W2 + b2


@rejected_by(FIVE)
def weights_only(W1, b1, W2, b2):
    """Return both, W and b."""
    return W1 @ W2


@rejected_by(FIVE)
def bias_first(W1, b1, W2, b2):
    """Return W first, then b."""
    return b1 @ W2 + b2, W1 @ W2


@rejected_by(FIVE, ONES)
def bias_as_a_row(W1, b1, W2, b2):
    """b has shape (M,), not (1, M)."""
    return W1 @ W2, (b1 @ W2 + b2)[None, :]


@rejected_by(ONES)
def squeezed(W1, b1, W2, b2):
    """W has shape (D, M) also where D or M is 1."""
    return np.squeeze(W1 @ W2), b1 @ W2 + b2


@rejected_by(FIVE, OBLONG)
def squashed_in_between(W1, b1, W2, b2):
    """There is no squashing here: that is the point."""
    return W1 @ W2, 0.5 * (1 + np.tanh(b1 / 2)) @ W2 + b2


@rejected_by("all four arrays are the same afterwards", TWO_OF_EACH)
def in_place(W1, b1, W2, b2):
    """b2 += ... works inside the caller's array."""
    b2 += b1 @ W2
    return W1 @ W2, b2


@rejected_by("all four arrays are the same afterwards", TWO_OF_EACH)
def weights_in_place(W1, b1, W2, b2):
    """The caller's W1 has changed: work on something new."""
    b = b1 @ W2 + b2
    if W1.shape[1] == W2.shape[1]:
        W1[...] = W1 @ W2
        return W1, b
    return W1 @ W2, b


@rejected_by(FIVE)
def outputs_of_the_unit_examples(W1, b1, W2, b2):
    """The outputs for the unit examples hold the bias, too: take it off again."""
    both = (np.eye(len(W1)) @ W1 + b1) @ W2 + b2
    return both, b1 @ W2 + b2


@rejected_by(OBLONG, TWO_OF_EACH)
def single_precision(W1, b1, W2, b2):
    """float32 keeps 7 digits: compute in float64."""
    W1, b1, W2, b2 = (array.astype(np.float32) for array in (W1, b1, W2, b2))
    return W1 @ W2, b1 @ W2 + b2


@rejected_by(
    "two inputs, two in between, two outputs, and the four arrays keep their values", "oblong weights of any size"
)
def small_weights_are_zero(W1, b1, W2, b2):
    """A small weight is a weight."""
    W = W1 @ W2
    W[np.abs(W) < 1e-9] = 0
    return W, b1 @ W2 + b2


@rejected_by("oblong weights of any size", "every call returns something new")
def remembers_the_weights(W1, b1, W2, b2, _k={}):
    """The same weights with other biases are another network: keep nothing for the next call."""
    return _k.setdefault((W1.tobytes(), W2.tobytes()), (W1 @ W2, b1 @ W2 + b2))


@rejected_by("oblong weights of any size")
def first_bias_if_the_second_is_zero(W1, b1, W2, b2):
    """b has one number for each output, also where the biases are 0."""
    return W1 @ W2, (b1 @ W2 + b2 if b2.any() else b1)


@rejected_by("every call returns something new")
def one_pair_of_arrays(W1, b1, W2, b2, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    W, b = _k.setdefault((W1.shape, W2.shape), (np.zeros((len(W1), len(b2))), np.zeros(len(b2))))
    W[...] = W1 @ W2
    b[...] = b1 @ W2 + b2
    return W, b


@rejected_by(SQUARE)
def bias_of_the_type_of_b2(W1, b1, W2, b2):
    """Biases may be whole numbers: an array like b2 cannot hold fractions."""
    b = np.zeros_like(b2)
    b[:] = b1 @ W2 + b2
    return W1 @ W2, b


@rejected_by(SQUARE)
def table_of_the_type_of_w1(W1, b1, W2, b2):
    """Weights may be whole numbers: an array of W1's type cannot hold fractions."""
    W = np.zeros((len(W1), W2.shape[1]), dtype=W1.dtype)
    W[:] = W1 @ W2
    return W, b1 @ W2 + b2


@rejected_by(OBLONG)
def bias_within_thirty(W1, b1, W2, b2):
    """Biases may be of any size: nothing is cut off."""
    return W1 @ W2, np.clip(b1 @ W2 + b2, -30, 30)


@rejected_by(OBLONG)
def remembers_the_product(W1, b1, W2, b2, products={}):
    """Other weights in the second layer make another W: keep nothing between calls."""
    key = W1.tobytes(), W2.shape
    products.setdefault(key, W1 @ W2)
    return products[key].copy(), b1 @ W2 + b2


@rejected_by("every call returns something new")
def the_second_bias_itself(W1, b1, W2, b2):
    """Return a new array, also where b1 is all zeros."""
    return W1 @ W2, b1 @ W2 + b2 if b1.any() else b2


@rejected_by("oblong weights of any size")
def weights_within_a_thousand(W1, b1, W2, b2):
    """Weights may be of any size: nothing is cut off."""
    return np.clip(W1 @ W2, -1000, 1000), b1 @ W2 + b2
