"""Find the notebooks in the files, folders and zips that a teacher gives.

In: one path. Out: pairs of a student's name and a `FoundFile`: a notebook, or a file with a problem. A file that is no
notebook has the problem that it is none, so that whoever handed it in is not forgotten. Only folders and zips are
opened. Hidden files, `.ipynb_checkpoints`, `__MACOSX`, what students were given, and results of this program do not
count. Links are not followed, except that the path itself may be a link to a folder.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from assignments import course
from assignments.errors import Unusable, UsageError
from autograder.file_kinds import kind_of_name
from grading.intake.own_output import OUTPUT_NAMES, is_own_output
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
    is_notebook: bool = True  # whether it is a notebook, or may hold one, as far as its name says

    @property
    def name(self) -> str:
        """Its path below what the teacher gives, as text."""
        return printable("/".join(self.parts))

    @property
    def location(self) -> tuple[str, str | None]:
        """Its absolute path and its member: equal for the same file found twice."""
        return os.path.abspath(self.path), self.member


def discover(path: Path, out: Path | None = None) -> Iterator[tuple[str, FoundFile]]:
    """Yield the student and the file of each submission in `path`; raise UsageError if there are none.

    The folder `out` is left out, because results are written there.
    """
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode) and path.is_dir():  # the teacher gives it
            path, mode = path.resolve(), path.stat().st_mode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{printable(str(path))} cannot be read: {reason}. Check the path.") from error
    name = path.name or str(path)
    if stat.S_ISLNK(mode):
        problem = f"{printable(name)} is a link: give the path that it points to."
        yield path.stem, FoundFile((name,), path, problem=problem)
    elif stat.S_ISDIR(mode):
        yield from _folder(path, os.path.realpath(out) if out else None)
    elif _has_ending(name, ".ipynb"):
        yield path.stem, FoundFile((name,), path)
    elif _has_ending(name, ".zip"):
        yield from _class_zip(path)
    else:
        raise UsageError(
            f"{printable(str(path))}{_as_kind(name)} is neither a notebook (.ipynb) nor a folder nor a zip: leave it "
            f"out."
        )


def _folder(folder: Path, out: str | None) -> Iterator[tuple[str, FoundFile]]:
    try:
        entries = _entries(folder, out)
    except OSError as error:
        raise UsageError(
            f"{printable(str(folder))} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    found: list[tuple[str, FoundFile]] = []
    for entry in entries:
        here = FoundFile((entry.name,), Path(entry.path))
        if entry.is_symlink():
            problem = f"{here.name} is a link, and links are not followed. Hand in the file itself."
            found.append((student_of(here.parts), replace(here, problem=problem)))
        elif entry.is_dir(follow_symlinks=False):
            if _is_results(here.path, out):
                continue
            found += [(entry.name, item) for item in _below(here, out) or [_without_notebook(here)]]
        elif _has_ending(entry.name, ".zip"):
            found += [(student_of(here.parts), item) for item in _student_zip(here)]
        else:
            found.append((student_of(here.parts), _as_found(here)))
    if not any(item.is_notebook for _, item in found):
        raise UsageError(
            f"{printable(str(folder))} holds no notebook (.ipynb) and no zip{_only(found)}. Is it the right folder?"
        )
    yield from _of_students(found)


def _of_students(found: list[tuple[str, FoundFile]]) -> Iterator[tuple[str, FoundFile]]:
    """Yield what students handed in. Of a folder without a notebook, not what they were given with their notebooks,
    and no dataset beside the only notebook: it is of the same student.
    """
    with_notebook = [student for student, item in found if item.is_notebook]
    nobody = {student for student, item in found if item.parts[0] in _given()}
    if len(with_notebook) == 1:
        nobody |= {student for student, item in found if item.parts[1:] == ("manifest.csv",)}
    yield from ((student, item) for student, item in found if student in with_notebook or student not in nobody)


def _below(folder: FoundFile, out: str | None) -> list[FoundFile]:
    """Return the notebooks in one student's folder, at any depth, also those in zips; or the other files, if none."""
    found: list[FoundFile] = []
    waiting, files = [(folder, 1)], 0
    while waiting:
        here, depth = waiting.pop()
        try:
            entries = _entries(here.path, out)
        except OSError as error:
            return [replace(folder, problem=f"{here.name} cannot be read: {error.strerror}. Check its permissions.")]
        files += len(entries)
        if files > MAX_FILES or depth > MAX_DEPTH:
            problem = f"{folder.name} holds too many files or folders to search. Hand in the notebook only."
            return [replace(folder, problem=problem)]
        for entry in entries:
            item = FoundFile((*here.parts, entry.name), Path(entry.path))
            if entry.is_symlink():
                is_notebook = _has_ending(entry.name, *ENDINGS)
                problem = f"{item.name} is a link. Hand in the file itself."
                found.append(replace(item, problem=problem, is_notebook=is_notebook))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((item, depth + 1))
            elif _has_ending(entry.name, ".zip"):
                found += _student_zip(item)
            else:
                found.append(_as_found(item))
    return [item for item in found if item.is_notebook] or found


