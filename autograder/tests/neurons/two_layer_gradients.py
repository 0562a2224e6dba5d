"""two_layer_gradients: backpropagation through two layers, checked slope by slope and by nudging."""

import numpy as np
from checks import (
    as_parameters,
    expect_close,
    expect_new_result,
    expect_parameter_slopes,
    expect_parameters,
    expect_parameters_unchanged,
    expect_unchanged,
    precondition,
)
from otter.test_files import test_case

OK_FORMAT = False
name = "two_layer_gradients"
points = 6

# The way back computes them in this order, and each needs one thing more than the one before it.
ORDER = ("b2", "W2", "b1", "W1")
HINTS = {
    "b2": "Look at the slope of the loss at the sums of the LAST layer, before its sigmoid: b2's slopes are nothing "
    "but that, added up over the examples.",
    "W2": "So the slope at the last layer is right: W2's slopes are that, times what came INTO the layer, the hidden "
    "values.",
    "b1": "So the last layer is right: go on through W2 and through the hidden sigmoid, and add up over the examples.",
    "W1": "Only the last product is left: the slope at the first layer, times what came into it, x.",
}


def four_examples():
    """Return x, target and params of a network with three inputs, two hidden neurons and three outputs."""
    x = [[1.0, 0.0, -1.0], [0.5, -1.0, 2.0], [-1.0, 2.0, 0.5], [0.0, 1.5, 1.0]]
    target = [[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    params = {
        "W1": np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 1.5]]),
        "b1": np.array([0.5, -1.0]),
        "W2": np.array([[1.0, -1.5, 0.5], [-2.0, 0.5, 1.5]]),
        "b2": np.array([0.5, -1.0, 0.0]),
    }
    return np.array(x), np.array(target), params


@test_case(name="a dict with the names and the shapes of params", points=0.25)
def test_names_and_shapes(two_layer_gradients):
    x, target, params = four_examples()
    as_parameters(two_layer_gradients(x, target, params), params, "the gradient")


@test_case(name="nudging each of the 17 parameters agrees", points=0.75)
def test_nudged(two_layer_gradients):
    x, target, params = four_examples()
    nudged = {  # central differences with h = 1e-5, good to ten digits after the point
        "W1": [[0.0021849279, -0.0101481589], [-0.0035716497, 0.0107961847], [0.0213899570, -0.0127677842]],
        "b1": [0.0111945407, -0.0027804828],
        "W2": [[-0.0079611578, -0.0163423574, 0.0177038386], [0.0023015905, -0.0298539825, 0.0184443987]],
        "b2": [-0.0001695549, -0.0368102353, 0.0266802212],
    }
    arrays = {key: np.array(value) for key, value in nudged.items()}
    mistakes = [
        ("The mean is over all N * M = 12 numbers; yours divides by the 4 examples only.", {"b2": 3 * arrays["b2"]}),
        ("The mean is over all N * M = 12 numbers; yours divides by the 3 outputs only.", {"b2": 4 * arrays["b2"]}),
        ("Divide by N * M = 12: the loss is a mean, not a sum.", {"b2": 12 * arrays["b2"]}),
        (
            "Half as large as it should be: the slope of (out - target)**2 is 2 * (out - target).",
            {"b2": arrays["b2"] / 2},
        ),
        ("The sign is turned: the gradient points uphill in the loss. Take out - target.", {"b2": -arrays["b2"]}),
        (
            "The slope of the last sigmoid is missing: times out * (1 - out).",
            {"b2": [-0.0073490903, -0.2255257386, 0.1759550147]},
        ),
        (
            "out is already squashed: its slope is out * (1 - out), without another sigmoid.",
            {"b2": [-0.0007669053, -0.0556885922, 0.0375393689]},
        ),
        (
            "The 2 of the square and the slope of the last sigmoid are missing, and the mean is over N * M numbers.",
            {"b2": [-0.0110236354, -0.3382886079, 0.2639325221]},
        ),
        ("The biases are parameters, too, and have slopes.", {"b2": [0.0, 0.0, 0.0]}),
        ("Add the slopes up over the examples; the division is already in the mean.", {"b2": arrays["b2"] / 4}),
        (
            "The slope of the hidden sigmoid is missing: times hidden * (1 - hidden).",
            {"b1": [0.0683859086, 0.0219543240]},
        ),
        (
            "hidden is already squashed: its slope is hidden * (1 - hidden), without another sigmoid.",
            {"b1": [0.0162875218, 0.0049283007]},
        ),
    ]
    result = two_layer_gradients(x, target, params)
    expect_parameter_slopes(
        result, arrays, "the gradient", order=ORDER, rtol=1e-6, atol=1e-9, mistakes=mistakes, hints=HINTS
    )


