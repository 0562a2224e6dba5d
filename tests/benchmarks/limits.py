"""What hostile notebooks take by the clock, and a class in which one student in four has a loop that never ends.

    python -m tests.benchmarks.limits [--students 40]

A flood tries to use up what others need: in one cell, and in every function that is asked for. A slow notebook lets the
host wait wherever it waits. Where a processor is free, none may take longer than twice its limit. The class is that of
`grade demo`; with the loops it may take twice the time that it takes without them.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assignments import course
from assignments.course import Assignment
from autograder.host.zygote_process import Zygote, self_test
from autograder.judge import judge, load
from autograder.notebook_reader import compose
from autograder.results import Level, Limits
from grading.intake import submissions
from grading.pool import local
from grading.pool.job import prepare
from tests.benchmarks.processes import on_one_processor
from tests.support.endless import classes
from tests.support.hostile.floods import FLOODS, in_cell, in_functions
from tests.support.hostile.slow import SLOW, cells

FLOODED = ("blank_image", "set_pixel", "euclidean_distance")
LIMITS = Limits(cell=1.0, case=1.0, submission=5.0, memory=512 << 20)


def main() -> None:
    """Measure, and print what was measured beside what is promised."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--students", type=int, default=40, help="how many are in the class; 0 leaves it out")
    asked = parser.parse_args()
    out = Console(width=118)
    levels: tuple[Level, ...] = ("full", "lite")
    standing = [level for level in levels if not self_test(level)]
    for level in standing:
        out.print(_floods(level))
        out.print(_slow(level))
    for slug in course.assignments() if asked.students and standing else ():
        without, looping = (_graded(course.assignment(slug), notebooks, standing[0]) for notebooks in classes(
            course.assignment(slug), asked.students))  # fmt: skip
        out.print(f"{slug}: {without:.1f} s without loops, {looping:.1f} s with: {looping / without:.2f} x (goal 2 x)")


def _floods(level: Level) -> Table:
    pixels = course.assignment("pixels")
    tests = load([pixels.test_file(name) for name in FLOODED])
    reference = pixels.reference.read_text(encoding="utf-8")
    table = Table("flood", "CPU, cell", "clock", "CPU, functions", "clock", title=f"level {level}, seconds")
    for column in table.columns[1:]:
        column.justify = "right"
    with on_one_processor(), Zygote(level) as zygote:
        for name in FLOODS:
            row: list[str] = []
            for sources in (in_cell(name, reference), in_functions(name, reference, FLOODED)):
                verdict = judge(compose(sources), tests, zygote, limits=LIMITS)
                late = "" if verdict.wall_s <= 2 * LIMITS.submission else "[red] too long"
                row += [f"{verdict.cpu_s:.2f}", f"{verdict.wall_s:.2f}{late}"]
            table.add_row(name, *row)
    table.caption = f"limits: {LIMITS.submission:g} s of CPU, {2 * LIMITS.submission:g} s by the clock"
    return table


def _slow(level: Level) -> Table:
    gradients = course.assignment("gradients")
    tests = load([gradients.test_file(name) for name in ("forward_circuit", "forward_difference")])
    reference = gradients.reference.read_text(encoding="utf-8")
    table = Table("slow notebook", "CPU", "clock", title=f"level {level}, seconds")
    with on_one_processor(), Zygote(level) as zygote:
        for name in SLOW:
            verdict = judge(compose([reference, *cells(name, 0.2)]), tests, zygote, limits=LIMITS)
            late = "" if verdict.wall_s <= 2 * LIMITS.submission else "[red] too long"
            table.add_row(name, f"{verdict.cpu_s:.2f}", f"{verdict.wall_s:.2f}{late}")
    return table


def _graded(assignment: Assignment, notebooks: list[bytes], level: Level) -> float:
    """Seconds by the clock that `grade run` takes for a class."""
    with tempfile.TemporaryDirectory() as folder:
        for number, notebook in enumerate(notebooks):
            (Path(folder) / f"{number:03}.ipynb").write_bytes(notebook)
        start = time.monotonic()
        for attempt in local.grade(prepare(assignment, level), submissions.find([Path(folder)]), os.cpu_count() or 1):
            assert attempt.verdict.status == "graded", attempt.verdict.reason
        return time.monotonic() - start


if __name__ == "__main__":
    main()
