"""Find the notebooks in the files, folders and zips that a teacher gives.

In: one path. Out: a `FoundFile` for each notebook or file with a problem, with the `Claim` of its source, which says
whose it is. A file that is no notebook has the problem that it is none, so that whoever handed it in is not forgotten.
Only folders and zips are opened. Hidden files, `.ipynb_checkpoints`, `__MACOSX`, what students were given, and results
of this program do not count. Links are not followed, except that the path itself may be a link to a folder.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from assignments import course
from assignments.errors import Unusable, UsageError
from autograder.file_kinds import kind_of_name
from grading.intake.claim import Claim, Listing, Owner, Source
from grading.intake.otter_export import MARKERS
from grading.intake.own_output import OUTPUT_NAMES, is_own_output
from grading.intake.sources import PLAIN, Recognised, recognise
from grading.intake.student_names import ENDINGS, class_folder, printable
from grading.intake.untrusted_zip import Member, in_memory, members, open_zip, read_member

MAX_STUDENT_ZIP = 64 << 20  # bytes of a zip inside a zip, which is held in memory
MAX_FILES = 10_000  # in the folder of one student
MAX_DEPTH = 20  # folders inside folders
MAX_METADATA = 16 << 20  # bytes of a file that says whose the submissions are
CODE_ENDINGS = (".py", ".html", ".htm")  # of files that may hold a notebook's code
INSIDE = "//"  # separates the names of an inner zip and its member; no accepted name contains it


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

    @property
    def name(self) -> str:
        """Its path below what the teacher gives, as text."""
        return printable("/".join(self.parts))

    @property
    def location(self) -> tuple[str, str | None]:
        """Its absolute path and its member: equal for the same file found twice."""
        return os.path.abspath(self.path), self.member


@dataclass(frozen=True)
class Discovered:
    """The files of all students in one path, and the source that made them."""

    files: tuple[FoundFile, ...]
    source: Source


def discover(path: Path, out: Path | None = None, source: str | None = None) -> Discovered:
    """Return the files of all submissions in `path`; raise UsageError if there are none.

    The folder `out` is left out, because results are written there. `source` is the key of a source, if it is forced.
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
        return _one(path, f"{printable(name)} is a link: give the path that it points to.")
    if stat.S_ISDIR(mode):
        return _folder(path, os.path.realpath(out) if out else None, source)
    if _has_ending(name, ".ipynb"):
        return _one(path)
    if _has_ending(name, ".zip"):
        return _class_zip(path, source)
    raise UsageError(
        f"{printable(str(path))}{_as_kind(name)} is neither a notebook (.ipynb) nor a folder nor a zip: leave it out."
    )


def _one(path: Path, problem: str = "") -> Discovered:
    """Return the only file of a path: the student has its name."""
    name = path.name or str(path)
    claim = Claim((Owner(path.stem),), (name,))
    return Discovered((FoundFile((name,), path, problem=problem, own=(name,), claim=claim),), PLAIN)


