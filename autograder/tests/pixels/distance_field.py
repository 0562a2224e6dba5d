"""Every pixel's distance to a centre: its values, and that no Python loop runs over the pixels."""

import math

import numpy as np
from checks import (
    Mismatch,
    count_steps,
    expect_close,
    expect_each,
    expect_new_result,
    expect_no_slow_loop,
    expect_shape,
    precondition,
)
from otter.test_files import test_case

OK_FORMAT = False

name = "distance_field"
points = 4


@test_case(name="from (0, 0) the pixel in row 3, column 4 is 5 away", points=0.5)
def test_three_four_five(distance_field):
    # row by row, by Pythagoras: 0, 1, 2, 3, 4, 5 along the top, and 3, ..., 5, ... in row 3
    squares = np.array([[0, 1, 4, 9, 16, 25], [1, 2, 5, 10, 17, 26], [4, 5, 8, 13, 20, 29], [9, 10, 13, 18, 25, 34]])
    mistakes = [
        ("That is the squared distance: take the root.", squares),
        ("You added the two distances; Pythagoras adds their squares.", [[r + c for c in range(6)] for r in range(4)]),
        (
            "That is the larger of the two distances; Pythagoras adds their squares.",
            [[max(r, c) for c in range(6)] for r in range(4)],
        ),
        (
            "A pixel is at (row, col), not at (row + 1/2, col + 1/2).",
            [[math.hypot(r + 0.5, c + 0.5) for c in range(6)] for r in range(4)],
        ),
        (
            "Positions start at 0: the first pixel is (0, 0).",
            [[math.hypot(r + 1, c + 1) for c in range(6)] for r in range(4)],
        ),
        ("The fractions were cut off: distances are floats.", np.trunc(np.sqrt(squares))),
    ]
    result = distance_field((4, 6), (0, 0))
    if np.shape(result) == (6, 4):
        raise Mismatch("Your field has the shape (6, 4): np.meshgrid gives (W, H) by default; pass indexing='ij'.")
    # hypot, sqrt and norm differ in the last bit
    expect_close(result, np.sqrt(squares), "distance_field((4, 6), (0, 0))", atol=1e-9, mistakes=mistakes)
    for (height, width), corner in (((73, 321), 328), ((1, 70_001), 70_000)):  # squares outgrow 16 and 32 bits
        field = expect_shape(distance_field((height, width), (0, 0)), (height, width), "A large field")
        expect_close(field[-1, -1], corner, f"The last pixel of {height} x {width}", atol=1e-9)


@test_case(name="64 x 64 pixels take no more Python steps than 8 x 8", points=0.5)
def test_steps(distance_field):
    field = expect_no_loop(distance_field, (8, 8), (64, 64))
    places = [(2, 3), (5, 7), (14, 8), (17, 11), (26, 10)]  # whole distances: 3-4-5, 5-12-13, 8-15-17 and 7-24-25
    distances = [field[place] for place in places]
    expect_close(distances, [0, 5, 13, 17, 25], f"Your distances of the pixels {places} to (2, 3)", atol=1e-9)
    expect_fast(distance_field)


@test_case(
    name="the number of Python steps does not grow with the height or the width",
    points=0.75,
    hidden=True,
    failure_message="Your function takes more Python steps on a larger picture, so a loop runs over its rows, columns "
    "or pixels (comprehensions and np.vectorize are loops too): compute with whole arrays.",
)
def test_steps_of_other_sizes(distance_field):
    from solutions.pixels import distance_field as reference

    for small, large in [((8, 8), (64, 64)), ((5, 6), (5, 90)), ((5, 6), (90, 6))]:
        field = expect_no_loop(distance_field, small, large)
        # fast and wrong is no answer either
        expect_close(field, reference(large, (2, 3)), "distance_field(…)", atol=1e-9)
    expect_fast(distance_field)


