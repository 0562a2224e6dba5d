"""normalise: one length for the whole tensor, whatever its shape, and nothing for zeros."""

from copy import deepcopy

import numpy as np
from checks import expect_close, expect_new_result, expect_no_warning, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "normalise"
points = 2

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


@test_case(
    name="tensors of rank 0 to 4, long ones and short ones",
    points=0.5,
    hidden=True,
    failure_message="Divide by the root of the sum of the squares of ALL elements, of any rank, in float64; nothing is "
    "added to the length, and signs stay.",
)
def test_ranks(normalise):
    from solutions.tensors import normalise as reference

    rng = np.random.default_rng(421)
    for shape, size in (
        ((1,), 3.0),
        ((3,), 1e-6),
        ((1000,), 40.0),
        ((3, 3), 1e5),
        ((2, 5), 0.25),
        ((4, 6, 3), 1.0),
        ((2, 3, 4, 3), 1e-4),
        ((), 7.0),
        ((3,), 1e-20),
        ((4, 6, 3), 1e-60),
        ((2, 3), 1e-120),
        ((60, 50), 2.0),
        ((2, 2), 1e60),
    ):
        tensor = size * rng.normal(0.3, 1, shape)
        expect_close(normalise(tensor.copy()), reference(tensor), f"The tensor of shape {shape}", rtol=RTOL)
    tensor = np.array([3e-12, -4.0, 2e-9])  # of very different numbers all stay
    expect_close(normalise(tensor.copy()), tensor / 4, "The tensor", rtol=RTOL)


@test_case(
    name="whole numbers, and bytes that would wrap round",
    points=0.25,
    hidden=True,
    failure_message="A uint8 holds 0 to 255: 20 squared is 144 in it. Make floats before you square, and give floats "
    "back.",
)
def test_whole_numbers(normalise):
    rng = np.random.default_rng(422)
    limits = {np.uint8: (0, 255), np.int8: (-128, 127), np.int32: (-70_000, 70_000), np.int64: (-4 * 10**9, 4 * 10**9)}
    for kind, (low, high) in limits.items():
        tensor = rng.integers(low, high, (4, 5), endpoint=True).astype(kind)
        tensor[0, 0] = low
        exact = tensor.astype(float)
        expect_close(normalise(tensor), exact / np.sqrt((exact**2).sum()), "The tensor of whole numbers", rtol=RTOL)
    for kind in (np.uint16, np.int16, np.uint32):
        tensor = np.array([[0, 30_000], [7, 40]], dtype=kind)
        exact = tensor.astype(float)
        expect_close(normalise(tensor), exact / np.sqrt((exact**2).sum()), "The tensor of whole numbers", rtol=RTOL)
    expect_close(normalise([[0, 2], [0, 0], [-1, -2]]), np.array([[0, 2], [0, 0], [-1, -2]]) / 3, "A list", rtol=RTOL)


@test_case(
    name="a tensor of zeros stays a tensor of zeros, quietly",
    points=0.25,
    hidden=True,
    failure_message="A tensor of zeros has no direction: look at the length before you divide by it, and give zeros "
    "back.",
)
def test_zeros(normalise):
    for tensor in (np.zeros(3), np.zeros((2, 3, 3), dtype=np.uint8), np.zeros((2, 2))):
        result = expect_no_warning(normalise, tensor.copy())
        expect_close(result, np.zeros(tensor.shape), "The tensor of zeros")
    for zeros in ([0, 0], [[0.0, 0.0], [0.0, 0.0]]):
        result = expect_no_warning(normalise, zeros)
        expect_close(result, np.zeros(np.shape(zeros)), "The list of zeros")
    for tensor in (np.array([-3.0, 0.0, -4.0]), np.array([[0.0, 0.0], [3.0, -4.0]])):
        expect_close(normalise(tensor.copy()), tensor / 5, "A tensor with some zeros", rtol=RTOL)
    mixed = np.array([0.0, 1e-3, 0.0, -1e-3])  # zeros in it, and a sum of 0, but a length
    expect_close(normalise(mixed.copy()), mixed / np.sqrt(2e-6), "A tensor with some zeros", rtol=RTOL)


@test_case(
    name="the tensor is the same afterwards",
    points=0.25,
    hidden=True,
    failure_message="What you were given has changed: /= works inside the caller's array, / makes a new one.",
)
def test_unchanged(normalise):
    before = np.array([[1.0, -2.0], [0.5, 4.0]])
    tensor = before.copy()
    result = normalise(tensor)
    expect_unchanged(before, tensor, "the array tensor")
    expect_close(result, before / np.sqrt(21.25), "The tensor", rtol=RTOL)
    for values in ([3.0, 4.0], [[3.0, 0.0], [0.0, 4.0]]):
        given = deepcopy(values)
        result = normalise(given)
        expect_unchanged(values, given, "the list tensor")
        expect_close(result, np.array(values) / 5, "The list", rtol=RTOL)


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(normalise):
    from solutions.tensors import normalise as reference

    inputs = [(np.array([3.0, -4.0]),), (np.array([[1, 2], [2, 4]]),), (np.full((2, 1, 2), 0.5),), ([3.0, 4.0],)]
    expect_new_result(expect_close, normalise, reference, inputs, "The direction", rtol=RTOL)
