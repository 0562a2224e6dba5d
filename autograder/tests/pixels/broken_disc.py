"""The lecture's loop, run as it stands, against the disc that the answer describes."""

from functools import cache

import numpy as np
from checks import Mismatch, expect_close, expect_each, expect_picture, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "broken_disc"
points = 4


@test_case(name="your disc is what the lecture's loop paints for centre 31 and size 19", points=1)
def test_against_the_loop(broken_disc):
    loop = loop_picture((42, 50), 31, 19)
    answer = expect_shape(broken_disc(31, 19), (3,), "broken_disc(31, 19)")
    if not np.all(np.isfinite(answer)):
        raise Mismatch("Row, column and radius should be finite numbers.")
    yours = disc_picture((42, 50), answer)
    mistakes = []
    if list(answer) == [31, 31, 19]:
        mistakes = [("That is the disc that was meant; the loop paints another one.", yours)]
    elif list(answer[:2]) == [0, 0]:
        mistakes = [("It is not at the corner. Where is 2i - centre equal to 0?", yours)]
    elif list(answer[:2]) in ([15, 15], [16, 16]):
        mistakes = [("Half of an odd number is a fraction: divide with /, and do not round.", yours)]
    elif yours.sum() == loop.sum():
        mistakes = [("The radius is right. Where is 2i - centre equal to 0?", yours)]
    elif np.allclose(answer[:2], np.argwhere(loop).mean(axis=0)):
        words = "The middle is right. 2i - centre grows twice as fast as i: what does that make of the radius?"
        mistakes = [(words, yours)]
    expect_picture(yours, loop, "The disc of your three numbers", mistakes=mistakes)


@test_case(
    name="your disc is what the loop paints for other centres and sizes, pixel by pixel",
    points=1.5,
    hidden=True,
    failure_message="Print what the loop compares: up to i = centre, i - (centre - i) is 2i - centre. Where is it 0, "
    "and how far from there does it reach `size`?",
)
def test_other_discs(broken_disc):
    from solutions.pixels import broken_disc as reference

    shape, inputs = (70, 80), [(51, 33), (40, 21), (25, 25), (61, 7.5)]
    for centre, size in inputs:
        expect_guard(shape, reference(centre, size))
        disc = disc_picture(shape, expect_shape(broken_disc(centre, size), (3,), "broken_disc(…)"))
        expect_picture(disc, loop_picture(shape, centre, size), "The disc of your three numbers")


@test_case(
    name="row, column and radius are exact, for odd centres and fractions too",
    points=1.5,
    hidden=True,
    failure_message="Half of an odd centre or size is a fraction: use / instead of //, and do not round.",
)
def test_exact(broken_disc):
    from solutions.pixels import broken_disc as reference

    inputs = [(51, 33), (100, 50), (7, 1), (33.5, 12.25), (200, 200), (0.5, 0.125), (9.1, 1 / 7), (1234.567, 800.1)]
    # one division each: right answers agree to the last bit or two
    expect_each(expect_close, broken_disc, reference, inputs, "broken_disc(…)", rtol=1e-12)


@cache  # a loop over the pixels, for every answer the same
def loop_picture(shape, centre, size):
    """Return what the lecture's loop paints: np.linalg.norm is the root of the sum of squares."""
    image = np.zeros(shape)
    for i in range(shape[0]):
        for j in range(shape[1]):
            down, right = i - abs(centre - i), j - abs(centre - j)
            if down * down + right * right < size * size:
                image[i, j] = 1
    image.flags.writeable = False
    return image


def disc_picture(shape, disc):
    rows, cols = np.indices(shape)
    return np.where((rows - disc[0]) ** 2 + (cols - disc[1]) ** 2 < disc[2] ** 2, 1.0, 0.0)


def expect_guard(shape, disc):
    rows, cols = np.indices(shape)
    distances = np.sqrt((rows - disc[0]) ** 2 + (cols - disc[1]) ** 2)
    if np.any(np.abs(distances - disc[2]) < 1e-6):
        raise RuntimeError("A pixel lies on the rim of a disc: change the test.")
