"""sigmoid_gradient: the slope of the sigmoid, at its input."""

import numpy as np
from checks import because, expect_close, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "sigmoid_gradient"
points = 4

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


@test_case(
    name="numbers, and arrays of one, two and three axes",
    points=0.75,
    hidden=True,
    failure_message="s * (1 - s) with s = sigmoid(x), for every element by itself, and not by nudging; the result "
    "has the shape of x.",
)
def test_shapes(sigmoid_gradient):
    from solutions.neurons import sigmoid_gradient as reference

    rng = np.random.default_rng(611)
    for shape in ((1,), (9,), (3, 4), (1, 1), (2, 3, 4), (3, 4), (2, 3, 4)):
        x = rng.uniform(-9, 9, shape)
        expect_close(sigmoid_gradient(x.copy()), reference(x), "the slope", rtol=RTOL, atol=ATOL)
    for number in (-2.5, 3, np.float64(0.75), 1, 4e-4):
        expect_close(sigmoid_gradient(number), reference(number), "the slope at a number", rtol=RTOL, atol=ATOL)
    # near the middle the rule is right to 1e-15, and a nudge to 1e-11 at best
    x = np.append(rng.uniform(-3, 3, 30), [0.0, 4e-4, -2e-5])
    expect_close(sigmoid_gradient(x.copy()), reference(x), "the slope", rtol=1e-12)


@test_case(
    name="lists, whole numbers and bytes",
    points=0.75,
    hidden=True,
    failure_message="Make floats first: a list has no minus sign, and in bytes (uint8) -1 is 255.",
)
def test_whole_numbers(sigmoid_gradient):
    from solutions.neurons import sigmoid_gradient as reference

    values = np.array([[0, 1, 2], [5, 9, 12]])
    for dtype in (np.uint8, np.int8, np.int64, np.uint16, np.int16, np.uint32, np.int32):
        result = sigmoid_gradient(values.astype(dtype))
        expect_close(result, reference(values), "the slope at whole numbers", rtol=RTOL, atol=ATOL)
        ends = 100, max(np.iinfo(dtype).min, -128)
        result = sigmoid_gradient(np.array(ends, dtype=dtype))
        expect_close(result, reference(ends), "the slope at whole numbers", rtol=RTOL, atol=ATOL)
    expect_close(sigmoid_gradient(np.array([256, -250])), [0, 0], "the slope at whole numbers", atol=ATOL)
    expect_close(sigmoid_gradient([-1, 0.5, 2]), reference([-1, 0.5, 2]), "the slopes of a list", rtol=RTOL, atol=ATOL)


@test_case(
    name="far out, up to 1000 on both sides",
    points=0.75,
    hidden=True,
    failure_message="Far out the sigmoid is flat: at 1000 and at -1000 the slope is 0, and never nan. Build it from "
    "your own sigmoid.",
)
def test_far_out(sigmoid_gradient):
    from solutions.neurons import sigmoid_gradient as reference

    xs = np.array([-1000.0, -710.0, -40.0, -22.0, -15.0, 0.0, 15.0, 22.0, 40.0, 710.0, 1000.0])
    expect_close(sigmoid_gradient(xs.copy()), reference(xs), "the slope far out", rtol=RTOL, atol=ATOL)
    ends = [sigmoid_gradient(-1000.0), sigmoid_gradient(1000.0)]
    expect_close(ends, [0, 0], "the slope at -1000 and at 1000", atol=ATOL)
    with because("Far out the slope is 0: if x is cut off, it is later than at 30."):
        expect_close(ends, [0, 0], "the slope at -1000 and at 1000", atol=1e-14)


@test_case(
    name="what goes in is the same afterwards",
    points=0.5,
    hidden=True,
    failure_message="You changed the array that you were given: work on something new.",
)
def test_unchanged(sigmoid_gradient):
    from solutions.neurons import sigmoid_gradient as reference

    before = np.array([[-20.0, -1.5, 0.0], [0.25, 3.0, 8.0]])
    x = before.copy()
    expect_close(sigmoid_gradient(x), reference(before), "the slope", rtol=RTOL, atol=ATOL)
    expect_unchanged(before, x, "the array x")
    values = [0.5, -1.5, 2.0]
    expect_close(sigmoid_gradient(values), reference([0.5, -1.5, 2.0]), "the result for a list", rtol=RTOL, atol=ATOL)
    expect_unchanged([0.5, -1.5, 2.0], values, "the list x")


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(sigmoid_gradient):
    from solutions.neurons import sigmoid_gradient as reference

    inputs = [(np.array([-1.5, 0.5]),), (np.array([[3.0, -2.0], [0.25, 1.0]]),), ([1.0, -1.0, 2.0],)]
    expect_new_result(expect_close, sigmoid_gradient, reference, inputs, "the slope", rtol=RTOL, atol=ATOL)
