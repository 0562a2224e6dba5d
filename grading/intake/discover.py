"""Find the notebooks in the files, folders and zips that a teacher gives.

In: one path. Out: pairs of a student's name and a `FoundFile`, a notebook or a file with a problem. Only folders and
zips are opened. Hidden files, `.ipynb_checkpoints` and `__MACOSX` do not count. Links are not followed.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from assignments.errors import Unusable, UsageError
from grading.intake.student_names import ENDINGS, class_folder, printable, student_of
from grading.intake.untrusted_zip import Member, in_memory, members, open_zip, read_member

MAX_STUDENT_ZIP = 64 << 20  # bytes of a zip inside a zip, which is held in memory
MAX_FILES = 10_000  # in the folder of one student
MAX_DEPTH = 20  # folders inside folders
INSIDE = "//"  # separates the names of an inner zip and its member; no accepted name contains it


@dataclass(frozen=True)
class FoundFile:
    """A notebook, or a file or folder with a problem: its path below what the teacher gives, and where it is."""

    parts: tuple[str, ...]
    path: Path
    member: str | None = None
    problem: str = ""

    @property
    def name(self) -> str:
        """Its path below what the teacher gives, as text."""
        return printable("/".join(self.parts))

    @property
    def location(self) -> tuple[str, str | None]:
        """Its absolute path and its member: equal for the same file found twice."""
        return os.path.abspath(self.path), self.member


def discover(path: Path) -> Iterator[tuple[str, FoundFile]]:
    """Yield the student and the file of each submission in `path`; raise UsageError if there are none."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{printable(str(path))} cannot be read: {reason}. Check the path.") from error
    name = path.name or str(path)
    if stat.S_ISLNK(mode):
        problem = f"{printable(name)} is a link: give the path that it points to."
        yield path.stem, FoundFile((name,), path, problem=problem)
    elif stat.S_ISDIR(mode):
        yield from _folder(path)
    elif _has_ending(name, ".ipynb"):
        yield path.stem, FoundFile((name,), path)
    elif _has_ending(name, ".zip"):
        yield from _class_zip(path)
    else:
        raise UsageError(f"{printable(str(path))} is neither a notebook (.ipynb) nor a folder nor a zip: leave it out.")


