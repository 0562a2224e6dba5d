"""neuron: inputs times weights, added up, plus the bias, squashed."""

import numpy as np
from checks import expect_close, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "neuron"
points = 0.5

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
