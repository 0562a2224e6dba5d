"""One pixel on a copy of a picture: the right one, and none where the position is off the canvas."""

from checks import expect_picture, expect_unchanged, picture
from otter.test_files import test_case

OK_FORMAT = False

name = "set_pixel"
points = 0.5

BEFORE = """
    ........
    .##.....
    ..#.....
    ........
    .......#
"""


@test_case(name="row 1, column 4 of a 5 x 8 picture is set, and nothing else", points=0.25)
def test_one_pixel(set_pixel):
    image = picture(BEFORE, on=0.75, off=0.25)
    after = """
        ........
        .##.#...
        ..#.....
        ........
        .......#
    """
    expected = picture(after, on=0.75, off=0.25)
    expect_picture(set_pixel(image.copy(), 1, 4, 0.75), expected, "set_pixel(image, 1, 4, 0.75)", canvas=image)


@test_case(name="the picture that was given is the same afterwards", points=0.25)
def test_unchanged(set_pixel):
    image = picture(BEFORE, on=0.75, off=0.25)
    before = image.copy()
    result = set_pixel(image, 3, 4, 0.5)
    expect_unchanged(before, image, "its argument image")
    before[3, 4] = 0.5
    expect_picture(result, before, "set_pixel(image, 3, 4, 0.5)", canvas=image)
