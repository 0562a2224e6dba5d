"""gaussian: the bell with area 1, for any mean, width and shape."""

import math

import numpy as np
from checks import expect_close, expect_error, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "gaussian"
points = 4

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


@test_case(
    name="any mean and any width, narrow and wide",
    points=1,
    hidden=True,
    failure_message="Both places of sigma count, in the exponent (squared, times 2) and below the whole; pi is "
    "math.pi, and all is computed in float64.",
)
def test_widths(gaussian):
    from solutions.tensors import gaussian as reference

    rng = np.random.default_rng(471)
    for mean, sigma in ((0.0, 1.0), (0.0, 0.3), (2.5, 1.0), (-1.7523, 4.0), (10.0, 0.05), (0.5, 25.0), (-3.0, 40.5)):
        x = mean + sigma * rng.uniform(-5, 5, 9)
        # so far out, a little of the exponent 12.5 would show as well: nothing is rounded on the way
        expect_close(gaussian(x.copy(), mean, sigma), reference(x, mean, sigma), "The curve", rtol=RTOL)
    for sigma in (1e-9, 1e-4, 1e9, 1e-60, 1e60):
        x = sigma * rng.uniform(-3, 3, 5)
        for mean in (0.0, sigma):
            expect_close(gaussian(x.copy(), mean, sigma), reference(x, mean, sigma), "The curve", rtol=RTOL)
    x = np.array([-36.0, -25.0, -8.5, 7.0, 11.0, 32.5])  # far out it is not 0 yet
    expect_close(gaussian(x.copy()), reference(x), "The curve far out", rtol=RTOL)
    x = rng.uniform(-3, 3, 5)
    expect_close(gaussian(x.copy()), reference(x), "The curve with the defaults", rtol=1e-12)
    expect_close(gaussian(x + 0.25), reference(x + 0.25), "The curve with the defaults", rtol=RTOL)
    expect_close(gaussian(x.copy(), sigma=0.7), reference(x, 0.0, 0.7), "The curve with the default mean", rtol=RTOL)
    expect_close(gaussian(x.copy(), mean=-0.4), reference(x, -0.4, 1.0), "The curve with the default sigma", rtol=RTOL)


@test_case(
    name="the area under the curve is 1",
    points=0.5,
    hidden=True,
    failure_message="The AREA is 1: heights times the distance of the samples. The sum of the heights is whatever the "
    "samples make it, so do not divide by it.",
)
def test_area(gaussian):
    for mean, sigma, gap in ((0.0, 1.0, 0.125), (3.0, 0.5, 0.0625), (-2.0, 6.0, 0.5)):
        x = np.arange(mean - 10 * sigma, mean + 10 * sigma, gap)
        # sums of so smooth a curve are exact to 1e-12 when two samples or more fit into sigma
        expect_close(np.sum(gaussian(x, mean, sigma)) * gap, 1, "The area under your curve", rtol=RTOL)


@test_case(
    name="arrays of any shape, of floats or of whole numbers",
    points=0.5,
    hidden=True,
    failure_message="The result has the shape of x, one, two or three axes; and with bytes, 3 - 5 is 254: make floats "
    "first.",
)
def test_shapes(gaussian):
    from solutions.tensors import gaussian as reference

    rng = np.random.default_rng(472)
    for shape in ((1,), (2, 3), (3, 3), (2, 1, 4)):
        x = rng.uniform(-2, 2, shape)
        expect_close(
            gaussian(x.copy(), 0.25, 1.5), reference(x, 0.25, 1.5), f"The curve at an array {shape}", rtol=RTOL
        )
    for kind in (np.uint8, np.int8, int, np.uint16, np.int16, np.uint32):
        x = np.array([0, 3, 5, 9, 100], dtype=kind)
        expect_close(gaussian(x.copy(), 2.75, 20), reference(x.astype(float), 2.75, 20.0), "The curve", rtol=RTOL)
        expect_close(gaussian(x.copy(), 5, 20), reference(x.astype(float), 5.0, 20.0), "The curve", rtol=RTOL)


@test_case(
    name="a sigma of 0 or below is refused",
    points=0.5,
    hidden=True,
    failure_message="A width of 0 or below is no width: raise ValueError before you divide.",
)
def test_sigma(gaussian):
    for sigma in (0.0, 0, -1.0, -0.001):
        expect_error(ValueError, gaussian, np.array([0.0, 1.0]), 0.0, sigma)


@test_case(
    name="x is the same afterwards",
    points=0.25,
    hidden=True,
    failure_message="What you were given has changed: -= and /= work inside the caller's array, - and / make new ones.",
)
def test_unchanged(gaussian):
    x = np.array([[0.5, -1.0], [2.0, 0.0]])
    result = gaussian(x, 0.5, 2.0)
    expect_unchanged([[0.5, -1.0], [2.0, 0.0]], x, "the array x")
    wanted = PEAK / 2 * np.exp(-np.array([[0, 2.25], [2.25, 0.25]]) / 8)
    expect_close(result, wanted, "The curve", rtol=RTOL)


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(gaussian):
    from solutions.tensors import gaussian as reference

    inputs = [(np.array([0.5, -1.0]), 0.25, 2.0), (np.array([[0, 1], [2, 3]]),)]
    expect_new_result(expect_close, gaussian, reference, inputs, "The curve", rtol=RTOL)
