"""How often each of the 256 levels occurs."""

import numpy as np
from checks import expect_equal, expect_new_result, expect_no_common_mistake, expect_unchanged, expect_unchanged_as_well
from otter.test_files import test_case

OK_FORMAT = False

name = "histogram256"
points = 2


def counted(image):
    """Count with a loop over the levels: slow, and plainly right."""
    return np.array([np.count_nonzero(image == level) for level in range(256)])


@test_case(name="the six values 0, 0, 3, 254, 255 and 255", points=0.25)
def test_six_values(histogram256):
    image = np.array([[0, 255, 3], [0, 254, 255]], dtype=np.uint8)
    wanted = np.zeros(256)
    wanted[[0, 3, 254, 255]] = [2, 1, 1, 2]
    once = np.minimum(wanted, 1)
    last = np.append(wanted[:254], wanted[254:].sum())
    mistakes = [
        ("counts[values] += 1 adds one per LEVEL, not per pixel: use np.add.at, np.bincount or a loop.", once),
        ("255 bins are one too few: there are 256 levels, and your last bin holds 254 and 255 together.", last),
        (
            "The last bin of np.histogram holds both of its ends, 254 and 255: ask for edges up to 256.",
            np.append(last, 0),
        ),
        ("255 is a level, too: range(256) ends with it.", np.append(wanted[:255], 0)),
        ("That is the share of each level: asked for is how many.", wanted / 6),
        ("That is the running total: asked for is how often each level occurs itself.", np.cumsum(wanted)),
        ("Levels that do not occur count 0; leave none of them out.", [2, 1, 1, 2]),
        ("Your bins are shifted by one level.", np.roll(wanted, 1)),
    ]
    result = histogram256(image.copy())
    expect_no_common_mistake(result, wanted, mistakes)
    expect_equal(result, wanted, "the counts")


@test_case(name="a dark picture in colour, all in one tone: 300 values at level 2", points=0.25)
def test_dark(histogram256):
    image = np.full((10, 10, 3), 2, dtype=np.uint8)
    image[0, 0] = [1, 0, 1]
    given = image.copy()
    wanted = np.zeros(256)
    wanted[:3] = [1, 2, 297]
    for _ in range(2):
        result = histogram256(given)
        mistakes = [
            ("A byte holds 255 at most: count with whole numbers of 64 bits.", np.where(wanted > 255, 41, wanted)),
            ("There are 256 levels, whatever occurs: 256 counts.", wanted[:3]),
        ]
        expect_no_common_mistake(result, wanted, mistakes)
        expect_equal(result, wanted, "the counts")
    expect_unchanged(image, given, "the picture image")
    expect_new_result(expect_equal, histogram256, lambda *_: wanted, [(image,)], "the counts")


@test_case(
    name="pictures of any shape",
    points=0.25,
    hidden=True,
    failure_message="Count every value of the picture, whatever its shape: one strip, grey, in colour, or a whole "
    "batch.",
)
def test_any_shape(histogram256):
    rng = np.random.default_rng(641)
    for shape in ((17,), (12, 31), (9, 7, 3), (2, 5, 6, 3), (1, 1)):
        image = rng.integers(0, 256, shape, dtype=np.uint8)
        expect_equal(histogram256(image.copy()), counted(image), "the counts")


@test_case(
    name="dark, bright and one-coloured pictures: 256 counts, however few levels occur",
    points=0.5,
    hidden=True,
    failure_message="There are always 256 counts, from level 0 to level 255, for a picture without dark or without "
    "bright pixels too; 254 and 255 have a bin each.",
)
def test_few_levels(histogram256):
    rng = np.random.default_rng(642)
    for low, high in ((0, 40), (200, 256), (254, 256), (90, 110), (0, 1), (77, 78)):
        image = rng.integers(low, high, (8, 9), dtype=np.uint8)
        expect_equal(histogram256(image.copy()), counted(image), "the counts")


@test_case(
    name="more than 65,535 pixels of one level, and the picture stays as it was",
    points=0.5,
    hidden=True,
    failure_message="Your counter is too small for its numbers: bytes count to 255, uint16 to 65,535.",
)
def test_large(histogram256):
    image = np.full((260, 260), 200, dtype=np.uint8)
    image[0, :5] = [1, 2, 3, 4, 255]
    given = image.copy()
    expect_equal(histogram256(given), counted(image), "the counts")
    expect_unchanged_as_well(image, given, "the picture image")


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(histogram256):
    from solutions.images import histogram256 as reference

    rng = np.random.default_rng(643)
    inputs = [(rng.integers(0, 256, (5, 6), dtype=np.uint8),)]
    expect_new_result(expect_equal, histogram256, reference, inputs, "the result")
