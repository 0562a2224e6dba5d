"""Floats to bytes: rounded, cut off, and of dtype uint8. Values within 1e-6 of a half are never tested."""

import numpy as np
from checks import expect_array, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "to_uint8"
points = 0.5


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
