"""matmul_by_hand: rows times columns, and only where the inner sizes are equal."""

import numpy as np
from checks import expect_close
from otter.test_files import test_case

OK_FORMAT = False
name = "matmul_by_hand"
points = 0.75

RTOL = 1e-9  # sums of ten products in another order differ by 1e-15; float32 by 1e-7


@test_case(name="2 x 3 times 3 x 4 is 2 x 4, and its first entry is 1*7 + 2*1 + 3*2 = 15", points=0.5)
def test_by_hand(matmul_by_hand):
    a = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    b = np.array([[7.0, 0.0, 1.0, -1.0], [1.0, 2.0, 0.0, 3.0], [2.0, 1.0, 1.0, 0.0]])
    product = np.array([[15, 7, 4, 5], [45, 16, 10, 11]])
    mistakes = [
        ("= keeps only the last product: add them up with +=.", np.outer(a[:, 2], b[2])),
        ("Only the first product is there: add up over q.", np.outer(a[:, 0], b[0])),
        ("Nothing was added up: the result is still all zeros.", np.zeros((2, 4))),
        (
            "Both rows are the same list: [[0] * m] * n makes one row and shows it n times.",
            np.tile(product.sum(axis=0), (2, 1)),
        ),
        ("Every row is the last one: a new row is needed for each i.", np.tile(product[1], (2, 1))),
    ]
    result = matmul_by_hand(a.copy(), b.copy())
    expect_close(result, product, "The product", rtol=RTOL, mistakes=mistakes)


@test_case(name="for square matrices too, it is no product element by element", points=0.25)
def test_squares(matmul_by_hand):
    a, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 1.0], [5.0, -2.0]])
    mistakes = [
        ("* multiplies element by element.", a * b),
        ("That is b times a: the rows come from a, the columns from b.", b @ a),
        ("The result is turned: out[i, j] belongs to row i of a and column j of b.", (a @ b).T),
        ("Row i of a goes with COLUMN j of b; you took a row of b.", a @ b.T),
        ("Row i of a goes with column j of b; you took a COLUMN of a.", a.T @ b),
    ]
    expect_close(matmul_by_hand(a.copy(), b.copy()), [[10, -3], [20, -5]], "The product", rtol=RTOL, mistakes=mistakes)
