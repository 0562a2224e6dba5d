"""dot: corresponding elements multiplied and added up, for tensors of one shape and of any rank."""

import numpy as np
from checks import expect_close, expect_error, expect_no_common_mistake, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "dot"
points = 0.5

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
