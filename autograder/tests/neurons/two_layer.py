"""two_layer: a network of two layers, squashed after each."""

import numpy as np
from checks import (
    because,
    expect_close,
    expect_new_result,
    expect_parameters_unchanged,
    expect_shape,
    expect_unchanged,
)
from otter.test_files import test_case

OK_FORMAT = False
name = "two_layer"
points = 4

RTOL, ATOL = 1e-9, 1e-12


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


def some(rng, examples, inputs, hidden, outputs):
    """Return x and params of the given sizes."""
    params = {
        "W1": rng.normal(0, 1, (inputs, hidden)),
        "b1": rng.normal(0, 1, hidden),
        "W2": rng.normal(0, 1, (hidden, outputs)),
        "b2": rng.normal(0, 1, outputs),
    }
    return rng.normal(0, 1, (examples, inputs)), params


def compared(two_layer, x, params):
    from solutions.neurons import two_layer as reference

    wanted = reference(x.astype(float), params)
    expect_close(two_layer(x, params), wanted, "the output of the network", rtol=RTOL, atol=ATOL)


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


@test_case(
    name="any number of examples, inputs, hidden neurons and outputs",
    points=0.75,
    hidden=True,
    failure_message="The outputs of the first layer, squashed, are the inputs of the second, which is squashed "
    "again. All sizes come from the arrays, and bytes are inputs like others.",
)
def test_sizes(two_layer):
    rng = np.random.default_rng(651)
    for sizes in ((5, 2, 3, 4), (2, 7, 4, 3), (70, 3, 5, 2), (2, 70, 40, 3)):
        x, params = some(rng, *sizes)
        compared(two_layer, x, copied(params))
        compared(two_layer, x[::-1] + 0.25, copied(params))  # other examples through the same network
        for name, value in params.items():  # one parameter after the other is another, and the order of names as well
            compared(two_layer, x, {name: value - 0.5} | params | {name: value - 0.5})
        compared(two_layer, x, params | {"b2": np.where(params["b2"] > 0, 45.0, -45.0)})
    compared(two_layer, np.array([[300, -2], [-260, 1000]]), {k: v / 500 for k, v in some(rng, 1, 2, 3, 2)[1].items()})
    # bytes, and sums of up to a thousand
    _, params = some(rng, 1, 3, 4, 2)
    compared(two_layer, rng.integers(0, 256, (5, 3), dtype=np.uint8), params | {"W1": 4 * params["W1"]})
    _, params = some(rng, 1, 2, 3, 2)
    compared(two_layer, np.array([[0.5, -1.0], [2.0, 0.25]]), params | {"W2": 20 * params["W2"]})
    whole = {"W1": np.array([[1, -2, 0], [3, 1, -1]]), "b1": np.array([0, 1, -1]), "b2": np.array([1, -2])}
    with because("With floats it is right: weights and biases may be whole numbers as well."):
        compared(two_layer, np.array([[0.5, -1.0], [2.0, 0.25]]), params | whole)


@test_case(
    name="as many examples as inputs, hidden neurons and outputs",
    points=0.75,
    hidden=True,
    failure_message="With all sizes equal an exchange raises no error, it is only wrong: W1 and b1 first, columns are "
    "neurons, rows are examples.",
)
def test_equal_sizes(two_layer):
    rng = np.random.default_rng(652)
    for size in (2, 3, 4):
        compared(two_layer, *some(rng, size, size, size, size))


@test_case(
    name="one example, one hidden neuron, one output",
    points=0.5,
    hidden=True,
    failure_message="The result has shape (N, M) also when N or M is 1: no axis is dropped.",
)
def test_ones(two_layer):
    rng = np.random.default_rng(653)
    for sizes in ((1, 3, 4, 2), (4, 2, 3, 1), (3, 2, 1, 2), (1, 1, 1, 1)):
        compared(two_layer, *some(rng, *sizes))


@test_case(
    name="x and params are the same afterwards",
    points=0.75,
    hidden=True,
    failure_message="What you were given has changed: keep the hidden values in a variable of your own, not in "
    "params, and make new arrays.",
)
def test_unchanged(two_layer):
    x, params = some(np.random.default_rng(654), 3, 2, 3, 3)
    old_x, old_params = x.copy(), {key: value.copy() for key, value in params.items()}
    compared(two_layer, x, params)
    expect_unchanged(old_x, x, "the array x")
    expect_parameters_unchanged(old_params, params)


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(two_layer):
    from solutions.neurons import two_layer as reference

    inputs = [some(np.random.default_rng(655), *sizes) for sizes in ((3, 2, 4, 2), (1, 1, 1, 1))]
    expect_new_result(expect_close, two_layer, reference, inputs, "the output of the network", rtol=RTOL, atol=ATOL)
