"""Cases of `apply_clim`: brightness by two limits, for any shape and any kind of number."""

import numpy as np
from checks import expect_close, expect_copy, expect_new_result, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "apply_clim"
points = 1

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
