"""sigmoid_gradient: the slope of the sigmoid, at its input."""

import numpy as np
from checks import expect_close, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "sigmoid_gradient"
points = 1

RTOL, ATOL = 1e-6, 1e-12  # 1 - s loses digits far out; a forward nudge of 1e-3 errs by 1e-4


@test_case(name="0 gives 1/4, the steepest place", points=0.25)
def test_middle(sigmoid_gradient):
    mistakes = [
        ("x * (1 - x) takes x for the OUTPUT of the sigmoid. x is its input: compute s = sigmoid(x) first.", 0.0),
        ("That is the height of the sigmoid, not its slope.", 0.5),
        ("That is the slope of tanh.", 1.0),
        ("The slope goes up, it is positive.", -0.25),
    ]
    expect_close(sigmoid_gradient(0.0), 0.25, "the slope at 0", rtol=RTOL, atol=ATOL, mistakes=mistakes)
    expect_close(sigmoid_gradient(5e-4), 0.24999998437500065, "the slope at 0.0005, by the rule,", rtol=1e-11)


@test_case(name="the nudge agrees at -3, 0.5 and 2", points=0.25)
def test_nudged(sigmoid_gradient):
    x = np.array([-3.0, 0.5, 2.0])
    nudged = [0.04517665973091, 0.23500371220159, 0.10499358540351]  # a central difference with h = 1e-5
    mistakes = [
        (
            "x * (1 - x) takes x for the OUTPUT of the sigmoid. x is its input: compute s = sigmoid(x) first.",
            x * (1 - x),
        ),
        ("That is the height of the sigmoid, not its slope.", [0.0474258732, 0.6224593312, 0.8807970780]),
        ("That is the slope of tanh.", 1 - np.tanh(x) ** 2),
        ("Squashed twice: s is already the output of the sigmoid.", [0.2498594768, 0.2272660918, 0.2071562295]),
        ("The slope is upside down: the sigmoid rises everywhere.", [-0.0451766597, -0.2350037122, -0.1049935854]),
    ]
    result = sigmoid_gradient(x)
    expect_close(result, nudged, "the slope at [-3, 0.5, 2]", rtol=1e-6, atol=1e-9, mistakes=mistakes)


@test_case(name="at -800 and at 800 the slope is 0, never nan", points=0.25)
def test_asleep(sigmoid_gradient):
    result = sigmoid_gradient(np.array([-800.0, -14.0, 14.0, 800.0]))
    far = 8.315266e-07  # at 14 on either side
    expect_close(result, [0, far, far, 0], "the slope at [-800, -14, 14, 800], by the rule,", rtol=RTOL, atol=ATOL)


@test_case(name="bytes, and a list, which is the same afterwards", points=0.25)
def test_bytes_and_list(sigmoid_gradient):
    right = [0.25, 0.19661193324148188, 0.045176659730912]
    result = sigmoid_gradient(np.array([0, 1, 3], dtype=np.uint8))
    expect_close(result, right, "the slope at the bytes [0, 1, 3]", rtol=1e-9)
    result = sigmoid_gradient(np.array([-250, 256, 1]))
    expect_close(result, [0, 0, right[1]], "the slope at the whole numbers [-250, 256, 1]", rtol=1e-9, atol=1e-9)
    values = [0, 1, 3]
    expect_close(sigmoid_gradient(values), right, "the slope at the list [0, 1, 3], by the rule,", rtol=1e-12)
    expect_unchanged([0, 1, 3], values, "the list x")
