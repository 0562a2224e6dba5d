"""dot: corresponding elements multiplied and added up, for tensors of one shape and of any rank."""

import numpy as np
from checks import expect_close, expect_error, expect_no_common_mistake, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "dot"
points = 2

RTOL = 1e-9  # sums of 1000 products in another order differ by 1e-13; float32 by 1e-7


@test_case(name="[1, 2, 3] and [4, 5, 6] give 32", points=0.125)
def test_vectors(dot):
    mistakes = [
        ("That is the sum of one times the sum of the other: multiply element by element, then add up.", 90),
        ("That is the mean of the products; a dot product adds them up.", 32 / 3),
        ("You added the elements; multiply those that stand in the same place, then add up.", 21),
        ("That is the cosine; a dot product is not divided by the lengths.", 32 / np.sqrt(14 * 77)),
    ]
    expect_close(dot([1, 2, 3], [4, 5, 6]), 32, "dot([1, 2, 3], [4, 5, 6])", rtol=RTOL, mistakes=mistakes)
    expect_close(dot([1, 2, 3], [0, 0, 1]), 3, "dot([1, 2, 3], [0, 0, 1])", rtol=RTOL)
    for size in (1e-8, 1e12):
        result = dot(np.array([size, 2 * size]), np.array([3 * size, size]))
        expect_close(result, 5 * size**2, f"[1, 2] * {size:g} and [3, 1] * {size:g}", rtol=RTOL)


@test_case(name="two tables of numbers give one number, too", points=0.125)
def test_tables(dot):
    a, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 9.0]])
    mistakes = [
        ("For matrices np.dot is the matrix product: multiply element by element and add up.", a @ b),
        ("These are the products: add them up.", a * b),
        ("Add up over all axes: yours has one sum per row.", (a * b).sum(axis=1)),
        ("Add up over all axes: yours has one sum per column.", (a * b).sum(axis=0)),
    ]
    result = dot(a, b)
    expect_no_common_mistake(result, 74, mistakes, atol=1e-9)
    expect_close(result, 74, "dot([[1, 2], [3, 4]], [[5, 6], [7, 9]])", rtol=RTOL)


@test_case(name="different shapes raise ValueError, also where NumPy could stretch them", points=0.125)
def test_different_shapes(dot):
    for one, other in (((2, 1), (2,)), ((2,), (3,)), ((2, 3), (3, 2)), ((2, 2), (4,)), ((2, 3), (2, 1))):
        expect_error(ValueError, dot, np.ones(one), np.ones(other))
    expect_error(ValueError, dot, [1, 2, 3], [4, 5])


@test_case(name="signs, fractions and bytes, and both tensors stay as they were", points=0.125)
def test_kinds_of_numbers(dot):
    a, b = np.array([-1.5, 2.0, 0.1]), np.array([3.0, 1.0, 0.7])
    expect_close(dot(a, b), -2.43, "dot([-1.5, 2, 0.1], [3, 1, 0.7])", rtol=RTOL)
    expect_unchanged([-1.5, 2.0, 0.1], a, "the array a")
    expect_unchanged([3.0, 1.0, 0.7], b, "the array b")
    values = [3.0, 1.0]
    expect_close(dot(values, [-1.5, 2.0]), -2.5, "dot([3, 1], [-1.5, 2])", rtol=RTOL)
    expect_unchanged([3.0, 1.0], values, "the list a")
    byte = np.array([200, 100], dtype=np.uint8)
    mistakes = [("200 * 200 does not fit into a byte: make floats before you multiply.", 80)]
    expect_close(dot(byte, byte), 50_000, "The bytes [200, 100] with themselves", rtol=RTOL, mistakes=mistakes)
    short = np.array([60_000, 1], dtype=np.uint16)
    expect_close(dot(short, short), 3_600_000_001, "[60000, 1] in the dtype uint16 with themselves", rtol=RTOL)
    expect_close(dot(np.full((2, 2, 2), 0.5), np.ones((2, 2, 2))), 4, "The dot product of rank 3", rtol=RTOL)


