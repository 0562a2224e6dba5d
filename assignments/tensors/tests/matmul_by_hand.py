"""matmul_by_hand: rows times columns, and only where the inner sizes are equal."""

import numpy as np
from checks import expect_close, expect_error, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "matmul_by_hand"
points = 0.75

RTOL = 1e-9  # sums of ten products in another order differ by 1e-15; float32 by 1e-7


@test_case(name="2 x 3 times 3 x 4 is 2 x 4, and its first entry is 1*7 + 2*1 + 3*2 = 15", points=0.25)
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


@test_case(name="for square matrices too, it is no product element by element", points=0.125)
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


@test_case(name="3 columns and 2 rows do not fit together: ValueError", points=0.125)
def test_no_product(matmul_by_hand):
    for a, b in (((2, 3), (2, 3)), ((4, 3), (2, 4)), ((2, 2), (3, 2)), ((2, 3), (1, 2))):
        expect_error(ValueError, matmul_by_hand, np.ones(a), np.ones(b))


@test_case(name="a row of four times a column of four is [[-1.6]]", points=0.125)
def test_row_and_column(matmul_by_hand):
    row, column = np.array([[1.0, -2.0, 0.1, 4.0]]), np.array([[0.5], [0.25], [-1.0], [-0.375]])
    mistakes = [("Only the first three products are there: k may be any number.", -0.1)]
    expect_close(matmul_by_hand(row, column), [[-1.6]], "The product", rtol=RTOL, mistakes=mistakes)
    result = matmul_by_hand(np.full((1, 12), 1e-12), np.full((12, 1), 0.5))
    expect_close(
        result, [[6e-12]], "The product of a row of twelve times 1e-12 and a column of twelve halves", rtol=RTOL
    )


@test_case(name="bytes do not wrap round, and both matrices keep their values", points=0.125)
def test_two_bytes(matmul_by_hand):
    a = np.array([[200, 1], [2, 3]], dtype=np.uint8)
    result = matmul_by_hand(a, np.array([[200, 0], [0, 1]], dtype=np.uint8))
    mistakes = [("200 * 200 does not fit into a byte: make floats before you multiply.", [[64, 1], [144, 3]])]
    expect_close(result, [[40_000, 1], [400, 3]], "The product of bytes", rtol=RTOL, mistakes=mistakes)
    short = np.array([[300, 0], [0, 1]], dtype=np.int16)
    expect_close(matmul_by_hand(short, short), [[90_000, 0], [0, 1]], "The product in the dtype int16", rtol=RTOL)
    b = np.array([[0.5, 0.25], [1.5, -1.0]])
    expect_close(matmul_by_hand(a, b), [[101.5, 49], [5.5, -2.5]], "The product of bytes and fractions", rtol=RTOL)
    expect_unchanged([[200, 1], [2, 3]], a, "the array a")
    expect_unchanged([[0.5, 0.25], [1.5, -1.0]], b, "the array b")
