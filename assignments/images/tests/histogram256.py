"""How often each of the 256 levels occurs."""

import numpy as np
from checks import expect_equal, expect_new_result, expect_no_common_mistake, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "histogram256"
points = 0.5


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
