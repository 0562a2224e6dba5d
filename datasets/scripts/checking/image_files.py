"""The checks that need the pictures: every file in `images/` is opened and compared with the manifest.

In come a dataset folder and the rows of its manifest, out come findings, and the hash of each picture. Files may be
hostile. A file is opened only after its size is known, links are not followed, and the total of bytes and pixels has a
limit. If `images/` is absent, the contact batch (`contact.npz`) and the author's own report (`check.json`) replace it.
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
from format.manifest import MANIFEST, Row, Unusable

LIMITS = Limits(file_bytes=MAX_BYTES * 2)
MAX_TOTAL_BYTES = MAX_BYTES * 20  # of all files: later files are not opened
MAX_TOTAL_PIXELS = 3_000_000_000  # of all pictures: later files are not opened
MAX_FILES = 10_000
MAX_ARRAY_BYTES = 40_000_000  # of an array in a contact batch
CONTACT_BATCH = "contact.npz"
REPORT_FILE = "check.json"
NEEDS_PICTURES = ("changed", "unreadable", "gps", "large")


@dataclass(frozen=True)
class CheckedImages:
    """The findings, the difference hash and SHA-256 of each picture by its name, and the size of all files."""

    findings: tuple[Finding, ...]
    hashes: Mapping[str, int]
    digests: Mapping[str, str]
    bytes: int


def has_images(folder: Path) -> bool:
    """Whether `images/` is a folder and not a link."""
    return (folder / "images").is_dir() and not (folder / "images").is_symlink()


def check_images(images: Path, rows: Sequence[Row]) -> CheckedImages:
    """Open every file of a folder and compare it with the manifest."""
    with os.scandir(images) as entries:
        present = sorted((entry.name for entry in entries if not entry.name.startswith(".")), key=str)
    findings: list[Finding] = []
    hashes: dict[str, int] = {}
    digests: dict[str, str] = {}
    listed = {row.file: row for row in rows}
    total = pixels = 0
    for name in present[:MAX_FILES]:
        if name not in listed:
            findings.append(Finding("unlisted", "is in images/ but not in manifest.csv.", name))
        total += _file_size(images / name)
        if total > MAX_TOTAL_BYTES or pixels > MAX_TOTAL_PIXELS:
            findings.append(Finding("unreadable", "was not opened: the files together are too large.", name))
            continue
        try:
            info = inspect(data := read_bytes(images / name, LIMITS), LIMITS)
        except Unreadable as error:
            findings.append(Finding("unreadable", f"{error}.", name))
            if name in listed:
                findings += _check_digest(images / name, listed[name])
            continue
        pixels += info.width * info.height
        hashes[name] = info.hash
        digests[name] = sha256(data)
        findings += _check_picture(info, digests[name], listed.get(name), name)
    absent = listed.keys() - set(present)
    findings += [Finding("absent", "is in manifest.csv but not in images/.", name) for name in absent]
    if len(present) > MAX_FILES:
        findings.append(Finding("large", f"images/ has {len(present):,} files; only {MAX_FILES:,} are checked."))
    if len(hashes) < MIN_PICTURES <= len(rows):
        findings.append(Finding("few", f"{len(hashes)} pictures can be opened; at least {MIN_PICTURES} are required."))
    if total > MAX_BYTES:
        findings.append(Finding("large", f"images/ has {total:,} bytes; at most {MAX_BYTES:,} are allowed."))
    return CheckedImages(tuple(findings), hashes, digests, total)


def _file_size(path: Path) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0


def _check_picture(info: ImageInfo, digest: str, row: Row | None, name: str) -> Iterator[Finding]:
    if row is not None:
        yield from _compare_digest(digest, row)
    if info.has_location:
        yield Finding("gps", "stores where it was taken: save it without EXIF, or collect it with collect.py.", name)


def _check_digest(path: Path, row: Row) -> Iterator[Finding]:
    """Compare a file that is no picture with the manifest."""
    try:
        digest = sha256(read_bytes(path, LIMITS))
    except Unreadable:
        return  # the caller reports it
    yield from _compare_digest(digest, row)


def _compare_digest(digest: str, row: Row) -> Iterator[Finding]:
    if digest != row.sha256.lower():
        yield Finding("changed", "is not the file in manifest.csv: its SHA-256 differs.", row.file)


def check_contact_batch(folder: Path, rows: Sequence[Row]) -> CheckedImages:
    """Compare a contact batch with the manifest, and take the codes that need the pictures from the author's report."""
    findings: list[Finding] = []
    try:
        pictures, names = read_contact_batch(folder / CONTACT_BATCH)
    except Unusable as error:
        return CheckedImages((Finding("unreadable", str(error), CONTACT_BATCH), *_reported_findings(folder)), {}, {}, 0)
    listed, present = {row.file: row.sha256 for row in rows}, set(names)
    absent, unlisted = listed.keys() - present, present - listed.keys()
    findings += [Finding("absent", f"is in manifest.csv but not in {CONTACT_BATCH}.", name) for name in absent]
    findings += [Finding("unlisted", f"is in {CONTACT_BATCH} but not in manifest.csv.", name) for name in unlisted]
    if len(present) < len(names):
        findings.append(Finding("duplicate", "has the same name twice.", CONTACT_BATCH))
    hashes = {name: difference_hash(Image.fromarray(pixels)) for name, pixels in zip(names, pictures, strict=True)}
    digests = {name: listed[name] for name in names if name in listed}
    return CheckedImages((*findings, *_reported_findings(folder)), hashes, digests, 0)


