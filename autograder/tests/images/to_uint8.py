"""Floats to bytes: rounded, cut off, and of dtype uint8. Values within 1e-6 of a half are never tested."""

import numpy as np
from checks import expect_array, expect_new_result, expect_unchanged, expect_unchanged_as_well
from otter.test_files import test_case

OK_FORMAT = False

name = "to_uint8"
points = 2


@test_case(name="99.9, 300, -3 and 12.2 become 100, 255, 0 and 12", points=0.25)
def test_four_values(to_uint8):
    values = np.array([99.9, 300.0, -3.0, 12.2])
    wanted = np.array([100, 255, 0, 12], dtype=np.uint8)
    mistakes = [
        ("astype(np.uint8) cuts the fraction off: 99.9 became 99. Round first.", [99, 255, 0, 12]),
        ("Cut off at 0 and at 255 BEFORE you make bytes: 300 - 256 is 44.", [100, 44, 253, 12]),
        ("Cut off, then round: astype alone does neither.", [99, 44, 253, 12]),
        ("Rounding up is not rounding: 12.2 is nearest to 12.", [100, 255, 0, 13]),
        ("-3 is below black: it becomes 0, not 3.", [100, 255, 3, 12]),
        ("The values are levels already: do not multiply by 255.", [255, 255, 0, 255]),
        ("256 has no room in a byte: cut off at 255.", [100, 0, 0, 12]),
        ("You stretched the picture: values between 0 and 255 only get rounded.", [87, 255, 0, 13]),
    ]
    expect_array(to_uint8(values.copy()), wanted, "to_uint8([99.9, 300, -3, 12.2])", mistakes=mistakes)


@test_case(name="a table of values far away, and the picture stays as it was", points=0.25)
def test_far_values(to_uint8):
    values = np.array([[-400.0, 1e20], [-0.7, 255.4]])
    given = values.copy()
    expect_array(to_uint8(given), np.array([[0, 255], [0, 255]], dtype=np.uint8), "the bytes")
    expect_unchanged(values, given, "the picture image")
    whole = np.array([-7, 300, 12])
    expect_array(to_uint8(whole), np.array([0, 255, 12], dtype=np.uint8), "to_uint8([-7, 300, 12]), whole numbers,")
    small = np.array([0.25, 0.75, 1.0])
    wanted = np.array([0, 1, 1], dtype=np.uint8)
    expect_new_result(expect_array, to_uint8, lambda *_: wanted, [(small,)], "to_uint8([0.25, 0.75, 1])")


@test_case(
    name="every level, from below and from above",
    points=0.25,
    hidden=True,
    failure_message="To the nearest level: 7.51 becomes 8 and 7.49 becomes 7, at every level from 0 to 255.",
)
def test_every_level(to_uint8):
    levels = np.arange(256)
    for away in (-0.49, -0.01, 0.0, 0.01, 0.49, -0.499995, 0.499995):  # float32 makes halves of the last two
        expect_array(to_uint8(levels + away), levels.astype(np.uint8), "the bytes")


@test_case(
    name="values far below 0 and far above 255",
    points=0.25,
    hidden=True,
    failure_message="Everything below 0 becomes 0 and everything above 255 becomes 255, however far away: cut off "
    "before the values become bytes.",
)
def test_far_away(to_uint8):
    values = np.array(
        [-0.3, -0.7, -1.0, -3.2, -255.0, -256.0, -1e6, 254.9, 255.3, 255.6, 256.0, 300.0, 511.2, 1e6, 1e12]
    )
    values = np.concatenate([[-1e20, -3e9, -40_000.0], values, [40_000.0, 3e9, 1e20]])
    wanted = np.array([0] * 10 + [255] * 11, dtype=np.uint8)
    expect_array(to_uint8(values), wanted, "the bytes")


@test_case(
    name="any shape, float32 and whole numbers too, and the picture stays as it was",
    points=0.5,
    hidden=True,
    failure_message="The result has the picture's shape, whatever that is, and is of dtype uint8.",
)
def test_shapes(to_uint8):
    from solutions.images import to_uint8 as reference

    rng = np.random.default_rng(631)
    for shape, dtype in [
        ((4, 6), float),
        ((3, 5, 3), np.float32),
        ((2, 3, 4, 3), float),
        ((1, 1), float),
        ((90,), int),
    ]:
        image = rng.uniform(-60, 320, shape).astype(dtype)
        assert np.all(np.abs(image % 1 - 0.5) > 1e-6), "the guard band"
        given = image.copy()
        expect_array(to_uint8(given), reference(image), "the bytes")
        expect_unchanged_as_well(image, given, "the picture image")


@test_case(
    name="pictures whose values are all small, all negative, all large, or all equal",
    points=0.25,
    hidden=True,
    failure_message="What a level becomes hangs on this level alone: 0.7 becomes 1, also where all others are below 1.",
)
def test_no_rule_by_the_others(to_uint8):
    from solutions.images import to_uint8 as reference

    rng = np.random.default_rng(633)
    for low, high in ((0, 1), (-1, 1), (0, 10), (-40, -1), (256, 900), (0, 255), (100, 140), (-127, 127)):
        image = rng.integers(4 * low, 4 * high + 1, (6, 9)) / 4 + 0.0625
        expect_array(to_uint8(image.copy()), reference(image), "the bytes")
    for level in (0.25, 0.75, 1.0, 77.0, 300.0):
        image = np.full((3, 4), level)
        expect_array(to_uint8(image.copy()), reference(image), "the bytes")


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(to_uint8):
    from solutions.images import to_uint8 as reference

    rng = np.random.default_rng(634)
    inputs = [(rng.integers(-60, 320, (4, 6)) + 0.25,)]
    expect_new_result(expect_array, to_uint8, reference, inputs, "the result")
