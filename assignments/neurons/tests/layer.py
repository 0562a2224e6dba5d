"""layer: M neurons for N examples at once."""

import numpy as np
from checks import expect_close
from otter.test_files import test_case

OK_FORMAT = False
name = "layer"
points = 1


@test_case(name="three examples of two inputs, through two neurons", points=1)
def test_small(layer):
    x = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]])
    W = np.array([[1.0, -0.5], [0.25, 1.0]])
    b = np.array([-1.0, 0.5])
    right = [[0.6224593312, 0.8807970780], [0.2227001388, 0.3775406688], [0.8933094061, 0.3775406688]]
    mistakes = [
        (
            "Those are the sums before squashing: send them through the sigmoid.",
            [[0.5, 2], [-1.25, -0.5], [2.125, -0.5]],
        ),
        (
            "The inputs are squashed in place of the sums: weigh, add up, and squash last.",
            [[-0.0487421519, 1.0152677887], [-0.4327646447, 0.5189414214], [0.1081889596, 0.6461722678]],
        ),
        (
            "The weights are taken the other way round: each COLUMN of W belongs to one neuron.",
            [[0.2689414214, 0.9399133498], [0.3775406688, 0.3775406688], [0.8519528020, 0.8519528020]],
        ),
        (
            "The biases are missing.",
            [[0.8175744762, 0.8175744762], [0.4378234991, 0.2689414214], [0.9579122721, 0.2689414214]],
        ),
        (
            "The biases were added after squashing: add them to the sums.",
            [[-0.1824255238, 1.3175744762], [-0.5621765009, 0.7689414214], [-0.0420877279, 0.7689414214]],
        ),
        (
            "Every neuron has its own bias: yours all have the first one.",
            [[0.6224593312, 0.6224593312], [0.2227001388, 0.1192029220], [0.8933094061, 0.1192029220]],
        ),
        (
            "Every neuron has its own bias: yours have all of them added up.",
            [[0.7310585786, 0.7310585786], [0.3208213008, 0.1824255238], [0.9324533089, 0.1824255238]],
        ),
    ]
    expect_close(layer(x, W, b), right, "the outputs of the layer", atol=1e-8, mistakes=mistakes)
