"""sigmoid: every number squashed to between 0 and 1, near and far."""

import numpy as np
from checks import expect_close, expect_no_warning, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "sigmoid"
points = 1

ATOL = 1e-12  # the stable forms differ from each other by 1e-16; float32 is off by 1e-8


@test_case(name="0 gives 0.5", points=0.125)
def test_middle(sigmoid):
    mistakes = [
        ("1 / 1 + e**(-x) is 1 + e**(-x): the whole divisor needs brackets.", 2.0),
    ]
    expect_close(sigmoid(0.0), 0.5, "sigmoid(0.0)", atol=ATOL, mistakes=mistakes)
    expect_close(sigmoid(8e-10), 0.5000000002, "sigmoid(8e-10)", atol=ATOL)


@test_case(name="the curve from -10 to 10", points=0.25)
def test_curve(sigmoid):
    xs = np.array([-10.0, -3.0, -0.1, 1.0, 10.0])
    right = np.array(
        [4.5397868702434395e-05, 0.04742587317756678, 0.47502081252106, 0.7310585786300049, 0.999954602131]
    )
    mistakes = [
        ("Upside down: large numbers give 1. Look at the sign in e**(-x).", 1 - right),
        (
            "That makes the whole list add up to 1; sigmoid treats every number by itself.",
            np.exp(xs) / np.exp(xs).sum(),
        ),
        ("That is the tanh, which squashes to between -1 and 1.", np.tanh(xs)),
        ("A step has no slope to learn from: the sigmoid rises smoothly.", xs > 0),
    ]
    expect_close(sigmoid(xs), right, "the sigmoid of [-10, -3, -0.1, 1, 10]", atol=1e-9, mistakes=mistakes)


@test_case(name="sigmoid(-x) is 1 - sigmoid(x)", points=0.125)
def test_symmetry(sigmoid):
    xs = np.array([0.25, 1.0, 2.5, 7.0])
    right = np.asarray(sigmoid(xs), dtype=float)
    expect_close(sigmoid(-xs), 1 - right, "the sigmoid of -x", atol=ATOL)
    expect_close(right > 0.5, [1, 1, 1, 1], "whether the sigmoid of a positive number is above 0.5")


@test_case(name="at -800 and at 800 it is 0 and 1, without an error or a warning", points=0.25)
def test_large(sigmoid):
    result = expect_no_warning(sigmoid, np.array([-800.0, -15.0, 0.5, 15.0, 800.0]))
    right = [0, 3.0590222692562472e-07, 0.6224593312018546, 0.9999996940977731, 1]
    mistakes = [
        ("e**x / (1 + e**x) is inf / inf at 800: use e**(-|x|), which cannot overflow.", [0, right[1], right[2], 1, 0])
    ]
    expect_close(result, right, "the sigmoid of [-800, -15, 0.5, 15, 800]", atol=ATOL, mistakes=mistakes)


@test_case(name="bytes, and a list, which is the same afterwards", points=0.25)
def test_bytes_and_list(sigmoid):
    right = [0.5, 0.9525741268224334, 0.9820137900379085]
    mistakes = [("In bytes -3 is 253: make floats before you turn the sign.", [0.5, 0, 0])]
    result = sigmoid(np.array([0, 3, 4], dtype=np.uint8))
    expect_close(result, right, "the sigmoid of the bytes [0, 3, 4]", atol=ATOL, mistakes=mistakes)
    for kind in ("int16", "uint16"):
        result = sigmoid(np.array([0, 3, 4], dtype=kind))
        expect_close(result, right, f"the sigmoid of [0, 3, 4] in the dtype {kind}", atol=ATOL)
    result = sigmoid(np.array([-128, 0, 127], dtype=np.int8))
    expect_close(result, [0, 0.5, 1], "the sigmoid of [-128, 0, 127] in the dtype int8", atol=ATOL)
    truths = np.array([False, True])
    expect_close(sigmoid(truths), [0.5, 0.7310585786300049], "the sigmoid of False and True", atol=ATOL)
    values = [0, 3, 4]
    expect_close(sigmoid(values), right, "the sigmoid of the list [0, 3, 4]", atol=ATOL)
    expect_unchanged([0, 3, 4], values, "the list x")
