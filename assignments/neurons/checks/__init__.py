"""Comparisons for test files: each raises a Mismatch with a message that helps the student.

The same files are beside a student's notebook, in the autograder zip and in the host. They import only NumPy.
"""

from checks.call_recorder import record_calls
from checks.compare import Mismatch, as_floats, expect_close, expect_equal, expect_shape, expect_unchanged
from checks.exceptions import expect_error, expect_no_warning
from checks.hand_in import hand_in
from checks.parameters import (
    as_parameters,
    expect_parameter_slopes,
    expect_parameters,
    expect_parameters_unchanged,
)

__all__ = [
    "Mismatch",
    "as_floats",
    "as_parameters",
    "expect_close",
    "expect_equal",
    "expect_error",
    "expect_no_warning",
    "expect_parameter_slopes",
    "expect_parameters",
    "expect_parameters_unchanged",
    "expect_shape",
    "expect_unchanged",
    "hand_in",
    "record_calls",
]
