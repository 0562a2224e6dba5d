"""Find the notebooks in the files, folders and zips that a teacher gives.

In: one path. Out: a `FoundFile` for each notebook or file with a problem, with the `Claim` of its source, which says
whose it is. A file that is no notebook has the problem that it is none, so that whoever handed it in is not forgotten.
Only folders and zips are opened. Hidden files, `.ipynb_checkpoints`, `__MACOSX`, what students were given, and results
of this program do not count. Links are not followed, except that the path itself may be a link to a folder.
"""

import os
import stat
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from assignments.errors import Unusable, UsageError
from grading.intake.claim import Claim, Listing, Owner
from grading.intake.class_zip import MAX_METADATA, class_zip
from grading.intake.found_file import (
    Discovered,
    FoundFile,
    as_found,
    as_kind,
    has_ending,
    is_ignored,
    modules_of_only_notebook,
    of_students,
    only_these,
    open_regular_file,
    student_zip,
    without_notebook,
)
from grading.intake.machine_fault import raise_fault_of_machine
from grading.intake.own_output import OUTPUT_NAMES, is_own_output
from grading.intake.sources import PLAIN, recognise
from grading.intake.student_names import ENDINGS, clean_text

MAX_FILES = 10_000  # in the folder of one student
MAX_ZIPS = 100  # of these that are opened
MAX_DEPTH = 20  # folders inside folders


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
        raise UsageError(f"{clean_text(str(path))} cannot be read: {reason}. Check the path.") from error
    name = path.name or str(path)
    if stat.S_ISLNK(mode):
        return _one(path, f"{clean_text(name)} is a link: give the path that it points to.")
    if stat.S_ISDIR(mode):
        return _folder(path, os.path.realpath(out) if out else None, source)
    if has_ending(name, ".ipynb"):
        return _one(path)
    if has_ending(name, ".zip"):
        return class_zip(path, source)
    raise UsageError(
        f"{clean_text(str(path))}{as_kind(name)} is neither a notebook (.ipynb) nor a folder nor a zip: leave it out."
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
            f"{clean_text(str(folder))} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    found: list[FoundFile] = []
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        claim = recognised.claim(entry.name, is_folder)
        here = FoundFile((entry.name,), Path(entry.path), own=claim.own, claim=claim)
        if not claim.owners:
            continue
        found += _entry(here, entry, out)
    if not any(item.is_notebook or (item.is_code and recognised.source is not PLAIN) for item in found):
        raise UsageError(
            f"{clean_text(str(folder))} holds no notebook (.ipynb) and no zip{only_these(found)}. "
            "Is it the right folder?"
        )
    if recognised.source is PLAIN:
        found = modules_of_only_notebook(found)
    return Discovered(of_students(found), recognised.source)


def _entry(here: FoundFile, entry: os.DirEntry[str], out: str | None) -> list[FoundFile]:
    """Return the files of one entry of a class's folder: a student's folder, a zip, or a file."""
    if here.claim.problem:
        return [replace(here, problem=clean_text(here.claim.problem))]
    if entry.is_symlink():
        problem = f"{here.name} is a link, and links are not followed. Hand in the file itself."
        return [replace(here, problem=problem)]
    if entry.is_dir(follow_symlinks=False):
        return [] if _is_results(here.path, out) else _below(here, out) or [without_notebook(here)]
    return student_zip(here) if has_ending(entry.name, ".zip") else [as_found(here)]


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


def _below(folder: FoundFile, out: str | None) -> list[FoundFile]:
    """Return the notebooks in one student's folder, at any depth, also those in zips; or the other files, if none."""
    found: list[FoundFile] = []
    waiting, files, zips = [(folder, 1)], 0, 0
    while waiting:
        here, depth = waiting.pop()
        try:
            entries = _entries(here.path, out)
        except OSError as error:
            raise_fault_of_machine(error, here.name)
            return [replace(folder, problem=f"{here.name} cannot be read: {error.strerror}. Check its permissions.")]
        files += len(entries)
        zips += sum(has_ending(entry.name, ".zip") for entry in entries)
        if files > MAX_FILES or zips > MAX_ZIPS or depth > MAX_DEPTH:
            problem = f"{folder.name} holds too many files or folders to search. Hand in the notebook only."
            return [replace(folder, problem=problem)]
        for entry in entries:
            item = replace(here, parts=(*here.parts, entry.name), path=Path(entry.path), own=(*here.own, entry.name))
            if entry.is_symlink():
                is_notebook = has_ending(entry.name, *ENDINGS)
                problem = f"{item.name} is a link. Hand in the file itself."
                found.append(replace(item, problem=problem, is_notebook=is_notebook))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((item, depth + 1))
            elif has_ending(entry.name, ".zip"):
                found += student_zip(item)
            else:
                found.append(as_found(item))
    return _notebooks_and_code(found)


def _notebooks_and_code(found: list[FoundFile]) -> list[FoundFile]:
    """Return the notebooks of a student with the modules beside them, or all files if there is no notebook."""
    if not any(item.is_notebook for item in found):
        return found
    return [item for item in found if item.is_notebook or item.is_code]


def _entries(folder: Path, out: str | None) -> list[os.DirEntry[str]]:
    """Return what counts in a folder, sorted by name."""
    with os.scandir(folder) as scanned:
        entries = sorted((e for e in scanned if not is_ignored(e.name)), key=lambda e: e.name)
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
