"""Probes that call again: what is done to the first result, and what hangs on hashes and chance of this run."""

import random
from typing import Any

import numpy as np
import pytest
from checks import Mismatch, call_twice, expect_equal, expect_new_result, in_another_run

KEPT: dict[Any, Any] = {}


def ones(height: int, width: int) -> np.ndarray:
    return np.ones((height, width))


def kept_ones(height: int, width: int) -> np.ndarray:
    return KEPT.setdefault((height, width), ones(height, width))


def filled_again(height: int, width: int) -> np.ndarray:
    canvas = kept_ones(height, width)
    canvas[:] = 1
    return canvas


def in_turn(height: int, width: int) -> np.ndarray:
    KEPT["calls"] = KEPT.get("calls", 0) + 1
    canvas = KEPT.setdefault((height, width, KEPT["calls"] % 2), ones(height, width))
    canvas[:] = 1
    return canvas


def view(image: np.ndarray) -> np.ndarray:
    return image[1:]


def test_a_result_that_is_kept_comes_back_overwritten():
    assert call_twice(ones, 2, 3).tolist() == ones(2, 3).tolist()
    assert call_twice(kept_ones, 2, 3).tolist() != ones(2, 3).tolist()
    assert call_twice(filled_again, 2, 3).tolist() != ones(2, 3).tolist()
    assert call_twice(in_turn, 2, 3).tolist() != ones(2, 3).tolist()


@pytest.mark.parametrize("kept", [[1, 2], {"a": 1}, ([1],), [[1], [2]], np.arange(3, dtype=np.uint8)])
def test_lists_dicts_and_arrays_in_tuples_are_overwritten(kept: Any):
    before = repr(kept)
    assert repr(call_twice(lambda: kept)) != before


@pytest.mark.parametrize("kept", [1.5, "text", (1, 2), None, np.float64(2.0), np.broadcast_to(1.0, (2, 2))])
def test_what_cannot_change_may_come_back(kept: Any):
    assert call_twice(lambda: kept) is kept


def test_a_part_of_what_was_given_is_no_kept_result():
    image = np.arange(6.0).reshape(3, 2)
    assert call_twice(view, image).tolist() == image[1:].tolist()


def test_a_wrong_value_is_called_one_and_a_kept_result_is_called_that():
    expect_new_result(expect_equal, ones, ones, [(2, 3)], "ones(…)")
    with pytest.raises(Mismatch, match="object of an earlier call"):
        expect_new_result(expect_equal, kept_ones, ones, [(4, 5)], "ones(…)")
    with pytest.raises(Mismatch, match="values differ"):
        expect_new_result(expect_equal, lambda height, width: 0 * ones(height, width), ones, [(2, 3)], "ones(…)")


def by_hash(names: list[str]) -> list[str]:
    return sorted(names, key=hash)


def by_global_seed(names: list[str]) -> list[str]:
    np.random.seed(3)
    return np.random.permutation(sorted(names)).tolist()


def by_own_generators(names: list[str]) -> list[str]:
    random.Random(1).random()
    return np.random.default_rng(3).permutation(sorted(names)).tolist()


def test_another_run_has_other_hashes_and_another_chance():
    names = list("abcdefghij")
    before = random.getstate()
    assert in_another_run(by_hash, names) != (by_hash(names), False)
    assert in_another_run(by_global_seed, names) == (by_global_seed(names), True)
    assert in_another_run(by_own_generators, names) == (by_own_generators(names), False)
    assert in_another_run(random.random)[1]
    assert random.getstate() == before
    assert hash("a") == "a".__hash__()
