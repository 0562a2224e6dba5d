"""collapse_linear: two layers without squashing in between are one."""

import numpy as np
from checks import Mismatch, because, expect_close, expect_new_result, expect_shape, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "collapse_linear"
points = 4

RTOL, ATOL = 1e-9, 1e-12


def two(result):
    """Return the two parts of a result, or say that there are not two."""
    if result is None:
        raise Mismatch("The result is None: does your function end with `return`? (`print` is not `return`.)")
    if not isinstance(result, tuple | list) or len(result) != 2:
        raise Mismatch("The result should be a pair (W, b): `return W, b`.")
    return result


@test_case(name="two inputs, two in between, two outputs, and the four arrays keep their values", points=0.5)
def test_two_of_each(collapse_linear):
    W1, b1 = np.array([[1.1, 2.0], [3.0, 4.0]]), np.array([0.5, -1.0])
    W2, b2 = np.array([[0.0, 1.0], [-2.0, 0.3]]), np.array([10.0, 20.0])
    given = [W1, b1, W2, b2]
    before = [array.copy() for array in given]
    W, b = two(collapse_linear(*given))
    mistakes = [
        ("W2 @ W1 is another matrix: x meets W1 first, so it stands on the left.", [[3, 4], [-1.3, -2.8]]),
        ("W is transposed: it has one row for each input and one column for each output.", [[-4, -8], [1.7, 4.2]]),
        ("* multiplies element by element: a matrix product is asked for, @.", [[0, 2], [-6, 1.2]]),
    ]
    expect_close(W, [[-4.0, 1.7], [-8.0, 4.2]], "W", rtol=RTOL, atol=ATOL, mistakes=mistakes)
    through_w2 = "b1 is a row and meets W2 from the left: b1 @ W2 + b2."
    mistakes = [
        ("b1 passes through the second layer's weights: b1 @ W2 + b2.", [10.5, 19.0]),
        (through_w2, [9.0, 18.7]),
        ("b1 has been through the first weights already: it passes through the second only.", [7.55, 17.0]),
        ("b2 is missing: it is added at the very end.", [2.0, 0.2]),
    ]
    expect_close(b, [12.0, 20.2], "b", rtol=RTOL, atol=ATOL, mistakes=mistakes)
    for old, new, which in zip(before, given, ("W1", "b1", "W2", "b2"), strict=True):
        expect_unchanged(old, new, f"the array {which}")
    W, b = two(collapse_linear(np.array([[1, 2], [3, 4]]), np.array([101, -99]), W2.copy(), np.array([1, 2])))
    expect_close(W, [[-4.0, 1.6], [-8.0, 4.2]], "W where W1, b1 and b2 are whole numbers", rtol=RTOL, atol=ATOL)
    expect_close(b, [199.0, 73.3], "b where W1, b1 and b2 are whole numbers", rtol=RTOL, atol=ATOL)
    W, b = two(collapse_linear(1e-10 * W1, 0 * b1, W2, 0 * b2))
    expect_close(W, [[-4e-10, 1.7e-10], [-8e-10, 4.2e-10]], "W where W1 is multiplied by 1e-10", rtol=RTOL)
    expect_close(b, [0, 0], "b where both biases are 0")


@test_case(name="five examples come out the same through both", points=0.5)
def test_five_examples(collapse_linear):
    W1, b1 = np.array([[1.0, 2.0, 0.0], [-1.0, 0.5, 3.0]]), np.array([0.5, -1.0, 2.0])
    W2, b2 = np.array([[2.0, 1.0], [0.0, -1.0], [1.0, 0.5]]), np.array([10.0, 20.0])
    x = np.array([[1.0, 0.0], [0.0, 1.0], [2.0, -1.0], [0.5, 0.5], [-3.0, 4.0]])
    W, b = two(collapse_linear(W1.copy(), b1.copy(), W2.copy(), b2.copy()))
    W = expect_shape(W, (2, 2), "W")
    if np.allclose(W, [[2, 1], [-1, 0]]):
        raise Mismatch("W is transposed: it has one row for each input and one column for each output.")
    mistakes = [
        ("b1 passes through the second layer's weights: b1 @ W2 + b2.", [10.0, 20.0]),
        ("b2 is missing: it is added at the very end.", [3.0, 2.5]),
    ]
    expect_close(b, [13.0, 22.5], "b", rtol=RTOL, mistakes=mistakes)
    W, b = two(collapse_linear(W1.copy(), np.zeros(3), W2.copy(), np.zeros(2)))
    expect_close(b, [0, 0], "b for the same weights where both biases are 0", atol=1e-12)
    W, b = two(collapse_linear(W1.copy(), b1.copy(), W2.copy(), b2.copy()))
    for example in x:
        through_both = (example @ W1 + b1) @ W2 + b2
        expect_close(example @ W + b, through_both, f"the example {example.tolist()} through your W and b", rtol=RTOL)


def some(rng, inputs, between, outputs):
    """Return W1, b1, W2 and b2 of the given sizes."""
    sizes = ((inputs, between), (between,), (between, outputs), (outputs,))
    return tuple(rng.normal(0.3, 1.0, size) for size in sizes)


