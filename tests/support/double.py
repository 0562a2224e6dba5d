"""Two made-up questions, `double` and `half`, and a judge for answers to them."""

from typing import Any

from otter.test_files import ExceptionTestFile

from autograder.host.zygote_process import Zygote
from autograder.judge import judge
from autograder.notebook_reader import compose
from autograder.results import CaseResult, Limits, Verdict

QUICK = Limits(cell=2.0, case=1.0, submission=20.0)

DOUBLE = """
import numpy as np
from otter.test_files import test_case
from checks import expect_close, expect_unchanged

OK_FORMAT = False
name = "double"
points = 4

@test_case(name="two becomes four", points=1)
def test_two(double):
    expect_close(double(2.0), 4.0, "double(2.0)", mistakes=[("You squared it.", 4.0001)])

@test_case(name="a list becomes a list", points=1)
def test_list(double):
    expect_close(double(np.array([1.0, 2.0])), [2.0, 4.0], "the result", show="picture")

@test_case(name="secret numbers are doubled", points=1, hidden=True, failure_message="Think of negative numbers.")
def test_secret(double):
    expect_close(double(-31337.25), -62674.5, "double(-31337.25)")

@test_case(name="the input stays as it was", points=1, hidden=True, failure_message="Work on a copy.")
def test_copy(double):
    given = np.array([31337.25])
    double(given)
    expect_unchanged(np.array([31337.25]), given, "the array")
"""

HALF = DOUBLE.replace('name = "double"', 'name = "half"').replace("double", "half")

RIGHT = "def double(x):\n    return x * 2"


def loaded(*sources: str) -> list[ExceptionTestFile]:
    return [ExceptionTestFile.from_string(source, f"test_{i}.py") for i, source in enumerate(sources)]


def judged(zygote: Zygote, *cells: str, tests: tuple[str, ...] = (DOUBLE,), **more: Any) -> Verdict:
    limits = more.pop("limits", QUICK)
    return judge(compose(list(cells)), loaded(*tests), zygote, limits=limits, **more)


def cases(verdict: Verdict) -> dict[str, CaseResult]:
    return {case.name: case for result in verdict.questions for case in result.cases}
