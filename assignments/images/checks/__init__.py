"""Comparisons that teach: what a test file may ask of an answer, each with a message for the student.

The same files lie beside a student's notebook, in the autograder zip and in the host, and import nothing but NumPy.
"""

from checks.common_mistakes import expect_no_slip
from checks.compare import Mismatch, as_floats, expect_close, expect_equal, expect_shape, expect_unchanged
from checks.dtypes import expect_array
from checks.exceptions import expect_error
from checks.names import as_names, expect_names
from checks.originality_of_transforms import expect_new_transform, nearest_of_notebook
from checks.probes import in_folder

__all__ = [
    "Mismatch",
    "as_floats",
    "as_names",
    "expect_array",
    "expect_close",
    "expect_equal",
    "expect_error",
    "expect_names",
    "expect_new_transform",
    "expect_no_slip",
    "expect_shape",
    "expect_unchanged",
    "in_folder",
    "nearest_of_notebook",
]
