"""collapse_linear: two layers without squashing in between are one."""

import numpy as np
from checks import Mismatch, expect_close, expect_shape
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


@test_case(name="five examples come out the same through both", points=1)
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
    for example in x:
        through_both = (example @ W1 + b1) @ W2 + b2
        expect_close(example @ W + b, through_both, f"the example {example.tolist()} through your W and b", rtol=RTOL)
