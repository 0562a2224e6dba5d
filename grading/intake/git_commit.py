"""The commit that is checked out in a clone, and its time, read without Git.

In: a `.git` folder. Out: a `Commit`, or None. Git itself is not started, because the settings in a folder that somebody
else made can name programs to run. Objects lie in files of their own or in packs; a commit that a pack holds only as
the difference to another one has no time here. Everything is limited in size, and no link is followed.
"""

import os
import re
import struct
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from assignments.errors import GradeError
from grading.intake.found_file import open_regular_file

_ID = re.compile(r"[0-9a-f]{40}")
_COMMITTER = re.compile(rb"^committer .*> (\d{1,12}) ([+-])(\d\d)(\d\d)$", re.MULTILINE)
_MAX_FILE = 1 << 20  # bytes of HEAD, a reference, or a commit
_MAX_PACKS = 50
_COMMIT = 1  # the kind of a commit in a pack


@dataclass(frozen=True)
class Commit:
    """The id of a commit, and its time in ISO 8601, or an empty string if it cannot be read."""

    id: str
    time: str = ""


def head(git: Path) -> Commit | None:
    """Return the commit that is checked out in a clone, or None if there is none."""
    at = _small(git / "HEAD").decode("ascii", "replace").strip()
    if at.startswith("ref: "):
        at = _reference(git, at[5:].strip())
    if not _ID.fullmatch(at):
        return None
    return Commit(at, _time(_loose(git, at) or _packed(git, at)))


def _reference(git: Path, name: str) -> str:
    if ".." in name or not name.startswith("refs/"):
        return ""
    if found := _small(git / name):
        return found.decode("ascii", "replace").strip()
    for line in _small(git / "packed-refs").decode("utf-8", "replace").splitlines():
        commit, _, reference = line.partition(" ")
        if reference == name:
            return commit
    return ""


def _time(commit: bytes) -> str:
    header = commit.partition(b"\n\n")[0]
    found = _COMMITTER.search(header)
    if not found:
        return ""
    offset = timedelta(hours=int(found[3]), minutes=int(found[4])) * (-1 if found[2] == b"-" else 1)
    try:
        return datetime.fromtimestamp(int(found[1]), timezone(offset)).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _loose(git: Path, commit: str) -> bytes:
    content = _inflated(_small(git / "objects" / commit[:2] / commit[2:]))
    kind, _, rest = content.partition(b"\0")
    return rest if kind.startswith(b"commit ") else b""


def _packed(git: Path, commit: str) -> bytes:
    folder = git / "objects" / "pack"
    try:
        indexes = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".idx"))
    except OSError:
        return b""
    for name in indexes[:_MAX_PACKS]:
        try:
            offset = _offset(folder / name, bytes.fromhex(commit))
            if offset is not None:
                return _from_pack(folder / f"{name.removesuffix('.idx')}.pack", offset)
        except (GradeError, struct.error):
            continue
    return b""


def _offset(index: Path, commit: bytes) -> int | None:
    """Return where an object begins in a pack, by the pack's index of version 2; None if it is not there."""
    with open_regular_file(index, index.name) as file:
        if file.read(8) != b"\xfftOc\0\0\0\2":
            return None
        counts = struct.unpack(">256I", file.read(1024))
        low, high, total = counts[commit[0] - 1] if commit[0] else 0, counts[commit[0]], counts[255]
        while low < high:
            middle = (low + high) // 2
            file.seek(1032 + 20 * middle)
            found = file.read(20)
            if found == commit:
                file.seek(1032 + 24 * total + 4 * middle)
                offset: int = struct.unpack(">I", file.read(4))[0]
                return offset if offset < 1 << 31 else None
            low, high = (middle + 1, high) if found < commit else (low, middle)
    return None


def _from_pack(pack: Path, offset: int) -> bytes:
    with open_regular_file(pack, pack.name) as file:
        file.seek(offset)
        data = file.read(_MAX_FILE)
    if not data or (data[0] >> 4) & 7 != _COMMIT:
        return b""
    start = 1 + next((i for i, byte in enumerate(data[:10]) if byte < 128), 9)  # the size goes on while bit 7 is set
    return _inflated(data[start:])


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MAX_FILE)
    except zlib.error:
        return b""


def _small(path: Path) -> bytes:
    try:
        with open_regular_file(path, path.name) as file:
            return file.read(_MAX_FILE)
    except (GradeError, ValueError):  # the second for a name with a NUL
        return b""
