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

from checking.findings import MAX_BYTES, MIN_PICTURES, Finding, checksum_matches
from format.images import ImageInfo, Limits, Unreadable, difference_hash, inspect, read_bytes, sha256
from format.manifest import Row, Unusable

LIMITS = Limits(file_bytes=MAX_BYTES * 2)
MAX_TOTAL_BYTES = MAX_BYTES * 20  # of all files: what lies behind is not opened
MAX_TOTAL_PIXELS = 3_000_000_000
MAX_FILES = 10_000
CONTACT_BATCH = "contact.npz"
REPORT_FILE = "check.json"
NEEDS_PICTURES = ("changed", "unreadable", "gps", "large")


@dataclass(frozen=True)
class CheckedImages:
    """What was found, difference hash and SHA-256 of each picture by its name, and how many bytes there are."""

    findings: tuple[Finding, ...]
    hashes: Mapping[str, int]
    digests: Mapping[str, str]
    bytes: int


def has_images(folder: Path) -> bool:
    """Whether the pictures are there, and not elsewhere by a link."""
    return (folder / "images").is_dir() and not (folder / "images").is_symlink()


def check_images(images: Path, rows: Sequence[Row]) -> CheckedImages:
    """Open every file of a folder and compare it with the list."""
    with os.scandir(images) as entries:
        there = sorted((entry.name for entry in entries if not entry.name.startswith(".")), key=str)
    findings: list[Finding] = []
    hashes: dict[str, int] = {}
    digests: dict[str, str] = {}
    listed = {row.file: row for row in rows}
    total = pixels = 0
    for name in there[:MAX_FILES]:
        if name not in listed:
            findings.append(Finding("unlisted", "is in images/ and not in manifest.csv.", name))
        total += _file_size(images / name)
        if total > MAX_TOTAL_BYTES or pixels > MAX_TOTAL_PIXELS:
            findings.append(Finding("unreadable", "was not opened: all files together are too large.", name))
            continue
        try:
            found = inspect(data := read_bytes(images / name, LIMITS), LIMITS)
        except Unreadable as error:
            findings.append(Finding("unreadable", f"{error}.", name))
            if name in listed:
                findings += _check_digest(images / name, listed[name])
            continue
        pixels += found.width * found.height
        hashes[name] = found.hash
        digests[name] = sha256(data)
        findings += _check_picture(found, digests[name], listed.get(name), name)
    absent = listed.keys() - set(there)
    findings += [Finding("absent", "is in manifest.csv and not in images/.", name) for name in absent]
    if len(there) > MAX_FILES:
        findings.append(Finding("large", f"images/ has {len(there):,} files; only {MAX_FILES:,} are looked at."))
    if len(hashes) < MIN_PICTURES <= len(rows):
        findings.append(Finding("few", f"{len(hashes)} pictures can be opened; at least {MIN_PICTURES} are asked for."))
    if total > MAX_BYTES:
        findings.append(Finding("large", f"images/ has {total:,} bytes; at most {MAX_BYTES:,} are asked for."))
    return CheckedImages(tuple(findings), hashes, digests, total)


def _file_size(path: Path) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0


def _check_picture(found: ImageInfo, digest: str, row: Row | None, name: str) -> Iterator[Finding]:
    if row is not None and digest != row.sha256.lower():
        yield Finding("changed", "is not the file that was listed: its SHA-256 is another.", name)
    if found.has_location:
        yield Finding("gps", "says where it was taken: save it without EXIF, or collect it with collect.py.", name)


def _check_digest(path: Path, row: Row) -> Iterator[Finding]:
    """Whether a file that is no picture is at least the one that was listed."""
    try:
        if sha256(read_bytes(path, LIMITS)) != row.sha256.lower():
            yield Finding("changed", "is not the file that was listed: its SHA-256 is another.", row.file)
    except Unreadable:
        pass  # said already


