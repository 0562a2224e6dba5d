"""Equalising: every level by the running total, the darkest to 0, the brightest to 255, and pictures of one level."""

import numpy as np
from checks import because, expect_array, expect_new_result, expect_no_warning, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "equalise_histogram"
points = 6


def dull(shape, seed, low, high, power=1.0):
    """Return a picture with few levels, an odd number of whose pixels are not at the darkest: no level is at a half."""
    grey = (low + (high - low) * np.random.default_rng(seed).random(shape) ** power).astype(np.uint8)
    darkest = int(grey.min())
    if (grey.size - np.count_nonzero(grey == darkest)) % 2 == 0:
        grey.flat[np.flatnonzero(grey > darkest)[0]] = darkest
    assert (grey.size - np.count_nonzero(grey == darkest)) % 2 == 1, "the guard band"
    return grey


@test_case(name="six pixels at 100, 101 and 104 are spread over 0 to 255", points=0.5)
def test_six_pixels(equalise_histogram):
    grey = np.array([[100, 101, 101], [104, 104, 104]], dtype=np.uint8)  # c0 = 1; c = 1, 3, 6
    wanted = np.array([[0, 102, 102], [255, 255, 255]], dtype=np.uint8)
    mistakes = [
        ("You stretched the range; the histogram keeps its shape. Use how many pixels are at most as bright.",
         [[0, 64, 64], [255, 255, 255]]),
        ("c(v) counts the pixels at v itself as well as the darker ones.", [[0, 85, 85], [255, 255, 255]]),
        ("How many PIXELS are at most as bright, not how many levels.", [[0, 128, 128], [255, 255, 255]]),
        ("How many PIXELS are at most as bright, not how many levels.", [[0, 127, 127], [255, 255, 255]]),
        ("Subtract c0, the pixels at the darkest level, above and below: the darkest becomes 0.",
         [[42, 128, 128], [255, 255, 255]]),
        ("Subtract c0, the pixels at the darkest level, above and below: the darkest becomes 0.",
         [[43, 128, 128], [255, 255, 255]]),
        ("Subtract c0, the pixels at the darkest level, above and below: the darkest becomes 0.",
         [[42, 127, 127], [255, 255, 255]]),
        ("Subtract c0 below the line as well: H * W - c0.", [[0, 85, 85], [212, 212, 212]]),
        ("255 * … / …: 256 is one level too many.", [[0, 102, 102], [0, 0, 0]]),
        ("That is standardised or centred, not equalised.", [[0, 0, 0], [0, 0, 0]]),
    ]  # fmt: skip
    expect_array(equalise_histogram(grey.copy()), wanted, "the picture", mistakes=mistakes)


@test_case(name="a picture of one level comes back unchanged", points=0.25)
def test_one_level(equalise_histogram):
    grey = np.full((3, 4), 90, dtype=np.uint8)
    mistakes = [
        ("It became black: with one level only there is nothing to spread, return the picture.", np.zeros((3, 4)))
    ]
    mistakes += [("It became white: with one level only there is nothing to spread.", np.full((3, 4), 255))]
    expect_array(expect_no_warning(equalise_histogram, grey.copy()), grey, "the picture", mistakes=mistakes)
    black = np.zeros((2, 3), dtype=np.uint8)
    expect_array(expect_no_warning(equalise_histogram, black.copy()), black, "a picture that is black")


@test_case(name="levels 10, 20, 64 and 200: no level is replaced twice, and fractions are rounded", points=0.5)
def test_chain(equalise_histogram):
    grey = np.array([[10, 10, 20], [64, 64, 200]], dtype=np.uint8)  # c0 = 2; c = 2, 3, 5, 6
    given = grey.copy()
    wanted = np.array([[0, 0, 64], [191, 191, 255]], dtype=np.uint8)  # 255 / 4 is 63.75, 3 * 255 / 4 is 191.25
    mistakes = [
        ("Round to the nearest level: the fraction was cut off.", [[0, 0, 63], [191, 191, 255]]),
        ("Round to the nearest level: the fraction was rounded up.", [[0, 0, 64], [192, 192, 255]]),
        ("A level that was replaced is replaced again: look all of them up in the OLD picture.",
         [[0, 0, 191], [191, 191, 255]]),
    ]  # fmt: skip
    expect_array(equalise_histogram(given), wanted, "the picture", mistakes=mistakes)
    expect_unchanged(grey, given, "the picture grey")
    expect_new_result(expect_array, equalise_histogram, lambda *_: wanted, [(grey,)], "the picture")


