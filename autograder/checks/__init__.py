"""Comparisons for test files: each raises a Mismatch with a message that helps the student.

The same files are beside a student's notebook, in the autograder zip and in the host. They import only NumPy.
"""

from checks.call_recorder import CallRecord, expect_calls, expect_unchanged_during_calls, record_calls
from checks.common_mistakes import expect_no_common_mistake
from checks.compare import (
    Mismatch,
    as_floats,
    expect_close,
    expect_copy,
    expect_equal,
    expect_shape,
    expect_unchanged,
)
from checks.dtypes import expect_array, expect_dtype
from checks.each_input import expect_each, expect_new_result
from checks.exceptions import expect_bool, expect_error, expect_no_warning
from checks.gradients import expect_gradient, expect_nudges, gradient_table
from checks.hand_in import hand_in
from checks.images import draw_text, expect_picture, picture
from checks.loops import expect_no_slow_loop
from checks.names import as_names, expect_names
from checks.originality_of_pictures import expect_original_picture, nearest_provided, provided_pictures
from checks.originality_of_transforms import expect_original_transform, nearest_of_notebook, notebook_pictures
from checks.parameters import (
    as_parameters,
    expect_parameter_slopes,
    expect_parameters,
    expect_parameters_unchanged,
)
from checks.probes import call_twice, count_steps, cpu_seconds, in_another_run, in_folder, without_modules
from checks.reasons import because, expect_unchanged_as_well, precondition

__all__ = [
    "CallRecord",
    "Mismatch",
    "as_floats",
    "as_names",
    "as_parameters",
    "because",
    "call_twice",
    "count_steps",
    "cpu_seconds",
    "draw_text",
    "expect_array",
    "expect_bool",
    "expect_calls",
    "expect_close",
    "expect_copy",
    "expect_dtype",
    "expect_each",
    "expect_equal",
    "expect_error",
    "expect_gradient",
    "expect_names",
    "expect_new_result",
    "expect_no_common_mistake",
    "expect_no_slow_loop",
    "expect_no_warning",
    "expect_nudges",
    "expect_original_picture",
    "expect_original_transform",
    "expect_parameter_slopes",
    "expect_parameters",
    "expect_parameters_unchanged",
    "expect_picture",
    "expect_shape",
    "expect_unchanged",
    "expect_unchanged_as_well",
    "expect_unchanged_during_calls",
    "gradient_table",
    "hand_in",
    "in_another_run",
    "in_folder",
    "nearest_of_notebook",
    "nearest_provided",
    "notebook_pictures",
    "picture",
    "precondition",
    "provided_pictures",
    "record_calls",
    "without_modules",
]
