"""Comparisons for test files: each raises a Mismatch with a message that helps the student.

The same files are beside a student's notebook, in the autograder zip and in the host. They import only NumPy.
"""

from checks.compare import (
    Mismatch,
    as_floats,
    expect_close,
    expect_copy,
    expect_equal,
    expect_shape,
    expect_unchanged,
)
from checks.each_input import expect_new_result
from checks.hand_in import hand_in
from checks.images import draw_text, expect_picture, picture
from checks.loops import expect_no_slow_loop
from checks.originality_of_pictures import expect_original_picture, nearest_provided
from checks.probes import call_twice, count_steps

__all__ = [
    "Mismatch",
    "as_floats",
    "call_twice",
    "count_steps",
    "draw_text",
    "expect_close",
    "expect_copy",
    "expect_equal",
    "expect_new_result",
    "expect_no_slow_loop",
    "expect_original_picture",
    "expect_picture",
    "expect_shape",
    "expect_unchanged",
    "hand_in",
    "nearest_provided",
    "picture",
]