@test_case(name="280 pixels of one level and 20 of another become black and white", points=0.25)
def test_many_pixels(equalise_histogram):
    grey = np.full((15, 20), 50, dtype=np.uint8)
    grey[3] = 60
    wanted = np.zeros((15, 20), dtype=np.uint8)
    wanted[3] = 255
    expect_array(equalise_histogram(grey.copy()), wanted, "the picture")


@test_case(
    name="dull, dark and bright pictures",
    points=1.75,
    hidden=True,
    failure_message="Level v becomes round(255 (c(v) - c0) / (H W - c0)): c(v) counts the pixels at v or darker, c0 "
    "those at the darkest level that occurs, and the fraction is rounded, not cut off.",
)
def test_dull(equalise_histogram):
    from solutions.images import equalise_histogram as reference

    for shape, seed, low, high, power in [
        ((12, 9), 671, 90, 150, 1),
        ((15, 15), 672, 0, 60, 3),
        ((8, 21), 673, 180, 256, 0.5),
        ((9, 14), 674, 0, 256, 2),
        ((5, 5), 675, 40, 44, 1),
        ((12, 9), 677, 90, 150, 1),
    ]:
        grey = dull(shape, seed, low, high, power)
        expect_array(equalise_histogram(grey.copy()), reference(grey), "the picture")
    with because("Right for small pictures; here 255 * (c(v) - c0) has no room in 16 bits: compute in floats."):
        grey = dull((30, 31), 679, 0, 256, 2)
        expect_array(equalise_histogram(grey.copy()), reference(grey), "the picture")


@test_case(
    name="two levels, many pixels at the darkest, and pictures that are equalised already",
    points=1,
    hidden=True,
    failure_message="The darkest level that occurs becomes 0 and the brightest 255, however many pixels are there; c0 "
    "is the count of the darkest level that OCCURS, not of level 0.",
)
def test_two_levels(equalise_histogram):
    from solutions.images import equalise_histogram as reference

    two = np.full((4, 5), 17, dtype=np.uint8)
    two[0, :3] = 18
    mostly_black = np.zeros((6, 7), dtype=np.uint8)
    mostly_black[2, :5] = [200, 10, 30, 90, 90]
    flat = np.arange(256, dtype=np.uint8).reshape(16, 16)  # 255 pixels are not at the darkest level
    for grey in (two, mostly_black, flat, flat[::-1, ::-1]):
        expect_array(equalise_histogram(grey.copy()), reference(grey), "the picture")


@test_case(
    name="one level of any size, black and white too, without a warning",
    points=1,
    hidden=True,
    failure_message="A picture of one level divides by 0: look for it first, and return the picture as it is, whatever "
    "its level.",
)
def test_one_level_anywhere(equalise_histogram):
    for shape, level in [((2, 3), 0), ((4, 4), 255), ((1, 1), 77), ((1, 6), 1)]:
        grey = np.full(shape, level, dtype=np.uint8)
        result = expect_no_warning(equalise_histogram, grey.copy())
        with because("A picture of one level comes back as it was, whatever its level is: black and white, too."):
            expect_array(result, grey, "the picture")


@test_case(
    name="the picture that it is given stays as it was",
    points=0.5,
    hidden=True,
    failure_message="You changed the picture that you were given: while its levels are replaced one after the other, "
    "work on a copy (and a level that was replaced must not be replaced again).",
)
def test_unchanged(equalise_histogram):
    from solutions.images import equalise_histogram as reference

    grey = dull((7, 9), 676, 60, 200)
    given = grey.copy()
    result = equalise_histogram(given)
    expect_unchanged(grey, given, "the picture grey")
    expect_array(result, reference(grey), "the picture")


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(equalise_histogram):
    from solutions.images import equalise_histogram as reference

    grey = dull((7, 9), 678, 60, 200)
    inputs = [(grey,), (np.full((3, 4), 90, dtype=np.uint8),)]
    expect_new_result(expect_array, equalise_histogram, reference, inputs, "the result")
