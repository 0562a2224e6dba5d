"""normalise: one length for the whole tensor, whatever its shape, and nothing for zeros."""

import numpy as np
from checks import expect_close, expect_no_warning, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "normalise"
points = 0.5

RTOL = 1e-9  # sums of squares in another order differ by 1e-15; float32 by 1e-7


@test_case(name="[3, 4] becomes [0.6, 0.8], of length 1", points=0.125)
def test_three_four(normalise):
    mistakes = [
        ("That is scaling to 0..1; a direction has length 1.", [0, 1]),
        ("Dividing by the largest makes the largest 1, not the length.", [0.75, 1]),
        ("Dividing by the sum makes the sum 1, not the length.", [3 / 7, 4 / 7]),
        ("That has mean 0 and deviation 1 (standardising); a direction has length 1.", [-1, 1]),
        ("The length is the ROOT of the sum of the squares.", [3 / 25, 4 / 25]),
        ("The fractions were cut off: make floats first.", [0, 0]),
        ("The length is the root of the SUM of the squares, not of their mean.", np.array([3, 4]) / np.sqrt(12.5)),
        ("That is the tensor as it was: divide it by its length.", [3, 4]),
    ]
    expect_close(normalise([3, 4]), [0.6, 0.8], "normalise([3, 4])", rtol=RTOL, mistakes=mistakes)


@test_case(name="a table has one length, not one for each row", points=0.125)
def test_table(normalise):
    table = np.array([[2.0, 4.0], [5.0, 6.0]])  # 4 + 16 + 25 + 36 = 81
    mistakes = [
        ("One length for the whole tensor, not one per row.", table / np.sqrt([[20], [61]])),
        ("One length for the whole tensor, not one per column.", table / np.sqrt([[29, 52]])),
    ]
    expect_close(normalise(table.copy()), table / 9, "normalise([[2, 4], [5, 6]])", rtol=RTOL, mistakes=mistakes)


@test_case(name="zeros stay zeros, without an error or a warning", points=0.125)
def test_two_zeros(normalise):
    for tensor in (np.zeros(2), np.zeros((2, 2), dtype=np.uint8)):
        expect_close(expect_no_warning(normalise, tensor.copy()), np.zeros(tensor.shape), "A tensor of zeros")
    mixed = np.array([0.0, 3.0, -3.0, 0.0])
    wanted = [0, 0.5**0.5, -(0.5**0.5), 0]
    expect_close(normalise(mixed), wanted, "[0, 3, -3, 0], which has a sum of 0 and a length,", rtol=RTOL)
    for tensor in (np.array([-3.0, 0.0, -4.0]), np.array([[0.0, 0.0], [3.0, -4.0]])):
        expect_close(normalise(tensor), tensor / 5, f"{tensor.tolist()}, where some are 0,", rtol=RTOL)


@test_case(name="bytes, large numbers and small ones, and the tensor stays as it was", points=0.125)
def test_kinds_of_numbers(normalise):
    result = normalise(np.array([160, 120], dtype=np.uint8))
    expect_close(result, [0.8, 0.6], "normalise of the bytes [160, 120]", rtol=RTOL)
    whole = np.array([60_000, -80_000], dtype=np.int32)
    expect_close(normalise(whole), [0.6, -0.8], "[60000, -80000] in 32 bits", rtol=RTOL)
    small = np.array([-3e-7, 4e-7])
    expect_close(normalise(small), [-0.6, 0.8], "[-3e-7, 4e-7]", rtol=RTOL)
    for size in (1e-30, 1e30):
        expect_close(normalise(np.array([-3 * size, 4 * size])), [-0.6, 0.8], f"[-3, 4] * {size:g}", rtol=RTOL)
    expect_unchanged([-3e-7, 4e-7], small, "the array tensor")
    values = [3.0, -4.0]
    expect_close(normalise(values), [0.6, -0.8], "normalise([3, -4])", rtol=RTOL)
    expect_unchanged([3.0, -4.0], values, "the list tensor")
