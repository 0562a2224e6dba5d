"""The autograder of one assignment for Classroom 50: a folder for the teacher's configuration repository.

In: an assignment. Out: `autograders/<slug>/` with `autograder.py`, a README, and the public tests and `checks/`.
Classroom 50 publishes this folder, so nothing hidden is in it.
"""

from pathlib import Path

from assignments.build import compose
from assignments.course import Assignment
from assignments.errors import OurFault, UsageError
from grading.atomic_write import atomic_write
from grading.export.template import FILES

OWN_FILES = Path(__file__).parent / "classroom50_files"


def classroom50_files(assignment: Assignment) -> dict[str, bytes]:
    """Return the files of the autograder by their paths.

    Raises
    ------
    OurFault
        The generated files of the assignment are not up to date.
    """
    if problems := compose.check(assignment):
        raise OurFault(problems[0])
    files = {
        name: (OWN_FILES / name).read_text(encoding="utf-8").replace("@slug@", assignment.slug).encode()
        for name in ("autograder.py", "README.md")
    }
    files["public/requirements.txt"] = (FILES / "checks.txt").read_bytes()
    for name in ("tests", "checks"):
        for path in sorted((assignment.folder / name).glob("*.py")):
            files[f"public/{name}/{path.name}"] = path.read_bytes()
    return files


def write_classroom50(assignment: Assignment, folder: Path) -> Path:
    """Write the autograder below the folder of a classroom and return its folder. An older one is replaced.

    Raises
    ------
    UsageError
        The folder is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: name the folder of your classroom.")
    place = folder / "autograders" / assignment.slug
    files = classroom50_files(assignment)
    for name in ("tests", "checks"):
        for path in (place / "public" / name).glob("*.py"):
            if f"public/{name}/{path.name}" not in files:
                path.unlink()
    for name, content in files.items():
        atomic_write(place / name, content)
    return place
