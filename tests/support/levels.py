"""Which levels of walls must stand for the tests to pass.

With `GRADE_REQUIRE_WALLS=full` (or `lite`) a test fails, and is not skipped, where that level or a weaker one does not
stand.
"""

import os
from functools import cache

import pytest

from autograder.host.zygote_process import self_test
from autograder.results import Level

ORDER: list[Level] = ["full", "lite", "none"]

why_not = cache(self_test)


def need(level: Level) -> None:
    """Skip the test where `level` does not stand, or fail it where it must stand."""
    if why := why_not(level):
        required = os.environ.get("GRADE_REQUIRE_WALLS")
        if required in ORDER and ORDER.index(level) >= ORDER.index(required):  # type: ignore[arg-type]
            pytest.fail(f"GRADE_REQUIRE_WALLS={required}, and the level {level} does not stand here: {why}")
        pytest.skip(f"the level {level} does not stand here: {why}")
