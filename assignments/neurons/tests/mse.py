"""mse: the mean of the squared differences over all elements."""

import numpy as np
from checks import expect_close, expect_error, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "mse"
points = 0.5

RTOL = 1e-9


@test_case(name="mse([1, 2], [1, 4]) is 2", points=0.125)
def test_small(mse):
    mistakes = [
        ("The squares are 0 and 4, and add up to 4: divide by how many there are, 2.", 4.0),
        ("The squares are 0 and 4, and their mean is 2: square first, then average, and nothing else.", 1.0),
        ("Square first, then average: plus and minus must not cancel.", -1.0),
        ("That is the root of the mean: leave the root out.", 2**0.5),
        ("One number is asked for: the mean of the squares.", [0.0, 4.0]),
    ]
    expect_close(mse([1, 2], [1, 4]), 2.0, "mse([1, 2], [1, 4])", rtol=RTOL, mistakes=mistakes)
    expect_close(mse([1, 2], [1, 2]), 0.0, "mse([1, 2], [1, 2])", atol=1e-12)
    expect_close(mse([1.0, 1.0], [1.0, 1 + 2**-20]), 2**-41, "mse([1, 1], [1, 1 + 2**-20])", rtol=RTOL)


@test_case(name="two examples of three numbers: the mean is over all six", points=0.125)
def test_all_elements(mse):
    prediction, target = [[1.0, 0.0, 2.0], [0.0, 3.0, -1.0]], [[0.0, 2.0, 2.0], [3.0, 1.0, 1.0]]
    mistakes = [
        ("Divide by all six numbers, not only by the two examples.", 11.0),
        ("Divide by all six numbers, not only by three.", 22 / 3),
        ("That is the sum of the squares: divide by how many there are.", 22.0),
        ("Some books halve it; ours does not.", 11 / 6),
        ("Divide by all six, not by one less.", 22 / 5),
        ("That is the mean of the absolute differences: square them.", 10 / 6),
        ("Square first, then average: plus and minus must not cancel.", -4 / 6),
        ("One number over all elements, not one for each column.", [5.0, 4.0, 2.0]),
        ("One number over all elements, not one for each row.", [5 / 3, 17 / 3]),
        ("Square first, then average: plus and minus must not cancel.", 4 / 9),
    ]
    expect_close(mse(prediction, target), 22 / 6, "the mse of two rows of three", rtol=RTOL, mistakes=mistakes)


@test_case(name="shapes (3, 1) and (3,) raise a ValueError", points=0.125)
def test_column_and_row(mse):
    # first a call that tells the known mistakes apart: the mean of the table is 46 / 3, of the three squares 10
    expect_error(ValueError, mse, np.array([[1.0, 2.0, 3.0]]), np.array([[0.0], [4.0], [8.0]]))
    expect_error(ValueError, mse, np.ones((3, 1)), np.zeros(3))
    expect_error(ValueError, mse, np.ones((2, 3)), np.zeros((2, 1)))
    expect_error(ValueError, mse, [1, 2, 3], [1])
    expect_error(ValueError, mse, 1.0, np.array([1.0]))


@test_case(name="the bytes 10 and 30 differ by 20, and keep their values", points=0.125)
def test_two_bytes(mse):
    prediction, target = np.array([10, 30], dtype=np.uint8), np.array([30, 30], dtype=np.uint8)
    mistakes = [
        ("In bytes 10 - 30 is 236: make floats before you subtract.", 236**2 / 2),
        ("In bytes 20 * 20 is 144: make floats before you subtract.", 144 / 2),
    ]
    expect_close(mse(prediction, target), 200.0, "the mse of bytes", rtol=RTOL, mistakes=mistakes)
    for kind, large in (("uint16", 59_999), ("int32", 99_999), ("int64", 4_000_000_001), ("uint64", 10**19 + 1)):
        result = mse(np.array([0, large], dtype=kind), np.array([large, 0], dtype=kind))
        what = f"the mse of [0, {large}] and [{large}, 0] in the dtype {kind}"
        expect_close(result, float(large) ** 2, what, rtol=RTOL)
    truths = np.array([True, False, True])
    expect_close(mse(truths, ~truths), 1.0, "the mse of truths and their opposites", rtol=RTOL)
    floats = np.array([1.5, 2.0])
    expect_close(mse(floats, [0.5, 0.0]), 2.5, "mse([1.5, 2], [0.5, 0])", rtol=RTOL)
    expect_unchanged([1.5, 2.0], floats, "the array prediction")
