"""What judging a submission costs: beside the floor, `otter run` and nbgrader, and a thousand times over.

    python tests/bench.py [--rounds 5] [--otter 2] [--nbgrader 2] [--flood 1000]

Two notebooks of the assignment pixels are judged, one at a time: "trivial" holds the references and nothing else;
"realistic" answers with loops over the pixels, calls every function on 240 x 320 and draws ten plots. The floor runs
the same cells and the same test cases in one warm process, without walls, and draws no figure. CPU seconds count all
processes; the clock is only a hint on a machine that has other things to do. Where the walls "full" do not stand, the
best that stands is measured, and said.
"""

import argparse
import os
import sys
import time

from bench_flood import flood, told
from bench_nbgrader import PYTHON as NBGRADER
from bench_nbgrader import by_nbgrader
from bench_notebooks import Answered, cells, realistic, trivial
from bench_processes import Cost, middle, run, tree_cpu
from bench_ways import by_otter, floor, judged
from rich.console import Console
from rich.table import Table

from autograder import judge as judging
from autograder.verdict import Level
from autograder.zygote import Zygote, self_test
from grading import course, pool
from grading.course import Assignment

CLASS = 40  # submissions over which a start is spread
GOALS = {"trivial": 50, "realistic": 8}  # times what ours takes, by `otter run`


def main() -> None:
    """Measure, and print what was measured beside the goals."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often ours and the floor are measured")
    parser.add_argument("--otter", type=int, default=2, help="how often `otter run` is; 0 leaves it out")
    parser.add_argument("--nbgrader", type=int, default=2, help="how often `nbgrader autograde` is; 0 leaves it out")
    parser.add_argument("--flood", type=int, default=1000, help="submissions through one zygote; 0 leaves them out")
    asked = parser.parse_args()
    out = Console(width=118)
    assignment = course.assignment("pixels")
    levels: tuple[Level, ...] = ("full", "lite", "none")
    level = next(level for level in levels if level == "none" or not self_test(level))
    out.print(f"assignment {assignment.slug}, {len(assignment.questions)} questions, walls {level}")
    if asked.nbgrader and not NBGRADER.is_file():
        out.print("nbgrader is not installed: `make bench` installs it into .venv-nbgrader.")
        asked.nbgrader = 0
    compare(out, assignment, level, asked.rounds, asked.otter, asked.nbgrader)
    if asked.flood:
        out.print(f"\n{asked.flood} submissions through one zygote …")
        for line in told(flood(assignment, level, asked.flood)):
            out.print(line)


def compare(out: Console, assignment: Assignment, level: Level, rounds: int, otters: int, nbgraders: int) -> None:
    """Print the costs of both notebooks in all ways."""
    notebooks = {"trivial": trivial(assignment), "realistic": realistic(assignment)}
    # theirs come first: what is started once we have settled is kept on one processor, too
    theirs = {name: _theirs(assignment, answered, otters, nbgraders) for name, answered in notebooks.items()}
    host = run([sys.executable, "-c", "import grading.pool, autograder.judge"])
    before, start = time.process_time(), time.monotonic()
    pool.settle(min(os.sched_getaffinity(0)))  # as a worker does
    with Zygote(level) as zygote:
        zygote_start = Cost(time.process_time() - before + tree_cpu(zygote.process.pid), time.monotonic() - start)
        table = Table("notebook", "way", "CPU", "clock", "ratio", "goal")
        for column in table.columns[2:]:
            column.justify = "right"
        for name, answered in notebooks.items():
            mine, least = _ours(assignment, zygote, cells(assignment, answered), rounds)
            ratio = f"{mine.cpu / least.cpu:.2f} x the floor, {1000 * (mine.cpu - least.cpu):.0f} ms over it"
            table.add_row(name, "floor", *_told(least), "", "")
            table.add_row("", "ours", *_told(mine), ratio, "1.3 x, 60 ms")
            for way, cost in theirs[name].items():
                goal = f"{GOALS[name]} x" if way == "otter run" else ""
                table.add_row("", way, *_told(cost), f"{cost.cpu / mine.cpu:.1f} x ours", goal)
            table.add_section()
    out.print(table)
    out.print("Seconds a submission; `otter run` starts anew for each, `nbgrader autograde` once for a whole class.")
    spread = 1000 * (host.cpu + zygote_start.cpu) / CLASS
    out.print(
        f"Paid once: the host's imports {_s(host.cpu)} ({_s(host.wall)} by the clock), the zygote's start "
        f"{_s(zygote_start.cpu)} ({_s(zygote_start.wall)}); {spread:.0f} ms a submission in a class of {CLASS}."
    )


def _theirs(assignment: Assignment, answered: Answered, otters: int, nbgraders: int) -> dict[str, Cost]:
    """What others take for a notebook, by the name of the way."""
    found = {}
    if otters:
        sources = cells(assignment, answered)
        found["otter run"] = middle([by_otter(assignment, sources) for _ in range(otters)])
    if nbgraders:
        found["nbgrader autograde"], found["… one more in a class"] = by_nbgrader(assignment, answered, nbgraders)
    return found


def _ours(assignment: Assignment, zygote: Zygote, sources: list[str], rounds: int) -> tuple[Cost, Cost]:
    """What we take for a notebook, and the floor."""
    tests = judging.load([assignment.test_file(question.name) for question in assignment.questions])
    ours, floors = [], []
    for number in range(rounds + 1):
        measured = judged(assignment, tests, zygote, sources), floor(tests, sources)
        if number:  # the first one warms up
            ours.append(measured[0])
            floors.append(measured[1])
    return middle(ours), middle(floors)


def _told(cost: Cost) -> tuple[str, str]:
    return _s(cost.cpu), _s(cost.wall)


def _s(seconds: float) -> str:
    return f"{seconds:.3f} s" if seconds < 10 else f"{seconds:.1f} s"


if __name__ == "__main__":
    main()
