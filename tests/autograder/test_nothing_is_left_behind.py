"""However many submissions a process judges, it does not grow, and nothing stays when it has closed its zygote."""

import pytest

from assignments import course
from autograder.results import Level
from tests.benchmarks.flood import flood
from tests.support import levels

MORE = 2048  # KiB by which 20 submissions may differ from 10, as memory is given back by pages


@pytest.mark.parametrize("level", ["full", pytest.param("lite", marks=pytest.mark.thorough)])
def test_thirty_submissions_leave_nothing_and_cost_no_memory(level: Level):
    levels.need(level)
    found = flood(course.assignment("pixels"), level, 30, early=10)
    assert found.left == ()
    assert found.host[30] - found.host[10] < MORE
    assert found.zygote[30] - found.zygote[10] < MORE
