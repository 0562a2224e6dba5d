"""Equalising: every level by the running total, the darkest to 0, the brightest to 255, and pictures of one level."""

import numpy as np
from checks import expect_array, expect_new_result, expect_no_warning, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "equalise_histogram"
points = 1.5


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
