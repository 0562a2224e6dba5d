"""A template repository for one assignment: what its students get on GitHub, and nothing hidden.

In: an assignment. Out: its files by their paths: the notebook, the public tests and `checks/` as `grade build` writes
them, and what the folder `template_files/` holds (README, workflow, requirements, settings for Codespaces).
"""

from pathlib import Path

from assignments import course
from assignments.build import compose
from assignments.course import Assignment
from assignments.errors import OurFault, UsageError
from grading.atomic_write import atomic_write

FILES = Path(__file__).parent / "template_files"
PLACES = {  # a file of `template_files/` and its place in the repository
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",
    "devcontainer.json": ".devcontainer/devcontainer.json",
    "checks.txt": ".github/requirements.txt",
    "classroom.yml": ".github/workflows/classroom.yml",
}
BESIDE = ("tests", "checks", "notebook_feedback")  # folders beside a notebook that `grade build` writes, if they exist
DATASETS = ("datasets/faces", "datasets/scripts")  # beside a notebook that works with the course's pictures


def template_files(assignment: Assignment, *, reporter: bool = False) -> dict[str, bytes]:
    """Return the files of the template repository by their paths.

    Parameters
    ----------
    reporter:
        Whether the workflow ends with the reporter action of GitHub Classroom, which then prints the notices.

    Raises
    ------
    OurFault
        The generated files of the assignment are not up to date.
    """
    if problems := compose.check(assignment):
        raise OurFault(problems[0])
    files = {path: _filled(name, assignment).encode() for name, path in PLACES.items()}
    if reporter:
        workflow = files[PLACES["classroom.yml"]].decode().rstrip("\n") + " --no-notices\n"
        files[PLACES["classroom.yml"]] = (workflow + _reporter(assignment)).encode()
    shipped = [assignment.notebook, *(assignment.folder / name for name in assignment.files)]
    beside = [path for name in BESIDE for path in sorted((assignment.folder / name).rglob("*"))]
    shipped += [path for path in beside if path.suffix in (".py", ".json")]
    files |= {path.relative_to(assignment.folder).as_posix(): path.read_bytes() for path in shipped}
    if assignment.dataset:
        files |= _datasets()
        files["requirements.txt"] += (FILES / "datasets.txt").read_bytes()
    return files


def write_template(assignment: Assignment, folder: Path, *, reporter: bool = False) -> list[str]:
    """Write the template repository into an empty folder and return the paths.

    Raises
    ------
    UsageError
        The folder is a file, or holds something else than a `.git`.
    """
    if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
        raise UsageError(f"{folder} is not an empty folder: name a new one, or an empty clone of the repository.")
    files = template_files(assignment, reporter=reporter)
    for path, content in files.items():
        atomic_write(folder / path, content)
    return sorted(files)


def _datasets() -> dict[str, bytes]:
    """Return the course's pictures and the scripts that collect and prepare pictures, by their paths."""
    every = [path for name in DATASETS for path in sorted((course.REPO_ROOT / name).rglob("*"))]
    files = [path for path in every if path.is_file() and "__pycache__" not in path.parts]
    return {path.relative_to(course.REPO_ROOT).as_posix(): path.read_bytes() for path in files}


def _filled(name: str, assignment: Assignment) -> str:
    text = (FILES / name).read_text(encoding="utf-8")
    return text.replace("@slug@", assignment.slug).replace("@title@", assignment.title).replace("@otter@", _otter())


def _otter() -> str:
    lines = (FILES / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return next(line.partition("==")[2] for line in lines if line.startswith("otter-grader=="))


def _reporter(assignment: Assignment) -> str:
    names = [question.name for question in assignment.questions]
    results = "\n".join(f'          {name.upper()}_RESULTS: "${{{{steps.checks.outputs.{name}}}}}"' for name in names)
    text = (FILES / "reporter.yml").read_text(encoding="utf-8")
    return text.replace("@first@", names[0]).replace("@results@", results).replace("@runners@", ",".join(names))
