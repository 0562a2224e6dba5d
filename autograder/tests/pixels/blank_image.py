"""A blank picture: its shape, its one value, and that it can be drawn on."""

import numpy as np
from checks import Mismatch, because, expect_each, expect_equal, expect_new_result, expect_picture
from otter.test_files import test_case

OK_FORMAT = False

name = "blank_image"
points = 2


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


@test_case(
    name="tall, wide, square and one-row pictures hold their value everywhere",
    points=0.5,
    hidden=True,
    failure_message="Try other sizes and values: the shape is (height, width), every pixel is `value`, and 0 if none "
    "is given.",
)
def test_sizes(blank_image):
    from solutions.pixels import blank_image as reference

    # exact, since one number is only copied; the values are such that float32 holds them too, half precision does not
    inputs = [(40, 3, 0.5), (2, 60, 1.0), (7, 7, 53_249 / 65_536), (1, 9, 0.0), (8, 1, 0.25), (3, 4, -2.5), (300, 2, 7)]
    expect_each(expect_equal, blank_image, reference, inputs, "blank_image(…)")
    expect_equal(blank_image(height=6, width=4), reference(6, 4), "blank_image(…)")


@test_case(
    name="one pixel can be drawn on without changing any other",
    points=0.5,
    hidden=True,
    failure_message="Write into one pixel of your picture, picture[1, 2] = 0.5, and look at all the others: can it be "
    "written to, and is it one new array?",
)
def test_writable(blank_image):
    expect_one_written(blank_image, 4, 7, 0.25)
    expect_one_written(blank_image, 5, 5, 1.0)


@test_case(
    name="a picture of the whole number 0 or 1 can take a 0.5 later",
    points=0.25,
    hidden=True,
    failure_message="With value=0 your picture holds whole numbers, and a 0.5 written into it becomes 0: make it an "
    "array of floats, whatever the type of `value`.",
)
def test_whole_number_value(blank_image):
    for value in (0, 1, True, np.uint8(1), np.int64(0)):
        expect_one_written(blank_image, 5, 8, value)


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(blank_image):
    from solutions.pixels import blank_image as reference

    inputs = [(4, 5, 0.25), (3, 3, 1.0), (2, 6)]
    expect_new_result(expect_equal, blank_image, reference, inputs, "blank_image(…)")


def expect_one_written(blank_image, height, width, value):
    from solutions.pixels import blank_image as reference

    canvas = blank_image(height, width, value)
    expected = reference(height, width, value)
    expect_equal(canvas, expected, "blank_image(…)")
    try:
        if isinstance(canvas, np.ndarray):
            canvas[1, 2] = 0.5
        else:
            canvas[1][2] = 0.5  # of a list, one row is written to: it must be no other row as well
    except (TypeError, ValueError) as error:
        with because("Nothing can be written into your picture: make an array of its own."):
            raise Mismatch(f"The picture cannot be written to: {error}.") from None
    expected[1, 2] = 0.5
    expect_equal(canvas, expected, "the picture after one pixel was written")