def _entries(folder: Path, out: str | None) -> list[os.DirEntry[str]]:
    """Return what counts in a folder, sorted by name."""
    with os.scandir(folder) as scanned:
        entries = sorted((e for e in scanned if not _ignored(e.name)), key=lambda e: e.name)
    own = _is_output(folder, [e.name for e in entries], out)
    return [e for e in entries if not (own and e.name in OUTPUT_NAMES) and os.path.realpath(e.path) != out]


def _is_output(folder: Path, names: Collection[str], out: str | None) -> bool:
    return os.path.realpath(folder) == out or is_own_output(folder, names)


def _is_results(folder: Path, out: str | None) -> bool:
    """Return whether a folder holds results of this program and no notebook."""
    try:
        names = os.listdir(folder)
    except OSError:
        return False
    return _is_output(folder, names, out) and not any(
        item.is_notebook for item in _below(FoundFile(("",), folder), out)
    )


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
    counted = [m for m in inside if not any(_ignored(part) for part in m.parts if part not in (".", ".."))]
    found = [
        replace(item, parts=(*item.parts, *m.parts), member=prefix + m.name, problem=m.problem)
        for m in counted
        if _has_ending(m.parts[-1], ".ipynb")
    ]
    if found or not counted:
        return found or [_without_notebook(item)]
    names = _listed([printable(m.parts[-1]) + _as_kind(m.parts[-1]) for m in counted])
    return [replace(item, problem=f"{item.name} holds no notebook, only {names}. Hand in the .ipynb file.")]


def _as_found(item: FoundFile) -> FoundFile:
    """Return a file as a notebook if its name says so, and otherwise with the problem that it is none."""
    if _has_ending(item.parts[-1], *ENDINGS):
        return item
    problem = f"{item.name} is {kind_of_name(item.parts[-1]) or 'another file'}, not a notebook."
    return replace(item, problem=f"{problem} Hand in the .ipynb file.", is_notebook=False)


def _without_notebook(item: FoundFile) -> FoundFile:
    problem = f"{item.name} holds no notebook (links are not followed). Hand in the .ipynb file."
    return replace(item, problem=problem, is_notebook=False)


def _only(found: Iterable[tuple[str, FoundFile]]) -> str:
    names = [item.name + _as_kind(item.parts[-1]) for _, item in found]
    return f", only {_listed(names)}" if names else ""


def _as_kind(name: str) -> str:
    kind = kind_of_name(name)
    return f" ({kind})" if kind else ""


def _listed(names: list[str], most: int = 3) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _class_zip(path: Path) -> Iterator[tuple[str, FoundFile]]:
    """Yield the submissions of a zip that the teacher gives: an Otter export of one student, or a class."""
    whole = FoundFile((path.name,), path)
    found: list[tuple[str, FoundFile]] = []
    try:
        with open_regular_file(path, whole.name) as file, open_zip(file, whole.name) as archive:
            listed = members(archive, whole.name)
            if any(m.name in (".OTTER_LOG", "__zip_filename__") for m in listed):
                yield from ((path.stem, item) for item in _notebooks(replace(whole, parts=()), listed, ""))
                return
            safe = [(m, _safe_parts(m)) for m in listed if not any(_ignored(part) for part in _safe_parts(m))]
            around = class_folder([m.parts for m, _ in safe if not m.problem], path.stem)
            for m, parts in safe:
                below = parts[1:] if len(parts) > 1 and parts[0] == around else parts
                item = FoundFile(below, path, m.name, m.problem)
                found += [(student_of(below), file) for file in _from_class_zip(archive, item)]
    except Unusable as error:
        found = [(path.stem, replace(whole, problem=str(error)))]
    if not any(item.is_notebook for _, item in found):
        raise UsageError(
            f"{printable(str(path))} holds no notebook (.ipynb) and no zip{_only(found)}. Is it the right zip?"
        )
    yield from _of_students(found)


def _from_class_zip(archive: ZipFile, item: FoundFile) -> list[FoundFile]:
    """Return the notebooks of one member of a class's zip: itself, or those in a student's zip."""
    if item.problem or not _has_ending(item.parts[-1], ".zip"):
        is_notebook = _has_ending(item.parts[-1], *ENDINGS)
        return [replace(item, is_notebook=is_notebook) if item.problem else _as_found(item)]
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
    return name.startswith(".") or name in ("__MACOSX", "Thumbs.db", "desktop.ini", "__pycache__")


@cache
def _given() -> frozenset[str]:
    """Return the names of the files and folders that students are given with their notebooks."""
    folders = [course.assignment(slug).folder for slug in course.assignments()]
    return frozenset(e.name for folder in folders for e in os.scandir(folder) if not _has_ending(e.name, ".ipynb"))
