"""neuron: inputs times weights, added up, plus the bias, squashed."""

import math

import numpy as np
from checks import expect_close, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "neuron"
points = 2

RTOL, ATOL = 1e-9, 1e-12


@test_case(name="1 * 0.5 + 2 * (-0.25) + 3 * 0.5 - 0.5 is 1, squashed 0.7310585786", points=0.125)
def test_by_hand(neuron):
    mistakes = [
        ("That is the sum before squashing: the output is between 0 and 1.", 1.0),
        ("The bias is missing.", 0.8175744762),
        ("The bias was added after squashing: add it to the sum, then squash.", 0.3175744762),
        ("The bias was added once for each input: add it once, to the sum.", 0.5),
        ("The bias was subtracted: add it, with its own sign.", 0.8807970780),
        ("One neuron gives one number: add the products up.", [0.5, 0.2689414214, 0.7310585786]),
        ("Add up first, squash once: yours squashes every product.", 1.3175744762),
        ("The inputs are squashed before they are weighted; squash the sum, once.", 0.5303668511),
    ]
    result = neuron(np.array([1.0, 2.0, 3.0]), np.array([0.5, -0.25, 0.5]), -0.5)
    expect_close(result, 0.731058578630, "the output of the neuron", rtol=1e-8, mistakes=mistakes)


@test_case(name="four bytes as inputs: 0.1 * 200 - 0.02 * 100 - 3 * 7 + 0.5 * 2 + 0.25 is -1.75", points=0.125)
def test_four_bytes(neuron):
    x, w = np.array([200, 100, 7, 2], dtype=np.uint8), np.array([0.1, -0.02, -3.0, 0.5])
    mistakes = [("The fractions of the weights were cut off: make x floats, not the weights bytes.", 0.0)]
    expect_close(neuron(x, w, 0.25), 0.14804719803168945, "the output", rtol=RTOL, mistakes=mistakes)
    x, w = np.array([3001, -2]), np.array([0.0005, 0.75])  # the sum is 1.5005 - 1.5 + 0.25
    expect_close(neuron(x, w, 0.25), 0.5622995640987831, "the output for the inputs 3001 and -2", rtol=RTOL)
    x, w = np.array([0.02, -0.05]), np.array([40, -30])  # the sum is 0.8 + 1.5 - 6
    expect_close(neuron(x, w, -6), 0.02412702141766921, "the output for the weights 40 and -30", rtol=RTOL)


@test_case(name="a sum of -900 gives 0 and a sum of 900 gives 1", points=0.125)
def test_large_sums(neuron):
    x = np.array([30.0, 60.0])
    expect_close(neuron(x, np.array([10.0, 10.0]), 0.0), 1, "the output for a sum of 900", atol=1e-12)
    expect_close(neuron(x, np.array([-10.0, -10.0]), 0.0), 0, "the output for a sum of -900", atol=1e-12)


@test_case(name="inputs and weights keep their values", points=0.125)
def test_given_arrays(neuron):
    x, w = np.array([2.0, -1.0]), np.array([0.25, 0.75])
    expect_close(neuron(x, w, 0.3), 0.5124973964842103, "the output of the neuron", rtol=RTOL)
    expect_unchanged([2.0, -1.0], x, "the array x")
    expect_unchanged([0.25, 0.75], w, "the array w")


@test_case(
    name="one input, and fifty",
    points=0.5,
    hidden=True,
    failure_message="All the products are added up, for one input as for fifty; then comes the bias, then the "
    "squashing. The output is a single number, in float64.",
)
def test_sizes(neuron):
    from solutions.neurons import neuron as reference

    rng = np.random.default_rng(621)
    for size in (1, 2, 5, 50, 50, 300):
        x, w, b = rng.normal(0, 1, size), rng.normal(0, 1 / math.sqrt(size), size), float(rng.normal())
        expect_close(
            neuron(x.copy(), w.copy(), b), reference(x, w, b), "the output of the neuron", rtol=RTOL, atol=ATOL
        )
        for other in (b - 0.5, b + 0.25):
            expect_close(
                neuron(x.copy(), w.copy(), other),
                reference(x, w, other),
                "the output of the neuron",
                rtol=RTOL,
                atol=ATOL,
            )
        expect_close(  # another example for the same neuron
            neuron(x[::-1] + 0.25, w.copy(), b), reference(x[::-1] + 0.25, w, b), "the output", rtol=RTOL, atol=ATOL
        )
    for x, w in (
        ([1e4, -2e3, 5e3], [1e-4, 3e-4, -2e-5]),
        ([3e5, -2e5, 1e5], [1e-5, 3e-5, 2e-5]),
        ([1e-4, 3e-4, 2e-4], [5e-4, 2e-3, -1e-3]),
        ([0.02, -0.05, 0.01], [40.0, -30.0, -60.0]),
    ):
        wanted = reference(np.array(x), np.array(w), 0.5)
        expect_close(neuron(np.array(x), np.array(w), 0.5), wanted, "the output of the neuron", rtol=RTOL, atol=ATOL)


