"""Cases of `apply_clim`: brightness by two limits, for any shape and any kind of number."""

import numpy as np
from checks import because, expect_close, expect_copy, expect_each, expect_new_result, expect_unchanged, precondition
from otter.test_files import test_case

OK_FORMAT = False

name = "apply_clim"
points = 4

TURNED = (
    "Right for most pictures. This one is image.T, in which columns lie together in memory: np.nditer and order='K' go "
    "through memory, and a reshape after that puts the values in other places. Go through indices, or compute with the "
    "whole array."
)
ATOL = 1e-9  # one subtraction and one division: right to 1e-15; float32 is off by 1e-8


@test_case(name="[[0.4, 0.5], [0.6, 0.45]] between 0 and 1 stays as it is", points=0.25)
def test_stays(apply_clim):
    image = np.array([[0.4, 0.5], [0.6, 0.45]])
    mistakes = [
        (
            "Your black is the darkest pixel of this picture and your white its brightest: that is what imshow does "
            "WITHOUT clim. Use low and high only.",
            (image - 0.4) / 0.2,
        ),
        ("Your values run from 0 to 255; brightness runs from 0 to 1.", image * 255),
        ("You turned black and white round: low is black, 0.", 1 - image),
    ]
    expect_close(apply_clim(image.copy(), 0.0, 1.0), image, "The brightness", atol=ATOL, mistakes=mistakes)


@test_case(name="5, 10, 12.5, 20 and 40 between 10 and 20 are 0, 0, 0.25, 1 and 1", points=0.25)
def test_limits(apply_clim):
    image = np.array([5.0, 10.0, 12.5, 20.0, 40.0])
    mistakes = [
        ("Values above high must show as 1, below low as 0.", (image - 10) / 10),
        ("You divided by high; divide by the width of the range, high - low.", np.clip((image - 10) / 20, 0, 1)),
        ("Subtract low first: low itself is black.", np.clip(image / 10, 0, 1)),
        ("Subtract low first: low itself is black.", np.clip(image / 20, 0, 1)),
        ("You cut off at low and high; now stretch what is left to 0 ... 1.", np.clip(image, 10, 20)),
        ("You cut off at 0 and 1 before you stretched: stretch first.", (np.clip(image, 0, 1) - 10) / 10),
        ("Values above high must show as 1, not as 0.", [0, 0, 0.25, 1, 0]),
        ("You stretched from this picture's darkest to its brightest value; use low and high.", (image - 5) / 35),
    ]
    expect_close(
        apply_clim(image.copy(), 10.0, 20.0), [0, 0, 0.25, 1, 1], "The brightness", atol=ATOL, mistakes=mistakes
    )


@test_case(name="bytes 10, 60, 130 and 250 between 60 and 200 are 0, 0, 0.5 and 1", points=0.25)
def test_bytes(apply_clim):
    image = np.array([[10, 60], [130, 250]], dtype=np.uint8)
    mistakes = [
        ("10 - 60 is 206 in uint8, and so the dark byte turns white: make floats of it first.", [[1, 0], [0.5, 1]]),
        ("The fractions are gone: between black and white there are greys.", [[0, 0], [0, 1]]),
    ]
    expect_close(apply_clim(image, 60, 200), [[0, 0], [0.5, 1]], "The brightness", atol=ATOL, mistakes=mistakes)


@test_case(name="three axes work, and the picture that is given stays as it was", points=0.25)
def test_three_axes(apply_clim):
    image = np.array([0.1, 0.25, 0.375, 0.5, 0.75, 1.5] * 4).reshape(2, 4, 3)
    before = image.copy()
    result = apply_clim(image, 0.25, 0.75)
    expect_unchanged(before, image, "the picture image")
    expected = np.array([0, 0, 0.25, 0.5, 1, 1] * 4).reshape(2, 4, 3)
    expect_close(result, expected, "The brightness", atol=ATOL)
    expect_new_result(expect_close, apply_clim, lambda *_: expected, [(image, 0.25, 0.75)], "The result", atol=ATOL)
    expect_copy(apply_clim(expected, 0.0, 1.0), expected, "the picture")
    turned = np.array([[0.0, 0.5, 1.0], [0.25, 0.75, 1.5]]).T
    mistakes = [(TURNED, [[0, 0.5], [1, 0.25], [0.75, 1]])]
    expected = [[0, 0.25], [0.5, 0.75], [1, 1]]
    expect_close(apply_clim(turned, 0.0, 1.0), expected, "The brightness", atol=ATOL, mistakes=mistakes)


