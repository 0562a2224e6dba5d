"""What a Dask cluster costs the host: efficiency of two workers, submissions a second, and memory.

    python -m tests.benchmarks.cluster [--submissions 60] [--sleeping 64] [--made-up 10000 100000]

Three measurements, each with a scheduler and workers as processes of their own on this machine:

1. The same notebooks on the local pool with two jobs, and on two Dask workers, in turn and several times. The figure is
   the ratio of the times, so it also holds on a machine that does something else meanwhile; the best of each is taken.
2. Workers that only sleep for 0.1 s: how many submissions a second go through the host, gradebook included. Host,
   scheduler and all workers share the processors here, which they do not in a cluster. So the CPU time of the host for
   one submission is printed also: its inverse is what the host can do with a processor of its own.
3. The greatest memory of the host after many made-up submissions, each run in a process of its own. It is flat if the
   second figure is hardly more than the first: a list of names stays, and nothing else.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assignments import course
from autograder.host.zygote_process import self_test
from autograder.notebook_reader import compose
from autograder.results import Level
from grading.gradebook.database import Gradebook
from grading.pool import cluster as cluster_pool
from grading.pool import local
from grading.pool.job import Job, prepare
from grading.records import Submission
from tests.support import cluster
from tests.support.cluster import Cluster

GOAL_EFFICIENCY = 0.9
GOAL_RATE = 400.0
ROUNDS = 3
SLUG = "gradients"


def main() -> None:
    """Measure all three, and print the figures beside the goals."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=60, help="of the first measurement")
    parser.add_argument("--sleeping", type=int, default=64, help="workers of the second one")
    parser.add_argument("--made-up", type=int, nargs="*", default=[10_000, 100_000], help="submissions of the third one")
    parser.add_argument("--host", help=argparse.SUPPRESS)  # the scheduler file: be the host of the third measurement
    parser.add_argument("--count", type=int, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.host:
        print(*through_host(asked.host, asked.count))
        return
    if asked.submissions:
        efficiency(asked.submissions)
    if asked.sleeping:
        with running(asked.sleeping) as dask:
            host("through the host", dask, 60 * asked.sleeping, f"goal {GOAL_RATE:g} a second")
            for count in asked.made_up:
                host(f"{count} made up", dask, count, "goal: flat memory")


def efficiency(count: int) -> None:
    """Compare two Dask workers with two local jobs, on the same notebooks."""
    levels: tuple[Level, ...] = ("full", "lite")
    job = prepare(course.assignment(SLUG), next(level for level in levels if not self_test(level)))
    reference = job.assignment.reference.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, running(2) as dask:
        os.chmod(folder, 0o755)
        submissions = []
        for number in range(count):
            path = Path(folder) / f"s{number:04}.ipynb"
            path.write_bytes(compose([f"# {number}", reference]))
            submissions.append(Submission(path.stem, path.name, path))
        seconds: dict[str, list[float]] = {"local": [], "cluster": []}
        for _ in range(ROUNDS):
            seconds["local"].append(timed(lambda: list(local.grade(job, submissions, 2))))
            seconds["cluster"].append(timed(lambda: list(cluster_pool.grade(job, submissions, str(dask.file), print))))
    best = {name: min(each) for name, each in seconds.items()}
    ratio = best["local"] / best["cluster"]
    for name, each in seconds.items():
        print(f"{name:<8} {count} submissions in {', '.join(f'{s:.2f}' for s in each)} s")
    print(f"efficiency of 2 workers: {ratio:.2f} of the local pool (goal {GOAL_EFFICIENCY})")


def timed(do: object) -> float:
    """Seconds by the clock that a function takes."""
    assert callable(do)
    start = time.monotonic()
    do()
    return time.monotonic() - start


@contextmanager
def running(workers: int) -> Iterator[Cluster]:
    """A scheduler and so many workers."""
    with tempfile.TemporaryDirectory() as folder, cluster.cluster(Path(folder)) as dask:
        dask.start_scheduler()
        dask.start_workers(workers)
        yield dask


def host(name: str, dask: Cluster, count: int, goal: str) -> None:
    """Run a host in a process of its own, and print what it measured."""
    words = [sys.executable, "-m", "tests.benchmarks.cluster", "--host", str(dask.file), "--count", str(count)]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    rate, cpu, memory = map(float, said[-3:])
    print(
        f"{name}: {count} submissions, {rate:.0f} a second by the clock; {1000 * cpu:.2f} ms of CPU of the host each, "
        f"so at most {1 / cpu:.0f} a second; host {memory:.0f} MiB ({goal})",
        flush=True,
    )


def through_host(scheduler: str, count: int) -> tuple[float, float, float]:
    """Send made-up submissions to workers that sleep, and record each. Return rate, CPU seconds each, and MiB."""
    job = prepare(course.assignment(SLUG), "none")
    with tempfile.TemporaryDirectory() as folder, Gradebook(Path(folder) / "gradebook.db") as book:
        path = Path(folder) / "g.ipynb"
        path.write_bytes(compose(["x = 1"]))
        submissions = [Submission(f"s{number:06}", path.name, path) for number in range(count)]
        done, start, cpu = 0, 0.0, 0.0
        for attempt in cluster_pool.grade(job, submissions, scheduler, lambda text: None, do=cluster.sleep):
            if not done:  # by now the workers are known
                start, cpu = time.monotonic(), time.process_time()
            book.record_once(attempt, latest=True)
            done += 1
        assert done == count
        seconds, cpu = time.monotonic() - start, time.process_time() - cpu
    return count / seconds, cpu / count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