@test_case(
    name="the bias counts once, before the squashing",
    points=0.25,
    hidden=True,
    failure_message="With all weights 0 the output is the sigmoid of the bias, however many inputs there are.",
)
def test_bias(neuron):
    for size, b in ((4, 1.5), (4, -7.5), (9, 0.0), (1, 0.25), (2, 6.0)):
        expect_close(
            neuron(np.arange(1.0, size + 1), np.zeros(size), b), 1 / (1 + math.exp(-b)), "the output", rtol=RTOL
        )
    for b in (-24.5, 40.0):  # far out, 0.5 + tanh(b / 2) / 2 is as right, and has fewer digits
        expect_close(neuron(np.ones(3), np.zeros(3), b), 1 / (1 + math.exp(-b)), "the output", atol=ATOL)


@test_case(
    name="far out: sums of 1000 and of -1000",
    points=0.25,
    hidden=True,
    failure_message="A large sum gives 1 and a very negative one 0: squash with your own sigmoid.",
)
def test_far_out(neuron):
    x = np.array([300.0, 400.0])
    expect_close(neuron(x, np.array([2.0, 1.0]), 0.0), 1.0, "the output for a sum of 1000", atol=1e-12)
    expect_close(neuron(x, np.array([-2.0, -1.0]), 0.0), 0.0, "the output for a sum of -1000", atol=1e-14)


@test_case(
    name="bytes as inputs",
    points=0.25,
    hidden=True,
    failure_message="Pixels are bytes, weights are fractions: nothing may be rounded or wrap round on the way.",
)
def test_bytes(neuron):
    from solutions.neurons import neuron as reference

    x, w = np.array([0, 17, 255, 128, 3], dtype=np.uint8), np.array([0.5, -0.03, 0.01, -0.02, 0.25])
    expect_close(
        neuron(x.copy(), w.copy(), 0.75),
        reference(x.astype(float), w, 0.75),
        "the output of the neuron",
        rtol=RTOL,
        atol=ATOL,
    )
    expect_close(
        neuron(x.copy(), w.copy(), -1),
        reference(x.astype(float), w, -1.0),
        "the output of the neuron",
        rtol=RTOL,
        atol=ATOL,
    )
    x, w = np.array([0.25, -1.5, 0.1]), np.array([2, 1, -3])
    expect_close(neuron(x.copy(), w.copy(), 1), reference(x, w, 1.0), "the output of the neuron", rtol=RTOL, atol=ATOL)
    for kind in (np.int16, np.int32, np.int64):
        x, w = np.array([3001, -2, 300], dtype=kind), np.array([1e-3, 0.5, -0.01])
        if kind != np.int16:
            x[2], w[2] = 70_001, 1e-5
        wanted = reference(x.astype(float), w, 0.75)
        expect_close(neuron(x.copy(), w.copy(), 0.75), wanted, "the output of the neuron", rtol=RTOL, atol=ATOL)


@test_case(
    name="inputs and weights are the same afterwards",
    points=0.25,
    hidden=True,
    failure_message="What you were given has changed: *= and += work inside the caller's arrays, * and + make new "
    "ones.",
)
def test_unchanged(neuron):
    x, w = np.array([1.5, -2.0, 0.25]), np.array([0.5, 0.75, -3.0])
    expect_close(neuron(x, w, 1.0), 1 / (1 + math.exp(0.5)), "the output of the neuron", rtol=RTOL, atol=ATOL)
    expect_unchanged([1.5, -2.0, 0.25], x, "the array x")
    expect_unchanged([0.5, 0.75, -3.0], w, "the array w")
