"""The smallest value to low, the largest to high, the rest on the line between."""

import numpy as np
from checks import because, expect_close, expect_new_result, expect_unchanged, expect_unchanged_as_well
from otter.test_files import test_case

OK_FORMAT = False

name = "scale_to_range"
points = 2

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


@test_case(
    name="data of any shape, and ranges of every kind",
    points=0.25,
    hidden=True,
    failure_message="low + (data - smallest) / (largest - smallest) * (high - low): the smallest value need not be 0, "
    "all values may lie between 0 and 1, low need not be -1, and low may lie above high.",
)
def test_ranges(scale_to_range):
    from solutions.images import scale_to_range as reference

    rng = np.random.default_rng(661)
    for shape, low, high in [
        ((7,), 0.0, 1.0),
        ((4, 5), -3.5, 2.25),
        ((3, 4, 3), 10.0, 20.0),
        ((2, 3, 4, 3), 5.0, -5.0),
        ((6, 1), -8.0, -3.0),
        ((5,), 0.0, 255.0),
        ((4, 5), -3.5, 2.25),
    ]:
        tiny = rng.uniform(-1e-13, 2e-13, shape)  # small values are not equal ones
        for data in (rng.uniform(-40, 90, shape), rng.uniform(0.2, 0.7, shape), tiny, 1e20 * tiny):
            expect_close(scale_to_range(data.copy(), low, high), reference(data, low, high), "the result", atol=ATOL)
    for data in (rng.uniform(-40, 90, (2, 3)), 1e4 + rng.uniform(0, 0.05, 6)):  # one limit for both; values close by
        for low, high in ((3.0, 3.0), (-1.0, 1.0)):
            expect_close(scale_to_range(data.copy(), low, high), reference(data, low, high), "the result", atol=ATOL)


@test_case(
    name="bytes and other whole numbers",
    points=0.5,
    hidden=True,
    failure_message="Make floats first: the difference of two whole numbers of a small dtype wraps round.",
)
def test_whole_numbers(scale_to_range):
    from solutions.images import scale_to_range as reference

    rng = np.random.default_rng(662)
    for dtype, low, high in [
        (np.uint8, -1, 1),
        (np.int8, 0, 1),
        (np.uint8, 0, 100),
        (np.int16, -1, 1),
        (np.int64, 2, 3),
        (np.int32, 0, 1),
    ]:
        limits = {np.int16: 30_000, np.int32: 2_000_000_000, np.int64: 5 * 10**18}
        most = limits.get(dtype, 127)
        least = max(np.iinfo(dtype).min, -128) if most == 127 else -most
        data = rng.integers(least, most, (5, 6), endpoint=True).astype(dtype)
        data[0, :2] = least, most
        wanted = reference(data.astype(float), float(low), float(high))
        expect_close(scale_to_range(data.copy(), low, high), wanted, "the result", atol=ATOL)


@test_case(
    name="all values equal become low, and the data stays as it was",
    points=0.5,
    hidden=True,
    failure_message="Where all values are equal, 0 / 0 is nan: return low everywhere, in the shape of the data.",
)
def test_constant(scale_to_range):
    bytes_and_more = [np.array([[255]], dtype=np.uint8), np.full((2, 2, 3), -0.1), np.full(3, 1e17)]
    for data in (np.full((3, 4), 7.0), np.zeros(5), *bytes_and_more):
        given = data.copy()
        expect_close(scale_to_range(given, 0.25, 4.0), np.full(data.shape, 0.25), "the result", atol=ATOL)
        expect_unchanged_as_well(data, given, "the array data")
    data = np.array([2.0, -1.0, 0.5])
    given = data.copy()
    expect_close(scale_to_range(given, 0.0, 6.0), [6.0, 0.0, 3.0], "the result", atol=ATOL)
    expect_unchanged_as_well(data, given, "the array data")
    with because(
        "Right for equal floats; where equal values are bytes, low may have no room in a byte: return floats."
    ):
        seven = np.full((2, 3), 7, dtype=np.uint8)
        expect_close(scale_to_range(seven, -3, 300), np.full((2, 3), -3.0), "the result", atol=ATOL)


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(scale_to_range):
    from solutions.images import scale_to_range as reference

    rng = np.random.default_rng(664)
    inputs = [(rng.uniform(-4, 9, (3, 4)), 0.0, 1.0), (np.full((2, 3), 7.0), 0.25, 4.0)]
    expect_new_result(expect_close, scale_to_range, reference, inputs, "the result", atol=ATOL)