@test_case(
    name="a centre between the pixels of a wide or upright picture",
    points=0.75,
    hidden=True,
    failure_message="Use the centre's fractions as they are, its row with the rows and its column with the columns, "
    "and give the result the shape (height, width).",
)
def test_fractional_centre(distance_field):
    from solutions.pixels import distance_field as reference

    rng = np.random.default_rng(101)
    shapes = [(12, 31), (31, 12), (24, 40), (3, 2)]
    inputs = [(shape, (float(rng.uniform(0, shape[0])), float(rng.uniform(0, shape[1])))) for shape in shapes]
    # hypot, sqrt and norm differ in the last bit
    expect_each(expect_close, distance_field, reference, inputs, "distance_field(…)", atol=1e-9)


@test_case(
    name="a centre off the canvas",
    points=0.5,
    hidden=True,
    failure_message="The centre may lie anywhere, at negative rows and columns too: distances only grow.",
)
def test_centre_off_the_canvas(distance_field):
    from solutions.pixels import distance_field as reference

    inputs = [((12, 31), (-7.25, 40.5)), ((31, 12), (50, -20)), ((9, 14), (-3, -4)), ((9, 14), (300.5, 6))]
    expect_each(expect_close, distance_field, reference, inputs, "distance_field(…)", atol=1e-9)


@test_case(
    name="square pictures, and pictures of one row or one column",
    points=0.5,
    hidden=True,
    failure_message="Try a square picture with a centre whose row and column differ, and a picture of one row: its "
    "shape is (1, width).",
)
def test_square_and_one_row(distance_field):
    from solutions.pixels import distance_field as reference

    squares = [((16, 16), (3, 11)), ((16, 16), (12.5, 2))]
    thin = [((1, 9), (0, 4)), ((9, 1), (2, 3)), ((1, 1), (1, 1))]
    expect_each(expect_close, distance_field, reference, squares + thin, "distance_field(…)", atol=1e-9)


@test_case(
    name="a canvas of tens of thousands of rows or columns",
    points=0.25,
    hidden=True,
    failure_message="Far from the centre small types are too small: whole numbers of 16 or 32 bits wrap round when "
    "they are squared. Compute in floats, in NumPy's default type.",
)
def test_large_canvas(distance_field):
    from solutions.pixels import distance_field as reference

    with precondition():
        inputs = [((6, 9), (2.5, 3.25)), ((5, 6), (50, 2)), ((1, 7), (0.25, 3)), ((7, 1), (3, 0))]
        expect_each(expect_close, distance_field, reference, inputs, "distance_field(…)", atol=1e-9)
    inputs = [((321, 73), (3, 5)), ((65_600, 1), (12, 0)), ((1, 65_600), (0.25, 9.5))]  # squares beyond 32 bits
    inputs += [((5, 6), (50_000, 2))]  # far from its rows
    expect_each(expect_close, distance_field, reference, inputs, "distance_field(…)", rtol=1e-12, atol=1e-9)


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(distance_field):
    from solutions.pixels import distance_field as reference

    inputs = [((6, 9), (2.5, 3.25)), ((6, 9), (0, 0))]
    expect_new_result(expect_close, distance_field, reference, inputs, "distance_field(…)", atol=1e-9)


def expect_no_loop(distance_field, small, large):
    """Demand that a large picture takes at most 20 Python lines more than a small one, and return its field."""
    centre = (2, 3)
    distance_field((4, 5), centre)  # what is imported at the first call is not counted
    few, _ = count_steps(distance_field, small, centre)
    many, result = count_steps(distance_field, large, centre)
    if many > few + 20:
        raise Mismatch(
            f"On {small[0]} x {small[1]} pixels your code takes {few} Python steps, on {large[0]} x {large[1]} it "
            f"takes {many}: a Python loop runs over the pixels. Comprehensions are loops, and np.vectorize is one in "
            "disguise: it calls your function once per pixel.",
            seen="steps",
        )
    return expect_shape(result, large, f"distance_field({large}, {centre})")


def expect_fast(distance_field):
    """Demand that no loop runs unseen. Thin pictures make a loop over rows or columns a long one, too."""
    for shape in ((3, 5_000), (5_000, 3)):
        places = [(shape, (5.0 + place, 2.5)) for place in range(12)]
        field = expect_no_slow_loop(distance_field, places, shape[0] * shape[1], f"distance_field({shape}, …)")
        if isinstance(field, list):
            return  # many short lists take long to hand over