@test_case(
    name="tensors of rank 0 to 4",
    points=0.5,
    hidden=True,
    failure_message="Multiply element by element and add up over ALL axes, for any rank, in float64: the result is one "
    "number.",
)
def test_ranks(dot):
    from solutions.tensors import dot as reference

    rng = np.random.default_rng(431)
    for shape in ((1,), (1000,), (3, 3), (2, 5), (5, 1), (4, 6, 3), (3, 3, 3), (2, 3, 4, 3), (2, 1, 3, 1, 2, 2), ()):
        # one factor is positive and mostly larger than 1, so that no sum comes near 0 and rtol is a fair measure
        a, b = rng.uniform(0.2, 3, shape), rng.normal(2, 1, shape)
        assert abs(reference(a, b)) > 0.1 * reference(a, np.abs(b))
        expect_close(dot(a.copy(), b.copy()), reference(a, b), f"The dot product of arrays {shape}", rtol=RTOL)
        for size in (1e-8, 1e12, 1e60):
            wanted = reference(size * a, size * b)
            expect_close(dot(size * a, size * b), wanted, f"The dot product of arrays {shape}", rtol=RTOL)
        expect_close(dot(a.copy(), b + 1), reference(a, b + 1), f"The dot product of arrays {shape}", rtol=RTOL)
        expect_close(dot(a + 1, b.copy()), reference(a + 1, b), f"The dot product of arrays {shape}", rtol=RTOL)
    a, b = rng.uniform(1, 2, (2, 130, 110))
    expect_close(dot(a.copy(), b.copy()), reference(a, b), "The dot product of arrays (130, 110)", rtol=RTOL)


@test_case(
    name="negative numbers, and tensors at right angles",
    points=0.25,
    hidden=True,
    failure_message="Signs count: products of opposite sign cancel, and at right angles the sum is 0.",
)
def test_signs(dot):
    for a, b, product in (
        ([1.0, -2.0, 3.0], [4.0, 5.0, -6.5], -25.5),
        ([2.0, 1.0], [-1.0, 2.0], 0.0),
        ([[0.5, -0.5]], [[-0.5, 0.5]], -0.5),
        ([0.0, 0.0], [3.0, 4.0], 0.0),
    ):
        expect_close(dot(np.array(a), np.array(b)), product, "The dot product", atol=1e-12)


@test_case(
    name="different shapes are refused",
    points=0.25,
    hidden=True,
    failure_message="Every element needs exactly one partner. NumPy stretches (3, 1) and (3,) into a table, zip drops "
    "what is left over, and ravel forgets the shape: compare the shapes and raise ValueError.",
)
def test_shapes(dot):
    shapes = [((3, 1), (3,)), ((3,), (4,)), ((4,), (1,)), ((), (3,)), ((2, 3), (3, 2)), ((2, 3), (6,)), ((2, 3), (3,))]
    shapes += [((), (1,)), ((1,), ()), ((1, 1), (1,))]
    for one, other in [*shapes, ((1, 3), (2, 3)), ((2, 3, 4), (2, 3, 1)), ((1, 4), (4, 1))]:
        expect_error(ValueError, dot, np.ones(one), np.ones(other))
    for one, other in (([1, 2, 3], [4, 5]), ([1, 2], [4, 5, 6]), ([[1, 2]], [1, 2])):
        expect_error(ValueError, dot, one, other)


@test_case(
    name="bytes and other whole numbers do not wrap round",
    points=0.25,
    hidden=True,
    failure_message="200 * 2 does not fit into a uint8, nor 100 000 squared into 32 bits: make floats before you "
    "multiply.",
)
def test_whole_numbers(dot):
    for kind, top in (
        (np.uint8, 255),
        (np.int8, -128),
        (np.int16, 30_000),
        (np.int32, 2_000_000),
        (np.uint16, 60_000),
        (np.uint32, 4_000_000_000),
        (np.uint64, 10**19),
    ):
        a, b = np.full((3, 4), top, dtype=kind), np.full((3, 4), top, dtype=kind)
        a[1, 2], b[0, 3] = 2, 5
        exact = float(np.sum(a.astype(float) * b.astype(float)))
        expect_close(dot(a, b), exact, "The dot product of whole numbers", rtol=RTOL)
    large = np.array([[4 * 10**9, 1], [0, 3]])  # its square is beyond int64
    expect_close(dot(large, large), 16e18 + 10, "The dot product of large numbers", rtol=RTOL)
    expect_close(dot(np.array([[7, 250]], np.uint8), [[0.5, 2.5]]), 628.5, "The dot product", rtol=RTOL)


@test_case(
    name="both tensors are the same afterwards",
    points=0.25,
    hidden=True,
    failure_message="What you were given has changed: *= works inside the caller's array, * makes a new one.",
)
def test_unchanged(dot):
    a, b = np.array([[1.5, -2.0], [0.5, 4.0]]), np.array([[2.0, 1.0], [3.0, -1.0]])
    result = dot(a, b)
    expect_unchanged([[1.5, -2.0], [0.5, 4.0]], a, "the array a")
    expect_unchanged([[2.0, 1.0], [3.0, -1.0]], b, "the array b")
    expect_close(result, -1.5, "The dot product", rtol=RTOL)
    values, others = [1.5, -2.0], [2.0, 3.0]
    expect_close(dot(values, others), -3, "The dot product of lists", rtol=RTOL)
    expect_unchanged([1.5, -2.0], values, "the list a")
    expect_unchanged([2.0, 3.0], others, "the list b")
