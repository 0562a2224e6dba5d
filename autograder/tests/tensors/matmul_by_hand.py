"""matmul_by_hand: rows times columns, and only where the inner sizes are equal."""

import numpy as np
from checks import expect_close, expect_error, expect_new_result, expect_unchanged, expect_unchanged_as_well
from otter.test_files import test_case

OK_FORMAT = False
name = "matmul_by_hand"
points = 4

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


@test_case(
    name="matrices of all sizes, with negative numbers and fractions",
    points=1,
    hidden=True,
    failure_message="out[i, j] is the sum over q of a[i, q] * b[q, j], for every i, j and q, in float64; n, k and m "
    "may all be different.",
)
def test_sizes(matmul_by_hand):
    from solutions.tensors import matmul_by_hand as reference

    rng = np.random.default_rng(451)
    for n, k, m in (
        (2, 3, 4),
        (4, 3, 2),
        (3, 2, 5),
        (9, 13, 11),
        (2, 9, 2),
        (3, 4, 4),
        (4, 4, 1),
        (6, 1, 2),
        (18, 25, 20),
    ):
        a, b = rng.normal(0, 2, (n, k)), rng.normal(0.5, 2, (k, m))
        wanted = reference(a, b)
        # rtol alone would be unfair where positive and negative products cancel
        expect_close(matmul_by_hand(a, b), wanted, f"The product of {n} x {k} and {k} x {m}", rtol=RTOL, atol=1e-11)
        for other in ((a + 1, b), (a, b + 1)):
            wanted = reference(*other)
            expect_close(
                matmul_by_hand(*other), wanted, f"The product of {n} x {k} and {k} x {m}", rtol=RTOL, atol=1e-10
            )
    for size, n, k, m in ((1e-12, 2, 3, 2), (1e-9, 2, 12, 2), (1e9, 3, 2, 2), (1e25, 3, 2, 2)):
        a, b = size * rng.uniform(1, 2, (n, k)), rng.uniform(1, 2, (k, m))  # positive, so that nothing cancels
        expect_close(matmul_by_hand(a, b), reference(a, b), f"The product of {n} x {k} and {k} x {m}", rtol=RTOL)


@test_case(
    name="square matrices, where the order and the sides matter",
    points=0.5,
    hidden=True,
    failure_message="With square matrices a wrong axis raises no error: a times b is not b times a, and rows of a go "
    "with columns of b.",
)
def test_square(matmul_by_hand):
    from solutions.tensors import matmul_by_hand as reference

    rng = np.random.default_rng(452)
    for n in (2, 3, 5):
        a, b = rng.normal(0, 2, (2, n, n))
        expect_close(matmul_by_hand(a.copy(), b.copy()), reference(a, b), "The product", rtol=RTOL, atol=1e-11)
        expect_close(matmul_by_hand(b.copy(), a.copy()), reference(b, a), "The product", rtol=RTOL, atol=1e-11)


@test_case(
    name="one row, one column, one number",
    points=0.5,
    hidden=True,
    failure_message="The result always has shape (n, m): a row times a column is (1, 1), a column times a row is a "
    "whole table.",
)
def test_one(matmul_by_hand):
    row, column = np.array([[2.0, -1.0, 0.5]]), np.array([[4.0], [3.0], [-2.0]])
    expect_close(matmul_by_hand(row, column), [[4]], "A row times a column", rtol=RTOL)
    table = [[8, -4, 2], [6, -3, 1.5], [-4, 2, -1]]
    expect_close(matmul_by_hand(column, row), table, "A column times a row", rtol=RTOL)
    expect_close(matmul_by_hand(np.array([[2.5]]), np.array([[-4.0]])), [[-10]], "1 x 1 times 1 x 1", rtol=RTOL)


@test_case(
    name="different inner sizes are refused",
    points=0.5,
    hidden=True,
    failure_message="Inner sizes that differ must be a ValueError: not a shorter sum, not a stretched side, and not "
    "an IndexError on the way.",
)
def test_inner(matmul_by_hand):
    for a, b in (
        ((2, 3), (2, 4)),
        ((2, 3), (4, 5)),
        ((2, 3), (2, 3)),
        ((2, 3), (1, 4)),
        ((2, 1), (3, 4)),
        ((3, 4), (3, 4)),
        ((1, 2), (1, 2)),
    ):
        expect_error(ValueError, matmul_by_hand, np.ones(a), np.ones(b))


@test_case(
    name="whole numbers and bytes, and both matrices stay as they were",
    points=0.5,
    hidden=True,
    failure_message="Make floats first: 20 * 20 does not fit into a uint8, and an array of whole numbers cuts "
    "fractions off.",
)
def test_whole_numbers(matmul_by_hand):
    a, b = np.array([[200, 3], [17, 255]], dtype=np.uint8), np.array([[250, 0, 9], [100, 40, 2]], dtype=np.uint8)
    product = a.astype(float) @ b.astype(float)
    expect_close(matmul_by_hand(a, b), product, "The product of bytes", rtol=RTOL)
    for kind in (np.int8, np.int16, np.uint16, np.int32):
        a = np.array([[120, -3], [7, 100]]).astype(kind)
        product = a.astype(float) @ a.astype(float)
        expect_close(matmul_by_hand(a, a), product, "The product of whole numbers", rtol=RTOL)
        a = np.array([[np.iinfo(kind).max, 1], [2, np.iinfo(kind).max]], dtype=kind)
        product = a.astype(float) @ a.astype(float)
        expect_close(matmul_by_hand(a, a), product, "The product of whole numbers", rtol=RTOL)
    large = np.array([[4 * 10**9, 0], [0, 1]])  # its square is beyond int64
    expect_close(matmul_by_hand(large, large), [[16e18, 0], [0, 1]], "The product of large numbers", rtol=RTOL)
    whole, parts = np.array([[1, 2], [3, 4]]), np.array([[0.5, 0.25], [0.75, -0.5]])
    result = matmul_by_hand(whole, parts)
    expect_close(result, [[2, -0.75], [4.5, -1.25]], "The product of whole numbers and fractions", rtol=RTOL)
    expect_close(matmul_by_hand(parts, whole), [[1.25, 2], [-0.75, -0.5]], "The product", rtol=RTOL)
    expect_unchanged_as_well([[1, 2], [3, 4]], whole, "the array a")
    expect_unchanged_as_well([[0.5, 0.25], [0.75, -0.5]], parts, "the array b")


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(matmul_by_hand):
    from solutions.tensors import matmul_by_hand as reference

    inputs = [(np.array([[1.5, 2.0], [0.5, -1.0]]), np.array([[2.0], [3.0]])), (np.ones((1, 1)), np.ones((1, 1)))]
    expect_new_result(expect_close, matmul_by_hand, reference, inputs, "The product", rtol=RTOL)
