"""Pairs of pictures that are equal in every pixel: all of them, once each, and no others."""

import numpy as np
from checks import Mismatch, call_twice, expect_unchanged
from otter.test_files import test_case

OK_FORMAT = False

name = "find_duplicates"
points = 1


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