def some(rng, examples, inputs, hidden, outputs):
    """Return x, target and params of the given sizes."""
    params = {
        "W1": rng.normal(0, 1, (inputs, hidden)),
        "b1": rng.normal(0, 1, hidden),
        "W2": rng.normal(0, 1, (hidden, outputs)),
        "b2": rng.normal(0, 1, outputs),
    }
    return rng.normal(0, 1, (examples, inputs)), rng.uniform(0, 1, (examples, outputs)), params


def compared(two_layer_gradients, x, target, params, rtol=5e-9, atol=1e-10):
    from solutions.neurons import two_layer_gradients as reference

    wanted = reference(x, target, params)
    result = two_layer_gradients(x, target, params)
    # nudging with h = 1e-5 is good to 1e-11 here, a right rule to 1e-17, and float32 to 1e-9
    expect_parameter_slopes(result, wanted, "the gradient", order=ORDER, rtol=rtol, atol=atol)


def nudged_slopes(x, target, params, h):
    """Return the central differences of the loss for every number of every parameter."""
    from solutions.neurons import mse, two_layer

    slopes = {key: np.zeros(value.shape) for key, value in params.items()}
    for key, value in params.items():
        for place in np.ndindex(value.shape):
            losses = []
            for nudge in (h, -h):
                moved = {other: array.copy() for other, array in params.items()}
                moved[key][place] += nudge
                losses.append(mse(two_layer(x, moved), target))
            slopes[key][place] = (losses[0] - losses[1]) / (2 * h)
    return slopes


@test_case(name="two of everything: a wrong transpose raises no error here", points=0.25)
def test_two_of_each(two_layer_gradients):
    x, target = np.array([[1.0, -1.0], [0.5, 2.0]]), np.array([[1.0, 0.0], [0.25, 0.5]])
    params = {
        "W1": np.array([[1.0, -0.5], [0.25, 2.0]]),
        "b1": np.array([0.5, -1.0]),
        "W2": np.array([[1.5, -1.0], [0.5, 2.0]]),
        "b2": np.array([-0.5, 0.25]),
    }
    given = [x, target, params]
    before = [x.copy(), target.copy(), {key: value.copy() for key, value in params.items()}]
    nudged = {  # central differences with h = 1e-5
        "W1": np.array([[-0.0142569335, 0.0040697966], [0.0311012081, 0.0059814259]]),
        "b1": np.array([-0.0108880786, 0.0060800411]),
        "W2": np.array([[0.0085837222, 0.0550873878], [0.0422815550, 0.0239462432]]),
        "b2": np.array([0.0086515960, 0.0696237637]),
    }
    mistakes = [
        ("The slopes of W2 are transposed: W2[h, m] leads from h to m.", {"W2": nudged["W2"].T}),
        ("The slopes of W1 are transposed: W1[d, h] leads from d to h.", {"W1": nudged["W1"].T}),
    ]
    result = two_layer_gradients(*given)
    expect_parameter_slopes(
        result, nudged, "the gradient", order=ORDER, rtol=1e-7, atol=1e-9, mistakes=mistakes, hints=HINTS
    )
    expect_unchanged(before[0], x, "the array x")
    expect_unchanged(before[1], target, "the array target")
    expect_parameters_unchanged(before[2], params)
    far = two_layer_gradients(x, 100 * target - 40, params)  # its loss is some thousands
    nudged_far = [-5.215009464896, 4.01098329958]
    expect_close(far["b2"], nudged_far, "the slopes of b2 for the target times 100, minus 40,", rtol=1e-6)
    turned = {name: params[name] for name in ("b2", "W2", "b1", "W1")}
    what = "the gradient for the same params in another order"
    result = two_layer_gradients(x, target, turned)
    expect_parameter_slopes(result, nudged, what, order=ORDER, rtol=1e-7, atol=1e-9, hints=HINTS)


