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


WIPED = """
import numpy as np

def _copied(value):
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list | tuple):
        return type(value)(_copied(item) for item in value)
    return {key: _copied(item) for key, item in value.items()} if isinstance(value, dict) else value

def _wipe(value):
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc" and value.flags.writeable:
        value[...] = 0
    elif isinstance(value, list | dict):
        for key, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
            value[key] = 0 * item if isinstance(item, int | float | str) else item
            _wipe(item)

def _of_wiped(function):
    def answer(*args, **named):
        args, named = GIVEN
        _wipe([*args])
        _wipe({**named})
        return function(*args, **named)
    return answer
"""


@pytest.mark.parametrize(("slug", "question"), STARRED)
def test_nothing_is_expected_of_arguments_that_the_call_has_changed(slug: str, question: Question):
    """An answer that empties its arguments would have only the empty ones to answer. So where the same answer to empty
    copies fails, it fails as well: each case computes what it expects from arguments of its own."""
    assignment = course.assignment(slug)
    reference = assignment.reference.read_text(encoding="utf-8")
    passed = []
    for given in ("args, named", "_copied((args, named))"):
        wiped = WIPED.replace("GIVEN", given)
        source = f"{reference}\n{wiped}\n{question.name} = _of_wiped({question.name})\n"
        results = in_process(assignment, question, source)
        passed.append({name for name, case in results.items() if case.outcome == "passed"})
    assert passed[0] - passed[1] == set()
