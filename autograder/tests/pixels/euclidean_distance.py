"""Cases of `euclidean_distance`: one distance for all elements, in any shape and any kind of number."""

import math

import numpy as np
from checks import Mismatch, because, expect_close, expect_each, expect_unchanged, expect_unchanged_as_well
from otter.test_files import test_case

OK_FORMAT = False

name = "euclidean_distance"
points = 2

TURNED = (
    "Right for most arrays. One of these two is a transpose, b.T, whose columns lie together in memory: np.nditer(b) "
    "and order='K' go through memory, where other elements meet. Go through indices, or subtract the whole arrays."
)
RTOL = 1e-9  # sums of 1000 squares in another order differ by 1e-13; float32 by 1e-7


@test_case(name="from [30, 40] to [50, 60] it is 28.2843", points=0.125)
def test_lecture(euclidean_distance):
    mistakes = [
        ("20 is one difference, or the root of the MEAN of the squares: add the squares up, then take the root.", 20.0),
        ("That is the sum of the squares: take the root.", 800.0),
        ("You added the two differences; Pythagoras adds their squares.", 40.0),
        ("That is the length of one point minus the length of the other; subtract first.", math.sqrt(6100) - 50),
    ]
    result = euclidean_distance(np.array([30.0, 40.0]), np.array([50.0, 60.0]))
    expect_close(result, math.sqrt(800), "The distance", rtol=RTOL, mistakes=mistakes)


@test_case(name="two rows of two numbers, as lists, make one distance: 13", points=0.125)
def test_two_rows(euclidean_distance):
    rows, columns = [5.0, 12.0], [3.0, math.sqrt(160)]
    spectral = math.sqrt((169 + math.sqrt(169**2 - 4 * 36**2)) / 2)
    mistakes = [("That is another norm of a matrix, norm(d, 2): add the squares of all elements.", spectral)]
    result = euclidean_distance([[1, 2], [7, 7]], [[4, 6], [7, 19]])
    what = "The distance of [[1, 2], [7, 7]] and [[4, 6], [7, 19]]"
    for words, values in (("row", rows), ("column", columns)):
        if np.shape(result) == (2,) and np.allclose(result, values):
            raise Mismatch(f"You got one distance per {words}; all elements make one distance: one number.")
    expect_close(result, 13.0, what, rtol=RTOL, mistakes=mistakes)


@test_case(name="bytes do not wrap round: from [10, 200] to [20, 100] it is 100.4988", points=0.125)
def test_bytes(euclidean_distance):
    a, b = np.array([10, 200], dtype=np.uint8), np.array([20, 100], dtype=np.uint8)
    wrapped = [math.sqrt(246**2 + 100**2), math.sqrt(36 + 16), math.sqrt(100 + 16)]
    words = "A uint8 holds 0 to 255 and wraps round: make floats of both, and subtract after that."
    mistakes = [(words, value) for value in wrapped]
    expect_close(euclidean_distance(a, b), math.sqrt(10_100), "The distance", rtol=RTOL, mistakes=mistakes)
    expect_close(
        euclidean_distance(b, a), math.sqrt(10_100), "The distance the other way", rtol=RTOL, mistakes=mistakes
    )


@test_case(name="single numbers and three axes work, in float64, and nothing that was given changes", points=0.125)
def test_any_shape(euclidean_distance):
    expect_close(euclidean_distance(2.25, -1.5), 3.75, "The distance of 2.25 and -1.5", rtol=RTOL)
    a, b = np.full((2, 3, 4), 0.1), np.full((2, 3, 4), -0.2)
    result = euclidean_distance(a, b)
    expect_unchanged(np.full((2, 3, 4), 0.1), a, "the array a")
    expect_close(result, 0.3 * math.sqrt(24), "The distance of two arrays (2, 3, 4)", rtol=RTOL)
    far = np.array([3_000_000_000, 0]), np.array([0, 4_000_000_000])
    expect_close(euclidean_distance(*far), 5e9, "The distance of large whole numbers", rtol=RTOL)
    expect_close(euclidean_distance([3e-15, 0.0], [0.0, 4e-15]), 5e-15, "The distance of small numbers", rtol=RTOL)
    expect_close(euclidean_distance(np.zeros(2500), np.ones(2500)), 50, "The distance of 2500 numbers", rtol=RTOL)
    table = np.array([[0.0, 2.0], [5.0, 0.0], [0.0, 0.0]])
    turned = np.array([[0.0, 5.0, 0.0], [2.0, 0.0, 1.0]]).T
    expect_close(euclidean_distance(table, turned), 1, "The distance", rtol=RTOL, mistakes=[(TURNED, math.sqrt(39))])


