"""What only the pictures themselves can tell, opened one by one at the author's desk or on a grader's machine.

Files may be hostile: none is opened before its size is known, none is followed if it is a link, and all of them
together may have so many bytes and pixels and no more. Without pictures, a contact batch (`contact.npz`) and the report
that the author's own check wrote (`check.json`) stand in for them.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from PIL import Image

from checking.findings import FEWEST, LARGEST, Finding, seal_holds
from format.images import Limits, Picture, Unreadable, difference_hash, inspect, read_bytes, sha256
from format.manifest import Row, Unusable

LIMITS = Limits(file_bytes=LARGEST * 2)
ALL_BYTES = LARGEST * 20  # of all files: what lies behind is not opened
ALL_PIXELS = 3_000_000_000
MOST_FILES = 10_000
CONTACT = "contact.npz"
NOTE = "check.json"
ONLY_PICTURES_TELL = ("changed", "unreadable", "gps", "large")


@dataclass(frozen=True)
class Seen:
    """What was found, difference hash and SHA-256 of each picture by its name, and how many bytes there are."""

    findings: tuple[Finding, ...]
    hashes: Mapping[str, int]
    digests: Mapping[str, str]
    bytes: int


def has_images(folder: Path) -> bool:
    """Whether the pictures are there, and not elsewhere by a link."""
    return (folder / "images").is_dir() and not (folder / "images").is_symlink()


def look(images: Path, rows: Sequence[Row]) -> Seen:
    """Open every file of a folder and compare it with the list."""
    with os.scandir(images) as entries:
        there = sorted((entry.name for entry in entries if not entry.name.startswith(".")), key=str)
    findings: list[Finding] = []
    hashes: dict[str, int] = {}
    digests: dict[str, str] = {}
    listed = {row.file: row for row in rows}
    total = pixels = 0
    for name in there[:MOST_FILES]:
        if name not in listed:
            findings.append(Finding("unlisted", "is in images/ and not in manifest.csv.", name))
        total += _bytes_of(images / name)
        if total > ALL_BYTES or pixels > ALL_PIXELS:
            findings.append(Finding("unreadable", "was not opened: all files together are too large.", name))
            continue
        try:
            found = inspect(data := read_bytes(images / name, LIMITS), LIMITS)
        except Unreadable as error:
            findings.append(Finding("unreadable", f"{error}.", name))
            if name in listed:
                findings += _unchanged(images / name, listed[name])
            continue
        pixels += found.width * found.height
        hashes[name] = found.hash
        digests[name] = sha256(data)
        findings += _of_picture(found, digests[name], listed.get(name), name)
    absent = listed.keys() - set(there)
    findings += [Finding("absent", "is in manifest.csv and not in images/.", name) for name in absent]
    if len(there) > MOST_FILES:
        findings.append(Finding("large", f"images/ has {len(there):,} files; only {MOST_FILES:,} are looked at."))
    if len(hashes) < FEWEST <= len(rows):
        findings.append(Finding("few", f"{len(hashes)} pictures can be opened; at least {FEWEST} are asked for."))
    if total > LARGEST:
        findings.append(Finding("large", f"images/ has {total:,} bytes; at most {LARGEST:,} are asked for."))
    return Seen(tuple(findings), hashes, digests, total)


def _bytes_of(path: Path) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0


def _of_picture(found: Picture, digest: str, row: Row | None, name: str) -> Iterator[Finding]:
    if row is not None and digest != row.sha256.lower():
        yield Finding("changed", "is not the file that was listed: its SHA-256 is another.", name)
    if found.has_position:
        yield Finding("gps", "says where it was taken: save it without EXIF, or collect it with collect.py.", name)


def _unchanged(path: Path, row: Row) -> Iterator[Finding]:
    """Whether a file that is no picture is at least the one that was listed."""
    try:
        if sha256(read_bytes(path, LIMITS)) != row.sha256.lower():
            yield Finding("changed", "is not the file that was listed: its SHA-256 is another.", row.file)
    except Unreadable:
        pass  # said already


def look_at_contact(folder: Path, rows: Sequence[Row]) -> Seen:
    """Compare a contact batch with the list, and take the author's word for what it cannot tell."""
    findings: list[Finding] = []
    try:
        pictures, names = read_contact(folder / CONTACT)
    except Unusable as error:
        return Seen((Finding("unreadable", str(error), CONTACT), *_note(folder)), {}, {}, 0)
    listed, there = {row.file: row.sha256 for row in rows}, set(names)
    missing, extra = listed.keys() - there, there - listed.keys()
    findings += [Finding("absent", f"is in manifest.csv and not in {CONTACT}.", name) for name in missing]
    findings += [Finding("unlisted", f"is in {CONTACT} and not in manifest.csv.", name) for name in extra]
    if len(there) < len(names):
        findings.append(Finding("duplicate", "has a name twice.", CONTACT))
    hashes = {name: difference_hash(Image.fromarray(pixels)) for name, pixels in zip(names, pictures, strict=True)}
    digests = {name: listed[name] for name in names if name in listed}
    return Seen((*findings, *_note(folder)), hashes, digests, 0)


