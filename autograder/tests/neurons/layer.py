"""layer: M neurons for N examples at once."""

import numpy as np
from checks import because, expect_close, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "layer"
points = 4

RTOL, ATOL = 1e-9, 1e-12


@test_case(name="three examples of two inputs, through two neurons", points=0.5)
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


def some(rng, examples, inputs, neurons):
    """Return x, W and b of the given sizes, none of them symmetric."""
    sizes = ((examples, inputs), (inputs, neurons), (neurons,))
    return tuple(rng.normal(0.2, 1.0, size) for size in sizes)


@test_case(name="two examples, two inputs and two neurons: a wrong transpose raises no error here", points=0.25)
def test_two_of_each(layer):
    x, W, b = np.array([[1.0, -1.0], [0.5, 2.0]]), np.array([[1.0, -0.5], [0.25, 2.0]]), np.array([0.5, -1.0])
    # the sums: 1 - 0.25 + 0.5 = 1.25 and -0.5 - 2 - 1 = -3.5; 0.5 + 0.5 + 0.5 = 1.5 and -0.25 + 4 - 1 = 2.75
    right = [[0.7772998611746911, 0.0293122307513563], [0.8175744761936437, 0.9399133498259924]]
    sums = [[1.25, -3.5], [1.5, 2.75]]
    mistakes = [
        ("Each COLUMN of W is a neuron; yours takes a row for one.", squashed([[2, -2.75], [0, 3.125]])),
        ("Each COLUMN gets its own bias; yours adds b along the rows.", squashed([[1.25, -2], [0, 2.75]])),
        ("The result is turned round: one row for each example, one column for each neuron.", np.transpose(right)),
        ("Those are the sums before squashing: send them through the sigmoid.", sums),
    ]
    expect_close(layer(x, W, b), right, "the outputs of the layer", rtol=RTOL, mistakes=mistakes)


def squashed(sums):
    return 1 / (1 + np.exp(-np.array(sums, dtype=float)))


@test_case(name="one example and one neuron give shape (1, 1), and what goes in keeps its values", points=0.25)
def test_one_of_each(layer):
    x, W, b = np.array([[7.0]]), np.array([[0.1]]), np.array([-0.2])
    expect_close(layer(x, W, b), [[0.6224593312018546]], "the output of the layer", rtol=RTOL)
    result = layer(np.array([[700]]), np.array([[0.001]]), b)
    expect_close(result, [[0.6224593312018546]], "the output for the whole number 700", rtol=RTOL)
    result = layer(np.array([[0.02]]), np.array([[40]]), np.array([-1]))
    expect_close(result, [[0.4501660026875]], "the output for the weight 40 and the bias -1, whole numbers,", rtol=RTOL)
    for old, new, which in ((7.0, x, "x"), (0.1, W, "W"), (-0.2, b, "b")):
        expect_unchanged(np.full(new.shape, old), new, f"the array {which}")


@test_case(
    name="any number of examples, inputs and neurons",
    points=0.75,
    hidden=True,
    failure_message="The element [n, m] is the neuron m, with the weights W[:, m] and its own bias b[m], for the "
    "example x[n]: rows are examples, columns are neurons.",
)
def test_sizes(layer):
    from solutions.neurons import layer as reference

    rng = np.random.default_rng(631)
    for sizes in (
        (5, 3, 4),
        (2, 7, 3),
        (4, 2, 6),
        (70, 4, 2),
        (4, 2, 4),
        (3, 5, 3),
        (2, 3, 12),
        (5, 3, 4),
        (130, 2, 1),
        (2, 100, 3),
        (1, 2, 40),
    ):
        x, W, b = some(rng, *sizes)
        expect_close(layer(x.copy(), W.copy(), b.copy()), reference(x, W, b), "the outputs", rtol=RTOL, atol=ATOL)
        wanted = reference(1000 * x, W / 10_000, b)  # small weights count as well
        expect_close(layer(1000 * x, W / 10_000, b), wanted, "the outputs", rtol=RTOL, atol=ATOL)
        for other in ((x, W, b - 0.5), (x, W + 0.25, b), (x, 9 * W, b), (x + 0.25, W, b), (x, W, 20 * b)):
            expect_close(layer(*other), reference(*other), "the outputs", rtol=RTOL, atol=ATOL)