@test_case(name="XOR in bytes: slopes are no whole numbers", points=0.25)
def test_xor_in_bytes(two_layer_gradients):
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.uint8)
    target = np.array([[0], [1], [1], [0]], dtype=np.uint8)
    params = {
        "W1": np.array([[1.0, -1.0], [0.5, 1.5]]),
        "b1": np.array([0.0, 0.5]),
        "W2": np.array([[2.0], [-1.0]]),
        "b2": np.array([-0.5]),
    }
    nudged = {
        "W1": np.array([[0.0053014941, -0.0044886196], [-0.0097526319, -0.0071771640]]),
        "b1": np.array([0.0033069330, -0.0112515859]),
        "W2": np.array([[0.0166650997], [0.0149713532]]),
        "b2": np.array([0.0228852772]),
    }
    result = two_layer_gradients(x, target, params)
    expect_parameter_slopes(result, nudged, "the gradient", order=ORDER, rtol=1e-7, atol=1e-9, hints=HINTS)


@test_case(
    name="every slope of every parameter agrees with a nudge",
    points=1,
    hidden=True,
    failure_message="Nudge a parameter by 1e-5 up and down, divide the change of the loss by 2e-5, and compare with "
    "your slope: first for b2, then W2, b1 and W1, the order of the way back.",
)
def test_every_parameter(two_layer_gradients):
    rng = np.random.default_rng(671)
    for sizes in ((5, 2, 4, 1), (3, 4, 2, 5)):
        x, target, params = some(rng, *sizes)
        wanted = nudged_slopes(x, target, params, 1e-5)
        result = two_layer_gradients(x, target, params)
        expect_parameter_slopes(result, wanted, "the gradient", order=ORDER, rtol=1e-5, atol=1e-9)


@test_case(
    name="any number of examples, inputs, hidden neurons and outputs",
    points=0.75,
    hidden=True,
    failure_message="The loss is the mean over ALL N * M numbers of the output, and its slopes are added up over the "
    "examples.",
)
def test_sizes(two_layer_gradients):
    rng = np.random.default_rng(678)
    for sizes in ((70, 3, 2, 1), (2, 2, 20, 1)):
        compared(two_layer_gradients, *some(rng, *sizes))
    rng = np.random.default_rng(672)
    for sizes in ((6, 3, 5, 2), (2, 4, 3, 7), (20, 2, 6, 1)):
        x, target, params = some(rng, *sizes)
        compared(two_layer_gradients, x, target, params)
        compared(two_layer_gradients, x[::-1] + 0.25, target, params)  # other examples
    compared(two_layer_gradients, x, 1 - target, params)
    # a target may lie far from 0 and 1: then slopes are above 10
    compared(two_layer_gradients, x, 900 * target - 400, params, rtol=1e-5, atol=1e-4)
    far = params | {"b2": np.where(params["b2"] > 0, 20.0, -20.0)}  # far out the slopes are next to nothing
    compared(two_layer_gradients, x, target, far)
    for name in ("b1", "b2"):  # and further out they are 0, never nan
        far = params | {name: np.where(params[name] > 0, 900.0, -900.0)}
        compared(two_layer_gradients, x, target, far)
    for name, value in params.items():  # one parameter after the other is another, and the order of names as well
        compared(two_layer_gradients, x, target, {name: value - 0.5} | params | {name: value - 0.5})
    # steep and gentle slopes: W1's are up to 5 here, then a millionth of that
    x, target, params = some(rng, 3, 2, 2, 1)
    params |= {"W1": params["W1"] / 20, "b1": np.zeros(2), "W2": np.array([[12.0], [-12.0]])}
    # the third powers of x = 15 leave the nudge an error of some 1e-7
    compared(two_layer_gradients, 15 * x, target, params, rtol=1e-5)
    compared(two_layer_gradients, 1e-3 * x, target, params | {"W2": 1e-3 * params["W2"]})


