"""Green means something: at most 15 % of the known wrong answers pass every public case of their question."""

import pytest

from assignments import course
from grading.authoring.public_cases import public_cases
from tests.support.sample import sample

AT_MOST = 0.15


@pytest.mark.parametrize("slug", sample("tensors"))
def test_public_cases_find_most_wrong_answers(slug: str):
    found = public_cases(course.assignment(slug))
    assert found.wrong >= 100
    listed = "\n".join(f"{question}: {answer}" for question, answer in found.passing)
    assert found.share <= AT_MOST, f"{len(found.passing)} of {found.wrong} wrong answers pass:\n{listed}"
