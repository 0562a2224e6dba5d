"""gaussian: the bell with area 1, for any mean, width and shape."""

import math

import numpy as np
from checks import expect_close, expect_error, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "gaussian"
points = 1

RTOL = 1e-10  # rounding is 1e-13 even far out; 3.1415 for pi is off by 1.5e-5, 3.14159265 by 6e-10
PEAK = 0.3989422804014327


@test_case(name="its peak is 0.3989, and one step from it 0.2420", points=0.25)
def test_peak(gaussian):
    x = np.array([-1.0, 0.0, 1.0])
    bell = PEAK * np.exp(-0.5 * x**2)
    mistakes = [
        ("π is cut off at 3.1415.", bell * math.sqrt(math.pi / 3.1415)),
        ("π is cut off at 3.14159.", bell * math.sqrt(math.pi / 3.14159)),
        ("π is cut off at 3.14.", bell * math.sqrt(math.pi / 3.14)),
        ("The height is missing: divide by sigma * sqrt(2 pi), which makes the area 1.", bell / PEAK),
        ("The exponent is divided by 2 * sigma**2; the 2 is missing.", PEAK * np.exp(-(x**2))),
        ("The exponent needs a minus: the curve falls on both sides.", PEAK * np.exp(0.5 * x**2)),
        ("Divide by the ROOT of 2 pi.", bell / math.sqrt(2 * math.pi)),
        ("sqrt(2) * pi is not sqrt(2 * pi): put brackets round 2 * pi.", bell / PEAK / (math.sqrt(2) * math.pi)),
        ("The AREA is 1, not the sum of the samples.", bell / bell.sum()),
    ]
    expect_close(gaussian(x.copy()), bell, "gaussian([-1, 0, 1])", rtol=RTOL, mistakes=mistakes)


@test_case(name="with mean 1 and sigma 2 it is lower and wider", points=0.25)
def test_wider(gaussian):
    x = np.array([-1.0, 1.0, 4.0])
    bell = PEAK / 2 * np.exp(-((x - 1) ** 2) / 8)
    mistakes = [
        ("A wider curve must be lower: divide by sigma too.", 2 * bell),
        ("/ 2 * sigma**2 multiplies by sigma**2: put brackets round it.", PEAK / 2 * np.exp(-2 * (x - 1) ** 2)),
        ("The width in the exponent is sigma SQUARED.", PEAK / 2 * np.exp(-((x - 1) ** 2) / 4)),
        ("2 * sigma**2 is not (2 * sigma)**2.", PEAK / 2 * np.exp(-((x - 1) ** 2) / 16)),
        ("sigma is the width; you used it as the variance, its square.", PEAK / 2**0.5 * np.exp(-((x - 1) ** 2) / 4)),
        ("Divide by sigma, not by sigma squared.", bell / 2),
        ("The mean is missing: measure from it, x - mean.", PEAK / 2 * np.exp(-(x**2) / 8)),
        ("x - mean, not x + mean.", PEAK / 2 * np.exp(-((x + 1) ** 2) / 8)),
        ("sigma is missing: mean and sigma are both given.", PEAK * np.exp(-((x - 1) ** 2) / 2)),
    ]
    expect_close(gaussian(x.copy(), 1.0, 2.0), bell, "gaussian([-1, 1, 4], 1, 2)", rtol=RTOL, mistakes=mistakes)
    for size in (1e-9, 1e9):
        result = gaussian(size * x, size, 2 * size)
        expect_close(result, bell / size, f"the same curve with x, mean and sigma times {size:g}", rtol=RTOL)
    far = np.array([-10.0, 9.0])
    expect_close(gaussian(far), PEAK * np.exp(-(far**2) / 2), "gaussian([-10, 9])", rtol=RTOL)


@test_case(name="a sigma of 0, or of -2, raises ValueError", points=0.25)
def test_no_width(gaussian):
    for sigma in (0, -2.0):
        expect_error(ValueError, gaussian, np.array([0.0, 1.0]), 0.0, sigma)


@test_case(name="a table of bytes, and x is the same afterwards", points=0.25)
def test_table_of_bytes(gaussian):
    x = np.array([[0, 1], [2, 3]], dtype=np.uint8)
    bell = PEAK * np.exp(-np.array([[2.0, 0.5], [0.0, 0.5]]))
    expect_close(gaussian(x, 2), bell, "The curve with mean 2 at the bytes [[0, 1], [2, 3]]", rtol=RTOL)
    result = gaussian(x.astype(np.uint16), 2.5)
    bell = PEAK * np.exp(-np.array([[3.125, 1.125], [0.125, 0.125]]))
    expect_close(result, bell, "The curve with mean 2.5 at the same table in the dtype uint16", rtol=RTOL)
    x = np.array([1.5, 2.5])
    expect_close(gaussian(x, mean=1.5), [PEAK, PEAK * np.exp(-0.5)], "gaussian([1.5, 2.5], mean=1.5)", rtol=RTOL)
    expect_unchanged([1.5, 2.5], x, "the array x")
