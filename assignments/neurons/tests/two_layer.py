"""two_layer: a network of two layers, squashed after each."""

import numpy as np
from checks import expect_close, expect_parameters_unchanged, expect_shape, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "two_layer"
points = 1


@test_case(name="three examples, two outputs: the shape is (3, 2)", points=0.125)
def test_shape(two_layer):
    params = {"W1": np.full((4, 5), 0.1), "b1": np.zeros(5), "W2": np.full((5, 2), -0.2), "b2": np.ones(2)}
    expect_shape(two_layer(np.ones((3, 4)), params), (3, 2), "the output of the network")


@test_case(name="one example by hand", points=0.375)
def test_by_hand(two_layer):
    # 1 * 1 + 2 * (-0.5) + 0 = 0 and 1 * 0.5 + 2 * 0.5 - 1.5 = 0: both hidden neurons give 0.5,
    # and 0.5 * 4 + 0.5 * 2 - 1 = 2
    params = {
        "W1": np.array([[1.0, 0.5], [-0.5, 0.5]]),
        "b1": np.array([0.0, -1.5]),
        "W2": np.array([[4.0], [2.0]]),
        "b2": np.array([-1.0]),
    }
    mistakes = [
        (
            "Both hidden neurons should give 0.5, and give 0: put a sigmoid after EACH of the two layers.",
            [[0.2689414214]],
        ),
        ("Squash the output, too: a sigmoid after EACH of the two layers.", [[2.0]]),
        ("Nothing is squashed: a sigmoid after each of the two layers.", [[-1.0]]),
        ("Those are the outputs of the hidden layer: send them through the second one.", [[0.5, 0.5]]),
        ("The first layer's bias b1 is missing.", [[0.9330897332]]),
        ("The second layer's bias b2 is missing.", [[0.9525741268]]),
        ("The output is squashed once too often.", [[0.7069873680]]),
    ]
    result = two_layer(np.array([[1.0, 2.0]]), copied(params))
    expect_close(result, [[0.8807970780]], "the output for the example [1, 2]", atol=1e-8, mistakes=mistakes)
    far = copied(params) | {"b1": np.array([1000.0, -1000.0])}  # the hidden neurons give 1 and 0
    result = two_layer(np.array([[1.0, 2.0]]), far)
    expect_close(result, [[0.9525741268]], "the output for the example [1, 2] where b1 is [1000, -1000]", atol=1e-8)
    whole = copied(params) | {"b1": np.array([0, -1]), "W2": np.array([[40], [-30]])}
    what = "the output for the example [1, 2] where b1 is [0, -1] and W2 is [[40], [-30]], whole numbers,"
    expect_close(two_layer(np.array([[1.0, 2.0]]), whole), [[0.58083937694608]], what, atol=1e-8)
    result = two_layer(np.array([[-300, 300]]), copied(params))
    expect_close(result, [[0.34634395]], "the output for the whole numbers [-300, 300]", atol=1e-8)


def copied(params):
    """Return the same params in arrays of their own."""
    return {name: value.copy() for name, value in params.items()}


@test_case(name="two of everything: a wrong transpose raises no error here", points=0.25)
def test_two_of_each(two_layer):
    # computed step by step with a calculator: hidden [[0.7773, 0.0293], [0.8176, 0.9399]]
    right = [[0.6638739161804036, 0.3849298066204156], [0.767869198032, 0.787889790313]]
    x, params = two_by_two()
    expect_close(two_layer(x.copy(), copied(params)), right, "the output of the network", rtol=1e-9, atol=1e-10)
    turned = {name: params[name] for name in ("b2", "W2", "b1", "W1")}
    what = "the output for the same params in another order"
    expect_close(two_layer(x, turned), right, what, rtol=1e-9, atol=1e-10)


def two_by_two():
    """Return two examples, and params of a network with two inputs, two hidden neurons and two outputs."""
    params = {
        "W1": np.array([[1.0, -0.5], [0.25, 2.0]]),
        "b1": np.array([0.5, -1.0]),
        "W2": np.array([[1.5, -1.0], [0.5, 2.0]]),
        "b2": np.array([-0.5, 0.25]),
    }
    return np.array([[1.0, -1.0], [0.5, 2.0]]), params


@test_case(name="x and params keep their values and their names", points=0.25)
def test_given_arrays(two_layer):
    (x, params), (old_x, old_params) = two_by_two(), two_by_two()
    expect_shape(two_layer(x, params), (2, 2), "the output of the network")
    expect_unchanged(old_x, x, "the array x")
    expect_parameters_unchanged(old_params, params)
