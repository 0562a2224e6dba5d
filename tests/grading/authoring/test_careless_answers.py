"""An answer that ignores its arguments gets at most a quarter of the points, whatever it returns."""

import pytest

from assignments import course
from assignments.course import Question
from grading.authoring.graders import in_process

STARRED = [
    pytest.param(slug, question, id=question.name)
    for slug in course.assignments()
    for question in course.assignment(slug).questions
    if question.stars
]
RETURNED = [
    *("None", "True", "1", "0.5", "''", "[]", "(0.0, 0.0, 0.0)", "{}", "lambda *rest: 0.0"),
    *(
        "np.uint8(0)",
        "np.int64(1)",
        "np.float64(0.5)",
        "np.bool_(True)",
        "np.str_('a')",
    ),  # a NumPy number also has a dtype
    *("np.array([])", "np.array(0.0)", "np.zeros((3, 5))", "np.full((3, 5), np.nan)", "np.array([1, None])"),
    *("np.asarray(args[0]).flat[0]", "np.asarray(args[0]).dtype.type(7)"),
]


@pytest.mark.parametrize(("slug", "question"), STARRED)
def test_a_constant_answer_gets_at_most_a_quarter_of_the_points(slug: str, question: Question):
    """A quarter is what public cases may give: a constant can be right for some of them."""
    for returned in RETURNED:
        source = f"import numpy as np\ndef {question.name}(*args, **named):\n    return {returned}\n"
        results = in_process(course.assignment(slug), question, source)
        assert sum(case.points for case in results.values()) == question.points
        passed = {name: case.points for name, case in results.items() if case.outcome == "passed"}
        assert sum(passed.values()) <= question.points / 4, (returned, passed)
