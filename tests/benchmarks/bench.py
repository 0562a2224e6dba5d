"""What judging a submission costs: beside the floor, `otter run` and nbgrader, and a thousand times over.

    python -m tests.benchmarks.bench [--rounds 5] [--otter 2] [--nbgrader 2] [--mixed 40] [--flood 1000]

Two notebooks of the assignment pixels are judged, one at a time: "trivial" holds the references and nothing else;
"realistic" answers with loops over the pixels, calls every function on 240 x 320 and draws ten plots. The floor runs
the same cells and the same test cases in one warm process, without walls, and draws no figure. The mixed class is what
a teacher has: different notebooks of a made-up class, right and wrong, judged by us and by `otter run`; ours holds the
start and the naming of mistakes. CPU seconds count all processes; the clock is only a hint on a machine that has other
things to do. Where the walls "full" do not stand, the best that stands is measured, and said.

What is there whatever a notebook does is a number of milliseconds, and shows where little is computed; what grows with
what it does is a share, and shows where much is. So the two notebooks have a goal each.
"""

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from statistics import median

from otter.test_files import ExceptionTestFile
from rich.console import Console
from rich.table import Table

from assignments import course
from assignments.course import Assignment
from autograder import judge as judging
from autograder.host.zygote_process import Zygote, self_test
from autograder.results import Level
from tests.benchmarks.flood import flood, report
from tests.benchmarks.mixed_class import compared
from tests.benchmarks.nbgrader import PYTHON as NBGRADER
from tests.benchmarks.nbgrader import by_nbgrader
from tests.benchmarks.notebooks import Answered, as_bytes, cells, realistic, trivial
from tests.benchmarks.processes import Cost, on_all_processors, on_one_processor, run, tree_cpu
from tests.benchmarks.ways import Learned, floor, judged, learned, otter_run

CLASS = 40  # submissions over which a start is spread
GOALS = {  # over the floor; by `otter run`
    "trivial": ("45 ms", "55 x"),
    "realistic": ("1.15 x", "9 x"),
}
GOAL_OF_MIXED = "12 x"


