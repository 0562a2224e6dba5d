"""A file that a student handed in, or a student's zip, as the searches of folders and zips find them.

In: names, and the list of a zip's members. Out: `FoundFile`s. A file that is no notebook has the problem that it is
none, and the name of its kind.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

from assignments import course
from assignments.errors import Unusable
from autograder.file_kinds import kind_of_name
from grading.intake.claim import Claim, Source
from grading.intake.machine_fault import raise_fault_of_machine
from grading.intake.student_names import ENDINGS, clean_text
from grading.intake.untrusted_zip import Member, members, open_zip

CODE_ENDINGS = (".py", ".html", ".htm")  # of files that may hold a notebook's code
NOBODY = Claim()


@dataclass(frozen=True)
class FoundFile:
    """A notebook, or a file or folder with a problem: its path below what the teacher gives, and where it is.

    `own` is its path among the files of its student. `claim` is what the source says about it.
    """

    parts: tuple[str, ...]
    path: Path
    member: str | None = None
    problem: str = ""
    is_notebook: bool = True  # whether it is a notebook, or may hold one, as far as its name says
    is_code: bool = False  # whether it is no notebook, but may hold the code of one, or a module
    own: tuple[str, ...] = ()
    claim: Claim = NOBODY
    given: int = 0  # in which of the paths that the teacher gives it was found

    @property
    def name(self) -> str:
        """Its path below what the teacher gives, as text."""
        return clean_text("/".join(self.parts))

    @property
    def location(self) -> tuple[str, str | None]:
        """Its absolute path and its member: equal for the same file found twice."""
        return os.path.abspath(self.path), self.member


@dataclass(frozen=True)
class Discovered:
    """The files of all students in one path, and the source that made them."""

    files: tuple[FoundFile, ...]
    source: Source


def student_zip(item: FoundFile) -> list[FoundFile]:
    """Return the notebooks in the zip of one student."""
    try:
        with open_regular_file(item.path, item.name) as file, open_zip(file, item.name) as archive:
            inside = members(archive, item.name)
    except Unusable as error:
        return [replace(item, problem=str(error))]
    return notebooks_in_zip(item, inside, "")


def notebooks_in_zip(item: FoundFile, inside: Iterable[Member], prefix: str) -> list[FoundFile]:
    """Return the notebooks among the members of a student's zip, or the zip with a problem if there are none; and the
    files that may be code."""
    counted = [m for m in inside if not any(is_ignored(part) for part in m.parts if part not in (".", ".."))]
    found = [
        replace(
            item, parts=(*item.parts, *m.parts), member=prefix + m.name, problem=m.problem, own=(*item.own, *m.parts)
        )
        for m in counted
        if has_ending(m.parts[-1], ".ipynb") or (has_ending(m.parts[-1], *CODE_ENDINGS) and not m.problem)
    ]
    code = [replace(one, is_notebook=False, is_code=True) for one in found if not has_ending(one.name, ".ipynb")]
    notebooks = [one for one in found if has_ending(one.name, ".ipynb")]
    if notebooks or not counted:
        return [*notebooks, *code] or [without_notebook(item)]
    names = listed([clean_text(m.parts[-1]) + as_kind(m.parts[-1]) for m in counted])
    return [replace(item, problem=f"{item.name} holds no notebook, only {names}. Hand in the .ipynb file."), *code]


def as_found(item: FoundFile) -> FoundFile:
    """Return a file as a notebook if its name says so, and otherwise with the problem that it is none."""
    if has_ending(item.parts[-1], *ENDINGS):
        return item
    problem = f"{item.name} is {kind_of_name(item.parts[-1]) or 'another file'}, not a notebook."
    is_code = has_ending(item.parts[-1], *CODE_ENDINGS)
    return replace(item, problem=f"{problem} Hand in the .ipynb file.", is_notebook=False, is_code=is_code)


def without_notebook(item: FoundFile) -> FoundFile:
    """Return a folder or zip with the problem that it holds no notebook."""
    problem = f"{item.name} holds no notebook (links are not followed). Hand in the .ipynb file."
    return replace(item, problem=problem, is_notebook=False)


def only_these(found: Iterable[FoundFile]) -> str:
    """Return what else is there, for a sentence about a folder without a notebook."""
    names = [item.name + as_kind(item.parts[-1]) for item in found]
    return f", only {listed(names)}" if names else ""


def as_kind(name: str) -> str:
    """Return the kind of a file in brackets, for a sentence, or nothing if its name does not say it."""
    kind = kind_of_name(name)
    return f" ({kind})" if kind else ""


def listed(names: list[str], most: int = 3) -> str:
    """Return the first names, for a sentence."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


@contextmanager
def open_regular_file(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a regular file; raise Unusable for a link, a pipe (which would block) or a file that cannot be read, and
    GradeError for one that this machine cannot read now."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unusable(f"{name} is not a regular file. Hand in the notebook itself.")
            yield file
    except OSError as error:
        if path.is_symlink():
            raise Unusable(f"{name} is a link. Hand in the file itself.") from error
        raise_fault_of_machine(error, name)
        raise Unusable(f"{name} cannot be read: {error.strerror}. Check its permissions.") from error


def has_ending(name: str, *endings: str) -> bool:
    """Return whether a name has one of these endings, in small or capital letters."""
    return name.lower().endswith(endings)


def is_ignored(name: str) -> bool:
    """Return whether a file or folder with this name is never a submission."""
    return name.startswith(".") or name in ("__MACOSX", "Thumbs.db", "desktop.ini", "__pycache__")


def given_names() -> frozenset[str]:
    """Return the names of the files and folders that students are given with their notebooks."""
    return _given_names(course.REPO_ROOT)


@cache
def _given_names(repository: Path) -> frozenset[str]:
    folders = [repository / "assignments" / slug for slug in course.assignments()]
    return frozenset(e.name for folder in folders for e in os.scandir(folder) if not has_ending(e.name, ".ipynb"))


def modules_of_only_notebook(found: list[FoundFile]) -> list[FoundFile]:
    """Give loose modules to the only notebook if it is loose, too: then the folder is one student's."""
    notebooks = [item for item in found if item.is_notebook]
    if len(notebooks) != 1 or len(notebooks[0].parts) > 1:
        return found
    claim = notebooks[0].claim
    is_module = [item.is_code and len(item.parts) == 1 and item.name.endswith(".py") for item in found]
    return [replace(item, claim=claim) if own else item for item, own in zip(found, is_module, strict=True)]


def of_students(found: list[FoundFile]) -> tuple[FoundFile, ...]:
    """Return what students handed in. Of a folder without a notebook, not what they were given with their notebooks,
    and no dataset beside the only notebook: it is of the same student.
    """
    with_notebook = {owner for item in found if item.is_notebook for owner in item.claim.owners}
    nobody = {owner for item in found if item.parts[0] in given_names() for owner in item.claim.owners}
    if sum(item.is_notebook for item in found) == 1:
        nobody |= {owner for item in found if item.parts[1:] == ("manifest.csv",) for owner in item.claim.owners}
    nobody -= with_notebook
    return tuple(item for item in found if not nobody.issuperset(item.claim.owners))