@test_case(
    name="float pictures with limits of every kind",
    points=0.75,
    hidden=True,
    failure_message=(
        "Brightness is (value - low) / (high - low), cut off at 0 and at 1; low may be negative or above 0."
    ),
)
def test_floats(apply_clim):
    from solutions.pixels import apply_clim as reference

    rng = np.random.default_rng(801)
    inputs = []
    for low, high in ((-1.0, 1.0), (0.2, 0.7), (-3.5, -1.25), (40.0, 90.0), (0.0, 1.0), (0.0, 255.0)):
        span = high - low
        image = rng.uniform(low - span / 2, high + span / 2, (9, 14))
        image[0, 0], image[0, 1] = low, high
        inputs.append((image, low, high))
    expect_each(expect_close, apply_clim, reference, inputs, "The brightness", atol=ATOL)
    with because("Right for wide ranges; low and high may lie close together: divide by high - low, however small."):
        inputs = [(rng.uniform(-1e-9, 2e-9, (4, 5)), 0.0, 1e-9)]
        expect_each(expect_close, apply_clim, reference, inputs, "The brightness", atol=ATOL)


@test_case(
    name="whole-number pictures, with pixels below low and above high",
    points=1,
    hidden=True,
    failure_message="uint8 wraps round: 10 - 20 is 246 there. Make floats of the picture before you subtract.",
)
def test_whole_numbers(apply_clim):
    from solutions.pixels import apply_clim as reference

    rng = np.random.default_rng(802)
    cases = [
        (np.uint8, 0, 255, 60, 200),
        (np.uint8, 0, 255, 0, 255),
        (np.uint8, 0, 255, -20, 300),
        (np.int8, -128, 127, -100, 110),
        (np.uint16, 0, 65535, 900, 40000),
        (np.int64, -50, 50, -10, 30),
        (np.int32, -2_000_000_000, 2_000_000_000, -2_000_000_000, 1_900_000_000),
        (np.uint32, 0, 4_000_000_000, 3_000_000_000, 3_900_000_000),
        (np.uint16, 0, 65535, -5000, 65000),
    ]
    inputs = [
        (rng.integers(least, most, (8, 11), endpoint=True).astype(dtype), low, high)
        for dtype, least, most, low, high in cases
    ]
    for image, low, high in inputs:
        brightness = reference(image.astype(float), float(low), float(high))
        with precondition():
            expect_close(apply_clim(image.astype(float), low, high), brightness, "The brightness", atol=ATOL)
        result = apply_clim(image, low, high)
        expect_close(result, brightness, "The brightness", atol=1e-6)
        with because("To six digits it is right: compute in float64, NumPy's default."):
            expect_close(result, brightness, "The brightness", atol=ATOL)
    with because("Right for whole limits; low and high may be fractions, for a picture of whole numbers also."):
        image = np.array([[60, 61, 62], [63, 80, 9]], dtype=np.uint8)
        expect_close(apply_clim(image, 60.5, 64.25), reference(image, 60.5, 64.25), "The brightness", atol=ATOL)
    with because("Bytes are numbers like others: between 0 and 1, the byte 1 is white. Divide by high - low alone."):
        few = np.arange(12, dtype=np.uint8).reshape(3, 4) % 4
        expect_close(apply_clim(few, 0, 1), np.minimum(few, 1), "The brightness", atol=ATOL)


@test_case(
    name="any shape, and no pixel depends on another",
    points=0.5,
    hidden=True,
    failure_message=(
        "The result has the picture's own shape, one axis or four, and each brightness comes from its value alone."
    ),
)
def test_shapes(apply_clim):
    from solutions.pixels import apply_clim as reference

    rng = np.random.default_rng(803)
    shapes = ((7,), (1, 1), (6, 1), (5, 8, 3), (2, 4, 5, 3))
    inputs = [(rng.uniform(-1, 2, shape), 0.1, 0.8) for shape in shapes]
    expect_each(expect_close, apply_clim, reference, inputs, "The brightness", atol=ATOL)
    flat = np.full((4, 6), 0.3)  # one grey: stretching by its own range would divide by zero
    expect_close(apply_clim(flat.copy(), 0.0, 1.0), flat, "The brightness of one grey", atol=ATOL)
    with because(TURNED):
        turned = rng.uniform(-1, 2, (5, 8)).T
        expect_close(apply_clim(turned, 0.1, 0.8), reference(turned, 0.1, 0.8), "The brightness", atol=ATOL)


@test_case(
    name="the picture that it is given stays as it was",
    points=0.5,
    hidden=True,
    failure_message=(
        "Return something new: image -= low, np.clip(..., out=image) and image[image < low] = ... change what "
        "you were given."
    ),
)
def test_unchanged(apply_clim):
    from solutions.pixels import apply_clim as reference

    image = np.random.default_rng(804).uniform(-1, 2, (6, 9))
    before = image.copy()
    result = apply_clim(image, 0.25, 0.75)
    expect_unchanged(before, image, "the picture image")
    expect_close(result, reference(before, 0.25, 0.75), "The brightness", atol=ATOL)


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(apply_clim):
    from solutions.pixels import apply_clim as reference

    image = np.random.default_rng(805).uniform(-1, 2, (5, 8))
    inputs = [(image, 0.1, 0.8), (image, 0.0, 1.0), (np.clip(image, 0, 1), 0.0, 1.0)]
    for image, low, high in inputs:
        given = image.copy()
        expect_copy(apply_clim(given, low, high), given, "the picture")
    expect_new_result(expect_close, apply_clim, reference, inputs, "apply_clim(…)", atol=ATOL)