@test_case(
    name="one to a thousand numbers, as arrays and as lists",
    points=0.5,
    hidden=True,
    failure_message="Add up the squares of all the differences, however many there are, in float64, and take the root.",
)
def test_lengths(euclidean_distance):
    from solutions.pixels import euclidean_distance as reference

    rng = np.random.default_rng(501)
    inputs = [(rng.normal(0, 40, length), rng.normal(3, 40, length)) for length in (1, 2, 3, 10, 1000)]
    expect_each(expect_close, euclidean_distance, reference, inputs, "The distance", rtol=RTOL)
    inputs = [(a.tolist(), b.tolist()) for a, b in inputs]
    expect_each(expect_close, euclidean_distance, reference, inputs, "The distance of lists", rtol=RTOL)
    inputs = [(rng.normal(0, scale, 12), rng.normal(0, scale, 12)) for scale in (1e-9, 1e-15, 1e9)]
    expect_each(expect_close, euclidean_distance, reference, inputs, "The distance", rtol=RTOL)


@test_case(
    name="matrices, pictures and single numbers make one distance too",
    points=0.5,
    hidden=True,
    failure_message="The squares of ALL elements are added, whatever the shape: no axis and no kind of matrix norm.",
)
def test_shapes(euclidean_distance):
    from solutions.pixels import euclidean_distance as reference

    rng = np.random.default_rng(502)
    shapes = ((1, 7), (7, 1), (4, 4), (5, 8), (6, 4, 3), (2, 3, 4, 3), (40, 50, 3))
    inputs = [(rng.random(shape), rng.random(shape)) for shape in shapes]
    expect_each(expect_close, euclidean_distance, reference, [*inputs, (2.25, -1.5)], "The distance", rtol=RTOL)
    with because("A distance is never negative: of two numbers it is the same both ways."):
        expect_each(expect_close, euclidean_distance, reference, [(-1.5, 2.25)], "The distance", rtol=RTOL)
    with because("Right for two of one kind; here one holds whole numbers and one fractions: make floats of both."):
        whole, fractions = np.array([1, 2, 3]), np.array([0.5, 2.25, 7.75])
        inputs = [(whole, fractions), (fractions, whole)]
        expect_each(expect_close, euclidean_distance, reference, inputs, "The distance", rtol=RTOL)
    with because(TURNED):
        a, b = rng.random((4, 5)), rng.random((5, 4)).T
        inputs = [(a, b), (b, a)]
        for one, other in inputs:
            expect_close(euclidean_distance(one, other), reference(a, b), "The distance", rtol=RTOL)


@test_case(
    name="small whole-number types do not wrap round",
    points=0.25,
    hidden=True,
    failure_message=(
        "A uint8 holds 0 to 255 and wraps round at both ends: make floats of both arrays before you subtract."
    ),
)
def test_whole_numbers(euclidean_distance):
    from solutions.pixels import euclidean_distance as reference

    rng = np.random.default_rng(503)
    inputs = []
    for dtype in (np.uint8, np.int8, np.uint16, np.int16, np.int32, np.uint32, np.int64):
        limits = np.iinfo(dtype)
        low, high = max(int(limits.min), -4_000_000_000), min(int(limits.max), 4_000_000_000)
        a = rng.integers(low, high, (5, 6), endpoint=True).astype(dtype)
        b = rng.integers(low, high, (5, 6), endpoint=True).astype(dtype)
        a[0, 0], b[0, 0] = low, high  # the largest difference there is
        inputs += [(a, b), (b.copy(), a.copy())]
    for a, b in inputs:
        distance = reference(a.astype(float), b.astype(float))
        expect_close(euclidean_distance(a, b), distance, "The distance", rtol=RTOL)


@test_case(
    name="both arrays stay as they were, and the distance to itself is 0",
    points=0.25,
    hidden=True,
    failure_message=(
        "Work on something new (a -= b changes what you were given); the distance of a thing to itself is 0."
    ),
)
def test_unchanged(euclidean_distance):
    rng = np.random.default_rng(504)
    a, b = rng.integers(-9, 9, (4, 6)).astype(float), rng.integers(-9, 9, (4, 6)).astype(float)
    a_before, b_before = a.copy(), b.copy()
    expect_close(euclidean_distance(a, b), math.sqrt(np.sum((a_before - b_before) ** 2)), "The distance", rtol=RTOL)
    expect_unchanged_as_well(a_before, a, "the array a")
    expect_unchanged_as_well(b_before, b, "the array b")
    # whole numbers: the longer formula a.a + b.b - 2 a.b is exact here, and as good
    expect_close(euclidean_distance(a, a), 0.0, "The distance of a to itself")
