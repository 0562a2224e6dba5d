"""collapse_linear: two layers without squashing in between are one."""

import numpy as np
from checks import Mismatch, expect_close, expect_shape, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "collapse_linear"
points = 1

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
