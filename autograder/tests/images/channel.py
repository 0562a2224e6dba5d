"""One colour channel of a picture: the right one, on the last axis, as it is."""

import numpy as np
from checks import expect_equal, expect_new_result, expect_no_common_mistake, expect_unchanged, expect_unchanged_as_well
from otter.test_files import test_case

OK_FORMAT = False

name = "channel"
points = 2

NAMES = ("red", "green", "blue")


@test_case(name="the channels of a 2 x 4 picture that is only red", points=0.25)
def test_only_red(channel):
    image = np.zeros((2, 4, 3), dtype=np.uint8)
    image[:, :, 0] = [[10, 20, 30, 40], [50, 60, 70, 250]]
    mistakes = [
        ("That is blue, the last channel: red is index 0 of the last axis.", np.zeros((2, 4))),
        ("image[0] is the first ROW. The channel is the last axis: image[:, :, 0].", image[0]),
        ("image[:, 0] is the first COLUMN. The channel is the last axis: image[:, :, 0].", image[:, 0]),
        ("That is the whole picture: pick one of the three numbers of each pixel.", image),
        ("Unchanged: do not divide by 255.", image[:, :, 0] / 255),
        ("image[:, :, 0:1] keeps an axis of length 1: image[:, :, 0] drops it.", image[:, :, :1]),
    ]
    result = channel(image.copy(), "red")
    expect_no_common_mistake(result, image[:, :, 0], mistakes)
    expect_equal(result, image[:, :, 0], 'channel(image, "red")')
    expect_equal(channel(image.copy(), "green"), np.zeros((2, 4)), 'channel(image, "green")')


@test_case(name="red, green and blue of a picture of floats, which stays as it was", points=0.25)
def test_floats(channel):
    image = np.zeros((3, 2, 3))
    image[...] = [0.25, 0.5, 0.75]
    given = image.copy()
    for name_of_channel, level in (("green", 0.5), ("red", 0.25), ("blue", 0.75)):
        result = channel(given, name_of_channel)
        expect_equal(result, np.full((3, 2), level), f'channel(image, "{name_of_channel}")')
    expect_unchanged(image, given, "the picture image")
    expect_new_result(expect_equal, channel, lambda *_: np.full((3, 2), 0.5), [(image, "green")], "the channel")


@test_case(
    name="red, green and blue of wide and upright pictures",
    points=0.5,
    hidden=True,
    failure_message="Red, green and blue are the indices 0, 1 and 2 of the LAST axis; the result is (height, width), "
    "with every value as it was.",
)
def test_all_channels(channel):
    rng = np.random.default_rng(501)
    for shape in ((5, 8, 3), (9, 4, 3), (1, 6, 3), (5, 8, 3)):
        image = rng.integers(0, 256, shape, dtype=np.uint8)
        for index, name in enumerate(NAMES):
            expect_equal(channel(image.copy(), name), image[:, :, index], "the channel")


@test_case(
    name="a picture of 3 x 3 pixels, where every axis fits",
    points=0.5,
    hidden=True,
    failure_message="Here height, width and channels are all 3, so no error tells you which axis you took: it must be "
    "the last.",
)
def test_every_axis_fits(channel):
    image = np.random.default_rng(502).permutation(27).reshape(3, 3, 3).astype(np.uint8)
    for index, name in enumerate(NAMES):
        expect_equal(channel(image.copy(), name), image[:, :, index], "the channel")


@test_case(
    name="pictures of floats, and the picture stays as it was",
    points=0.25,
    hidden=True,
    failure_message="Hand the values on unchanged, whatever their dtype.",
)
def test_floats_and_unchanged(channel):
    image = np.random.default_rng(503).uniform(-1, 2, (4, 6, 3))
    for index, name in enumerate(NAMES):
        given = image.copy()
        expect_equal(channel(given, name), image[:, :, index], "the channel")
        expect_unchanged_as_well(image, given, "the picture image")


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(channel):
    from solutions.images import channel as reference

    rng = np.random.default_rng(504)
    inputs = [(rng.integers(0, 256, (3, 4, 3), dtype=np.uint8), "green"), (rng.random((2, 5, 3)), "red")]
    expect_new_result(expect_equal, channel, reference, inputs, "the result")
