"""A batch comes to its end, whatever happens to the processes that grade it."""

import multiprocessing
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assignments import course
from autograder.host.zygote_process import Zygote
from grading.pool import local
from grading.pool.job import Job, prepare
from grading.records import Attempt, Submission

SLOW = "import time\nend = time.process_time() + 2\nwhile time.process_time() < end: pass"


@pytest.fixture(scope="module")
def job(zygote: Zygote) -> Job:
    """Two small questions of a real assignment; the zygote is asked for only to skip where no walls stand."""
    gradients = course.assignment("gradients")
    return prepare(replace(gradients, questions=gradients.questions[:2]), zygote.level)


@pytest.fixture(autouse=True)
def _nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)  # what it remembers
        yield
        assert list(Path(folder).iterdir()) == []


def killer(times: int, patience: float) -> threading.Thread:
    """Kill so many grading processes, each a moment after it was first seen."""

    def kill() -> None:
        dead: set[int | None] = set()
        end = time.monotonic() + 30
        while len(dead) < times and time.monotonic() < end:
            for child in multiprocessing.active_children():
                if child.pid not in dead and child.pid is not None:
                    time.sleep(patience)
                    os.kill(child.pid, signal.SIGKILL)
                    dead.add(child.pid)
            time.sleep(0.02)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def right(job: Job) -> str:
    return job.assignment.reference.read_text(encoding="utf-8")


def test_two_processes_grade_all(job: Job, hand_in: Callable[..., Submission]):
    handed_in = [hand_in("ada", right(job)), hand_in("bob", "x = 1"), hand_in("cy", "1/0"), hand_in("dan")]
    (handed_in[3].path).write_bytes(b"no notebook")
    attempts = {attempt.student: attempt for attempt in local.grade(job, handed_in, 2)}
    assert {name: attempt.verdict.status for name, attempt in attempts.items()} == {
        "ada": "graded", "bob": "graded", "cy": "graded", "dan": "unusable",
    }  # fmt: skip
    assert attempts["ada"].verdict.score == job.assignment.points
    assert attempts["bob"].verdict.score == 0
    assert len(attempts["dan"].sha256) == 64
    assert multiprocessing.active_children() == []


def test_a_worker_that_is_killed_costs_nothing_but_time(job: Job, hand_in: Callable[..., Submission]):
    handed_in = [hand_in("quick", right(job)), hand_in("slow", SLOW, right(job)), hand_in("last", right(job))]
    attempts: Iterator[Attempt] = local.grade(job, handed_in, 1)
    done = [next(attempts)]
    thread = killer(1, 0.5)  # by then it is in the middle of the slow one
    done += attempts
    thread.join()
    assert sorted(attempt.student for attempt in done) == ["last", "quick", "slow"]
    assert {attempt.verdict.status for attempt in done} == {"graded"}
    assert {attempt.verdict.score for attempt in done} == {job.assignment.points}


def test_a_submission_that_kills_its_workers_is_our_error_and_the_others_are_graded(
    job: Job, hand_in: Callable[..., Submission]
):
    handed_in = [hand_in("first", right(job)), hand_in("bad", SLOW), hand_in("last", right(job))]
    attempts: Iterator[Attempt] = local.grade(job, handed_in, 1)
    done = [next(attempts)]
    for _ in range(2):  # the bad one is killed, the last one graded by another process, the bad one killed again
        thread = killer(1, 0.5)
        done.append(next(attempts))
        thread.join()
    assert list(attempts) == []
    assert [(a.student, a.verdict.status, a.verdict.score) for a in done] == [
        ("first", "graded", job.assignment.points), ("last", "graded", job.assignment.points), ("bad", "error", None),
    ]  # fmt: skip
    assert "twice" in done[2].verdict.reason


def test_no_submissions_need_no_process(job: Job):
    assert list(local.grade(job, [], 2)) == []
    assert multiprocessing.active_children() == []


def test_whoever_stops_early_leaves_no_process(job: Job, hand_in: Callable[..., Submission]):
    attempts = local.grade(job, [hand_in("ada", "x = 1"), hand_in("bob", "x = 1")], 1)
    next(attempts)
    attempts.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_the_digest_of_the_tests_changes_with_whatever_decides_marks(job: Job):
    other = course.assignment("gradients")
    fewer = replace(other, questions=other.questions[:1])
    assert prepare(fewer, "full").tests_sha256 != job.tests_sha256
    assert prepare(job.assignment, "lite").tests_sha256 == job.tests_sha256
