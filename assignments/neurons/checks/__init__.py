"""Comparisons that teach: what a test file may ask of an answer, each with a message for the student.

The same files lie beside a student's notebook, in the autograder zip and in the host, and import nothing but NumPy.
"""

from checks.call_recorder import recorded
from checks.compare import Mismatch, as_floats, expect_close, expect_equal, expect_shape
from checks.parameters import as_parameters, expect_parameter_slopes, expect_parameters

__all__ = [
    "Mismatch",
    "as_floats",
    "as_parameters",
    "expect_close",
    "expect_equal",
    "expect_parameter_slopes",
    "expect_parameters",
    "expect_shape",
    "recorded",
]
