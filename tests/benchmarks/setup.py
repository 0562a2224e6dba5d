"""What set-up costs from a fresh clone, by uv and by pip, and when the first class is graded.

    python -m tests.benchmarks.setup [--without-class]

The last commit is cloned, and its own `make` is timed in the clone. "Empty" and "warm" are the caches of both programs;
a class is graded where nothing was cached before. CPU seconds count all processes, but guests are not waited for, so
that the class is timed by the clock only. Megabytes are those of `.venv`.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assignments.course import REPO_ROOT
from tests.benchmarks.processes import Cost, run

GOAL = 60  # seconds from the clone to a graded class


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--without-class", action="store_true", help="only install")
    asked = parser.parse_args()
    out = Console(width=118)
    table = Table("installed by", "cache", "for grading", "the tests' addition")
    with tempfile.TemporaryDirectory(prefix="bench-setup-") as place:
        for way in ("uv", "pip"):
            for cache in ("empty", "warm"):
                folder, environment = clone(Path(place)), settings(Path(place), way)
                first = measured(folder, environment, "setup")
                table.add_row(way, cache, first, measured(folder, environment, "dev"))
        out.print(table)
        if not asked.without_class:
            folder, environment = clone(Path(place)), settings(Path(place) / "anew", "uv")
            setup, rest = (run(["make", "-C", str(folder), goal], env=environment).wall for goal in ("setup", "grade"))
            out.print(
                f"From the clone to a graded class of 40: {setup + rest:.0f} s by the clock on {os.cpu_count()} cores "
                f"(goal: {GOAL} s), {setup:.0f} s of them for set-up."
            )


def clone(place: Path) -> Path:
    """A fresh clone, in place of the last one."""
    folder = place / "clone"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", REPO_ROOT, folder], check=True)
    return folder


def settings(place: Path, way: str) -> dict[str, str]:
    """An environment with its own caches; without uv, where pip is to do the work."""
    programs = place / way
    programs.mkdir(parents=True, exist_ok=True)
    if way == "pip":
        (programs / "uv").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (programs / "uv").chmod(0o755)
    return os.environ | {"PATH": f"{programs}:{os.environ['PATH']}", "XDG_CACHE_HOME": str(place / "cache")}


def measured(folder: Path, environment: dict[str, str], goal: str) -> str:
    """What one goal of `make` costs, and by how much .venv grows."""
    before = megabytes(folder / ".venv")
    cost: Cost = run(["make", "-C", str(folder), goal], env=environment)
    return f"{cost.wall:.1f} s, {cost.cpu:.1f} CPU s, {megabytes(folder / '.venv') - before:.0f} MB"


def megabytes(folder: Path) -> float:
    """What the files below a folder hold."""
    return sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6


if __name__ == "__main__":
    main()
