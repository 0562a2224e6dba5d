"""What judging a submission costs: beside the floor, beside `otter run`, and a thousand times over.

    python tests/bench.py [--rounds 5] [--otter 2] [--flood 1000]

Two notebooks of the assignment pixels are judged, one at a time: "trivial" holds the references and nothing else;
"realistic" answers with loops over the pixels, calls every function on 240 x 320 and draws ten plots. The floor runs
the same cells and the same test cases in one warm process, without walls, and draws no figure. CPU seconds count all
processes; the clock is only a hint on a machine that has other things to do. Where the walls "full" do not stand, the
best that stands is measured, and said.
"""

import argparse
import contextlib
import importlib.util
import io
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import matplotlib
import nbformat
from otter.test_files import ExceptionTestFile
from rich.console import Console
from rich.table import Table

from assignments.build import autograder_zip
from assignments.pieces import pieces
from autograder import judge as judging
from autograder.guest import otter as stand_in
from autograder.verdict import Level, Verdict
from autograder.zygote import Zygote, self_test
from grading import course, pool
from grading.answers import answers
from grading.course import Assignment

CLASS = 40  # submissions over which a start is spread
SHAPE = "(240, 320)"
LOOPS = {  # question: the accepted answer that a beginner writes; the others, of a line or two, are the references
    "warm_up": "with_a_loop", "blank_image": "pixel_loops", "random_image": "row_by_row", "set_pixel": "nested_lists",
    "flat_index": "by_strides", "circle_points": "list_of_tuples", "draw_circle": "one_loop",
    "draw_square": "pixel_loops", "euclidean_distance": "with_a_loop", "draw_disc": "pixel_loops",
    "imshow_kind": "by_ifs", "ripples": "with_loops", "tangent_weave": "with_loops", "apply_clim": "one_by_one",
    "my_expression": "rings_of_rings",
}  # fmt: skip
PICTURES = (
    "blank_image(240, 320, 0.5)",
    "random_image(240, 320, np.random.default_rng(1))",
    f"set_pixel(np.zeros({SHAPE}), 120, 160, 1.0)",
    f"draw_circle(np.zeros({SHAPE}), (120, 160), 100)",
    f"draw_square(np.zeros({SHAPE}), (120, 160), 60)",
    f"draw_disc(np.zeros({SHAPE}), (120, 160), 60)",
    f"ripples({SHAPE}, 3 * math.pi / 240)",
    f"tangent_weave({SHAPE}, 3.14159 / 320 * 5000)",
    f"apply_clim(distance_field({SHAPE}, (120, 160)), 0, 200)",
    f"my_expression({SHAPE})",
)
FLOOD = (  # what one notebook in six does beside answering
    "",
    "import os, signal\nif os.fork() == 0:\n    signal.pause()",
    "def blank_image(height, width, value=0.0):\n    import os\n    os._exit(0)",
    "open('left', 'w').write('x' * 1_000_000)",
    "noise = [print('x' * 10_000) for _ in range(100)]",
    "1 / 0",
)


@dataclass(frozen=True)
class Cost:
    """CPU seconds of all processes, and seconds by the clock."""

    cpu: float
    wall: float


