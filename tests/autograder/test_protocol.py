"""Whatever a guest does at any point of the protocol, its submission gets a verdict and the next one full marks.

Nothing of it stays: no descriptor, no process and no folder.
"""

import os
import random
import time
from collections.abc import Iterator

import pytest

from assignments.course import assignment
from autograder.host.call_plans import Plans
from autograder.host.resource_usage import tree
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from autograder.learn_plans import KnownNotebook, learn
from autograder.notebook_reader import compose
from autograder.results import Limits, Verdict
from tests.support import levels
from tests.support.hostile.protocol import BEHAVIOURS, POINTS, cell

LIMITS = Limits(cell=0.3, case=0.2, submission=1.5, memory=512 << 20)
GRADIENTS = assignment("gradients")
NAMES = ("forward_circuit", "forward_difference")  # calls that are made ahead, and a function that calls back
TESTS = load([GRADIENTS.test_file(name) for name in NAMES])
REFERENCE = GRADIENTS.reference.read_text(encoding="utf-8")
HONEST = compose([REFERENCE])
FULL = sum(test.possible for test in TESTS)
# drawn once, so that a failure comes again: each behaviour somewhere; all of them everywhere take minutes
SOME = [(random.Random(name).choice(POINTS), name) for name in BEHAVIOURS]


@pytest.fixture(scope="module", params=levels.FULL_AND_LITE)
def zygote(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    levels.need(request.param)
    with Zygote(request.param) as running:
        yield running


@pytest.fixture(scope="module")
def plans(zygote: Zygote) -> Plans:
    learned = learn([KnownNotebook(HONEST, {test.name: "" for test in TESTS})], TESTS, zygote, limits=Limits())
    assert {name for name, _ in learned} == {"forward_circuit"}
    return learned


def held(zygote: Zygote) -> set[str]:
    """What this process and its zygote hold: descriptors, processes and folders."""
    return {
        *(f"descriptor {name}" for name in os.listdir("/proc/self/fd")),
        *(f"process {pid}" for pid in tree(os.getpid())),
        *(f"entry {name}" for name in os.listdir(zygote.scratch)),
    }


def judged(zygote: Zygote, plans: Plans, *cells: str) -> Verdict:
    """The verdict on a notebook; afterwards nothing of it is left, and an honest one gets full marks."""
    before = held(zygote)
    verdict = judge(compose([REFERENCE, *cells]), TESTS, zygote, limits=LIMITS, plans=plans)
    end = time.monotonic() + 5
    while (after := held(zygote)) != before and time.monotonic() < end:
        time.sleep(0.01)  # the kernel tells of the end of a process a moment before it forgets it
    assert after == before, after ^ before
    assert verdict.status == "graded"
    honest = judge(HONEST, TESTS, zygote, limits=Limits(), plans=plans)
    assert (honest.status, honest.score) == ("graded", FULL), honest.questions
    return verdict


@pytest.mark.parametrize(("point", "behaviour"), SOME)
def test_whatever_a_guest_does_only_its_submission_pays(
    zygote: Zygote, plans: Plans, point: str, behaviour: str
) -> None:
    judged(zygote, plans, cell(point, behaviour), "after = 1")


@pytest.mark.thorough
@pytest.mark.parametrize("point", POINTS)
def test_whatever_a_guest_does_at_this_point(zygote: Zygote, plans: Plans, point: str) -> None:
    for behaviour in BEHAVIOURS:
        judged(zygote, plans, cell(point, behaviour), "after = 1")