def compared(collapse_linear, given, *, copied=False):
    """Compare the answer's W and b with the reference's, and on examples with the two layers themselves."""
    from solutions.neurons import collapse_linear as reference

    W1, b1, W2, b2 = given
    wanted_W, wanted_b = reference(*given)
    W, b = two(collapse_linear(*(array.copy() if copied else array for array in given)))
    expect_close(W, wanted_W, "W", rtol=RTOL, atol=ATOL)
    expect_close(b, wanted_b, "b", rtol=RTOL, atol=ATOL)
    x = np.random.default_rng(640).normal(0, 2, (5, len(W1)))
    expect_close(x @ np.asarray(W) + np.asarray(b), (x @ W1 + b1) @ W2 + b2, "the outputs", rtol=RTOL, atol=1e-9)


@test_case(
    name="oblong weights of any size",
    points=0.75,
    hidden=True,
    failure_message="Multiply out (x @ W1 + b1) @ W2 + b2 on paper: what stands behind x is W, what stands alone is b.",
)
def test_oblong(collapse_linear):
    rng = np.random.default_rng(641)
    for sizes in ((3, 5, 2), (4, 2, 6), (2, 9, 3), (3, 40, 2)):
        W1, b1, W2, b2 = some(rng, *sizes)
        compared(collapse_linear, (W1, b1, W2, b2), copied=True)
        for other in ((W1, b1 - 1, W2, b2), (W1, b1, W2, b2 + 1), (W1, 0 * b1, W2, 0 * b2), (1e-6 * W1, b1, W2, b2)):
            compared(collapse_linear, other, copied=True)
        for other in ((W1, 90 * b1, W2 - 0.5, b2), (W1, b1, W2 - 0.5, b2), (W1, b1, W2, 1e4 * b2)):
            compared(collapse_linear, other, copied=True)
        # large weights are weights, and 1e6 times as much may be rounded off
        W, b = two(collapse_linear(1e4 * W1, b1.copy(), 100 * W2, b2.copy()))
        expect_close(W, 1e6 * (W1 @ W2), "W", rtol=RTOL, atol=1e-6)
        expect_close(b, 100 * (b1 @ W2) + b2, "b", rtol=RTOL, atol=1e-9)
    # small weights are weights
    W1, b1, W2, b2 = (np.abs(array) for array in some(rng, 2, 3, 2))
    W, b = two(collapse_linear(1e-7 * W1, 1e-9 * b1, 1e-6 * W2, 1e-15 * b2))
    expect_close(W, 1e-13 * (W1 @ W2), "W", rtol=RTOL)
    expect_close(b, 1e-15 * (b1 @ W2 + b2), "b", rtol=RTOL)


@test_case(
    name="square weights",
    points=0.75,
    hidden=True,
    failure_message="With square weights the wrong order or a transpose raises no error, it is only wrong: W1 comes "
    "first.",
)
def test_square(collapse_linear):
    rng = np.random.default_rng(642)
    for size in (2, 3, 4):
        compared(collapse_linear, some(rng, size, size, size), copied=True)
    whole, parts = np.array([[1, -2], [0, 3]]), np.array([[0.5, 0.25], [-1.5, 0.1]])
    for given in ((whole, whole[0], parts, whole[1]), (parts, parts[0], whole, whole[0])):
        with because("With floats it is right: weights and biases may be whole numbers as well."):
            compared(collapse_linear, given, copied=True)


@test_case(
    name="one input, one neuron in between, one output",
    points=0.5,
    hidden=True,
    failure_message="W has shape (D, M) and b has shape (M,), also where a size is 1: no axis more, no axis less.",
)
def test_ones(collapse_linear):
    rng = np.random.default_rng(643)
    for sizes in ((1, 4, 3), (3, 1, 2), (3, 4, 1), (1, 1, 1)):
        compared(collapse_linear, some(rng, *sizes), copied=True)


@test_case(
    name="all four arrays are the same afterwards",
    points=0.75,
    hidden=True,
    failure_message="What you were given has changed: += works inside the caller's array, + makes a new one.",
)
def test_unchanged(collapse_linear):
    given = some(np.random.default_rng(644), 3, 3, 3)
    before = [array.copy() for array in given]
    compared(collapse_linear, given)
    for old, new, which in zip(before, given, ("W1", "b1", "W2", "b2"), strict=True):
        expect_unchanged(old, new, f"the array {which}")


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(collapse_linear):
    from solutions.neurons import collapse_linear as reference

    given = some(np.random.default_rng(645), 3, 2, 4)
    expect_new_result(expect_both, collapse_linear, reference, [given], "the result")
    W1, _, W2, b2 = given
    _, b = two(collapse_linear(W1, np.zeros(2), W2, b2))
    expect_close(b, b2, "b", rtol=RTOL, atol=ATOL)
    if b is b2:
        raise Mismatch("Your function returned b2 itself: return a new array, even if b1 is all zeros.", seen="shared")


def expect_both(actual, expected, what):
    for part, wanted in zip(two(actual), expected, strict=True):
        expect_close(part, wanted, what, rtol=RTOL, atol=ATOL)
