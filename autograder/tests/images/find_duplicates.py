"""Pairs of pictures that are equal in every pixel: all of them, once each, and no others."""

from itertools import combinations

import numpy as np
from checks import Mismatch, because, call_twice, expect_unchanged, expect_unchanged_as_well, precondition
from otter.test_files import test_case

OK_FORMAT = False

name = "find_duplicates"
points = 4


def expect_pairs(result, wanted):
    """Demand these pairs, in whatever order; a pair is two whole numbers, in a tuple, a list or an array."""
    if result is None:
        raise Mismatch("The result is None: does your function end with `return`? (`print` is not `return`.)")
    if not isinstance(result, list | tuple | np.ndarray):
        raise Mismatch("The result should be a list of pairs (i, j).")
    found = []
    for pair in result:
        values = np.asarray(pair) if isinstance(pair, list | tuple | np.ndarray) else np.zeros(0)
        if values.shape != (2,) or values.dtype.kind not in "iu":
            raise Mismatch("Every entry of the list should be a pair (i, j) of two whole numbers.")
        found.append((int(values[0]), int(values[1])))
    for i, j in found:
        if i == j:
            raise Mismatch(f"({i}, {j}) is no pair: every picture is equal to itself.", expected=wanted, actual=found)
        if i > j:
            raise Mismatch(f"({i}, {j}): the smaller number comes first, i < j.", expected=wanted, actual=found)
    for pair in wanted:
        if pair not in found:
            raise Mismatch(f"Pictures {pair[0]} and {pair[1]} are equal, and the pair is missing.", actual=found)
    for pair in found:
        if pair not in wanted:
            raise Mismatch(f"Pictures {pair[0]} and {pair[1]} are not equal in every pixel.", actual=found)
    if len(found) != len(wanted):
        raise Mismatch("A pair stands in the list twice.", expected=wanted, actual=found)


@test_case(name="five pictures, the last of which is a copy of the second", points=0.25)
def test_one_copy(find_duplicates):
    batch = np.random.default_rng(1).integers(0, 256, (5, 4, 6, 3), dtype=np.uint8)
    batch[4] = batch[1]
    expect_pairs(find_duplicates(batch.copy()), [(1, 4)])


@test_case(name="four pictures, all different: an empty list", points=0.25)
def test_none(find_duplicates):
    batch = np.random.default_rng(2).integers(0, 256, (4, 3, 5, 3), dtype=np.uint8)
    expect_pairs(find_duplicates(batch.copy()), [])


@test_case(name="one level off, turned round, or lighter here and darker there: no copies", points=0.25)
def test_nearly_copies(find_duplicates):
    face = np.arange(90, 144, dtype=np.uint8).reshape(3, 6, 3)
    off, cancel, sixteen, blue = face.copy(), face.copy(), face.copy(), face.copy()
    off[2, 5, 1] += 1
    cancel[0, 0], cancel[2, 5] = cancel[0, 0] + 1, cancel[2, 5] - 1
    sixteen[1, 2] += 16  # 16 * 16 is 256, which is 0 in a byte
    blue[0, 3, 2] += 1
    batch = np.stack([face, off, face[:, ::-1], face[::-1], cancel, sixteen, blue, 255 - face])
    expect_pairs(find_duplicates(batch.copy()), [])
    large = np.arange(12_000, dtype=np.uint16).astype(np.uint8).reshape(1, 50, 80, 3).repeat(3, axis=0)
    large[1, 24, 41, 1] += 1  # one level, in the middle
    expect_pairs(find_duplicates(large), [(0, 2)])


@test_case(name="three copies make three pairs, two others one, and the batch stays as it was", points=0.25)
def test_three_copies(find_duplicates):
    batch = np.array([7, 9, 7, 7, 9], dtype=np.uint8).repeat(6).reshape(5, 1, 2, 3)
    given = batch.copy()
    expect_pairs(find_duplicates(given), [(0, 2), (0, 3), (1, 4), (2, 3)])
    expect_unchanged(batch, given, "the batch")
    expect_pairs(call_twice(find_duplicates, batch.copy()), [(0, 2), (0, 3), (1, 4), (2, 3)])


