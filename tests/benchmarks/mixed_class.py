"""The mixed class: different notebooks of a made-up class, right and wrong, judged by us and by `otter run`."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from otter.test_files import ExceptionTestFile

from assignments.course import Assignment
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import read
from autograder.notebook_repairs import Unreadable
from grading.authoring.made_up_class import write_class
from grading.intake import submission_content, submissions
from tests.benchmarks.processes import Cost, on_all_processors
from tests.benchmarks.ways import Learned, judged, otter_run


def mixed_class(assignment: Assignment, count: int) -> list[bytes]:
    """The first notebooks of a made-up class that can be read and have no endless loop."""
    with tempfile.TemporaryDirectory() as folder:
        write_class(Path(folder), assignment, count + 10, seed=1)
        return list(islice(_usable(Path(folder)), count))


def _usable(folder: Path) -> Iterator[bytes]:
    for submission in submissions.find([folder]):
        notebook = submission_content.read(submission)
        try:
            cells, _ = read(notebook)
        except Unreadable:
            continue
        if not any("while True" in cell.source for cell in cells):
            yield notebook


@dataclass(frozen=True)
class Compared:
    """What a whole class costs us and `otter run`, and how many notebooks get the same points from both. A few do not:
    we look at a function after all cells, `otter run` where its check stands."""

    ours: Cost
    otters: Cost
    agreed: int


def compared(
    assignment: Assignment, tests: list[ExceptionTestFile], zygote: Zygote, taught: Learned, count: int
) -> Compared:
    """Judge the first notebooks of the mixed class in both ways. Ours come right after another one, as in a class:
    after `otter run` the processor's caches hold nothing of ours."""
    ours, theirs, agreed = Cost(0.0, 0.0), Cost(0.0, 0.0), 0
    notebooks = mixed_class(assignment, count)
    for before, notebook in zip([notebooks[-1], *notebooks], notebooks, strict=False):
        judged(assignment, tests, zygote, taught, before)
        cost, points = judged(assignment, tests, zygote, taught, notebook)
        ours += cost
        with on_all_processors():
            cost, points_by_otter = otter_run(assignment, notebook)
        theirs += cost
        agreed += abs(points - points_by_otter) < 1e-6
    return Compared(ours, theirs, agreed)
