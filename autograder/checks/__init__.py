"""Comparisons that teach: what a test file may ask of an answer, each with a message for the student.

The same files lie beside a student's notebook, in the autograder zip and in the host, and import nothing but NumPy.
"""

from checks.compare import Mismatch, as_floats, expect_close, expect_equal, expect_shape, expect_unchanged
from checks.novelty import expect_new, nearest_provided, provided_pictures
from checks.probes import count_steps, without_modules

__all__ = [
    "Mismatch",
    "as_floats",
    "count_steps",
    "expect_close",
    "expect_equal",
    "expect_new",
    "expect_shape",
    "expect_unchanged",
    "nearest_provided",
    "provided_pictures",
    "without_modules",
]
