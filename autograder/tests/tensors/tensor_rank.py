"""tensor_rank: the number of axes, in numbers, nested lists and arrays."""

import numpy as np
from checks import Mismatch, as_floats
from otter.test_files import test_case

OK_FORMAT = False
name = "tensor_rank"
points = 2


@test_case(name="a number has rank 0, a vector 1, a colour picture 3", points=0.25)
def test_plain(tensor_rank):
    expect_rank(tensor_rank(5), 0, "tensor_rank(5)", {1: "A single number is reached without any index."})
    vector = {3: "That is how many numbers the vector has, its dimension; one index is enough to reach each of them."}
    expect_rank(tensor_rank([1, 2, 3]), 1, "tensor_rank([1, 2, 3])", vector)
    picture = {
        5: "That counts vectors. The rank counts AXES: a picture of 1 or 1000 rows has the same rank.",
        20: "That counts vectors. The rank counts AXES: a picture of 1 or 1000 rows has the same rank.",
        60: "That is how many numbers there are; the rank is how many indices it takes to reach one of them.",
        2: "Rows, columns and channels: the channel is an index, too.",
    }
    expect_rank(tensor_rank(np.full((5, 4, 3), 0.5)), 3, "tensor_rank of a 5 x 4 picture in colour", picture)


@test_case(name="a video has rank 4, [[7]] has rank 2, and a number of NumPy has rank 0", points=0.25)
def test_brackets_and_videos(tensor_rank):
    expect_rank(tensor_rank(np.zeros((2, 3, 5, 3))), 4, "tensor_rank of a video (2, 3, 5, 3)")
    length_one = {0: "An axis of length 1 is an axis: it counts.", 1: "An axis of length 1 is an axis: it counts."}
    expect_rank(tensor_rank([[7]]), 2, "tensor_rank([[7]])", length_one)
    expect_rank(tensor_rank([[[1, 2]], [[3, 4]]]), 3, "tensor_rank([[[1, 2]], [[3, 4]]])")
    expect_rank(tensor_rank([[[[[[[[[[[[7, 8]]]]]]]]]]]]), 12, "tensor_rank([[[[[[[[[[[[7, 8]]]]]]]]]]]])")
    for number in (0.5, np.float64(-2.5), np.array(3)):
        expect_rank(tensor_rank(number), 0, f"tensor_rank({number!r})")


@test_case(
    name="arrays of rank 1 to 5, of any kind of number",
    points=0.5,
    hidden=True,
    failure_message="The rank is the number of axes, the length of the shape; it does not depend on how long the axes "
    "are or what stands in the array.",
)
def test_arrays(tensor_rank):
    for shape, kind in (
        ((3,), float),
        ((1000,), np.uint8),
        ((4, 6), bool),
        ((6, 6), float),
        ((2, 3, 4), np.int16),
        ((5, 4, 6, 3), np.uint8),
        ((3, 3, 3, 3), np.float32),
        ((2, 2, 3, 2, 2), int),
        ((2, 1, 2, 1, 2, 1, 2), float),
        ((1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1), np.uint8),
    ):
        expect_rank(tensor_rank(np.ones(shape, dtype=kind)), len(shape), f"The rank of an array {shape}")


@test_case(
    name="nested lists",
    points=0.5,
    hidden=True,
    failure_message="In [[1, 2], [3, 4]] it takes two indices to reach a number, x[1][0]: each level of brackets is an "
    "axis.",
)
def test_lists(tensor_rank):
    cube = [[[0.5, 1.5], [2.0, -3.0], [0.0, 1.0]], [[4.0, 1.0], [0.0, 0.0], [9.0, 8.0]]]
    for value, rank in (
        ([0], 1),
        ([[1, 2], [3, 4], [5, 6]], 2),
        (cube, 3),
        ([cube, cube, cube], 4),
        ([[9], [8]], 2),
        ([[cube]], 5),
        ([[[cube]]], 6),
        ([[[[[[[[[cube]]]]]]]]], 12),
    ):
        expect_rank(tensor_rank(value), rank, f"The rank of nested lists with {rank} levels of brackets")


@test_case(
    name="axes of length 1 count",
    points=0.25,
    hidden=True,
    failure_message="An axis of length 1 is an axis: [[7]] is reached by x[0][0], with two indices.",
)
def test_length_one(tensor_rank):
    expect_rank(tensor_rank([[7]]), 2, "The rank of a list in a list")
    for shape in ((1,), (1, 5), (5, 1), (1, 1, 1), (1, 4, 4, 1)):
        expect_rank(tensor_rank(np.zeros(shape)), len(shape), "The rank of an array with an axis of length 1")


@test_case(
    name="single numbers of every kind",
    points=0.25,
    hidden=True,
    failure_message="A single number has rank 0, whatever its type: a float, a negative number, one of NumPy's, or an "
    "array with the shape ().",
)
def test_single_numbers(tensor_rank):
    for number in (0, -3, 2.75, np.float64(0.1), np.uint8(200), np.array(5.0), np.zeros((2, 3))[1, 2]):
        expect_rank(tensor_rank(number), 0, "The rank of a single number")


def expect_rank(actual, rank, what, mistakes=None):
    """Demand exactly this whole number; `mistakes` says what another one means."""
    value = as_floats(actual, what)
    if value.ndim or np.asarray(actual).dtype.kind not in "biu":
        raise Mismatch(f"{what} should be one whole number (an int), and is {actual!r}.")
    if value != rank:
        hint = (mistakes or {}).get(int(value), "")
        raise Mismatch(f"{what} should be {rank}, and is {int(value)}. {hint}".rstrip(), expected=rank, actual=value)