@test_case(
    name="as many examples as inputs, hidden neurons and outputs",
    points=0.75,
    hidden=True,
    failure_message="With all sizes equal a wrong transpose raises no error, it is only wrong. Each slope has the "
    "place of the number it belongs to: W1[d, h] leads from the input d to the hidden neuron h.",
)
def test_equal_sizes(two_layer_gradients):
    rng = np.random.default_rng(673)
    for size in (2, 3, 4):
        compared(two_layer_gradients, *some(rng, size, size, size, size), rtol=1e-6, atol=1e-8)


@test_case(
    name="one example, one hidden neuron, one output",
    points=0.75,
    hidden=True,
    failure_message="Also where a size is 1 each slope has the shape of its parameter: b1 is (H,), W2 is (H, M), no "
    "axis more and none less.",
)
def test_ones(two_layer_gradients):
    rng = np.random.default_rng(674)
    for sizes in ((1, 3, 4, 2), (4, 2, 1, 3), (3, 1, 2, 1), (1, 1, 1, 1)):
        compared(two_layer_gradients, *some(rng, *sizes), rtol=1e-6, atol=1e-8)


@test_case(
    name="whole numbers in x and in the target, as in XOR",
    points=0.5,
    hidden=True,
    failure_message="x and the target may hold whole numbers, bytes too: an array of their type cuts slopes down to 0.",
)
def test_whole_numbers(two_layer_gradients):
    from solutions.neurons import two_layer_gradients as reference

    rng = np.random.default_rng(675)
    for dtype in (np.int64, np.uint8):
        _, _, params = some(rng, 1, 2, 3, 1)
        x, target = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=dtype), np.array([[0], [1], [1], [0]], dtype=dtype)
        wanted = reference(x.astype(float), target.astype(float), params)
        result = two_layer_gradients(x, target, params)
        expect_parameter_slopes(result, wanted, "the gradient", order=ORDER, rtol=1e-7, atol=1e-9)
    _, target, params = some(rng, 3, 2, 3, 2)
    params["W1"] = params["W1"] / 500
    x = np.array([[300, -2], [-260, 100], [7, 256]])
    with precondition():
        compared(two_layer_gradients, x.astype(float), target, params, rtol=1e-4)
    compared(two_layer_gradients, x, target, params, rtol=1e-4)


@test_case(
    name="x, target and params are the same afterwards",
    points=0.5,
    hidden=True,
    failure_message="What you were given has changed: out -= target and params[...] = ... work inside the caller's "
    "arrays and dict.",
)
def test_unchanged(two_layer_gradients):
    x, target, params = some(np.random.default_rng(676), 4, 2, 3, 2)
    old_x, old_target = x.copy(), target.copy()
    old_params = {key: value.copy() for key, value in params.items()}
    compared(two_layer_gradients, x, target, params)
    expect_unchanged(old_x, x, "the array x")
    expect_unchanged(old_target, target, "the array target")
    expect_parameters_unchanged(old_params, params)


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(two_layer_gradients):
    from solutions.neurons import two_layer_gradients as reference

    inputs = [some(np.random.default_rng(677), 3, 2, 4, 2)]
    expect_new_result(expect_parameters, two_layer_gradients, reference, inputs, "the gradient", rtol=1e-6, atol=1e-9)
