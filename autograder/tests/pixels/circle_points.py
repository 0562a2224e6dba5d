"""Points on a circle: their order, their shape and how exactly they lie on it."""

import numpy as np
from checks import Mismatch, expect_close, expect_each, expect_new_result, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "circle_points"
points = 4


@test_case(name="four points about (10, 20) with radius 3: right, below, left, above", points=0.5)
def test_four_points(circle_points):
    expected = [[10, 23], [13, 20], [10, 17], [7, 20]]
    mistakes = [
        (
            "Rows go with sin and columns with cos here: your circle starts below the centre instead of to its right.",
            [[13, 20], [10, 23], [7, 20], [10, 17]],
        ),
        ("You added the centre's column to the row.", [[20, 13], [23, 10], [20, 7], [17, 10]]),
        ("Your points are (col, row): the row comes first.", [[23, 10], [20, 13], [17, 10], [20, 7]]),
        (
            "The centre is missing: add its row to the rows and its column to the columns.",
            np.subtract(expected, (10, 20)),
        ),
        (
            "Your circle goes round the wrong way: rows go down, so a growing sin leads below the centre.",
            [[10, 23], [7, 20], [10, 17], [13, 20]],
        ),
        (
            "The last point is the first one again: divide the circle by `segments`, leave 2 * pi out.",
            [[10 + 3 * np.sin(2 * np.pi * i / 3), 20 + 3 * np.cos(2 * np.pi * i / 3)] for i in range(4)],
        ),
        (
            "3.14159 is not all of pi: use math.pi.",
            [[10 + 3 * np.sin(2 * 3.14159 * i / 4), 20 + 3 * np.cos(2 * 3.14159 * i / 4)] for i in range(4)],
        ),
        (
            "sin and cos take radians: once round is 2 * math.pi, not 360.",
            [[10 + 3 * np.sin(90 * i), 20 + 3 * np.cos(90 * i)] for i in range(4)],
        ),
        (
            "You went half round: a whole circle is 2 * math.pi.",
            [[10 + 3 * np.sin(np.pi * i / 4), 20 + 3 * np.cos(np.pi * i / 4)] for i in range(4)],
        ),
    ]
    result = circle_points((10, 20), 3, 4)
    expect_one_point_per_line(result, 4)
    # right answers differ by rounding only, about 1e-15
    expect_close(result, expected, "circle_points((10, 20), 3, 4)", atol=1e-9, mistakes=mistakes)
    what = "circle_points((10, 20), 3, 4)"
    expect_new_result(expect_close, circle_points, lambda *_: expected, [((10, 20), 3, 4)], what, atol=1e-9)


def expect_one_point_per_line(result, segments):
    if np.shape(result) == (2, segments):
        raise Mismatch(
            f"You have all rows and then all columns, of shape (2, {segments}). One point per line is asked for, "
            f"({segments}, 2): take the transpose, .T, or np.column_stack([rows, cols])."
        )


@test_case(name="eleven points about (4.5, -2.25) all keep the distance 6.5", points=0.5)
def test_distance(circle_points):
    result = circle_points((4.5, -2.25), 6.5, 11)
    expect_one_point_per_line(result, 11)
    result = expect_shape(result, (11, 2), "circle_points((4.5, -2.25), 6.5, 11)")
    distances = np.sqrt((result[:, 0] - 4.5) ** 2 + (result[:, 1] + 2.25) ** 2)
    expect_close(distances, np.full(11, 6.5), "The distance of your points to the centre", atol=1e-9)
    if np.max(np.abs(result[0] - result[-1])) < 1e-6:
        raise Mismatch("The last point is the first one again: divide the circle by `segments`, leave 2 * pi out.")


@test_case(
    name="any circle has all its points in order, however many or few",
    points=1,
    hidden=True,
    failure_message="Compute point i by hand for one, two, three or seven segments: the angle is 2 * pi * i / "
    "segments, rows go with sin and columns with cos.",
)
def test_any_circle(circle_points):
    from solutions.pixels import circle_points as reference

    rng = np.random.default_rng(71)
    inputs = []
    # Where a step is added up, or np.arange counts, there is one point too many for some of these.
    for segments in (*range(1, 32), 49, 61, 83, 98, 122, 161, 597, 7000):
        centre = (float(rng.uniform(-40, 140)), float(rng.uniform(-40, 140)))
        inputs.append((centre, float(rng.uniform(0.2, 80)), segments))
    inputs.append(((3.5, 4.25), 0.0, 6))  # equal points are points too
    # rounding is about 1e-13 here
    expect_each(expect_close, circle_points, reference, inputs, "circle_points(…)", atol=1e-9)


@test_case(
    name="whole-number centres and radii give points between the pixels",
    points=0.5,
    hidden=True,
    failure_message="With a whole-number centre and radius your points lose their fractions: keep them as floats.",
)
def test_whole_numbers(circle_points):
    from solutions.pixels import circle_points as reference

    inputs = [((100, 50), 40, 9), ((0, 7), 25, 14), ((3, 3), 1, 5)]
    expect_each(expect_close, circle_points, reference, inputs, "circle_points(…)", atol=1e-9)


@test_case(
    name="points off the canvas are points too",
    points=0.5,
    hidden=True,
    failure_message="There is no canvas here: centres may be negative or far away, and every point is kept as it is.",
)
def test_far_centres(circle_points):
    from solutions.pixels import circle_points as reference

    inputs = [((-30.5, 12.0), 3.25, 13), ((700.25, -900.75), 60.0, 13), ((-5.0, -6.0), 20.5, 13)]
    expect_each(expect_close, circle_points, reference, inputs, "circle_points(…)", atol=1e-9)


@test_case(
    name="a huge circle is as exact as a small one",
    points=0.75,
    hidden=True,
    failure_message="At a huge radius your points are off by whole pixels: use math.pi, not 3.14159.",
)
def test_huge_circle(circle_points):
    from solutions.pixels import circle_points as reference

    # rounding, and even adding up the angle step by step, stays below 1e-7; 3.14159 is wrong by up to 5
    inputs = [((12.5, -8.0), 1e6, segments) for segments in (7, 50)]
    expect_each(expect_close, circle_points, reference, inputs, "circle_points(…)", atol=1e-6)


@test_case(
    name="every call makes a picture of its own",
    points=0.25,
    hidden=True,
    failure_message="Your function returns a picture that it has returned before: what is drawn on one is then on the "
    "other. Make a new one in every call, and keep none outside of the function.",
)
def test_own_picture(circle_points):
    from solutions.pixels import circle_points as reference

    inputs = [((4.5, 8.25), 3.5, 7), ((10, 20), 3, 4)]
    expect_new_result(expect_close, circle_points, reference, inputs, "circle_points(…)", atol=1e-9)
