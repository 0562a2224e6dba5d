"""A blank picture: its shape, its one value, and that it can be drawn on."""

import numpy as np
from checks import Mismatch, expect_equal, expect_new_result, expect_picture
from otter.test_files import test_case

OK_FORMAT = False

name = "blank_image"
points = 0.5


@test_case(name="a picture of 3 rows and 5 columns has the shape (3, 5)", points=0.125)
def test_shape(blank_image):
    expect_equal(blank_image(3, 5), np.zeros((3, 5)), "blank_image(3, 5)")


@test_case(name="every pixel of a 4 x 6 picture is 0.25", points=0.125)
def test_quarter(blank_image):
    black = "Every pixel is 0: use `value`, and an array of floats, since one of whole numbers makes 0.25 a 0."
    expect_picture(
        blank_image(4, 6, 0.25),
        np.full((4, 6), 0.25),
        "blank_image(4, 6, 0.25)",
        mistakes=[(black, np.zeros((4, 6))), ("Every pixel is 1: use `value`.", np.ones((4, 6)))],
    )


@test_case(name="into a picture of the whole number 1 a 0.5 can be written", points=0.25)
def test_half_into_ones(blank_image):
    canvas = blank_image(2, 3, 1)
    expect_equal(canvas, np.ones((2, 3)), "blank_image(2, 3, 1)")
    try:
        if isinstance(canvas, np.ndarray):
            canvas[0, 1] = 0.5
        else:
            canvas[0][1] = 0.5
    except (TypeError, ValueError) as error:
        raise Mismatch(f"No pixel of your picture can be changed: {error}. Make a new array of its own.") from None
    whole = "The 0.5 became 0: your picture holds whole numbers. Ask for floats, whatever the type of `value`."
    one_list = "The 0.5 is in both rows: your rows are one and the same list. Make a new one for each row."
    mistakes = [(whole, [[1, 0, 1], [1, 1, 1]]), (one_list, [[1, 0.5, 1], [1, 0.5, 1]])]
    expect_equal(canvas, [[1, 0.5, 1], [1, 1, 1]], "the picture after that", mistakes=mistakes)
    expect_new_result(expect_equal, blank_image, lambda *_: np.ones((2, 3)), [(2, 3, 1)], "blank_image(2, 3, 1)")
