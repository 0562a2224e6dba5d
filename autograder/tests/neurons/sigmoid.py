"""sigmoid: every number squashed to between 0 and 1, near and far."""

import numpy as np
from checks import expect_close, expect_new_result, expect_no_warning, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "sigmoid"
points = 4

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


@test_case(
    name="numbers, and arrays of one, two and three axes",
    points=0.75,
    hidden=True,
    failure_message="1 / (1 + e**(-x)) for every element by itself, in float64; the result has the shape of x, and a "
    "number gives a number.",
)
def test_shapes(sigmoid):
    from solutions.neurons import sigmoid as reference

    rng = np.random.default_rng(601)
    for shape in ((1,), (9,), (3, 4), (1, 1), (2, 3, 4), (3, 4), (2, 3, 4)):
        x = rng.uniform(-12, 12, shape)
        expect_close(sigmoid(x.copy()), reference(x), f"the sigmoid of an array of shape {shape}", atol=ATOL)
    for number in (-2.5, 3, np.float64(0.75), 0, 4e-10, -7e-10):
        expect_close(sigmoid(number), reference(number), "the sigmoid of a number", atol=ATOL)


@test_case(
    name="lists, whole numbers and bytes",
    points=0.75,
    hidden=True,
    failure_message="Make floats first: a list has no minus sign, and in bytes (uint8) -1 is 255.",
)
def test_whole_numbers(sigmoid):
    from solutions.neurons import sigmoid as reference

    values = np.array([[0, 1, 2], [5, 9, 30]])
    for dtype in (np.uint8, np.int8, np.int64, np.uint16, np.int16, np.uint32, np.int32):
        result = sigmoid(values.astype(dtype))
        expect_close(result, reference(values), "the sigmoid of whole numbers", atol=ATOL)
        ends = 100, max(np.iinfo(dtype).min, -128)
        result = sigmoid(np.array(ends, dtype=dtype))
        expect_close(result, reference(ends), "the sigmoid of whole numbers", atol=ATOL)
    truths = np.array([True, False])
    expect_close(sigmoid(truths), reference([1, 0]), "the sigmoid of True and False", atol=ATOL)
    expect_close(sigmoid([-1, 0.5, 2]), reference([-1, 0.5, 2]), "the sigmoid of a list", atol=ATOL)
    expect_close(sigmoid([[1, 2], [3, -4]]), reference([[1, 2], [3, -4]]), "the sigmoid of two rows", atol=ATOL)


@test_case(
    name="far out, up to 1000 on both sides",
    points=0.5,
    hidden=True,
    failure_message="At 1000 the sigmoid is 1 and at -1000 it is 0: e**1000 is more than a float holds, e**(-1000) is "
    "not. And cutting x off, if at all, comes later than at 30.",
)
def test_far_out(sigmoid):
    from solutions.neurons import sigmoid as reference

    xs = np.array([-1000.0, -710.0, -40.0, -22.0, 0.0, 16.0, 22.0, 40.0, 710.0, 1000.0])
    expect_close(sigmoid(xs.copy()), reference(xs), "the sigmoid far out", atol=ATOL)
    expect_close([sigmoid(-1000.0), sigmoid(1000.0)], [0, 1], "the sigmoid of -1000 and of 1000", atol=1e-14)


@test_case(
    name="no warning up to 1000 on both sides",
    points=0.5,
    hidden=True,
    failure_message="The number is right, but on the way e**1000 overflows and NumPy warns: use e**(-|x|), which "
    "cannot overflow.",
)
def test_no_warning(sigmoid):
    xs = np.array([-1000.0, -720.0, 0.0, 720.0, 1000.0])
    expect_close(sigmoid(xs.copy()), [0, 0, 0.5, 1, 1], "the sigmoid far out", atol=ATOL)
    expect_close(sigmoid(-1000.0), 0, "the sigmoid of -1000", atol=ATOL)
    expect_close(expect_no_warning(sigmoid, xs), [0, 0, 0.5, 1, 1], "the sigmoid far out", atol=ATOL)
    expect_close(expect_no_warning(sigmoid, -1000.0), 0, "the sigmoid of -1000", atol=ATOL)
    expect_close(expect_no_warning(sigmoid, [-1000, 1000.0]), [0, 1], "the sigmoid of a list", atol=ATOL)


@test_case(
    name="what goes in is the same afterwards",
    points=0.25,
    hidden=True,
    failure_message="You changed the array that you were given: work on something new.",
)
def test_unchanged(sigmoid):
    from solutions.neurons import sigmoid as reference

    before = np.array([[-1000.0, -1.5, 0.0], [0.25, 3.0, 1000.0]])
    x = before.copy()
    expect_close(sigmoid(x), reference(before), "the sigmoid", atol=ATOL)
    expect_unchanged(before, x, "the array x")
    values = [0.5, -1.5, 2.0]
    expect_close(sigmoid(values), reference([0.5, -1.5, 2.0]), "the result for a list", atol=ATOL)
    expect_unchanged([0.5, -1.5, 2.0], values, "the list x")


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(sigmoid):
    from solutions.neurons import sigmoid as reference

    inputs = [(np.array([-1.5, 0.5]),), (np.array([[3.0, -2.0], [0.25, 1.0]]),), ([1.0, -1.0, 2.0],)]
    expect_new_result(expect_close, sigmoid, reference, inputs, "the sigmoid", atol=ATOL)
