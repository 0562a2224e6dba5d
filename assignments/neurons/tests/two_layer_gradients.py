"""two_layer_gradients: backpropagation through two layers, checked slope by slope and by nudging."""

import numpy as np
from checks import as_parameters, expect_close, expect_parameter_slopes, expect_parameters_unchanged, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "two_layer_gradients"
points = 1.5

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
