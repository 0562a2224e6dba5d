"""Comparisons that teach: what a test file may ask of an answer, each with a message for the student.

The same files lie beside a student's notebook, in the autograder zip and in the host, and import nothing but NumPy.
"""

from checks.compare import Mismatch, as_floats, expect_close, expect_equal, expect_shape, expect_unchanged
from checks.images import draw_text, expect_picture, picture
from checks.originality_of_pictures import expect_new, nearest_provided
from checks.probes import count_steps

__all__ = [
    "Mismatch",
    "as_floats",
    "count_steps",
    "draw_text",
    "expect_close",
    "expect_equal",
    "expect_new",
    "expect_picture",
    "expect_shape",
    "expect_unchanged",
    "nearest_provided",
    "picture",
]
