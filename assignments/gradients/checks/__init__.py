"""Comparisons that teach: what a test file may ask of an answer, each with a message for the student.

The same files lie beside a student's notebook, in the autograder zip and in the host, and import nothing but NumPy.
"""

from checks.call_recorder import expect_calls, recorded
from checks.compare import Mismatch, expect_close, expect_equal, expect_shape
from checks.exceptions import expect_truth
from checks.gradients import expect_gradient

__all__ = [
    "Mismatch",
    "expect_calls",
    "expect_close",
    "expect_equal",
    "expect_gradient",
    "expect_shape",
    "expect_truth",
    "recorded",
]
