"""Comparisons that teach: what a test file may ask of an answer, each with a message for the student.

The same files lie beside a student's notebook, in the autograder zip and in the host, and import nothing but NumPy.
"""

from checks.compare import Mismatch, as_floats, expect_close, expect_equal, expect_shape
from checks.exceptions import expect_error

__all__ = [
    "Mismatch",
    "as_floats",
    "expect_close",
    "expect_equal",
    "expect_error",
    "expect_shape",
]