def _folder(folder: Path) -> Iterator[tuple[str, FoundFile]]:
    try:
        entries = sorted((e for e in os.scandir(folder) if not _ignored(e.name)), key=lambda e: e.name)
    except OSError as error:
        raise UsageError(
            f"{printable(str(folder))} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    found: list[tuple[str, FoundFile]] = []
    empty: list[tuple[str, FoundFile]] = []  # folders without a notebook: students, if this is a folder of folders
    for entry in entries:
        here = FoundFile((entry.name,), Path(entry.path))
        if entry.is_symlink():
            if _has_ending(entry.name, *ENDINGS) or entry.is_dir():
                problem = f"{here.name} is a link, and links are not followed. Hand in the file itself."
                found.append((student_of(here.parts), replace(here, problem=problem)))
        elif entry.is_dir(follow_symlinks=False):
            items = list(_below(here))
            if not items:
                empty.append((entry.name, _without_notebook(here)))
            found += [(entry.name, item) for item in items]
        elif _has_ending(entry.name, ".ipynb"):
            found.append((student_of(here.parts), here))
        elif _has_ending(entry.name, ".zip"):
            found += [(student_of(here.parts), item) for item in _student_zip(here)]
    if not found:
        raise UsageError(f"{printable(str(folder))} holds no notebook (.ipynb) and no zip. Is it the right folder?")
    flat = any(len(item.parts) == 1 and _has_ending(item.parts[0], ".ipynb") for _, item in found)
    yield from found if flat else found + empty


def _below(folder: FoundFile, depth: int = 1) -> list[FoundFile]:
    """Return the notebooks in one student's folder, at any depth, also those in zips."""
    found: list[FoundFile] = []
    waiting, files = [(folder, depth)], 0
    while waiting:
        here, depth = waiting.pop()
        try:
            entries = sorted((e for e in os.scandir(here.path) if not _ignored(e.name)), key=lambda e: e.name)
        except OSError as error:
            return [replace(folder, problem=f"{here.name} cannot be read: {error.strerror}. Check its permissions.")]
        files += len(entries)
        if files > MAX_FILES or depth > MAX_DEPTH:
            problem = f"{folder.name} holds too many files or folders to search. Hand in the notebook only."
            return [replace(folder, problem=problem)]
        for entry in entries:
            item = FoundFile((*here.parts, entry.name), Path(entry.path))
            if entry.is_symlink():
                if _has_ending(entry.name, *ENDINGS):
                    found.append(replace(item, problem=f"{item.name} is a link. Hand in the file itself."))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((item, depth + 1))
            elif _has_ending(entry.name, ".ipynb"):
                found.append(item)
            elif _has_ending(entry.name, ".zip"):
                found += _student_zip(item)
    return found


def _student_zip(item: FoundFile) -> list[FoundFile]:
    """Return the notebooks in the zip of one student."""
    try:
        with open_regular_file(item.path, item.name) as file, open_zip(file, item.name) as archive:
            inside = members(archive, item.name)
    except Unusable as error:
        return [replace(item, problem=str(error))]
    return _notebooks(item, inside, "")


def _notebooks(item: FoundFile, inside: Iterable[Member], prefix: str) -> list[FoundFile]:
    """Return the notebooks among the members of a student's zip, or the zip with a problem if there are none."""
    found = [
        replace(item, parts=(*item.parts, *m.parts), member=prefix + m.name, problem=m.problem)
        for m in inside
        if _has_ending(m.parts[-1], ".ipynb") and not any(_ignored(part) for part in m.parts if part not in (".", ".."))
    ]
    return found or [_without_notebook(item)]


def _without_notebook(item: FoundFile) -> FoundFile:
    return replace(item, problem=f"{item.name} holds no notebook (links are not followed). Hand in the .ipynb file.")


def _class_zip(path: Path) -> Iterator[tuple[str, FoundFile]]:
    """Yield the submissions of a zip that the teacher gives: an Otter export of one student, or a class."""
    whole = FoundFile((path.name,), path)
    found: list[tuple[str, FoundFile]] = []
    empty: dict[str, FoundFile] = {}  # students' folders without a notebook
    try:
        with open_regular_file(path, whole.name) as file, open_zip(file, whole.name) as archive:
            listed = members(archive, whole.name)
            if any(m.name in (".OTTER_LOG", "__zip_filename__") for m in listed):
                yield from ((path.stem, item) for item in _notebooks(replace(whole, parts=()), listed, ""))
                return
            safe = [(m, _safe_parts(m)) for m in listed if not any(_ignored(part) for part in _safe_parts(m))]
            wanted = [m.parts for m, parts in safe if not m.problem and _has_ending(parts[-1], *ENDINGS)]
            around = class_folder(wanted, path.stem)
            for m, parts in safe:
                below = parts[1:] if len(parts) > 1 and parts[0] == around else parts
                student = student_of(below)
                item = FoundFile(below, path, m.name, m.problem)
                if _has_ending(below[-1], *ENDINGS):
                    found += [(student, notebook) for notebook in _from_class_zip(archive, item)]
                elif len(below) > 1:
                    empty.setdefault(student, _without_notebook(replace(item, parts=below[:1])))
    except Unusable as error:
        found = [(path.stem, replace(whole, problem=str(error)))]
    if not found:
        raise UsageError(f"{printable(str(path))} holds no notebook (.ipynb). Is it the right zip?")
    yield from found
    if not any(len(item.parts) == 1 and _has_ending(item.parts[0], ".ipynb") for _, item in found):
        yield from ((student, item) for student, item in empty.items() if student not in dict(found))


def _from_class_zip(archive: ZipFile, item: FoundFile) -> list[FoundFile]:
    """Return the notebooks of one member of a class's zip: itself, or those in a student's zip."""
    if item.problem or _has_ending(item.parts[-1], ".ipynb"):
        return [item]
    try:
        data = read_member(archive, item.member or "", MAX_STUDENT_ZIP)
        with open_zip(in_memory(data), item.name) as inner:
            return _notebooks(item, members(inner, item.name), f"{item.member}{INSIDE}")
    except Unusable as error:
        return [replace(item, problem=str(error))]


def _safe_parts(member: Member) -> tuple[str, ...]:
    """Return the parts of a member's path without `..` and the like, so that a hostile path also has a student."""
    return tuple(part for part in member.parts if part not in ("", ".", "..")) or ("_",)


@contextmanager
def open_regular_file(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a regular file; raise Unusable for a link, a pipe (which would block) or a file that cannot be read."""
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
        raise Unusable(f"{name} cannot be read: {error.strerror}. Check its permissions.") from error


def _has_ending(name: str, *endings: str) -> bool:
    return name.lower().endswith(endings)


def _ignored(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"
