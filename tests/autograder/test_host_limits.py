"""Whatever a guest sends, the host stays small and quick: measured by the kernel, submission by submission."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from assignments.course import assignment
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from autograder.notebook_reader import compose
from autograder.results import Limits, Verdict
from tests.support import levels
from tests.support.hostile.amplifiers import CALLED, RAISED, RETURNED, calling, raising, returning

LIMITS = Limits(cell=0.5, case=0.5, submission=3.0)
TESTS = load([assignment("pixels").test_file("blank_image"), assignment("gradients").test_file("forward_difference")])
MOST_MEMORY = 512 << 20
MOST_TEXT = 1 << 20

ATTACKS = {
    **{f"returns {name}": returning(name) for name in RETURNED},
    **{f"raises {name}": raising(name) for name in RAISED},
    **{f"calls with {name}": calling(name) for name in CALLED},
}


@pytest.fixture(scope="module", params=levels.FULL_AND_LITE)
def zygote(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    levels.need(request.param)
    with Zygote(request.param) as running:
        yield running


def status(key: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith(f"{key}:"))


def judged(source: str, zygote: Zygote) -> tuple[Verdict, int, float]:
    """Return the verdict, and by how many bytes this process grew and how long it computed meanwhile."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the highest memory so far is forgotten
    before, began = status("VmRSS"), time.process_time()
    verdict = judge(compose([source]), TESTS, zygote, limits=LIMITS, show_hidden=True)
    return verdict, status("VmHWM") - before, time.process_time() - began


def text_of(verdict: Verdict) -> int:
    questions = [replace(q, cases=tuple(replace(c, evidence=None) for c in q.cases)) for q in verdict.questions]
    return len(json.dumps(asdict(replace(verdict, questions=tuple(questions), drawn=()))))


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.thorough if number % 2 else ()) for number, name in enumerate(ATTACKS)],
)
def test_an_amplifier_stays_small(name: str, zygote: Zygote) -> None:
    verdict, memory, cpu = judged(ATTACKS[name], zygote)
    assert (verdict.status, verdict.score) == ("graded", 0), [c for q in verdict.questions for c in q.cases if c.passed]
    assert memory < MOST_MEMORY, f"{memory >> 20} MiB"
    assert cpu < LIMITS.submission + 2, f"{cpu:.1f} s"
    assert text_of(verdict) < MOST_TEXT
