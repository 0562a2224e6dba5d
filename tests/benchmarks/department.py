"""How long a department takes on this machine: light submissions through `grade run`, gradebook and pages included.

    python -m tests.benchmarks.department [--submissions 100000]

A light submission answers the first four questions of *Pixels*; a cell of every sixth fails. No two files are alike.
The memory is that of the greatest process.
"""

import argparse
import os
import resource
import sys
import tempfile
from pathlib import Path

from assignments import course
from autograder.notebook_reader import compose
from tests.benchmarks.notebooks import IMPORTS, references
from tests.benchmarks.processes import run

QUESTIONS = 4
GOAL = 100_000 / 5400  # submissions a second: 100,000 in an hour and a half


def main() -> None:
    """Hand in, grade, and print what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=100_000)
    count = parser.parse_args().submissions
    with tempfile.TemporaryDirectory(prefix="bench-department-") as place:
        folder, out = Path(place) / "handed-in", Path(place) / "out"
        hand_in(folder, count)
        words = ["-m", "tests.support.small_grade", "run", "pixels", str(folder), "--out", str(out)]
        cost = run([sys.executable, *words], env=os.environ | {"QUESTIONS": str(QUESTIONS)}, most_seconds=10 * count)
        pages = len(os.listdir(out / "feedback"))
        assert pages >= count, f"{pages} feedback pages"
        print(
            f"{count} submissions in {cost.wall:.0f} s on {os.cpu_count()} processors: {count / cost.wall:.1f} a "
            f"second (goal {GOAL:.1f}); greatest process "
            f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB, gradebook "
            f"{(out / 'gradebook.db').stat().st_size / 1e6:.0f} MB"
        )


def hand_in(folder: Path, count: int) -> None:
    """Write the notebooks of so many students."""
    folder.mkdir()
    answers = list(references(course.assignment("pixels")).values())[:QUESTIONS]
    for number in range(count):
        cells = [IMPORTS, *answers, f"# {number}", *(["1 / 0"] if number % 6 == 0 else [])]
        (folder / f"s{number:06}.ipynb").write_bytes(compose(cells))


if __name__ == "__main__":
    main()
