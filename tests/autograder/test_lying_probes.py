"""What decides points is seen from where no student's code runs: the steps of a loop, and what is changed in place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from checks import Mismatch, cpu_seconds, expect_no_slow_loop

from assignments.course import assignment
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from autograder.notebook_reader import Cell, compose
from autograder.results import CaseResult, Limits
from tests.support import levels
from tests.support.hostile.lying_probes import CHANGES, IN_PLACE, LOOP, STEPS

pytestmark = pytest.mark.flaky(reruns=2)  # a busy machine disturbs what is measured
LIMITS = Limits(cell=2.0, case=2.0, submission=30.0)
PIXELS = assignment("pixels")
SPLIT = assignment("images").test_file("split_dataset")


@pytest.fixture(scope="module", params=levels.FULL_AND_LITE)
def zygote(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    levels.need(request.param)
    with Zygote(request.param) as running:
        yield running


def cases(source: str, question: str, zygote: Zygote) -> list[CaseResult]:
    return cases_of(source, PIXELS.test_file(question), zygote)


def cases_of(source: str, test_file: Path, zygote: Zygote) -> list[CaseResult]:
    verdict = judge(compose([source]), load([test_file]), zygote, limits=LIMITS, show_hidden=True)
    assert verdict.status == "graded"
    return list(verdict.questions[0].cases)


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("name", STEPS)
def test_a_loop_is_seen_whatever_it_says_of_its_steps(name: str, zygote: Zygote) -> None:
    if "child" in name and zygote.level == "lite":
        pytest.skip("no guest may fork at this level")
    found = cases(LOOP + STEPS[name], "distance_field", zygote)
    about_steps = [case for case in found if "Python steps" in case.name]
    assert len(about_steps) == 2
    assert [case.name for case in about_steps if case.passed] == []
    assert all(case.passed for case in found if case not in about_steps), [
        c.message for c in found
    ]  # its values are right


def test_right_answers_are_fast_enough(zygote: Zygote) -> None:
    """Also the slowest style that is known."""
    for path in (PIXELS.reference, PIXELS.reference.parent / "accepted" / "pixels" / "distance_field.py"):
        source = path.read_text(encoding="utf-8")
        names = [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
        for name in ["distance_field"] if "distance_field" in names else names:
            found = cases(f"{source}\ndistance_field = {name}", "distance_field", zygote)
            assert [case.message for case in found if not case.passed] == [], name


@pytest.mark.parametrize("name", CHANGES)
def test_work_in_place_is_seen_whatever_the_guest_says(name: str, zygote: Zygote) -> None:
    found = cases(IN_PLACE + CHANGES[name], "set_pixel", zygote)
    assert [case.name for case in found if case.passed and ("same" in case.name or "stays" in case.name)] == []
    assert any("changed its argument" in case.message or "crashed" in case.outcome for case in found), found


@pytest.mark.parametrize("name", CHANGES)
def test_a_list_that_is_sorted_in_place_is_seen_whatever_the_guest_says(name: str, zygote: Zygote) -> None:
    found = cases_of(IN_PLACE + CHANGES[name], SPLIT, zygote)
    assert [case.name for case in found if case.passed and "stays as it was" in case.name] == []
    assert any("Your function changed" in case.message or "crashed" in case.outcome for case in found), found


def test_the_clock_of_a_call_is_that_of_its_process(zygote: Zygote) -> None:
    source = "import time\ntime.process_time = lambda: 0.0\ndef f(n):\n    for _ in range(n): pass\n    return n"
    with SandboxedNotebook(zygote, [Cell(0, source)], {}, LIMITS) as answers:
        answers.run()
        seconds, result = cpu_seconds(answers["f"], 3_000_000)
        assert result == 3_000_000
        assert 0.01 < seconds < 2
        assert cpu_seconds(answers["f"], 1)[0] < 0.01


@pytest.mark.usefixtures("untraced")
def test_a_loop_of_this_process_is_told_from_whole_arrays() -> None:
    sizes = [(60_000 + more,) for more in range(12)]
    expect_no_slow_loop(lambda n: np.sqrt(np.arange(n) ** 2.0), sizes, 60_000, "f")
    for loop in (
        lambda n: np.array([float(str(number)) for number in range(n)]),
        lambda n: [float(str(number) + str(number)) for number in range(n)],  # a list has more time
    ):
        with pytest.raises(Mismatch, match="as long as a Python loop"):
            expect_no_slow_loop(loop, sizes, 60_000, "f")
