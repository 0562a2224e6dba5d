"""Comparisons for test files: each raises a Mismatch with a message that helps the student.

The same files are beside a student's notebook, in the autograder zip and in the host. They import only NumPy.
"""

from checks.call_recorder import expect_calls, expect_unchanged_during_calls, record_calls
from checks.compare import Mismatch, expect_close, expect_equal, expect_shape, expect_unchanged
from checks.exceptions import expect_bool, expect_error, expect_no_warning
from checks.gradients import expect_gradient
from checks.hand_in import hand_in

__all__ = [
    "Mismatch",
    "expect_bool",
    "expect_calls",
    "expect_close",
    "expect_equal",
    "expect_error",
    "expect_gradient",
    "expect_no_warning",
    "expect_shape",
    "expect_unchanged",
    "expect_unchanged_during_calls",
    "hand_in",
    "record_calls",
]
