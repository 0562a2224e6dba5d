"""Comparisons for test files: each raises a Mismatch with a message that helps the student.

The same files are beside a student's notebook, in the autograder zip and in the host. They import only NumPy.
"""

from checks.common_mistakes import expect_no_common_mistake
from checks.compare import Mismatch, as_floats, expect_close, expect_equal, expect_shape, expect_unchanged
from checks.dtypes import expect_array
from checks.each_input import expect_new_result
from checks.exceptions import expect_error, expect_no_warning
from checks.hand_in import hand_in
from checks.names import as_names, expect_names
from checks.originality_of_transforms import expect_original_transform, nearest_of_notebook
from checks.probes import call_twice, in_another_run, in_folder
from checks.reasons import because

__all__ = [
    "Mismatch",
    "as_floats",
    "as_names",
    "because",
    "call_twice",
    "expect_array",
    "expect_close",
    "expect_equal",
    "expect_error",
    "expect_names",
    "expect_new_result",
    "expect_no_common_mistake",
    "expect_no_warning",
    "expect_original_transform",
    "expect_shape",
    "expect_unchanged",
    "hand_in",
    "in_another_run",
    "in_folder",
    "nearest_of_notebook",
]