def main() -> None:
    """Measure, and print what was measured beside the goals."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often ours and the floor are measured")
    parser.add_argument("--otter", type=int, default=2, help="how often `otter run` is; 0 leaves it out")
    parser.add_argument("--flood", type=int, default=1000, help="submissions through one zygote; 0 leaves them out")
    asked = parser.parse_args()
    out = Console(width=118)
    assignment = course.assignment("pixels")
    levels: tuple[Level, ...] = ("full", "lite", "none")
    level = next(level for level in levels if level == "none" or not self_test(level))
    out.print(f"assignment {assignment.slug}, {len(assignment.questions)} questions, walls {level}")
    compare(out, assignment, level, asked.rounds, asked.otter)
    if importlib.util.find_spec("nbgrader") is None:
        out.print("nbgrader: not installed")
    if asked.flood:
        out.print(f"\n{asked.flood} submissions through one zygote …")
        for line in _told(flood(assignment, level, asked.flood)):
            out.print(line)


def compare(out: Console, assignment: Assignment, level: Level, rounds: int, otters: int) -> None:
    """Print the costs of both notebooks in all ways."""
    tests = judging.load([assignment.test_file(question.name) for question in assignment.questions])
    host = run([sys.executable, "-c", "import grading.pool, autograder.judge"])
    before, start = _clock(), time.monotonic()
    pool.settle(min(os.sched_getaffinity(0)))  # as a worker does
    with Zygote(level) as zygote:
        zygote_start = Cost(_clock() - before + tree_cpu(zygote.process.pid), time.monotonic() - start)
        spread = (host.cpu + zygote_start.cpu) / CLASS
        table = Table(
            "notebook", "ours", "its clock", "floor", "over it", "ratio", "otter run", "its clock", "less", "goal"
        )
        for column in table.columns[1:]:
            column.justify = "right"
        for name, sources, goal in (("trivial", trivial(assignment), 50), ("realistic", realistic(assignment), 8)):
            ours, floors = [], []
            for number in range(rounds + 1):
                measured = judged(assignment, tests, zygote, sources), floor(tests, sources)
                if number:  # the first one warms up
                    ours.append(measured[0])
                    floors.append(measured[1])
            mine, least = _median(ours), _median(floors)
            theirs = _median([by_otter(assignment, sources) for _ in range(otters)]) if otters else None
            over = mine.cpu - least.cpu
            row = [
                name,
                _s(mine.cpu),
                _s(mine.wall),
                _s(least.cpu),
                f"{1000 * over:.0f} ms",
                f"{mine.cpu / least.cpu:.2f}",
            ]
            row += [_s(theirs.cpu), _s(theirs.wall), f"{theirs.cpu / mine.cpu:.1f} x"] if theirs else ["", "", ""]
            table.add_row(*row, f"{goal} x")
    out.print(table)
    out.print("CPU seconds a submission; `over it` and `ratio` compare ours with the floor (goals: 60 ms, 1.3).")
    out.print(
        f"Paid once: the host's imports {_s(host.cpu)} ({_s(host.wall)} by the clock), the zygote's start "
        f"{_s(zygote_start.cpu)} ({_s(zygote_start.wall)}); {1000 * spread:.0f} ms a submission in a class of {CLASS}."
    )


# --- the notebooks -------------------------------------------------------------------------------------------------


def trivial(assignment: Assignment) -> list[str]:
    """Cells with every question's reference and its check."""
    return _notebook(assignment, references(assignment))


def realistic(assignment: Assignment) -> list[str]:
    """Cells with an answer in loops to every question that has one, calls of them all, and ten plots."""
    found = references(assignment)
    for question, name in LOOPS.items():
        (found[question],) = (a.source for a in answers("accepted", assignment.slug, question) if a.name == name)
    plots = [f"plt.imshow({picture}, cmap='gray', clim=(0, 1))\nplt.show()" for picture in PICTURES]
    return [*_notebook(assignment, found), *plots]


def references(assignment: Assignment) -> dict[str, str]:
    """The source of each question's reference."""
    found = pieces(assignment.reference.read_text(encoding="utf-8"))
    return {name: piece.text for piece in found for name in piece.gives if name in _names(assignment)}


def _notebook(assignment: Assignment, sources: dict[str, str]) -> list[str]:
    cells = [f'import otter\ngrader = otter.Notebook("{assignment.slug}.ipynb")']
    cells.append("import math\n\nimport matplotlib.pyplot as plt\nimport numpy as np")
    for name in _names(assignment):
        cells += [sources[name], f'grader.check("{name}")']
    return cells


def _names(assignment: Assignment) -> list[str]:
    return [question.name for question in assignment.questions]


def as_bytes(assignment: Assignment, sources: list[str]) -> bytes:
    """The notebook of these code cells, as Jupyter saves one."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["otter"] = {"assignment_name": assignment.slug}
    return nbformat.writes(notebook).encode()


# --- the ways ------------------------------------------------------------------------------------------------------


def judged(assignment: Assignment, tests: list[ExceptionTestFile], zygote: Zygote, sources: list[str]) -> Cost:
    """Judge behind walls; the zygote's own work counts too."""
    notebook = as_bytes(assignment, sources)
    before = tree_cpu(zygote.process.pid)
    verdict: Verdict = judging.judge(notebook, tests, zygote, limits=assignment.limits)
    assert (verdict.status, verdict.score) == ("graded", assignment.points), verdict
    return Cost(verdict.cpu_s + tree_cpu(zygote.process.pid) - before, verdict.wall_s)


def floor(tests: list[ExceptionTestFile], sources: list[str]) -> Cost:
    """Run the cells and the cases here, with nothing between them."""
    matplotlib.use("agg")
    from matplotlib import pyplot

    pyplot.show = lambda *_, **__: None
    theirs, sys.modules["otter"] = sys.modules["otter"], stand_in
    cpu, wall = _clock(), time.monotonic()
    namespace: dict[str, Any] = {"__name__": "__main__"}
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for source in sources:
                exec(compile(source, "<cell>", "exec"), namespace)
                pyplot.close("all")
            sys.modules["otter"] = theirs
            for test in tests:
                test.run(namespace)
    finally:
        sys.modules["otter"] = theirs
    assert all(result.passed for test in tests for result in test.test_case_results)
    return Cost(_clock() - cpu, time.monotonic() - wall)


