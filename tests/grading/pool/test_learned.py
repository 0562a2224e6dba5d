"""What is learned from known answers is kept, and made anew when anything changes that it depends on."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assignments import course
from autograder import judge as judging
from autograder.host.zygote_process import Zygote
from autograder.otter_tests import ExceptionTestFile
from grading.pool import learned
from grading.pool.job import Job, prepare


@pytest.fixture
def job(zygote: Zygote) -> Job:
    return prepare(course.assignment("gradients"), zygote.level)


@pytest.fixture
def tests(job: Job) -> list[ExceptionTestFile]:
    return judging.load([job.assignment.test_file("multiply_gradient")])


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that plans are learned."""
    counted: list[int] = []
    real = learned.learn

    def learn(*args, **more):
        counted.append(1)
        return real(*args, **more)

    monkeypatch.setattr(learned, "learn", learn)
    return counted


def test_a_machine_learns_once_for_each_state_of_the_sources(
    job: Job, tests, zygote: Zygote, times: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = learned.learned_plans(job, tests, zygote)
    assert first
    assert learned.learned_plans(job, tests, zygote) == first
    hurried = replace(job.assignment, limits=replace(job.assignment.limits, submission=8.0))
    assert learned.learned_plans(replace(job, assignment=hurried), tests, zygote) == first
    assert len(times) == 1
    changed = replace(job, tests_sha256="another")
    assert learned.learned_plans(changed, tests, zygote) == first
    assert len(times) == 2
    folder = learned.cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path)
    files = list(folder.iterdir())
    assert len(files) == 2 * 2 * len(learned.recurring_notebooks(job.assignment))  # each with its lock
    assert not any(path.stat().st_mode & 0o077 for path in (folder, *files))


def test_without_a_folder_that_can_be_written_it_is_learned_each_time(
    job: Job, tests, zygote: Zygote, times: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "below"))
    assert learned.cache_folder() is None
    assert learned.learned_plans(job, tests, zygote)
    assert learned.learned_plans(job, tests, zygote)
    assert len(times) == 2


def test_the_oldest_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(learned, "MOST_FILES", 2)
    for age, name in enumerate("abc"):
        for path in (tmp_path / name, tmp_path / f"{name}.lock"):
            path.touch()
        os.utime(tmp_path / name, (1000 + age, 1000 + age))
    learned._remove_oldest(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "b.lock", "c", "c.lock"]
    for name in ("d", "e"):  # of now: somebody may be about to read them
        (tmp_path / name).touch()
    learned._remove_oldest(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d", "e"]
    (tmp_path / "f").touch()
    learned._remove_oldest(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d", "e", "f"]


def test_several_workers_remove_the_oldest_files_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(learned, "MOST_FILES", 2)
    for number in range(2000):
        (tmp_path / str(number)).touch()
        os.utime(tmp_path / str(number), (number, number))
    with ThreadPoolExecutor(4) as threads:
        for each in [threads.submit(learned._remove_oldest, tmp_path) for _ in range(4)]:
            each.result()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1998", "1999"]


def test_workers_share_what_takes_long(
    job: Job, tests, zygote: Zygote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Each part is learned once, by the worker that comes to it first; all know the same in the end."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(learned, "_PART", 2)
    plans = learned.learned_plans(job, tests, zygote)
    right, wrong = learned.right_notebooks(job.assignment), learned.notebooks_of("wrong", job.assignment)
    monkeypatch.setattr(learned, "right_notebooks", lambda _: right)  # in Python 3.11, two threads cannot both parse
    monkeypatch.setattr(learned, "notebooks_of", lambda *_: wrong)
    entered: list[str] = []  # threads, one for each part
    real = learned.learn_mistakes

    def slowly(*args, **more):
        entered.append(threading.current_thread().name)
        time.sleep(0.2)  # so that the other one finds this part taken
        with one_at_a_time:  # the zygote is not safe to share
            return real(*args, **more)

    one_at_a_time = threading.Lock()
    monkeypatch.setattr(learned, "learn_mistakes", slowly)
    with ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(learned.learned_mistakes, job, tests, zygote, plans) for _ in range(2)]
        first, second = (each.result() for each in waiting)
    assert len(set(entered)) == 2
    assert len(entered) == 1 + -(-len(wrong) // 2) > 3
    assert first == second == real(right, wrong, tests, zygote, limits=job.assignment.limits, plans=plans)
