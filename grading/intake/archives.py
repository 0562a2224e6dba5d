"""Zips that nobody vouches for: what is in one, and the bytes of one member, never extracted to the disk.

Header fields are claims: bytes are counted while they are read. Only stored and deflated members are opened (an LZMA
header may ask for gigabytes of dictionary), and the directory of a zip is capped before it is parsed.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from assignments.errors import Unusable

MAX_MEMBERS = 10_000
MAX_DIRECTORY = 4 << 20  # bytes of a zip's table of contents
MAX_RATIO = 500  # notebooks full of printed zeros reach 300, bombs 1,000
ANY_RATIO = 1 << 20  # below this many bytes the ratio says nothing
CHUNK = 1 << 16

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


@dataclass(frozen=True)
class Member:
    """One file in a zip: its raw name, the parts of its path, and why it may not be read (empty: it may)."""

    name: str
    parts: tuple[str, ...]
    problem: str


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a zip; raise Unusable, with `name` in the sentence, for whatever is wrong with it."""
    try:
        with zipfile.ZipFile(_Capped(file, name)) as archive:
            yield archive
    except _BROKEN as error:
        raise Unusable(f"{name} is not a zip that can be read ({error}). Ask for it again.") from error


def members(archive: zipfile.ZipFile, name: str) -> list[Member]:
    """List the files of a zip, in its order; raise Unusable when there are too many."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise Unusable(
            f"{name} holds {len(infos):,} files; at most {MAX_MEMBERS:,} are read. Ask for the notebook only."
        )
    return [Member(info.filename, _parts(info.filename), _problem(info)) for info in infos if not info.is_dir()]


def read_member(archive: zipfile.ZipFile, member: str, limit: int) -> bytes:
    """Return the bytes of a member; raise Unusable when it is larger than `limit`, a bomb, or may not be read."""
    try:
        info = archive.getinfo(member)
    except KeyError:
        raise Unusable(f"{member} is no longer in its zip: was the zip replaced? Start again.") from None
    problem = _problem(info)
    if problem:
        raise Unusable(problem)
    chunks, size = [], 0
    try:
        with archive.open(info) as file:
            while chunk := file.read(CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                if size > limit:
                    raise Unusable(f"{member} is larger than {limit >> 20} MiB. Ask for it without its outputs.")
                if size > ANY_RATIO and size > MAX_RATIO * info.compress_size:
                    raise Unusable(f"{member} unpacks to over {MAX_RATIO} times its size, as a bomb does: not read.")
    except _BROKEN as error:  # one broken member is not a broken zip
        raise Unusable(f"{member} is damaged in its zip ({error}). Ask for it again.") from error
    return b"".join(chunks)


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a member's path; some Windows programs write backslashes."""
    return tuple(name.replace("\\", "/").split("/"))


def _problem(info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    unsafe = any(part in ("", ".", "..") or part.endswith(":") for part in _parts(info.filename))
    if unsafe:
        return f"{info.filename} is a name that leads out of its zip: not read. Ask for the notebook alone."
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return f"{info.filename} is a link or a special file in a zip: not read. Ask for the notebook itself."
    if info.flag_bits & 0x1:
        return f"{info.filename} is encrypted: ask for a zip without a password."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"{info.filename} is compressed in an unusual way: ask for an ordinary zip."
    return ""


class _Capped:
    """A file for `zipfile` that refuses to read a whole huge table of contents at once."""

    def __init__(self, file: BinaryIO, name: str):
        self._file, self._name = file, name
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > MAX_DIRECTORY:
            raise Unusable(f"{self._name} has a table of contents of {size >> 20} MiB: not read. Ask for it again.")
        return self._file.read(size)


def nested(data: bytes) -> BinaryIO:
    """A zip that was itself a member, as a file."""
    return io.BytesIO(data)
