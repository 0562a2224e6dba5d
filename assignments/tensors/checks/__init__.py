"""Comparisons for test files: each raises a Mismatch with a message that helps the student.

The same files are beside a student's notebook, in the autograder zip and in the host. They import only NumPy.
"""

from checks.compare import Mismatch, as_floats, expect_close, expect_equal, expect_shape
from checks.exceptions import expect_error
from checks.hand_in import hand_in

__all__ = [
    "Mismatch",
    "as_floats",
    "expect_close",
    "expect_equal",
    "expect_error",
    "expect_shape",
    "hand_in",
]
