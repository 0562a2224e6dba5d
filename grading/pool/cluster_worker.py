"""What runs on the workers of a Dask cluster: a check of the worker, and the grading of one notebook.

A worker has its own installation of this software. An Order tells it which assignment, limits and level to use; the
notebook comes with each task. One zygote stays in each worker for all notebooks of an order.
"""

import os
import socket
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from distributed import Worker, get_worker

from assignments import course
from assignments.errors import GradeError, OurFault
from autograder.host.errors import GuestLost, ZygoteBroken
from autograder.host.zygote_process import self_test
from autograder.results import WALLED_LEVELS, Level, Limits
from grading.pool.grade_submission import Content, LazyZygote, error_attempt, grade_content
from grading.pool.job import Job, prepare
from grading.pool.learned import APPLICATION
from grading.records import Attempt, Submission
from grading.software import software

_KEY = "grade"  # among the extensions of Dask's worker


@dataclass(frozen=True)
class Order:
    """What the workers of one run need to know, once."""

    slug: str
    limits: Limits
    cache: bool
    level: Level
    tests_sha256: str
    software: tuple[tuple[str, str], ...]


def order_of(job: Job) -> Order:
    """The order for a job of this machine."""
    asked = job.assignment
    return Order(asked.slug, asked.limits, job.cache, job.level, job.tests_sha256, software())


def why_unfit(order: Order) -> str:
    """A reason not to use this worker, or an empty string."""
    theirs, ours = dict(order.software), dict(software())
    for name, version in theirs.items():
        if ours.get(name) != version:
            return f"it has {name} {ours.get(name, 'missing')}, and this machine has {version}"
    try:
        digest = _job(order).tests_sha256
    except GradeError as error:
        return str(error)
    if digest != order.tests_sha256:
        return f"its tests or files of {order.slug} differ from those of this machine"
    level = next((level for level in WALLED_LEVELS if not self_test(level)), "none")
    if order.level != level:
        return f"its walls are {level}, and those of this machine are {order.level}"
    return ""


def grade_on_worker(order: Order, submission: Submission, content: Content) -> Attempt | OurFault:
    """Grade a notebook. An OurFault is returned if this worker cannot grade at all."""
    job, lazy_zygote = _job(order), _zygote_of_worker(order)
    try:
        with _on_one_processor():
            return grade_content(job, submission, content, lazy_zygote)
    except OurFault as fault:
        return fault
    except (Exception, ZygoteBroken, GuestLost) as error:
        lazy_zygote.close()
        return error_attempt(job, submission, f"{error!r}\n{traceback.format_exc(limit=-6)}")


def close_zygote(dask_worker: Worker | None = None) -> None:
    """End the zygote of a worker, if it has one. Outside a task, Dask names the worker; in a task it is this one."""
    _, lazy_zygote = (dask_worker or get_worker()).extensions.pop(_KEY, (None, None))
    if lazy_zygote:
        lazy_zygote.close()


@contextmanager
def _on_one_processor() -> Iterator[None]:
    """Keep this thread, and the guests that it starts, on one processor, as in the local pool.

    For one notebook at a time, since nobody knows how many workers share this machine. Each begins with the processor
    on which it runs, and takes one that no other worker holds. The kernel ends the hold of a worker that dies.
    """
    allowed = os.sched_getaffinity(0)
    stat = Path("/proc/thread-self/stat").read_text(encoding="utf-8", errors="replace")
    here = int(stat.rpartition(")")[2].split()[36])
    with socket.socket(socket.AF_UNIX) as hold:
        for processor in sorted(allowed, key=lambda each: each != here):
            with suppress(OSError):
                hold.bind(f"\0{APPLICATION}-{processor}")
                os.sched_setaffinity(0, {processor})
                break
        try:
            yield
        finally:
            os.sched_setaffinity(0, allowed)


@cache
def _job(order: Order) -> Job:
    return prepare(replace(course.assignment(order.slug), limits=order.limits), order.level, cache=order.cache)


def _zygote_of_worker(order: Order) -> LazyZygote:
    """The zygote of this worker, which stays for all notebooks of an order."""
    extensions = get_worker().extensions
    if extensions.get(_KEY, (None,))[0] != order:
        close_zygote()
        extensions[_KEY] = (order, LazyZygote(order.level, course.assignment(order.slug).packages))
    found: LazyZygote = extensions[_KEY][1]
    return found
