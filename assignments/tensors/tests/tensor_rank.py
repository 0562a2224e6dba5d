"""tensor_rank: the number of axes, in numbers, nested lists and arrays."""

import numpy as np
from checks import Mismatch, as_floats
from otter.test_files import test_case

OK_FORMAT = False
name = "tensor_rank"
points = 0.5


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


def expect_rank(actual, rank, what, mistakes=None):
    """Demand exactly this whole number; `mistakes` says what another one means."""
    value = as_floats(actual, what)
    if value.ndim or np.asarray(actual).dtype.kind not in "biu":
        raise Mismatch(f"{what} should be one whole number (an int), and is {actual!r}.")
    if value != rank:
        hint = (mistakes or {}).get(int(value), "")
        raise Mismatch(f"{what} should be {rank}, and is {int(value)}. {hint}".rstrip(), expected=rank, actual=value)
