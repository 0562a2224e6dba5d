"""A function that returns one object again: what is done to the first result is in the second."""

from typing import Any

import numpy as np
import pytest
from checks import Mismatch, call_twice, expect_equal, expect_new_result

KEPT: dict[Any, Any] = {}


def ones(height: int, width: int) -> np.ndarray:
    return np.ones((height, width))


def kept_ones(height: int, width: int) -> np.ndarray:
    return KEPT.setdefault((height, width), ones(height, width))


def view(image: np.ndarray) -> np.ndarray:
    return image[1:]


def test_a_result_that_is_kept_comes_back_overwritten():
    assert call_twice(ones, 2, 3).tolist() == ones(2, 3).tolist()
    assert call_twice(kept_ones, 2, 3).tolist() == [[0.0] * 3] * 2


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