def by_otter(assignment: Assignment, sources: list[str]) -> Cost:
    """Let `otter run` grade the notebook with our autograder zip."""
    with tempfile.TemporaryDirectory() as folder:
        archive, notebook = Path(folder) / "autograder.zip", Path(folder) / f"{assignment.slug}.ipynb"
        archive.write_bytes(autograder_zip(assignment))
        notebook.write_bytes(as_bytes(assignment, sources))
        cost = run([sys.executable, "-m", "otter", "run", "-a", str(archive), "-o", folder, str(notebook)], folder)
        tests = json.loads((Path(folder) / "results.json").read_text(encoding="utf-8"))["tests"]
    points = sum(float(test.get("score", 0)) for test in tests)
    assert abs(points - assignment.points) < 1e-6, f"`otter run` gives {points:g} of {assignment.points:g} points"
    return cost


def run(command: list[str], folder: str | None = None) -> Cost:
    """Run a command to its end; what it and all that it waited for has used."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{' '.join(command)} ended with {process.returncode}"
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - start)


# --- a thousand times ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Flood:
    """What many submissions took and left: KiB of the host and of the zygote after some of them, submissions a second,
    and what was there afterwards and not before."""

    host: dict[int, int]
    zygote: dict[int, int]
    rate: float
    left: tuple[str, ...]


def flood(assignment: Assignment, level: Level, count: int, early: int = 50) -> Flood:
    """Judge many small notebooks, of each kind in turn, with one zygote in this process."""
    few = [question.name for question in assignment.questions[:4]]
    tests = judging.load([assignment.test_file(name) for name in few])
    answered = [references(assignment)[name] for name in few]
    extras = [extra for extra in FLOOD if level == "full" or "fork" not in extra]
    notebooks = [as_bytes(assignment, ["import math\nimport numpy as np", *answered, extra]) for extra in extras]
    host, zygotes = {}, {}
    with tempfile.TemporaryDirectory(prefix="flood-") as folder, _temporary(folder):
        before, start = _held(folder), time.monotonic()
        with Zygote(level) as zygote:
            for number, notebook in zip(range(1, count + 1), itertools.cycle(notebooks), strict=False):
                verdict = judging.judge(notebook, tests, zygote, limits=assignment.limits)
                assert verdict.status == "graded", verdict.reason
                if number in (early, count):
                    host[number] = memory(os.getpid())
                    zygotes[number] = sum(memory(pid) for pid in descendants(zygote.process.pid))
        rate = count / (time.monotonic() - start)
        return Flood(host, zygotes, rate, tuple(sorted(_held(folder) - before)))


def _told(found: Flood) -> Iterator[str]:
    for number, size in found.host.items():
        yield f"after {number:5}: host {size / 1024:.1f} MiB, zygote {found.zygote[number] / 1024:.1f} MiB"
    yield f"{found.rate:.1f} a second, one at a time; left behind: {', '.join(found.left) or 'nothing'}"


@contextlib.contextmanager
def _temporary(folder: str) -> Iterator[None]:
    """Let this process make its temporary files in `folder`, where guests can reach theirs."""
    os.chmod(folder, 0o755)
    before, tempfile.tempdir = tempfile.tempdir, folder
    try:
        yield
    finally:
        tempfile.tempdir = before


def _held(folder: str) -> set[str]:
    """What this process holds of the machine: descriptors, processes, files in `folder`, and mounts of ours."""
    mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    return {
        *(f"descriptor {name}" for name in os.listdir("/proc/self/fd")),
        *(f"process {pid}" for pid in descendants(os.getpid())),
        *(f"file {path}" for path in Path(folder).rglob("*")),
        *(f"mount {line}" for line in mounts if folder in line or " /box " in line),
    }


# --- what the kernel says ------------------------------------------------------------------------------------------


def _clock() -> float:
    return time.process_time()


def tree_cpu(pid: int) -> float:
    """CPU seconds of a process and of all its living descendants."""
    total = 0.0
    for each in (pid, *descendants(pid)):
        with contextlib.suppress(OSError):
            total += time.clock_gettime((~each << 3) | 2)
    return total


def descendants(pid: int) -> list[int]:
    """The ids of the living children of a process, of their children, and so on."""
    found, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{current}/task"):
                children = Path(f"/proc/{current}/task/{task}/children").read_text(encoding="ascii")
                waiting += (more := [int(child) for child in children.split()])
                found += more
    return found


def memory(pid: int) -> int:
    """KiB of memory that a process has in use."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def _median(costs: list[Cost]) -> Cost:
    return Cost(median(cost.cpu for cost in costs), median(cost.wall for cost in costs))


def _s(seconds: float) -> str:
    return f"{seconds:.3f} s" if seconds < 10 else f"{seconds:.1f} s"


if __name__ == "__main__":
    main()
