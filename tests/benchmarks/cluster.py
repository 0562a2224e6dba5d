"""What a Dask cluster costs the host: efficiency of two workers, submissions a second, and memory.

    python -m tests.benchmarks.cluster [--submissions 200] [--sleeping 64] [--made-up 10000 100000]

Three measurements, each with a scheduler and workers as processes of their own on this machine:

1. The same notebooks on the local pool with two jobs, and on two Dask workers: first a fifth of them, then all, so that
   the difference leaves out what starts once. The figure is the ratio of the two, by the clock and by CPU seconds of
   host, scheduler, workers and guests. Where others use the machine, only that of the CPU means something: if both
   processors are free, each of them is busy all the time, and both ratios are the same.
2. Workers that only sleep for 0.1 s: how many submissions a second go through the host, gradebook included. Host,
   scheduler and all workers share the processors here, which they do not in a cluster. So the CPU time of the host for
   one submission is printed also, and that of the scheduler: the inverse of the greater one is what they can do with a
   processor each.
3. The greatest memory of the host after many made-up submissions, each run in a process of its own. It is flat if the
   second figure is hardly more than the first: a list of names stays, and nothing else.
"""

import argparse
import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from distributed import Worker

from assignments import course
from autograder.host.zygote_process import self_test
from autograder.notebook_reader import compose
from autograder.results import Level
from grading.gradebook.database import Gradebook
from grading.pool import cluster as cluster_pool
from grading.pool import cluster_worker, local
from grading.pool.job import prepare
from grading.records import Submission
from tests.support import cluster
from tests.support.cluster import Cluster

GOAL_EFFICIENCY = 0.9
GOAL_RATE = 400.0
READY = "all workers are there"
SLUG = "gradients"
UNWATCHED = {  # a worker watches itself some 150 times a second: 64 of them in one process would do little else
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__WORKER__MEMORY__MONITOR_INTERVAL": "10s",
}


def main() -> None:
    """Measure all three, and print the figures beside the goals."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=200, help="of the first measurement")
    parser.add_argument("--sleeping", type=int, default=64, help="workers of the second one")
    parser.add_argument(
        "--made-up", type=int, nargs="*", default=[10_000, 100_000], help="submissions of the third one"
    )
    parser.add_argument("--host", help=argparse.SUPPRESS)  # the scheduler file: be the host of the third measurement
    parser.add_argument("--count", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--workers", help=argparse.SUPPRESS)  # the scheduler file: be so many workers
    asked = parser.parse_args()
    if asked.host:
        print(*through_host(asked.host, asked.count))
        return
    if asked.workers:
        asyncio.run(many_workers(asked.workers, asked.count))
        return
    if asked.submissions:
        efficiency(asked.submissions)
    if asked.sleeping:
        with sleeping(asked.sleeping) as dask:
            host("through the host", dask, 60 * asked.sleeping, f"goal {GOAL_RATE:g} a second")
            for count in asked.made_up:
                host(f"{count} made up", dask, count, "goal: flat memory")


def efficiency(count: int) -> None:
    """Compare two Dask workers with two local jobs, on the same notebooks."""
    job = prepare(course.assignment(SLUG), level())
    reference = job.assignment.reference.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, running(2) as dask:
        os.chmod(folder, 0o755)
        submissions = []
        for number in range(count):
            path = Path(folder) / f"s{number:04}.ipynb"
            path.write_bytes(compose([f"# {number}", reference]))
            submissions.append(Submission(path.stem, path.name, path))
        spent: dict[str, list[tuple[float, float]]] = {"local": [], "cluster": []}
        for some in (submissions[: count // 5], submissions):
            start = time.monotonic(), cpu_of_children()
            assert len(list(local.grade(job, some, 2))) == len(some)
            spent["local"].append((time.monotonic() - start[0], cpu_of_children() - start[1]))
            start = time.monotonic(), cpu_of(dask)
            assert len(list(cluster_pool.grade(job, some, str(dask.file), print))) == len(some)
            spent["cluster"].append((time.monotonic() - start[0], cpu_of(dask) - start[1]))
    more = count - count // 5
    each = {name: [(b - a) / more for a, b in zip(*both, strict=True)] for name, both in spent.items()}
    for name, (clock, cpu) in each.items():
        print(f"{name:<8} {1000 * clock:.0f} ms by the clock and {1000 * cpu:.0f} ms of CPU for each of {more} more")
    clock, cpu = (mine / theirs for mine, theirs in zip(each["local"], each["cluster"], strict=True))
    print(f"efficiency of 2 workers: {clock:.2f} by the clock, {cpu:.2f} by CPU (goal {GOAL_EFFICIENCY})", flush=True)


def cpu_of_children() -> float:
    """CPU seconds of this process and of all below it that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def cpu_of(dask: Cluster) -> float:
    """CPU seconds of this process, of a scheduler and its workers, and of all below them that have ended."""
    return sum(os.times()[:2]) + sum(cpu_of_process(process.pid) for process in dask.running)


