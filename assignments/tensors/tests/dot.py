"""dot: corresponding elements multiplied and added up, for tensors of one shape and of any rank."""

import numpy as np
from checks import Mismatch, expect_close
from otter.test_files import test_case

OK_FORMAT = False
name = "dot"
points = 0.5

RTOL = 1e-9  # sums of 1000 products in another order differ by 1e-13; float32 by 1e-7


@test_case(name="[1, 2, 3] and [4, 5, 6] give 32", points=0.25)
def test_vectors(dot):
    mistakes = [
        ("That is the sum of one times the sum of the other: multiply element by element, then add up.", 90),
        ("That is the mean of the products; a dot product adds them up.", 32 / 3),
        ("You added the elements; multiply those that stand in the same place, then add up.", 21),
        ("That is the cosine; a dot product is not divided by the lengths.", 32 / np.sqrt(14 * 77)),
    ]
    expect_close(dot([1, 2, 3], [4, 5, 6]), 32, "dot([1, 2, 3], [4, 5, 6])", rtol=RTOL, mistakes=mistakes)


@test_case(name="two tables of numbers give one number, too", points=0.25)
def test_tables(dot):
    a, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 9.0]])
    mistakes = [
        ("For matrices np.dot is the matrix product: multiply element by element and add up.", a @ b),
        ("These are the products: add them up.", a * b),
        ("Add up over all axes: yours has one sum per row.", (a * b).sum(axis=1)),
        ("Add up over all axes: yours has one sum per column.", (a * b).sum(axis=0)),
    ]
    result = dot(a, b)
    for sentence, value in mistakes:
        if np.shape(result) == value.shape and np.allclose(result, value):
            raise Mismatch(sentence, expected=74.0, actual=result)
    expect_close(result, 74, "dot([[1, 2], [3, 4]], [[5, 6], [7, 9]])", rtol=RTOL)
