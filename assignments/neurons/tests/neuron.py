"""neuron: inputs times weights, added up, plus the bias, squashed."""

import numpy as np
from checks import expect_close
from otter.test_files import test_case

OK_FORMAT = False
name = "neuron"
points = 0.5


@test_case(name="1 * 0.5 + 2 * (-0.25) + 3 * 0.5 - 0.5 is 1, squashed 0.7310585786", points=0.5)
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