def _note(folder: Path) -> Iterator[Finding]:
    """What the author's own check said of what cannot be seen here."""
    again = "Run check.py on the whole dataset at your desk with --report, and hand in check.json."
    try:
        note: Any = json.loads(read_bytes(folder / NOTE, Limits(file_bytes=5_000_000)).decode("utf-8"))
        listed = sha256(read_bytes(folder / "manifest.csv", Limits(file_bytes=LARGEST)))
        if not seal_holds(note) or note["manifest"] != listed:
            yield Finding("changed", f"is not about this manifest.csv. {again}", NOTE)
            return
        for said in note["findings"]:
            if said["code"] in ONLY_PICTURES_TELL:
                yield Finding(said["code"], str(said["message"])[:300], str(said["file"])[:300])
    except Unreadable as error:
        yield Finding("changed", f"{error}. {again}", NOTE)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        yield Finding("changed", f"is not as check.py wrote it. {again}", NOTE)


def read_contact(path: Path) -> tuple[np.ndarray, list[str]]:
    """Return pictures (N, H, W, 3) and names of a contact batch; raise Unusable, whatever the file holds."""
    try:
        if path.is_symlink() or not path.is_file():
            raise Unusable("is not there, or no ordinary file.")
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            pictures = _member(archive, "pictures.npy", "u1", 40_000_000)
            names = _member(archive, "names.npy", "U", 40_000_000)
    except Unusable:
        raise
    except Exception as error:  # zip and npy raise nearly everything on forged files
        raise Unusable(f"cannot be read: {str(error)[:200] or type(error).__name__}.") from error
    if pictures.ndim != 4 or pictures.shape[3] != 3 or 0 in pictures.shape[:3] or names.shape != pictures.shape[:1]:
        raise Unusable("must hold pictures (N, H, W, 3) and N names.")
    return pictures, [str(name) for name in names]


def _member(archive: zipfile.ZipFile, name: str, kind: str, largest: int) -> np.ndarray:
    """An array whose header promises exactly as many bytes as there are: nothing is allocated on its word."""
    with archive.open(name) as member:
        shape, fortran, dtype = _header(member)
        size = dtype.itemsize
        for length in shape:
            size *= length
        if not dtype.str.lstrip("<|").startswith(kind) or fortran or not 0 <= size <= largest:
            raise Unusable(f"has a {name} of another kind or size than preprocess.py writes.")
        data = member.read(size + 1)
    if len(data) != size:
        raise Unusable(f"has a {name} that is not as long as it says.")
    return np.frombuffer(data, dtype=dtype).reshape(shape)


def _header(member: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    if np.lib.format.read_magic(member) != (1, 0):
        raise Unusable("is written in a way that preprocess.py does not use.")
    return np.lib.format.read_array_header_1_0(member, max_header_size=10_000)