def _folder(folder: Path, out: str | None, forced: str | None) -> Discovered:
    try:
        entries = _entries(folder, out)
        listing = _listing(folder, entries)
        recognised = recognise(listing, forced)
        if [*listing.entries.values()] == [True] and (recognised.source is PLAIN or not recognised.made):
            inner = folder / entries[0].name
            if _is_download(inner, out, forced):  # in a folder of its own
                return _folder(inner, out, forced)
    except OSError as error:
        raise UsageError(
            f"{printable(str(folder))} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    found: list[FoundFile] = []
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        claim = recognised.claim(entry.name, is_folder)
        here = FoundFile((entry.name,), Path(entry.path), own=claim.own, claim=claim)
        if not claim.owners:
            continue
        if claim.problem:
            found.append(replace(here, problem=printable(claim.problem)))
        elif entry.is_symlink():
            problem = f"{here.name} is a link, and links are not followed. Hand in the file itself."
            found.append(replace(here, problem=problem))
        elif is_folder:
            if not _is_results(here.path, out):
                found += _below(here, out) or [_without_notebook(here)]
        elif _has_ending(entry.name, ".zip"):
            found += _student_zip(here)
        else:
            found.append(_as_found(here))
    if not any(item.is_notebook or (item.is_code and recognised.source is not PLAIN) for item in found):
        raise UsageError(
            f"{printable(str(folder))} holds no notebook (.ipynb) and no zip{_only(found)}. Is it the right folder?"
        )
    if recognised.source is PLAIN:
        found = _modules_of_only_notebook(found)
    return Discovered(_of_students(found), recognised.source)


def _modules_of_only_notebook(found: list[FoundFile]) -> list[FoundFile]:
    """Give loose modules to the only notebook if it is loose, too: then the folder is one student's."""
    notebooks = [item for item in found if item.is_notebook]
    if len(notebooks) != 1 or len(notebooks[0].parts) > 1:
        return found
    claim = notebooks[0].claim
    is_module = [item.is_code and len(item.parts) == 1 and item.name.endswith(".py") for item in found]
    return [replace(item, claim=claim) if own else item for item, own in zip(found, is_module, strict=True)]


def _is_download(folder: Path, out: str | None, forced: str | None) -> bool:
    try:
        recognised = recognise(_listing(folder, _entries(folder, out)), forced)
    except OSError:
        return False
    return recognised.made > 0 and recognised.source.makes_folders


def _listing(folder: Path, entries: Iterable[os.DirEntry[str]]) -> Listing:
    def read(name: str) -> bytes | None:
        try:
            with open_regular_file(folder / name, name) as file:
                return file.read(MAX_METADATA)
        except Unusable:
            return None

    return Listing(folder.name, {e.name: e.is_dir(follow_symlinks=False) for e in entries}, read, folder)


def _of_students(found: list[FoundFile]) -> tuple[FoundFile, ...]:
    """Return what students handed in. Of a folder without a notebook, not what they were given with their notebooks,
    and no dataset beside the only notebook: it is of the same student.
    """
    with_notebook = {owner for item in found if item.is_notebook for owner in item.claim.owners}
    nobody = {owner for item in found if item.parts[0] in given_names() for owner in item.claim.owners}
    if sum(item.is_notebook for item in found) == 1:
        nobody |= {owner for item in found if item.parts[1:] == ("manifest.csv",) for owner in item.claim.owners}
    nobody -= with_notebook
    return tuple(item for item in found if not nobody.issuperset(item.claim.owners))


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
            item = replace(here, parts=(*here.parts, entry.name), path=Path(entry.path), own=(*here.own, entry.name))
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
    return _notebooks_and_code(found)


def _notebooks_and_code(found: list[FoundFile]) -> list[FoundFile]:
    """Return the notebooks of a student with the modules beside them, or all files if there is no notebook."""
    if not any(item.is_notebook for item in found):
        return found
    return [item for item in found if item.is_notebook or item.is_code]


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
    """Return the notebooks among the members of a student's zip, or the zip with a problem if there are none; and the
    files that may be code."""
    counted = [m for m in inside if not any(_ignored(part) for part in m.parts if part not in (".", ".."))]
    found = [
        replace(
            item, parts=(*item.parts, *m.parts), member=prefix + m.name, problem=m.problem, own=(*item.own, *m.parts)
        )
        for m in counted
        if _has_ending(m.parts[-1], ".ipynb") or (_has_ending(m.parts[-1], *CODE_ENDINGS) and not m.problem)
    ]
    code = [replace(one, is_notebook=False, is_code=True) for one in found if not _has_ending(one.name, ".ipynb")]
    notebooks = [one for one in found if _has_ending(one.name, ".ipynb")]
    if notebooks or not counted:
        return [*notebooks, *code] or [_without_notebook(item)]
    names = _listed([printable(m.parts[-1]) + _as_kind(m.parts[-1]) for m in counted])
    return [replace(item, problem=f"{item.name} holds no notebook, only {names}. Hand in the .ipynb file."), *code]


def _as_found(item: FoundFile) -> FoundFile:
    """Return a file as a notebook if its name says so, and otherwise with the problem that it is none."""
    if _has_ending(item.parts[-1], *ENDINGS):
        return item
    problem = f"{item.name} is {kind_of_name(item.parts[-1]) or 'another file'}, not a notebook."
    is_code = _has_ending(item.parts[-1], *CODE_ENDINGS)
    return replace(item, problem=f"{problem} Hand in the .ipynb file.", is_notebook=False, is_code=is_code)


def _without_notebook(item: FoundFile) -> FoundFile:
    problem = f"{item.name} holds no notebook (links are not followed). Hand in the .ipynb file."
    return replace(item, problem=problem, is_notebook=False)


def _only(found: Iterable[FoundFile]) -> str:
    names = [item.name + _as_kind(item.parts[-1]) for item in found]
    return f", only {_listed(names)}" if names else ""


def _as_kind(name: str) -> str:
    kind = kind_of_name(name)
    return f" ({kind})" if kind else ""


def _listed(names: list[str], most: int = 3) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _class_zip(path: Path, forced: str | None) -> Discovered:
    """Return the submissions of a zip that the teacher gives: an Otter export of one student, or a class."""
    whole = FoundFile((path.name,), path)
    found: list[FoundFile] = []
    source = PLAIN
    try:
        with open_regular_file(path, whole.name) as file, open_zip(file, whole.name) as archive:
            listed = members(archive, whole.name)
            if any(m.name in MARKERS for m in listed):
                claim = Claim((Owner(path.stem),))
                return Discovered(tuple(_notebooks(replace(whole, parts=(), claim=claim), listed, "")), source)
            safe = [(m, _safe_parts(m)) for m in listed if not any(_ignored(part) for part in _safe_parts(m))]
            recognised, around = _in_zip(archive, path, safe, forced)
            source = recognised.source
            for m, parts in safe:
                below = parts[1:] if len(parts) > 1 and parts[0] == around else parts
                claim = recognised.claim(below[0], len(below) > 1)
                item = FoundFile(below, path, m.name, m.problem, own=(*claim.own, *below[1:]), claim=claim)
                if claim.owners:
                    item = replace(item, problem=item.problem or printable(claim.problem))
                    found += _from_class_zip(archive, item)
    except Unusable as error:
        claim = Claim((Owner(path.stem),))
        found = [replace(whole, problem=str(error), claim=claim)]
    if not any(item.is_notebook or (item.is_code and source is not PLAIN) for item in found):
        raise UsageError(
            f"{printable(str(path))} holds no notebook (.ipynb) and no zip{_only(found)}. Is it the right zip?"
        )
    return Discovered(_of_students(found), source)


def _in_zip(
    archive: ZipFile, path: Path, safe: list[tuple[Member, tuple[str, ...]]], forced: str | None
) -> tuple[Recognised, str | None]:
    """Return the source of a zip with what it says about each entry, and the one folder around all entries, if any."""
    tops = {parts[0] for _, parts in safe}
    (only,) = tops if len(tops) == 1 else (None,)
    around = class_folder([m.parts for m, _ in safe if not m.problem], path.stem)
    for top in dict.fromkeys((None, only, around)):
        entries: dict[str, bool] = {}
        raw = {}
        for m, parts in safe:
            below = parts[1:] if top is not None and top == parts[0] else parts
            if below:
                entries[below[0]] = entries.get(below[0], False) or len(below) > 1
                raw[below[0]] = m.name
        recognised = recognise(Listing(top or path.stem, entries, partial(_metadata, archive, raw)), forced)
        if recognised.made and recognised.source is not PLAIN:
            return recognised, top
    return recognised, around


def _metadata(archive: ZipFile, names: Mapping[str, str], name: str) -> bytes | None:
    try:
        return read_member(archive, names[name], MAX_METADATA)
    except (Unusable, KeyError):
        return None


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
def given_names() -> frozenset[str]:
    """Return the names of the files and folders that students are given with their notebooks."""
    folders = [course.assignment(slug).folder for slug in course.assignments()]
    return frozenset(e.name for folder in folders for e in os.scandir(folder) if not _has_ending(e.name, ".ipynb"))
