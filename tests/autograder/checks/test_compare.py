"""The messages of `expect_equal` and `expect_close` about two numbers that are almost equal."""

import math

import numpy as np
import pytest
from checks import Mismatch, expect_close, expect_equal


def message_for(actual: object, expected: object, **options: float) -> str:
    with pytest.raises(Mismatch) as caught:
        expect_close(actual, expected, "the sum", **options)
    return str(caught.value)


def test_numbers_have_ten_digits_if_these_differ():
    assert message_for(0.25, 0.5) == "the sum should be 0.5, and is 0.25."
    assert message_for([1.0, 1 / 3], [1.0, 2 / 3]).endswith("it should be 0.6666666667, and is 0.3333333333.")


def test_numbers_that_differ_in_the_last_digits_have_all_digits():
    assert message_for(0.1 + 0.2, 0.3) == "the sum should be 0.3, and is 0.30000000000000004."
    assert message_for([0.0, 14 + 1e-14], [0.0, 14.0]).endswith(
        "index [1]: it should be 14.0, and is 14.00000000000001."
    )


def test_a_tolerance_lets_both_pass():
    expect_close(0.1 + 0.2, 0.3, "the sum", rtol=1e-12)
    with pytest.raises(Mismatch):
        expect_equal(0.1 + 0.2, 0.3, "the sum")


def test_a_tolerance_is_a_share_of_what_is_expected():
    expect_close(0.905, 1.0, "the sum", rtol=0.1)
    assert message_for(1.1, 1.0, rtol=0.095) == "the sum should be 1, and is 1.1."


@pytest.mark.parametrize("value", [math.inf, math.nan])
def test_what_is_not_finite_equals_nothing(value: float):
    assert message_for([1.0, value], [1.0, value]) == "the sum contains nan or inf at index [1]."
    assert message_for([1.0, value], [1.0, value], rtol=1.0, atol=1.0) == "the sum contains nan or inf at index [1]."


@pytest.mark.parametrize("value", [1 + 0j, "1", np.array(["1"]), np.array([1, None]), np.datetime64("2020-01-01")])
def test_what_is_not_a_plain_number_is_not_made_one(value: object):
    with pytest.raises(Mismatch, match="made of plain numbers"):
        expect_close(value, np.ones(np.shape(value)), "the sum")


def test_several_numbers_in_place_of_one_are_counted():
    with pytest.raises(Mismatch, match=r"The distance should be one number, and yours has 3 \(its shape is \(3,\)\)\."):
        expect_close([1, 2, 3], 2.0, "The distance")
