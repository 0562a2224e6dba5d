"""What a path holds: notebooks and zips, each with the student it belongs to; nothing is opened but folders and zips.

Directly below a folder or zip, a folder or zip is one student's and gives the name; a notebook that lies there by
itself gives its stem. Hidden files, `.ipynb_checkpoints` and `__MACOSX` do not count, links are never followed.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from assignments.errors import Unusable, UsageError
from grading.intake.archives import Member, members, nested, opened, read_member

MAX_STUDENT_ZIP = 64 << 20  # bytes of a zip inside a zip, which is held in memory
MAX_FILES = 10_000  # below one folder of a student
MAX_DEPTH = 20
TAKEN = (".ipynb", ".zip")
INSIDE = "//"  # between a zip in a zip and its member: no name that is accepted holds it


@dataclass(frozen=True)
class Find:
    """A notebook or zip: its parts below what was handed in, and where it is."""

    parts: tuple[str, ...]
    path: Path
    member: str | None = None
    problem: str = ""

    @property
    def name(self) -> str:
        """How the teacher knows it."""
        return clean("/".join(self.parts))

    @property
    def place(self) -> tuple[str, str | None]:
        """Where it is, whichever path led there."""
        return os.path.abspath(self.path), self.member


def search(path: Path) -> Iterator[tuple[str, Find]]:
    """Yield what one handed-in path holds, each with its student; raise UsageError if that is nothing."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{clean(str(path))} cannot be read: {why}. Check the path.") from error
    name = path.name or str(path)
    if stat.S_ISLNK(mode):
        yield path.stem, Find((name,), path, problem=f"{clean(name)} is a link: hand in what it points to.")
    elif stat.S_ISDIR(mode):
        yield from _folder(path)
    elif _is(name, ".ipynb"):
        yield path.stem, Find((name,), path)
    elif _is(name, ".zip"):
        yield from _class_zip(path)
    else:
        raise UsageError(f"{clean(str(path))} is neither a notebook (.ipynb) nor a folder nor a zip: leave it out.")


def _folder(folder: Path) -> Iterator[tuple[str, Find]]:
    try:
        entries = sorted((e for e in os.scandir(folder) if not _ignored(e.name)), key=lambda e: e.name)
    except OSError as error:
        raise UsageError(f"{clean(str(folder))} cannot be read: {error.strerror}. Check its permissions.") from error
    found: list[tuple[str, Find]] = []
    without: list[tuple[str, Find]] = []  # students, if this is a folder of folders
    for entry in entries:
        here = Find((entry.name,), Path(entry.path))
        if entry.is_symlink():
            if _is(entry.name, *TAKEN) or entry.is_dir():
                problem = f"{here.name} is a link, and links are not followed: ask for the file itself."
                found.append((_stem(entry.name), replace(here, problem=problem)))
        elif entry.is_dir(follow_symlinks=False):
            items = list(_below(here))
            if not items:
                without.append((entry.name, _without_notebook(here)))
            found += [(entry.name, item) for item in items]
        elif _is(entry.name, ".ipynb"):
            found.append((_stem(entry.name), here))
        elif _is(entry.name, ".zip"):
            found += [(_stem(entry.name), item) for item in _student_zip(here)]
    if not found:
        raise UsageError(f"{clean(str(folder))} holds no notebook (.ipynb) and no zip: is it the right folder?")
    flat = any(len(item.parts) == 1 and _is(item.parts[0], ".ipynb") for _, item in found)
    yield from found if flat else found + without


def _below(folder: Find, depth: int = 1) -> list[Find]:
    """The notebooks and zips of one student's folder, however deep."""
    found: list[Find] = []
    waiting, files = [(folder, depth)], 0
    while waiting:
        here, depth = waiting.pop()
        try:
            entries = sorted((e for e in os.scandir(here.path) if not _ignored(e.name)), key=lambda e: e.name)
        except OSError as error:
            return [replace(folder, problem=f"{here.name} cannot be read: {error.strerror}. Check its permissions.")]
        files += len(entries)
        if files > MAX_FILES or depth > MAX_DEPTH:
            problem = f"{folder.name} holds too many files or folders to search: ask for the notebook only."
            return [replace(folder, problem=problem)]
        for entry in entries:
            item = Find((*here.parts, entry.name), Path(entry.path))
            if entry.is_symlink():
                if _is(entry.name, *TAKEN):
                    found.append(replace(item, problem=f"{item.name} is a link: ask for the file itself."))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((item, depth + 1))
            elif _is(entry.name, ".ipynb"):
                found.append(item)
            elif _is(entry.name, ".zip"):
                found += _student_zip(item)
    return found


