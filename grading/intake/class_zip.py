"""The submissions in a zip that the teacher gives: a class, or an Otter export of one student.

In: the path of a zip. Out: `FoundFile`s with what their source says about them. Zips inside are students' zips. What is
too much is too much of one student, and harms nobody else: files, zips inside the zip, and their bytes.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from zipfile import ZipFile

from assignments.errors import Unusable, UsageError
from grading.intake.claim import Claim, Listing, Owner
from grading.intake.found_file import (
    Discovered,
    FoundFile,
    as_found,
    has_ending,
    is_ignored,
    modules_of_only_notebook,
    notebooks_in_zip,
    of_students,
    only_these,
    open_regular_file,
    without_notebook,
)
from grading.intake.otter_export import MARKERS
from grading.intake.sources import PLAIN, Recognised, recognise
from grading.intake.student_names import ENDINGS, class_folder, clean_text
from grading.intake.untrusted_zip import (
    Member,
    folders,
    in_memory,
    members,
    members_of_class,
    open_zip,
    read_member,
    too_many_files,
)

MAX_STUDENT_ZIP = 64 << 20  # bytes of a zip inside a zip, which is held in memory
MAX_METADATA = 16 << 20  # bytes of a file that says whose the submissions are
MAX_ZIPS = 20  # zips of one student that are opened
MAX_ZIP_BYTES = 256 << 20  # of these together, unpacked
INSIDE = "//"  # separates the names of an inner zip and its member; no accepted name contains it


def class_zip(path: Path, forced: str | None) -> Discovered:
    """Return the submissions of a zip that the teacher gives: an Otter export of one student, or a class."""
    whole = FoundFile((path.name,), path)
    found: list[FoundFile] = []
    source = PLAIN
    try:
        with open_regular_file(path, whole.name) as file, open_zip(file, whole.name, of_class=True) as archive:
            listed = members_of_class(archive)
            if any(m.name in MARKERS for m in listed):
                claim = Claim((Owner(path.stem),))
                listed = members(archive, whole.name)
                return Discovered(tuple(notebooks_in_zip(replace(whole, parts=(), claim=claim), listed, "")), source)
            safe = [(m, _safe_parts(m)) for m in listed if not any(is_ignored(part) for part in _safe_parts(m))]
            recognised, around = _in_zip(archive, path, safe, forced)
            source = recognised.source
            items: dict[tuple[Owner, ...], list[FoundFile]] = defaultdict(list)
            for m, parts in safe:
                below = parts[1:] if len(parts) > 1 and parts[0] == around else parts
                claim = recognised.claim(below[0], len(below) > 1)
                item = FoundFile(below, path, m.name, m.problem, own=(*claim.own, *below[1:]), claim=claim)
                if claim.owners:
                    items[claim.owners].append(replace(item, problem=item.problem or clean_text(claim.problem)))
            for folder in _folders(archive, around):
                claim = recognised.claim(folder, True)
                if claim.owners and claim.owners not in items:
                    found.append(without_notebook(FoundFile((folder,), path, own=claim.own, claim=claim)))
            if too_many := too_many_files(whole.name, len(items) + len(found)):
                raise Unusable(too_many)
            for owners, own in items.items():
                found += _of_one(archive, owners, own)
            if source is PLAIN:
                found = modules_of_only_notebook(found)
    except Unusable as error:
        claim = Claim((Owner(path.stem),))
        found = [replace(whole, problem=str(error), claim=claim)]
    if not any(item.is_notebook or (item.is_code and source is not PLAIN) for item in found):
        raise UsageError(
            f"{clean_text(str(path))} holds no notebook (.ipynb) and no zip{only_these(found)}. Is it the right zip?"
        )
    return Discovered(of_students(found), source)


def _folders(archive: ZipFile, around: str | None) -> list[str]:
    """Return the names of the folders at the top of a class, each once, also of those without anything that counts."""
    names = []
    for parts in folders(archive):
        safe = [part for part in parts if part not in ("", ".", "..")]
        names += (safe[1:] if safe[:1] == [around] else safe)[:1]
    return [name for name in dict.fromkeys(names) if not is_ignored(name)]


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
        entries |= dict.fromkeys(_folders(archive, top), True)
        recognised = recognise(Listing(top or path.stem, entries, partial(_metadata, archive, raw)), forced)
        if recognised.made and recognised.source is not PLAIN:
            return recognised, top
    return recognised, around


def _metadata(archive: ZipFile, names: Mapping[str, str], name: str) -> bytes | None:
    try:
        return read_member(archive, names[name], MAX_METADATA)
    except (Unusable, KeyError):
        return None


def _of_one(archive: ZipFile, owners: Sequence[Owner], items: Sequence[FoundFile]) -> list[FoundFile]:
    """Return the notebooks of one student, or of one group; or one file with a problem if there is too much."""
    zips = [item for item in items if not item.problem and has_ending(item.parts[-1], ".zip")]
    sizes = Counter({item.name: archive.getinfo(item.member or "").file_size for item in zips})
    who = clean_text(owners[0].name)
    problem = too_many_files(who, len(items))
    if len(zips) > MAX_ZIPS or sizes.total() > MAX_ZIP_BYTES:
        problem = f"{who} holds {len(zips)} zips, too many or too large to search. Hand in the notebook only."
    if problem:
        return [replace(items[0], problem=problem, is_notebook=True)]
    return [found for item in items for found in _from_class_zip(archive, item)]


def _from_class_zip(archive: ZipFile, item: FoundFile) -> list[FoundFile]:
    """Return the notebooks of one member of a class's zip: itself, or those in a student's zip."""
    if item.problem or not has_ending(item.parts[-1], ".zip"):
        is_notebook = has_ending(item.parts[-1], *ENDINGS)
        return [replace(item, is_notebook=is_notebook) if item.problem else as_found(item)]
    try:
        data = read_member(archive, item.member or "", MAX_STUDENT_ZIP)
        with open_zip(in_memory(data), item.name) as inner:
            return notebooks_in_zip(item, members(inner, item.name), f"{item.member}{INSIDE}")
    except Unusable as error:
        return [replace(item, problem=str(error))]


def _safe_parts(member: Member) -> tuple[str, ...]:
    """Return the parts of a member's path without `..` and the like, so that a hostile path also has a student."""
    return tuple(part for part in member.parts if part not in ("", ".", "..")) or ("_",)