@test_case(
    name="three and four copies of one picture, and copies of two pictures",
    points=0.75,
    hidden=True,
    failure_message="Every pair counts: three copies are three pairs, four are six, and they need not stand side by "
    "side.",
)
def test_more_copies(find_duplicates):
    rng = np.random.default_rng(691)
    for copies in ([0, 1, 0, 2, 0], [1, 0, 1, 1, 1], [0, 1, 2, 2, 1, 0], [0, 0, 0], [3, 1, 2, 0, 0]):
        different = rng.integers(0, 256, (4, 3, 5, 3), dtype=np.uint8)
        batch = different[copies]
        pairs = [(i, j) for i, j in combinations(range(len(copies)), 2) if copies[i] == copies[j]]
        expect_pairs(find_duplicates(batch), pairs)
    many = np.arange(259, dtype=np.uint16).view(np.uint8).reshape(259, 1, 1, 2)  # places beyond 255 have no byte
    many[258] = many[256]
    with because("With few pictures it is right; here there are 259, and two of the last three are copies."):
        expect_pairs(find_duplicates(many), [(256, 258)])


@test_case(
    name="pictures that only look alike: one level off, flipped, shuffled, inverted",
    points=1.25,
    hidden=True,
    failure_message="One level in one pixel makes it another picture here; and a flipped or shuffled picture has the "
    "same mean, sum and histogram. Compare every pixel with its counterpart.",
)
def test_lookalikes(find_duplicates):
    rng = np.random.default_rng(692)
    face = rng.integers(1, 255, (6, 6, 3), dtype=np.uint8)
    last, first, green = face.copy(), face.copy(), face.copy()
    last[-1, -1, -1] += 1
    first[0, 0, 0] -= 1
    green[3, 2, 1] += 1
    exchanged = face.copy()
    exchanged[2, 3] = face[2, 3, ::-1] + np.array([1, 0, 0], dtype=np.uint8)
    shuffled = rng.permutation(face.reshape(-1, 3)).reshape(face.shape)
    flips = [face[::-1], face[:, ::-1], face.transpose(1, 0, 2), face[..., ::-1], shuffled, 255 - face]
    batch = np.stack([face, last, first, green, exchanged, *flips])
    expect_pairs(find_duplicates(batch), [])
    expect_pairs(find_duplicates(np.concatenate([batch, batch[7:8]])), [(7, 11)])
    large = rng.integers(0, 256, (1, 40, 50, 3), dtype=np.uint8).repeat(4, axis=0)
    large[1, 20, 25, 1] += 1  # in the middle, which print leaves out
    large[2, 33, 7, 2] += 1
    expect_pairs(find_duplicates(large), [(0, 3)])


@test_case(
    name="differences that cancel or wrap round",
    points=0.5,
    hidden=True,
    failure_message="Sums of differences cancel, and squares of bytes wrap round: 16 * 16 is 0 in a byte. Ask of every "
    "pixel whether it is equal.",
)
def test_cancelling(find_duplicates):
    base = np.full((4, 4, 3), 100, dtype=np.uint8)
    with precondition():
        expect_pairs(find_duplicates(np.stack([base, base + 1, base + 2, base])), [(0, 3)])
    up_and_down, sixteen, far = base.copy(), base.copy(), base.copy()
    up_and_down[0, 0, 0], up_and_down[3, 3, 2] = 101, 99
    sixteen[1, 1] = 116
    far[:2, :2] = 228
    square = base.copy()
    square[1:3, 1:3, 1] = [[101, 99], [99, 101]]  # no row and no column has another sum
    expect_pairs(find_duplicates(np.stack([base, up_and_down, sixteen, far, base, square])), [(0, 4)])


@test_case(
    name="one picture, pictures of one pixel, and the batch stays as it was",
    points=0.25,
    hidden=True,
    failure_message="One picture has no copy: the list is empty.",
)
def test_small(find_duplicates):
    expect_pairs(find_duplicates(np.zeros((1, 3, 4, 3), dtype=np.uint8)), [])
    batch = np.array([5, 6, 5, 7], dtype=np.uint8).reshape(4, 1, 1, 1)
    given = batch.copy()
    expect_pairs(find_duplicates(given), [(0, 2)])
    expect_unchanged_as_well(batch, given, "the batch")


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(find_duplicates):
    batch = np.array([7, 9, 7, 9], dtype=np.uint8).reshape(4, 1, 1, 1).repeat(3, axis=3)
    with precondition():
        expect_pairs(find_duplicates(batch.copy()), [(0, 2), (1, 3)])
    expect_pairs(call_twice(find_duplicates, batch.copy()), [(0, 2), (1, 3)])
