"""The smallest value to low, the largest to high, the rest on the line between."""

import numpy as np
from checks import expect_close, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "scale_to_range"
points = 0.5

ATOL = 1e-9


@test_case(name="0, 5 and 10 become -1, 0 and 1", points=0.125)
def test_three_values(scale_to_range):
    mistakes = [
        ("Add low at the end: the smallest value should be -1.", [0, 1, 2]),
        ("That is a range from 0 to 1: stretch it to high - low, and add low.", [0, 0.5, 1]),
        ("Multiply by high - low, not by high.", [-1, -0.5, 0]),
        ("Multiply by high - low, not by high.", [0, 0.5, 1]),
        ("Clipping cuts, scaling stretches.", [0, 1, 1]),
        ("Low and high are exchanged: the smallest value becomes low.", [1, 0, -1]),
        ("That is a standardised list: mean 0 and deviation 1 is another scale.", np.array([-1, 0, 1]) * 1.5**0.5),
    ]
    result = scale_to_range(np.array([0.0, 5.0, 10.0]), -1.0, 1.0)
    expect_close(result, [-1, 0, 1], "scale_to_range([0, 5, 10], -1, 1)", atol=ATOL, mistakes=mistakes)


@test_case(name="[[4, 2], [8, 6]] from 10 to 40, and from 40 down to 10", points=0.125)
def test_other_ranges(scale_to_range):
    data = np.array([[4.0, 2.0], [8.0, 6.0]])
    given = data.copy()
    up, down = [[20, 10], [40, 30]], [[30, 40], [10, 20]]
    mistakes = [
        ("The smallest value becomes low: subtract the smallest before you divide.", data / 8 * 30 + 10),
        ("One smallest and one largest value for all the data, not one for each row.", [[40, 10], [40, 10]]),
    ]
    expect_close(scale_to_range(given, 10.0, 40.0), up, "the data from 10 to 40", atol=ATOL, mistakes=mistakes)
    expect_close(scale_to_range(given, 40.0, 10.0), down, "the data from 40 to 10", atol=ATOL)
    expect_close(scale_to_range(np.array([0.1, 0.2, 0.4]), 0.0, 3.0), [0, 1, 3], "0.1, 0.2, 0.4 from 0 to 3", atol=ATOL)
    expect_unchanged(data, given, "the array data")


@test_case(name="bytes that become fractions below 0", points=0.125)
def test_three_bytes(scale_to_range):
    data = np.array([0, 51, 255], dtype=np.uint8)
    mistakes = [("The fractions were cut off: the result is made of floats.", [-2, -1, 2])]
    expect_close(scale_to_range(data, -2, 2), [-2, -1.2, 2], "the bytes 0, 51, 255", atol=ATOL, mistakes=mistakes)
    data = np.array([-100, 100], dtype=np.int8)
    expect_close(scale_to_range(data, 0, 1), [0, 1], "-100 and 100 in 8 bits, whose difference has no room,", atol=ATOL)


@test_case(name="if all values are equal, all become low", points=0.125)
def test_all_equal(scale_to_range):
    data = np.array([6.0, 6.0])
    mistakes = [
        ("They all became high: the smallest value becomes low.", [3, 3]),
        ("They stayed as they were: the smallest value becomes low.", [6, 6]),
    ]
    expect_close(scale_to_range(data, 2.0, 3.0), [2, 2], "the result for [6, 6]", atol=ATOL, mistakes=mistakes)
    expect_unchanged([6.0, 6.0], data, "the array data")
    six = np.array([6, 6], dtype=np.uint8)
    expect_close(scale_to_range(six, -2.5, 3.0), [-2.5, -2.5], "the result for the bytes 6 and 6", atol=ATOL)
    expect_close(scale_to_range(np.array([1.0, 4.0]), 3.0, 3.0), [3, 3], "[1, 4] from 3 to 3", atol=ATOL)
    data = np.array([1e-13, 3e-13])
    expect_new_result(expect_close, scale_to_range, lambda *_: [2, 3], [(data, 2.0, 3.0)], "the result", atol=ATOL)