def _student_zip(item: Find) -> list[Find]:
    """The notebooks of a zip that is one student's."""
    try:
        with regular(item.path, item.name) as file, opened(file, item.name) as archive:
            inside = members(archive, item.name)
    except Unusable as error:
        return [replace(item, problem=str(error))]
    return _notebooks(item, inside, "")


def _notebooks(item: Find, inside: Iterable[Member], prefix: str) -> list[Find]:
    """What a student's zip holds; the zip itself, with a problem, if that is no notebook."""
    found = [
        replace(item, parts=(*item.parts, *m.parts), member=prefix + m.name, problem=m.problem)
        for m in inside
        if _is(m.parts[-1], ".ipynb") and not any(_ignored(part) for part in m.parts if part not in (".", ".."))
    ]
    return found or [_without_notebook(item)]


def _without_notebook(item: Find) -> Find:
    return replace(item, problem=f"{item.name} holds no notebook (links are not followed): ask for the .ipynb file.")


def _class_zip(path: Path) -> Iterator[tuple[str, Find]]:
    """A handed-in zip: an Otter export of one student, or a class."""
    whole = Find((path.name,), path)
    found: list[tuple[str, Find]] = []
    others: dict[str, Find] = {}  # folders without a notebook
    try:
        with regular(path, whole.name) as file, opened(file, whole.name) as archive:
            listed = members(archive, whole.name)
            if any(m.name in (".OTTER_LOG", "__zip_filename__") for m in listed):
                yield from ((path.stem, item) for item in _notebooks(replace(whole, parts=()), listed, ""))
                return
            safe = [(m, _safe(m)) for m in listed if not any(_ignored(part) for part in _safe(m))]
            wrapper = _wrapper([m.parts for m, parts in safe if not m.problem and _is(parts[-1], *TAKEN)], path.stem)
            for m, parts in safe:
                below = parts[1:] if len(parts) > 1 and parts[0] == wrapper else parts
                student = below[0] if len(below) > 1 else _stem(below[0])
                item = Find(below, path, m.name, m.problem)
                if _is(below[-1], *TAKEN):
                    found += [(student, notebook) for notebook in _from_class_zip(archive, item)]
                elif len(below) > 1:
                    others.setdefault(student, _without_notebook(replace(item, parts=below[:1])))
    except Unusable as error:
        found = [(path.stem, replace(whole, problem=str(error)))]
    if not found:
        raise UsageError(f"{clean(str(path))} holds no notebook (.ipynb): is it the right zip?")
    yield from found
    if not any(len(item.parts) == 1 and _is(item.parts[0], ".ipynb") for _, item in found):
        yield from ((student, item) for student, item in others.items() if student not in dict(found))


def _from_class_zip(archive: ZipFile, item: Find) -> list[Find]:
    """A notebook, or the notebooks of a student's zip, in the zip of a class."""
    if item.problem or _is(item.parts[-1], ".ipynb"):
        return [item]
    try:
        data = read_member(archive, item.member or "", MAX_STUDENT_ZIP)
        with opened(nested(data), item.name) as inner:
            return _notebooks(item, members(inner, item.name), f"{item.member}{INSIDE}")
    except Unusable as error:
        return [replace(item, problem=str(error))]


def _safe(member: Member) -> tuple[str, ...]:
    """The parts of a member's path that are names; a name that leads out of the zip still belongs to somebody."""
    return tuple(part for part in member.parts if part not in ("", ".", "..")) or ("_",)


def _wrapper(paths: list[tuple[str, ...]], stem: str) -> str | None:
    """The one folder that a zip holds, if the class is in there rather than one student's things."""
    if len(paths) < 2 or len({p[0] for p in paths}) > 1 or min(map(len, paths)) < 2:
        return None
    like_the_zip = clean(paths[0][0]).casefold() == re.sub(r" ?\(\d+\)$", "", clean(stem)).casefold()
    of_folders = min(map(len, paths)) > 2 and len({p[1] for p in paths}) > 1
    return paths[0][0] if like_the_zip or of_folders else None


@contextmanager
def regular(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a regular file, and nothing else: no link, no pipe to wait for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unusable(f"{name} is not a regular file: ask for the notebook itself.")
            yield file
    except OSError as error:
        if path.is_symlink():
            raise Unusable(f"{name} is a link: ask for the file itself.") from error
        raise Unusable(f"{name} cannot be read: {error.strerror}. Check its permissions.") from error


def clean(name: str) -> str:
    """A name that can be printed and written everywhere: composed accents, no control characters, valid Unicode."""
    whole = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())
    return "".join("_" if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in whole).strip()


def _stem(name: str) -> str:
    return name.rpartition(".")[0] if _is(name, *TAKEN) else name


def _is(name: str, *endings: str) -> bool:
    return name.lower().endswith(endings)


def _ignored(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"
