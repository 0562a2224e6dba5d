"""One colour channel of a picture: the right one, on the last axis, as it is."""

import numpy as np
from checks import expect_equal, expect_new_result, expect_no_common_mistake, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "channel"
points = 0.5


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
