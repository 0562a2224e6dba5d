"""The zip that a student downloads: a folder with the notebook, its tests and checks, and how to begin.

In: an assignment. Out: the bytes of the zip, the same for the same sources. An assignment that asks for a dataset also
comes with the faces and the scripts, which its notebook finds beside itself.
"""

import re
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement

from assignments import course
from assignments.build.compose import build
from assignments.build.otter_zip import zipped
from assignments.course import Assignment

DISTRIBUTION = "advanced-frameworks-exercises"
EVERYONE = ("matplotlib", "numpy", "otter-grader")
DATASETS = ("click", "httpx", "pillow", "rich")  # what collect.py, preprocess.py, check.py and the notebook import
JUPYTER = ("jupyterlab>=4", "ipywidgets>=8")
START = "START_HERE.md"
GENERATED = re.compile(r"__pycache__|\.pyc$")


def student_zip(assignment: Assignment) -> bytes:
    """Return the zip that a student downloads, with one folder in it."""
    return zipped({f"{assignment.slug}/{name}": content for name, content in student_files(assignment).items()}, ())


def student_files(assignment: Assignment) -> dict[str, bytes]:
    """Return what a student gets, by the path in the folder of the assignment."""
    files = {
        path.relative_to(assignment.folder).as_posix(): content
        for path, content in build(assignment).items()
        if path.is_relative_to(assignment.folder)
    }
    others = [*assignment.files, *_below(assignment.folder, "notebook_feedback/*.json")]
    files |= {name: (assignment.folder / name).read_bytes() for name in others}
    if assignment.dataset:
        files |= _datasets()
    files[START] = _start_here(assignment).encode()
    files["requirements.txt"] = _requirements(assignment).encode()
    return files


def _below(folder: Path, pattern: str) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))


def _datasets() -> dict[str, bytes]:
    folder = course.REPO_ROOT / "datasets"
    paths = [path for part in ("faces", "scripts") for path in sorted((folder / part).rglob("*")) if path.is_file()]
    return {
        f"datasets/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in paths
        if not GENERATED.search(path.as_posix())
    }


def _start_here(assignment: Assignment) -> str:
    datasets = "| `datasets/` | a hundred drawn faces, and the scripts that collect, prepare and check pictures |\n"
    by_hand = f"If you answered questions in words, they are in it too. `{assignment.slug}.ipynb` alone is as good."
    if assignment.dataset:
        by_hand = "The folder of your own dataset goes into it also, if it lies beside the notebook."
    fetch = "" if course.DOWNLOAD else f", and asks you for `{assignment.slug}.zip`"
    text = Path(course.REPO_ROOT / "assignments" / START).read_text(encoding="utf-8")
    for name, value in {
        "title": assignment.title,
        "slug": assignment.slug,
        "datasets": datasets if assignment.dataset else "",
        "by_hand": by_hand,
        "fetch": fetch,
    }.items():
        text = text.replace("{" + name + "}", value)
    return text


def _requirements(assignment: Assignment) -> str:
    """Return a requirements file. The versions are the ones that grading needs, so that both run the same."""
    known = {requirement.name: requirement for requirement in map(Requirement, requires(DISTRIBUTION) or [])}
    names = [*EVERYONE, *(DATASETS if assignment.dataset else ())]
    lines = [f"{name}{known[name].specifier}" for name in sorted(names)]
    return "".join(f"{line}\n" for line in [*JUPYTER, *lines, *assignment.packages])
