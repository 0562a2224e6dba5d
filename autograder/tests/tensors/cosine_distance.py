"""cosine_distance: how far two directions are apart, whatever the lengths."""

import numpy as np
from checks import expect_close, expect_error, expect_unchanged, expect_unchanged_as_well
from otter.test_files import test_case

OK_FORMAT = False
name = "cosine_distance"
points = 4

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


@test_case(
    name="tensors of rank 1 to 4",
    points=1,
    hidden=True,
    failure_message="1 minus the dot product, divided by both lengths, over ALL elements, in float64. Nothing is "
    "subtracted first, and nothing is cut off.",
)
def test_ranks(cosine_distance):
    from solutions.tensors import cosine_distance as reference

    rng = np.random.default_rng(441)
    for shape in ((1,), (2,), (3,), (1000,), (3, 3), (2, 5), (4, 6, 3), (2, 3, 4, 3), (70, 50)):
        a, b = rng.normal(0.4, 1, shape), rng.normal(-0.2, 1, shape)
        expect_close(cosine_distance(a, b), reference(a, b), f"The distance of arrays {shape}", atol=ATOL)
        for other in ((1.5 * a + 0.25, b), (a, 1.5 * b + 0.25)):
            expect_close(cosine_distance(*other), reference(*other), f"The distance of arrays {shape}", atol=ATOL)
    a = rng.normal(0, 1, (3, 4))
    expect_close(cosine_distance(a.tolist(), a[::-1].tolist()), reference(a, a[::-1]), "The distance", atol=ATOL)


@test_case(
    name="lengths from 0.0001 to 1000 do not matter",
    points=0.75,
    hidden=True,
    failure_message="Make one tensor a thousand times longer and the distance stays: divide by both lengths as they "
    "are, with nothing added to them.",
)
def test_lengths(cosine_distance):
    from solutions.tensors import cosine_distance as reference

    rng = np.random.default_rng(442)
    a, b = rng.normal(0, 1, 6), rng.normal(0.5, 1, 6)
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    wanted = reference(a, b)
    for long, longer in ((1e-4, 1e-4), (1e-4, 1e3), (1e3, 1e3), (2.0, 1e-3), (1e3, 0.5)):
        expect_close(cosine_distance(long * a, longer * b), wanted, "The distance", atol=ATOL)
    for long, longer in ((1e-8, 1e-8), (1e-30, 1.0), (1.0, 1e-60), (1e-60, 1e-60), (1e30, 1e-30), (1e60, 1e60)):
        expect_close(cosine_distance(long * a, longer * b), wanted, "The distance", atol=ATOL)


@test_case(
    name="opposite directions are 2 apart, right angles 1, in any number of dimensions",
    points=0.5,
    hidden=True,
    failure_message="The sign of the dot product counts: the distance runs from 0 over 1 to 2.",
)
def test_opposite(cosine_distance):
    rng = np.random.default_rng(443)
    for size in (1, 3, 1000):
        a = rng.normal(0, 1, size)
        expect_close(cosine_distance(a, -2.5 * a), 2, "The distance of a and -2.5 a", atol=ATOL)
        expect_close(cosine_distance(a, 0.3 * a), 0, "The distance of a and 0.3 a", atol=ATOL)
    # directions that are nearly the same are some way apart: half of the angle's square
    for angle in (3e-4, 1e-2):
        near = cosine_distance(np.array([1.0, 0.0]), np.array([np.cos(angle), np.sin(angle)]))
        expect_close(near, 2 * np.sin(angle / 2) ** 2, "The distance of directions that are nearly the same", atol=ATOL)
    right = np.array([[0.0, 2.0], [1.0, -3.0]]), np.array([[5.0, 1.5], [0.0, 1.0]])
    expect_close(cosine_distance(*right), 1, "The distance at right angles", atol=ATOL)


@test_case(
    name="zeros on either side are refused, but some zeros are none",
    points=0.5,
    hidden=True,
    failure_message="Only a tensor that is ALL zeros has no direction, be it the first, the second or both: look at "
    "its length, and raise ValueError.",
)
def test_all_zeros(cosine_distance):
    some, none = np.array([[1.0, 0.0], [-1.0, 0.0]]), np.zeros((2, 2))
    for a, b in ((some, none), (none, some), (none, none), (none.astype(np.uint8), some)):
        expect_error(ValueError, cosine_distance, a, b)
    for a, b in (([0, 0], [1, 2]), ([[1.0, 2.0]], [[0.0, 0.0]])):
        expect_error(ValueError, cosine_distance, a, b)
    first, last = np.array([[0.0, 0.0], [-3.0, -4.0]]), np.array([[-1.0, 0.0], [0.0, 0.0]])
    expect_close(cosine_distance(first, last), 1, "The distance of tensors with some zeros", atol=ATOL)
    expect_close(cosine_distance(first, 2 * first), 0, "The distance of tensors with some zeros", atol=ATOL)
    expect_close(cosine_distance(some, some[:, ::-1]), 1, "The distance of tensors with some zeros", atol=ATOL)
    expect_close(cosine_distance(some, np.abs(some)), 1, "The distance of tensors with some zeros", atol=ATOL)


@test_case(
    name="bytes do not wrap round, and both tensors stay as they were",
    points=0.5,
    hidden=True,
    failure_message="Make floats before you multiply (20 * 20 does not fit into a uint8).",
)
def test_bytes(cosine_distance):
    from solutions.tensors import cosine_distance as reference

    rng = np.random.default_rng(444)
    limits = {np.uint8: (0, 255), np.int8: (-128, 127), np.int32: (-90_000, 90_000), np.int64: (-4 * 10**9, 4 * 10**9)}
    limits |= {np.uint16: (0, 65_535), np.int16: (-32_768, 32_767), np.uint32: (0, 4 * 10**9)}
    for kind, (low, high) in limits.items():
        a, b = rng.integers(low, high, (2, 3, 5), endpoint=True).astype(kind)
        expect_close(cosine_distance(a, b), reference(a.astype(float), b.astype(float)), "The distance", atol=ATOL)
    a, b = np.array([1.5, -2.0, 0.5]), np.array([2.0, 1.0, -3.0])
    expect_close(cosine_distance(a, b), 1 - (-0.5) / np.sqrt(6.5 * 14), "The distance", atol=ATOL)
    expect_unchanged_as_well([1.5, -2.0, 0.5], a, "the array a")
    expect_unchanged_as_well([2.0, 1.0, -3.0], b, "the array b")
    values, others = [1.5, -2.0, 0.5], [2.0, 1.0, -3.0]
    expect_close(cosine_distance(values, others), 1 - (-0.5) / np.sqrt(6.5 * 14), "The distance", atol=ATOL)
    expect_unchanged_as_well([1.5, -2.0, 0.5], values, "the list a")
    expect_unchanged_as_well([2.0, 1.0, -3.0], others, "the list b")