@test_case(
    name="as many examples as inputs as neurons",
    points=0.75,
    hidden=True,
    failure_message="With all sizes equal a wrong transpose raises no error, it is only wrong: columns of W are "
    "neurons, and the result has one row for each example.",
)
def test_equal_sizes(layer):
    from solutions.neurons import layer as reference

    rng = np.random.default_rng(632)
    for size in (2, 3, 5):
        x, W, b = some(rng, size, size, size)
        expect_close(layer(x.copy(), W.copy(), b.copy()), reference(x, W, b), "the outputs", rtol=RTOL, atol=ATOL)


@test_case(
    name="one example, one input, one neuron",
    points=0.5,
    hidden=True,
    failure_message="The result has shape (N, M) also when N or M is 1: no axis is dropped.",
)
def test_ones(layer):
    from solutions.neurons import layer as reference

    rng = np.random.default_rng(633)
    for sizes in ((1, 3, 4), (4, 3, 1), (3, 1, 2), (1, 1, 1)):
        x, W, b = some(rng, *sizes)
        expect_close(layer(x.copy(), W.copy(), b.copy()), reference(x, W, b), "the outputs", rtol=RTOL, atol=ATOL)


@test_case(
    name="bytes as inputs, and sums of hundreds",
    points=0.25,
    hidden=True,
    failure_message="Pixels are bytes, weights are fractions: nothing may be rounded or wrap round on the way.",
)
def test_bytes(layer):
    from solutions.neurons import layer as reference

    rng = np.random.default_rng(634)
    x, (_, W, b) = rng.integers(0, 256, (3, 4), dtype=np.uint8), some(rng, 1, 4, 2)
    for scale in (0.01, 4.0, -4.0):
        wanted = reference(x.astype(float), scale * W, b)
        with because("The value is wrong with floats as well. Sums of hundreds give 0 or 1."):
            expect_close(layer(x.astype(float), scale * W, b.copy()), wanted, "the outputs", rtol=RTOL, atol=ATOL)
        expect_close(layer(x, scale * W, b.copy()), wanted, "the outputs", rtol=RTOL, atol=ATOL)
    x, W, b = np.array([[0.5, -0.25], [1.5, 0.1]]), np.array([[1, -2, 0], [3, 1, -1]]), np.array([0, 1, -1])
    with because("With floats it is right: weights and biases may be whole numbers as well."):
        expect_close(layer(x, W, b), reference(x, W, b), "the outputs", rtol=RTOL, atol=ATOL)
    x, (_, W, b) = rng.integers(0, 256, (3, 4), dtype=np.uint8), some(rng, 1, 4, 2)
    for kind in (np.int16, np.int64):
        x = rng.integers(-300, 301, (3, 4)).astype(kind)
        wanted = reference(x.astype(float), W / 100, b)
        expect_close(layer(x, W / 100, b.copy()), wanted, "the outputs", rtol=RTOL, atol=ATOL)


@test_case(
    name="what goes in is the same afterwards",
    points=0.5,
    hidden=True,
    failure_message="What you were given has changed: += and *= work inside the caller's arrays, + and * make new "
    "ones.",
)
def test_unchanged(layer):
    from solutions.neurons import layer as reference

    rng = np.random.default_rng(635)
    x, W, b = some(rng, 3, 3, 3)
    before = [x.copy(), W.copy(), b.copy()]
    expect_close(layer(x, W, b), reference(*before), "the outputs", rtol=RTOL, atol=ATOL)
    for old, new, which in zip(before, (x, W, b), "xWb", strict=True):
        expect_unchanged(old, new, f"the array {which}")


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(layer):
    from solutions.neurons import layer as reference

    inputs = [some(np.random.default_rng(636), *sizes) for sizes in ((3, 2, 4), (1, 1, 1))]
    expect_new_result(expect_close, layer, reference, inputs, "the outputs", rtol=RTOL, atol=ATOL)
