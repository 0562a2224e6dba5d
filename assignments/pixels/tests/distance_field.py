"""Every pixel's distance to a centre: its values, and that no Python loop runs over the pixels."""

import math

import numpy as np
from checks import Mismatch, count_steps, expect_close, expect_no_slow_loop, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "distance_field"
points = 1


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
