"""The messages of `expect_equal` and `expect_close` about two numbers that are almost equal."""

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
