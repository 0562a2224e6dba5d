"""Skip a test if its isolation level does not work on this machine, or if it may not run a command as another user.

With `GRADE_REQUIRE_WALLS=full` (or `lite`), the test fails instead if that level or a weaker one does not work.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache

import pytest

from autograder.host.zygote_process import self_test
from autograder.results import Level
from tests.support import run_as

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


def best() -> Level:
    """The strongest level that works here; skip the test if there is none."""
    level: Level = "lite" if problem_with("full") else "full"
    need(level)
    return level


def need_to_run_as(options: Sequence[str]) -> None:
    """Skip the test if `run_as.py` cannot do this here, as in a container; fail it if full walls are required."""
    if problem := _problem_with_running_as(tuple(options)):
        if os.environ.get("GRADE_REQUIRE_WALLS") == "full":
            pytest.fail(problem)
        pytest.skip(problem)


@cache
def _problem_with_running_as(options: tuple[str, ...]) -> str:
    command = [sys.executable, run_as.SCRIPT, *options, sys.executable, "-c", ""]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return f"{' '.join(options)}: {done.stderr.splitlines()[-1]}" if done.returncode else ""