def main() -> None:
    """Measure, and print what was measured beside the goals."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often ours and the floor are measured")
    parser.add_argument("--otter", type=int, default=2, help="how often `otter run` is; 0 leaves it out")
    parser.add_argument("--nbgrader", type=int, default=2, help="how often `nbgrader autograde` is; 0 leaves it out")
    parser.add_argument("--mixed", type=int, default=40, help="notebooks of the mixed class; 0 leaves it out")
    parser.add_argument("--flood", type=int, default=1000, help="submissions through one zygote; 0 leaves them out")
    asked = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # `otter run` takes three times as long while nothing is compiled
    out = Console(width=118)
    assignment = course.assignment("pixels")
    levels: tuple[Level, ...] = ("full", "lite", "none")
    level = next(level for level in levels if level == "none" or not self_test(level))
    out.print(f"assignment {assignment.slug}, {len(assignment.questions)} questions, walls {level}")
    if asked.nbgrader and not NBGRADER.is_file():
        out.print("nbgrader is not installed: `make bench` installs it into .venv-nbgrader.")
        asked.nbgrader = 0
    compare(out, assignment, level, asked)
    if asked.flood:
        out.print(f"\n{asked.flood} submissions through one zygote …")
        for line in report(flood(assignment, level, asked.flood)):
            out.print(line)


def compare(out: Console, assignment: Assignment, level: Level, asked: argparse.Namespace) -> None:
    """Print the costs of both notebooks in all ways, and of the mixed class."""
    host = run([sys.executable, "-c", "import grading.pool.local, autograder.judge"])
    tests = judging.load([assignment.test_file(question.name) for question in assignment.questions])
    before, start = time.process_time(), time.monotonic()
    with on_one_processor(), Zygote(level) as zygote:
        spent = time.process_time() - before + tree_cpu(zygote.process.pid)
        zygote_start = Cost(spent, time.monotonic() - start)
        taught = learned(assignment, tests, zygote)
        table = Table("notebook", "way", "CPU", "clock", "ratio", "goal")
        for column in table.columns[2:]:
            column.justify = "right"
        for name, answered in {"trivial": trivial(assignment), "realistic": realistic(assignment)}.items():
            if asked.otter:
                otter_run(assignment, as_bytes(assignment, cells(assignment, answered)))  # compiles what it imports
            costs = _measured(assignment, tests, zygote, taught, answered, asked)
            pairs = list(zip(costs["ours"], costs["floor"], strict=True))
            over = 1000 * median(mine.cpu - least.cpu for mine, least in pairs)
            ratio = f"{median(mine.cpu / least.cpu for mine, least in pairs):.2f} x the floor, {over:.0f} ms over it"
            table.add_row(name, "floor", *_both(costs.pop("floor")), "", "")
            over_floor, by_otter_run = GOALS[name]
            table.add_row("", "ours", *_both(costs["ours"]), ratio, over_floor)
            ours = costs.pop("ours")
            for way, theirs in costs.items():
                less = median(cost.cpu / mine.cpu for cost, mine in zip(theirs, ours, strict=False))
                table.add_row("", way, *_both(theirs), f"{less:.1f} x ours", by_otter_run if way == "otter run" else "")
            table.add_section()
        once = host + zygote_start + taught.plans_cost
        if asked.mixed:
            whole = compared(assignment, tests, zygote, taught, asked.mixed)
            mine = whole.ours + once
            agreed = f"{whole.agreed} of {asked.mixed} have the same points"
            table.add_row("mixed class", "ours", *_both([mine]), agreed, "")
            ratio = f"{whole.otters.cpu / mine.cpu:.1f} x ours"
            table.add_row("", "otter run", *_both([whole.otters]), ratio, GOAL_OF_MIXED)
    out.print(table)
    out.print("Seconds a submission, and of the whole class; `otter run` starts anew for each notebook.")
    out.print(
        f"Paid once: the host's imports {_s(host.cpu)} ({_s(host.wall)} by the clock), the zygote's start "
        f"{_s(zygote_start.cpu)} ({_s(zygote_start.wall)}), learning from right answers {_s(taught.plans_cost.cpu)} "
        f"({_s(taught.plans_cost.wall)}); {1000 * once.cpu / CLASS:.0f} ms a submission in a class of {CLASS}."
    )
    out.print(
        "Paid once on a machine for each state of the tests, in no row: what wrong answers give, by which mistakes "
        f"are named, {_s(taught.known_cost.cpu)} ({_s(taught.known_cost.wall)})."
    )


def _measured(
    assignment: Assignment,
    tests: list[ExceptionTestFile],
    zygote: Zygote,
    taught: Learned,
    answered: Answered,
    asked: argparse.Namespace,
) -> dict[str, list[Cost]]:
    """The costs of a notebook by the name of the way. Each round goes through all ways, since a machine that others
    share is slower in one minute than in the next: only neighbours can be compared."""
    sources = cells(assignment, answered)
    notebook = as_bytes(assignment, sources)

    def of_full_marks(judgement: tuple[Cost, float]) -> Cost:
        cost, points = judgement
        assert abs(points - assignment.points) < 1e-6, f"{points:g} of {assignment.points:g} points: the figure is void"
        return cost

    costs: dict[str, list[Cost]] = defaultdict(list)
    for number in range(max(asked.rounds, asked.otter, asked.nbgrader)):
        costs["ours"].append(_warm(lambda: of_full_marks(judged(assignment, tests, zygote, taught, notebook))))
        costs["floor"].append(_warm(lambda: floor(tests, sources)))
        with on_all_processors():
            if number < asked.otter:
                costs["otter run"].append(of_full_marks(otter_run(assignment, notebook)))
            if number < asked.nbgrader:
                alone, more = by_nbgrader(assignment, answered)
                costs["nbgrader autograde"].append(alone)
                costs["… one more in a class"].append(more)
    return costs


def _warm(measured: Callable[[], Cost]) -> Cost:
    """The middle of three measurements, after one that warms up: as during a class."""
    costs = [measured() for _ in range(4)]
    return sorted(costs[1:], key=lambda cost: cost.cpu)[1]


def _both(costs: list[Cost]) -> tuple[str, str]:
    """The median seconds of processor and of clock."""
    return _s(median(cost.cpu for cost in costs)), _s(median(cost.wall for cost in costs))


def _s(seconds: float) -> str:
    return f"{seconds:.3f} s" if seconds < 10 else f"{seconds:.1f} s"


if __name__ == "__main__":
    main()
