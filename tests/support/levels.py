"""Skip a test if its isolation level does not work on this machine.

With `GRADE_REQUIRE_WALLS=full` (or `lite`), the test fails instead if that level or a weaker one does not work.
"""

import os
from functools import cache

import pytest

from autograder.host.zygote_process import self_test
from autograder.results import Level

ORDER: list[Level] = ["full", "lite", "none"]
FULL_AND_LITE = ["full", pytest.param("lite", marks=pytest.mark.lite)]  # `test_isolation_levels.py` runs those at lite

problem_with = cache(self_test)


def need(level: Level) -> None:
    """Skip the test if `level` does not work here; fail it if GRADE_REQUIRE_WALLS says that it must."""
    if problem := problem_with(level):
        required = os.environ.get("GRADE_REQUIRE_WALLS")
        if required in ORDER and ORDER.index(level) >= ORDER.index(required):
            pytest.fail(f"GRADE_REQUIRE_WALLS={required}, but the level {level} does not work here: {problem}")
        pytest.skip(f"the level {level} does not work here: {problem}")