def check_contact_batch(folder: Path, rows: Sequence[Row]) -> CheckedImages:
    """Compare a contact batch with the list, and take the author's word for what it cannot tell."""
    findings: list[Finding] = []
    try:
        pictures, names = read_contact_batch(folder / CONTACT_BATCH)
    except Unusable as error:
        return CheckedImages((Finding("unreadable", str(error), CONTACT_BATCH), *_reported_findings(folder)), {}, {}, 0)
    listed, there = {row.file: row.sha256 for row in rows}, set(names)
    missing, extra = listed.keys() - there, there - listed.keys()
    findings += [Finding("absent", f"is in manifest.csv and not in {CONTACT_BATCH}.", name) for name in missing]
    findings += [Finding("unlisted", f"is in {CONTACT_BATCH} and not in manifest.csv.", name) for name in extra]
    if len(there) < len(names):
        findings.append(Finding("duplicate", "has a name twice.", CONTACT_BATCH))
    hashes = {name: difference_hash(Image.fromarray(pixels)) for name, pixels in zip(names, pictures, strict=True)}
    digests = {name: listed[name] for name in names if name in listed}
    return CheckedImages((*findings, *_reported_findings(folder)), hashes, digests, 0)


def _reported_findings(folder: Path) -> Iterator[Finding]:
    """What the author's own check said of what cannot be seen here."""
    again = "Run check.py on the whole dataset at your desk with --report, and hand in check.json."
    try:
        note: Any = json.loads(read_bytes(folder / REPORT_FILE, Limits(file_bytes=5_000_000)).decode("utf-8"))
        listed = sha256(read_bytes(folder / "manifest.csv", Limits(file_bytes=MAX_BYTES)))
        if not checksum_matches(note) or note["manifest"] != listed:
            yield Finding("changed", f"is not about this manifest.csv. {again}", REPORT_FILE)
            return
        for said in note["findings"]:
            if said["code"] in NEEDS_PICTURES:
                yield Finding(said["code"], str(said["message"])[:300], str(said["file"])[:300])
    except Unreadable as error:
        yield Finding("changed", f"{error}. {again}", REPORT_FILE)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        yield Finding("changed", f"is not as check.py wrote it. {again}", REPORT_FILE)


def read_contact_batch(path: Path) -> tuple[np.ndarray, list[str]]:
    """Return pictures (N, H, W, 3) and names of a contact batch; raise Unusable, whatever the file holds."""
    try:
        if path.is_symlink() or not path.is_file():
            raise Unusable("is not there, or no ordinary file.")
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            pictures = _read_array(archive, "pictures.npy", "u1", 40_000_000)
            names = _read_array(archive, "names.npy", "U", 40_000_000)
    except Unusable:
        raise
    except Exception as error:  # zip and npy raise nearly everything on forged files
        raise Unusable(f"cannot be read: {str(error)[:200] or type(error).__name__}.") from error
    if pictures.ndim != 4 or pictures.shape[3] != 3 or 0 in pictures.shape[:3] or names.shape != pictures.shape[:1]:
        raise Unusable("must hold pictures (N, H, W, 3) and N names.")
    return pictures, [str(name) for name in names]


def _read_array(archive: zipfile.ZipFile, name: str, kind: str, largest: int) -> np.ndarray:
    """An array whose header promises exactly as many bytes as there are: nothing is allocated on its word."""
    with archive.open(name) as member:
        shape, fortran, dtype = _read_header(member)
        size = dtype.itemsize
        for length in shape:
            size *= length
        if not dtype.str.lstrip("<|").startswith(kind) or fortran or not 0 <= size <= largest:
            raise Unusable(f"has a {name} of another kind or size than preprocess.py writes.")
        data = member.read(size + 1)
    if len(data) != size:
        raise Unusable(f"has a {name} that is not as long as it says.")
    return np.frombuffer(data, dtype=dtype).reshape(shape)


def _read_header(member: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    if np.lib.format.read_magic(member) != (1, 0):
        raise Unusable("is written in a way that preprocess.py does not use.")
    return np.lib.format.read_array_header_1_0(member, max_header_size=10_000)
