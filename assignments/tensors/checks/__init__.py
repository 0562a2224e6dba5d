"""Comparisons for test files: each raises a Mismatch with a message that helps the student.

The same files are beside a student's notebook, in the autograder zip and in the host. They import only NumPy.
"""

from checks.common_mistakes import expect_no_common_mistake
from checks.compare import Mismatch, as_floats, expect_close, expect_equal, expect_shape, expect_unchanged
from checks.exceptions import expect_error, expect_no_warning
from checks.hand_in import hand_in

__all__ = [
    "Mismatch",
    "as_floats",
    "expect_close",
    "expect_equal",
    "expect_error",
    "expect_no_common_mistake",
    "expect_no_warning",
    "expect_shape",
    "expect_unchanged",
    "hand_in",
]