def cpu_of_process(pid: int) -> float:
    """CPU seconds of a process, and of all below it that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def level() -> Level:
    """The best level of this machine."""
    levels: tuple[Level, ...] = ("full", "lite")
    return next(each for each in levels if not self_test(each))


@contextmanager
def running(workers: int, **settings: str) -> Iterator[Cluster]:
    """A scheduler and so many workers, each a process of its own."""
    with tempfile.TemporaryDirectory() as folder, cluster.cluster(Path(folder), **settings) as dask:
        dask.start_scheduler()
        for _ in range(workers):
            dask.start_worker()
        yield dask


@contextmanager
def sleeping(workers: int) -> Iterator[Cluster]:
    """A scheduler, and so many workers in one process: those that only sleep need no more."""
    with running(0, **UNWATCHED) as dask:
        words = ["-m", "tests.benchmarks.cluster", "--workers", dask.file, "--count", workers]
        process = dask.start_program(sys.executable, *words)
        end = time.monotonic() + 300
        while dask.said().count(READY) < 1:
            assert process.poll() is None, dask.said()
            assert time.monotonic() < end, dask.said()
            time.sleep(0.2)
        yield dask


async def many_workers(scheduler: str, count: int) -> None:
    """Be workers of one thread each, until this process is killed."""
    for name in ("self_test", "_job"):
        once = cache(getattr(cluster_worker, name))
        setattr(cluster_worker, name, one_at_a_time(once))
    workers = [Worker(scheduler_file=scheduler, nthreads=1, host="127.0.0.1", dashboard=False) for _ in range(count)]
    await asyncio.gather(*workers)
    print(READY, flush=True)
    await asyncio.gather(*(worker.finished() for worker in workers))


def one_at_a_time(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, never called by two threads at once: in Python 3.11, they cannot both parse."""
    lock = threading.Lock()

    def called(*args: Any) -> Any:
        with lock:
            return function(*args)

    return called


def host(name: str, dask: Cluster, count: int, goal: str) -> None:
    """Run a host in a process of its own, and print what it measured."""
    words = [sys.executable, "-m", "tests.benchmarks.cluster", "--host", str(dask.file), "--count", str(count)]
    before = cpu_of_process(dask.running[0].pid)
    said = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    rate, cpu, memory = map(float, said[-3:])
    scheduler = (cpu_of_process(dask.running[0].pid) - before) / count
    print(
        f"{name}: {count} submissions, {rate:.0f} a second by the clock; {1000 * cpu:.2f} ms of CPU of the host each, "
        f"so at most {1 / cpu:.0f} a second, and {1000 * scheduler:.2f} ms of the scheduler; host {memory:.0f} MiB "
        f"({goal})",
        flush=True,
    )


def through_host(scheduler: str, count: int) -> tuple[float, float, float]:
    """Send made-up submissions to workers that sleep, and record each. Return rate, CPU seconds each, and MiB."""
    job = prepare(course.assignment(SLUG), level())
    with tempfile.TemporaryDirectory() as folder, Gradebook(Path(folder) / "gradebook.db") as book:
        path = Path(folder) / "g.ipynb"
        path.write_bytes(compose(["x = 1"]))
        submissions = [Submission(f"s{number:06}", path.name, path) for number in range(count)]
        done, start, cpu = 0, 0.0, 0.0
        said: list[str] = []
        for attempt in cluster_pool.grade(job, submissions, scheduler, said.append, do=cluster.sleep):
            if not done:  # by now the workers are known
                start, cpu = time.monotonic(), time.process_time()
            book.record_once(attempt, latest=True)
            done += 1
        assert done == count
        assert not any("not used" in text for text in said), said
        seconds, cpu = time.monotonic() - start, time.process_time() - cpu
    return count / seconds, cpu / count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
