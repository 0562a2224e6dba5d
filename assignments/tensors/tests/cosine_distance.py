"""cosine_distance: how far two directions are apart, whatever the lengths."""

import numpy as np
from checks import expect_close, expect_error, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False
name = "cosine_distance"
points = 0.75

ATOL = 1e-9  # rounding is 1e-15 for 1000 numbers; float32 gives 1e-7


@test_case(name="same direction 0, right angle 1, opposite 2, whatever the lengths", points=0.375)
def test_three_directions(cosine_distance):
    same = [
        ("That is the cosine; the distance is 1 minus it.", 1),
        ("Divide by both lengths: the dot product alone grows with them.", -4),
        ("Divide by both lengths: the dot product alone grows with them.", 5),
        ("Divide by both lengths, as they are: yours divides by a square.", 1 - 5 / 25),
        ("That is the Euclidean distance: it sees the lengths, the cosine distance does not.", 4),
    ]
    across = [
        ("That is the cosine; the distance is 1 minus it.", 0),
        ("That is the angle.", np.pi / 2),
        ("That is the angle in degrees.", 90),
        ("1 minus the cosine is not halved: it runs from 0 to 2.", 0.5),
    ]
    opposite = [("Opposite is not the same: no abs().", 0), ("That is the angle.", np.pi)]
    for a, b, distance, mistakes in (
        ([1.0, 0.0], [5.0, 0.0], 0, same),
        ([1.0, 0.0], [0.0, 3.0], 1, across),
        (
            [1.0, 0.0],
            [-2.0, 0.0],
            2,
            [*opposite, ("The distance runs from 0 to 2: is yours halved, or cut off at 1?", 1)],
        ),
    ):
        result = cosine_distance(np.array(a), np.array(b))
        expect_close(result, distance, f"The distance of {a} and {b}", atol=ATOL, mistakes=mistakes)


@test_case(name="a tensor of zeros raises ValueError", points=0.125)
def test_zeros(cosine_distance):
    expect_error(ValueError, cosine_distance, np.zeros(2), np.array([3.0, 4.0]))
    expect_error(ValueError, cosine_distance, np.array([3.0, 4.0]), np.zeros(2))
    result = cosine_distance(np.array([3.0, 0.0, -3.0]), np.array([0.0, 2.0, 0.0]))
    expect_close(result, 1, "The distance of tensors with some zeros", atol=ATOL)
    expect_error(ValueError, cosine_distance, [0, 0], [3, 4])
    result = cosine_distance(np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[5.0, 0.0], [0.0, 0.0]]))
    expect_close(result, 1, "The distance of tensors with a row of zeros", atol=ATOL)


@test_case(name="[[1, 2], [3, 4]] and [[4, 3], [2, 1]] have one distance, 1 - 20 / 30", points=0.125)
def test_tables(cosine_distance):
    a, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[4.0, 3.0], [2.0, 1.0]])
    mistakes = [("The tensors are taken as they are: no mean is subtracted first.", 2)]
    expect_close(cosine_distance(a, b), 1 / 3, "The distance", atol=ATOL, mistakes=mistakes)
    expect_close(cosine_distance(a / 10_000, b / 10), 1 / 3, "The distance of short tensors", atol=ATOL)
    for size in (1e-30, 1e30):
        result = cosine_distance(size * a, size * b)
        expect_close(result, 1 / 3, f"The distance of the same tensors times {size:g}", atol=ATOL)


@test_case(name="bytes do not wrap round, and both tensors keep their values", points=0.125)
def test_two_bytes(cosine_distance):
    a, b = np.array([200, 100], dtype=np.uint8), np.array([100, 200], dtype=np.uint8)
    expect_close(cosine_distance(a, b), 0.2, "The distance of the bytes [200, 100] and [100, 200]", atol=ATOL)
    a, b = np.array([2.0, 1.0]), np.array([1.0, 2.0])
    expect_close(cosine_distance(a, b), 0.2, "The distance of [2, 1] and [1, 2]", atol=ATOL)
    expect_unchanged([2.0, 1.0], a, "the array a")
    expect_unchanged([1.0, 2.0], b, "the array b")
