"""Wrong answers to neuron."""

import numpy as np

from solutions import rejected_by

HAND = "1 * 0.5 + 2 * (-0.25) + 3 * 0.5 - 0.5 is 1, squashed 0.7310585786"
SIZES = "one input, and fifty"
FOUR_BYTES = "four bytes as inputs: 0.1 * 200 - 0.02 * 100 - 3 * 7 + 0.5 * 2 + 0.25 is -1.75"
GIVEN_ARRAYS = "inputs and weights keep their values"
LARGE_SUMS = "a sum of -900 gives 0 and a sum of 900 gives 1"


def _s(x):
    return 0.5 * (1 + np.tanh(np.asarray(x, dtype=float) / 2))


@rejected_by(HAND, SIZES)
def not_squashed(x, w, b):
    """Squash last: the output must be between 0 and 1."""
    return float(np.dot(x, w) + b)


@rejected_by(HAND, SIZES)
def squashed_first(x, w, b):
    """Add up first, squash once."""
    return float(np.sum(_s(x * w)) + b)


@rejected_by(HAND)
def not_added_up(x, w, b):
    """One neuron gives one number: add the products up."""
    return _s(x * w + b)


@rejected_by(HAND, "the bias counts once, before the squashing")
def without_bias(x, w, b):
    """The bias is missing."""
    return float(_s(np.dot(x, w)))


@rejected_by(HAND, "the bias counts once, before the squashing")
def bias_after_squashing(x, w, b):
    """Add the bias to the sum, then squash."""
    return float(_s(np.dot(x, w)) + b)


@rejected_by(HAND, "the bias counts once, before the squashing")
def bias_for_each_input(x, w, b):
    """The bias is added once, not once for each input."""
    return float(_s(np.sum(x * w + b)))


@rejected_by(HAND)
def bias_subtracted(x, w, b):
    """The bias is added, with its own sign."""
    return float(_s(np.dot(x, w) - b))


@rejected_by(SIZES, FOUR_BYTES)
def the_mean(x, w, b):
    """Add the products up, do not take their mean."""
    return float(_s(np.mean(x * w) * 3 + b))


@rejected_by(SIZES, FOUR_BYTES)
def three_inputs(x, w, b):
    """There may be any number of inputs, not just three."""
    return float(_s(x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b))


@rejected_by("bytes as inputs", FOUR_BYTES)
def weights_of_the_type_of_x(x, w, b):
    """Weights are fractions: in the type of x they are cut off."""
    return float(_s(np.dot(x, w.astype(x.dtype)) + b))


@rejected_by("bytes as inputs", FOUR_BYTES)
def inputs_scaled(x, w, b):
    """Take the inputs as they are, bytes too."""
    x = x / 255 if x.dtype == np.uint8 else x
    return float(_s(np.dot(x, w) + b))


@rejected_by("inputs and weights are the same afterwards", GIVEN_ARRAYS)
def in_place(x, w, b):
    """x *= w works inside the caller's array."""
    if x.dtype == float:
        x *= w
        return float(_s(x.sum() + b))
    return float(_s(np.dot(x, w) + b))


@rejected_by("inputs and weights are the same afterwards")
def weights_sorted(x, w, b):
    """w has changed: work on something new."""
    total = float(np.dot(x, w) + b)
    w.sort()
    return float(_s(total))


@rejected_by("far out: sums of 1000 and of -1000", LARGE_SUMS)
def overflows(x, w, b):
    """e^1000 / (1 + e^1000) is nan: squash with your own sigmoid."""
    large = np.exp(np.dot(x, w) + b)
    return float(large / (1 + large))


@rejected_by(HAND)
def an_array_of_one(x, w, b):
    """The output is a number, not an array of one."""
    return _s(np.reshape(x, (1, -1)) @ w + b)


@rejected_by(SIZES, FOUR_BYTES)
def rounded(x, w, b):
    """Do not round."""
    return round(float(_s(np.dot(x, w) + b)), 8)


