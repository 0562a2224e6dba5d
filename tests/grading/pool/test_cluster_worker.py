"""What a worker of a cluster says of itself, and that its zygote stays for an order and ends with it."""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from assignments import course
from assignments.errors import OurFault, UsageError
from autograder.host.zygote_process import Zygote
from autograder.results import Level, Limits
from grading.export.results_jsonl import results_lines
from grading.pool import cluster_worker
from grading.pool.cluster_worker import Order, close_zygote, grade_on_worker, order_of, why_unfit
from grading.pool.grade_submission import Content, LazyZygote, grade_one
from grading.pool.job import Job, prepare
from grading.records import Attempt, Submission
from tests.support import levels


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> Iterator[Job]:
    """A job of one small question, for this machine and for the worker."""
    gradients = course.assignment("gradients")
    small = replace(gradients, questions=gradients.questions[:1])
    monkeypatch.setattr(course, "assignment", lambda slug: small)
    cluster_worker._job.cache_clear()
    yield prepare(small, "full")
    cluster_worker._job.cache_clear()


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A worker of Dask, as far as it is used: what extends it. No test leaves a zygote in it."""
    made = SimpleNamespace(extensions={"of Dask": None})
    monkeypatch.setattr(cluster_worker, "get_worker", lambda: made)
    yield made
    close_zygote()
    assert made.extensions == {"of Dask": None}


def walls(monkeypatch: pytest.MonkeyPatch, *standing: Level) -> None:
    monkeypatch.setattr(cluster_worker, "self_test", lambda level: "" if level in standing else "it does not stand")


def test_a_worker_like_this_machine_is_fit(job: Job, monkeypatch: pytest.MonkeyPatch):
    walls(monkeypatch, "full", "lite")
    assert why_unfit(order_of(job)) == ""


@pytest.mark.parametrize(
    ("theirs", "reason"),
    [
        ({"numpy": "1.0"}, "it has numpy {here}, and this machine has 1.0"),
        ({"a package": "2.0"}, "it has a package missing, and this machine has 2.0"),
    ],
)
def test_other_software_is_a_reason(job: Job, theirs: dict[str, str], reason: str):
    here = dict(cluster_worker.software())
    order = replace(order_of(job), software=tuple((here | theirs).items()))
    assert why_unfit(order) == reason.format(here=here["numpy"])


def test_other_tests_are_a_reason(job: Job):
    order = replace(order_of(job), tests_sha256="another")
    assert why_unfit(order) == "its tests or files of gradients differ from those of this machine"


def test_an_assignment_that_the_worker_does_not_have_is_a_reason(job: Job, monkeypatch: pytest.MonkeyPatch):
    def unknown(slug: str) -> course.Assignment:
        raise UsageError(f"There is no assignment {slug}.")

    monkeypatch.setattr(course, "assignment", unknown)
    assert why_unfit(order_of(job)) == "There is no assignment gradients."


@pytest.mark.parametrize(
    ("asked", "standing", "reason"),
    [
        ("full", ["lite"], "its walls are lite, and those of this machine are full"),
        ("full", [], "its walls are none, and those of this machine are full"),
        ("lite", ["full", "lite"], "its walls are full, and those of this machine are lite"),
        ("none", [], ""),
    ],
)
def test_other_walls_are_a_reason_also_better_ones(
    job: Job, monkeypatch: pytest.MonkeyPatch, asked: Level, standing: list[Level], reason: str
):
    walls(monkeypatch, *standing)
    order = order_of(replace(job, level=asked))
    assert why_unfit(order) == reason


def test_a_worker_grades_as_this_machine_does_and_keeps_its_zygote(
    job: Job, worker: Any, zygote: Zygote, hand_in: Callable[..., Submission]
):
    job = replace(job, level=zygote.level)
    submissions = [hand_in("ada", job.assignment.reference.read_text(encoding="utf-8")), hand_in("ben", "x = 1")]
    order, zygotes, there = order_of(job), set(), []
    for submission in submissions:
        there.append(grade_on_worker(order, submission, Content(submission.path.read_bytes())))
        zygotes.add(worker.extensions["grade"][1].running)
    assert len(zygotes) == 1
    lazy = LazyZygote(job.level)
    try:
        here = [grade_one(job, submission, lazy) for submission in submissions]
    finally:
        lazy.close()
    assert timeless(there, job) == timeless(here, job)
    assert [attempt.verdict.score for attempt in here] == [job.assignment.points, 0.0]


def timeless(attempts: list[Any], job: Job) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in results_lines(attempts, job.assignment)]
    return [{**line, "cpu_s": 0, "wall_s": 0} for line in lines]


class Closing(LazyZygote):
    """Counts how often it was closed."""

    closed = 0

    def close(self) -> None:
        self.closed += 1
        super().close()


def given(worker: Any, order: Order, monkeypatch: pytest.MonkeyPatch, outcome: object) -> Closing:
    """Give the worker a zygote that is not started, and let each grading end with `outcome`."""

    def grade_content(job: Job, submission: Submission, content: Content, lazy_zygote: LazyZygote) -> object:
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    monkeypatch.setattr(cluster_worker, "grade_content", grade_content)
    kept = Closing(order.level)
    worker.extensions["grade"] = (order, kept)
    return kept


def test_a_fault_of_the_worker_is_handed_back(
    job: Job, worker: Any, monkeypatch: pytest.MonkeyPatch, hand_in: Callable[..., Submission]
):
    fault = OurFault("The walls do not stand.")
    given(worker, order_of(job), monkeypatch, fault)
    assert grade_on_worker(order_of(job), hand_in("ada"), Content(b"")) is fault


def test_any_other_error_is_an_attempt_without_a_score_and_the_zygote_starts_again(
    job: Job, worker: Any, monkeypatch: pytest.MonkeyPatch, hand_in: Callable[..., Submission]
):
    kept = given(worker, order_of(job), monkeypatch, KeyError("a mistake of ours"))
    attempt = grade_on_worker(order_of(job), hand_in("ada"), Content(b""))
    assert isinstance(attempt, Attempt)
    assert (attempt.student, attempt.verdict.status, attempt.verdict.score) == ("ada", "error", None)
    assert attempt.verdict.reason.startswith("KeyError('a mistake of ours')\nTraceback")
    assert kept.closed == 1


def test_another_order_ends_the_zygote_of_the_one_before(
    job: Job, worker: Any, monkeypatch: pytest.MonkeyPatch, hand_in: Callable[..., Submission]
):
    first, second = order_of(job), replace(order_of(job), cache=False)
    kept = given(worker, first, monkeypatch, "an attempt")
    submission, content = hand_in("ada"), Content(b"")
    assert grade_on_worker(first, submission, content) == "an attempt"
    assert (kept.closed, worker.extensions["grade"]) == (0, (first, kept))
    grade_on_worker(second, submission, content)
    assert (kept.closed, worker.extensions["grade"][0]) == (1, second)


def test_the_worker_that_is_named_is_closed_and_one_without_a_zygote_is_left(job: Job, worker: Any):
    kept = Closing("full")
    other = SimpleNamespace(extensions={"grade": (order_of(job), kept)})
    close_zygote(other)  # type: ignore[arg-type]
    close_zygote(other)  # type: ignore[arg-type]
    assert (kept.closed, other.extensions) == (1, {})


def test_workers_side_by_side_keep_to_processors_of_their_own(zygote: Zygote, monkeypatch: pytest.MonkeyPatch):
    """A guest stays where its worker is, though the zygote may run anywhere. In a container, root may not see to it."""
    levels.need("full")
    monkeypatch.setattr(cluster_worker, "APPLICATION", f"test-{os.getpid()}")  # real workers may run beside this test
    every = os.sched_getaffinity(0)
    with ThreadPoolExecutor(1) as another:
        another.submit(int).result()  # it starts, before this thread keeps to a processor
        with cluster_worker._on_one_processor():
            mine = os.sched_getaffinity(0)
            guest = zygote.spawn(Limits())
            guests = os.sched_getaffinity(guest.pid)
            guest.kill()
            others = another.submit(kept_to).result()
    assert len(mine) == 1
    assert guests == mine
    assert others <= (every - mine or every)
    assert os.sched_getaffinity(0) == every


def kept_to() -> set[int]:
    with cluster_worker._on_one_processor():
        return os.sched_getaffinity(0)