def _reported_findings(folder: Path) -> Iterator[Finding]:
    """Yield the findings of the author's report that need the pictures."""
    advice = "Run check.py --report where the pictures are, and hand in check.json."
    try:
        report: Any = json.loads(read_bytes(folder / REPORT_FILE, Limits(file_bytes=5_000_000)).decode("utf-8"))
        digest = sha256(read_bytes(folder / MANIFEST, Limits(file_bytes=MAX_BYTES)))
        if not checksum_matches(report) or report["manifest"] != digest:
            yield Finding("changed", f"does not belong to this manifest.csv. {advice}", REPORT_FILE)
            return
        for finding in report["findings"]:
            if finding["code"] in NEEDS_PICTURES:
                yield Finding(finding["code"], str(finding["message"])[:300], str(finding["file"])[:300])
    except Unreadable as error:
        yield Finding("changed", f"{error}. {advice}", REPORT_FILE)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        yield Finding("changed", f"was not written by check.py. {advice}", REPORT_FILE)


def read_contact_batch(path: Path) -> tuple[np.ndarray, list[str]]:
    """Return the pictures and names of a contact batch.

    Returns
    -------
    pictures : (N, H, W, 3) uint8
    names : list of N str

    Raises
    ------
    Unusable
        The file is anything else than a contact batch.
    """
    try:
        if path.is_symlink() or not path.is_file():
            raise Unusable("is missing or not a regular file.")
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            pictures = _read_array(archive, "pictures.npy", "u1")
            names = _read_array(archive, "names.npy", "U")
    except Unusable:
        raise
    except Exception as error:  # zipfile and NumPy raise many types on forged files
        raise Unusable(f"cannot be read: {str(error)[:200] or type(error).__name__}.") from error
    if pictures.ndim != 4 or pictures.shape[3] != 3 or 0 in pictures.shape[:3] or names.shape != pictures.shape[:1]:
        raise Unusable("must hold pictures (N, H, W, 3) and N names.")
    return pictures, [str(name) for name in names]


def _read_array(archive: zipfile.ZipFile, name: str, kind: str) -> np.ndarray:
    """Return an array if its header gives exactly the size of the data, so that a forged header allocates nothing."""
    with archive.open(name) as member:
        shape, fortran, dtype = _read_header(member)
        size = dtype.itemsize
        for length in shape:
            size *= length
        if not dtype.str.lstrip("<|").startswith(kind) or fortran or not 0 <= size <= MAX_ARRAY_BYTES:
            raise Unusable(f"has a {name} of another type or size than preprocess.py writes.")
        data = member.read(size + 1)
    if len(data) != size:
        raise Unusable(f"has a {name} that is shorter or longer than its header says.")
    return np.frombuffer(data, dtype=dtype).reshape(shape)


def _read_header(member: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    if np.lib.format.read_magic(member) != (1, 0):
        raise Unusable("has a .npy version that preprocess.py does not write.")
    return np.lib.format.read_array_header_1_0(member, max_header_size=10_000)