@rejected_by(SIZES)
def single_precision(x, w, b):
    """float32 keeps 7 digits: compute in float64."""
    return float(_s(np.dot(x.astype(np.float32), w.astype(np.float32)) + np.float32(b)))


@rejected_by("the bias counts once, before the squashing")
def fires_or_not(x, w, b):
    """1 or 0 is a threshold; the sigmoid has all values in between."""
    total = np.dot(x, w) + b
    return float(_s(total)) if np.any(w) else float(total > 0)


@rejected_by("four bytes as inputs: 0.1 * 200 - 0.02 * 100 - 3 * 7 + 0.5 * 2 + 0.25 is -1.75", "bytes as inputs")
def inputs_as_bytes(x, w, b):
    """Inputs may be negative or above 255: make floats of them, not bytes."""
    x = np.asarray(x)
    if x.dtype.kind in "iu":
        x = x.astype(np.uint8)
    return float(_s(x @ w + b))


@rejected_by("far out: sums of 1000 and of -1000")
def cut_off_at_thirty(x, w, b):
    """Cut off at 30 the output never reaches 0: cut later, if at all."""
    return 1 / (1 + np.exp(-np.clip(np.asarray(x, float) @ w + b, -30, 30)))


@rejected_by("four bytes as inputs: 0.1 * 200 - 0.02 * 100 - 3 * 7 + 0.5 * 2 + 0.25 is -1.75", "one input, and fifty")
def small_weights_are_zero(x, w, b):
    """A small weight is a weight: a large input makes it count."""
    return float(_s(np.asarray(x, float) @ np.where(np.abs(w) < 1e-3, 0, w) + b))


@rejected_by("one input, and fifty")
def sixty_four_inputs_at_most(x, w, b):
    """All the inputs count, however many there are."""
    return float(_s(np.asarray(x, float)[:64] @ w[:64] + b))


@rejected_by("four bytes as inputs: 0.1 * 200 - 0.02 * 100 - 3 * 7 + 0.5 * 2 + 0.25 is -1.75", "bytes as inputs")
def whole_inputs_in_half_precision(x, w, b):
    """Half precision holds whole numbers up to 2048 only: make float64 of them."""
    return (
        float(_s(np.asarray(x, np.float16).astype(float) @ w + b))
        if np.asarray(x).dtype.kind in "iu"
        else float(_s(x @ w + b))
    )


@rejected_by("bytes as inputs")
def total_of_the_type_of_w(x, w, b):
    """Weights may be whole numbers where inputs are fractions: the sum is made of floats."""
    total = np.zeros(1, dtype=w.dtype)
    for one, weight in zip(x.tolist(), w.tolist(), strict=True):
        total[0] += one * weight
    return float(_s(total[0] + b))


@rejected_by(SIZES)
def weights_within_ten(x, w, b):
    """Weights may be of any size: nothing is cut off."""
    return float(_s(np.dot(x, np.clip(w, -10, 10)) + b))


@rejected_by("the bias counts once, before the squashing")
def bias_within_three(x, w, b):
    """The bias may be of any size: nothing is cut off."""
    return float(_s(np.dot(x, w) + min(3, max(-3, b))))


@rejected_by(SIZES)
def small_products_are_zero(x, w, b):
    """A product of a millionth counts as well."""
    products = x * w
    return float(_s(products[np.abs(products) > 1e-6].sum() + b))


@rejected_by("the bias counts once, before the squashing")
def bias_within_eight(x, w, b):
    """The bias may be of any size: nothing is cut off."""
    return float(_s(np.dot(x, w) + np.clip(b, -8, 8)))


_of_weights: dict = {}


@rejected_by("one input, and fifty")
def remembers_the_weights(x, w, b):
    """Other inputs give another output, also with the same weights: keep nothing for the next call."""
    key = w.tobytes(), b
    if key not in _of_weights:
        _of_weights[key] = float(_s(np.dot(x, w) + b))
    return _of_weights[key]
