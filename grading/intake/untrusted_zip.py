"""Read zips that students made, without trust: refuse zip bombs, links, encrypted files and paths out of the zip.

In: an open file. Out: the list of the zip's members, and the bytes of one member. Nothing is extracted to the disk.
The sizes in a zip's headers can be false, so bytes are counted while they are read. Only stored and deflated members
are opened: an LZMA header can ask for gigabytes of memory. The table of contents is limited before it is parsed.
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

from assignments.errors import GradeError, Unusable
from grading.intake.machine_fault import raise_fault_of_machine

MAX_MEMBERS = 10_000
MAX_DIRECTORY = 4 << 20  # bytes of a zip's table of contents; twice as much for a class
MAX_RATIO = 500  # unpacked to packed size; notebooks full of printed zeros reach 300, zip bombs 1,000
RATIO_COUNTS_FROM = 1 << 20  # bytes; a smaller member may have any ratio
CHUNK = 1 << 16  # bytes
_UTF8 = 0x800  # the flag of a member whose name is UTF-8
_ENTRY, _ENTRY_SIZE = b"PK\1\2", 46  # of the table of contents: how it begins, and bytes before its name

_ZIP_ERRORS = (  # what zipfile raises for a damaged zip
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
    """One file in a zip: its raw name, the parts of its path, and the reason why it is not read, if any."""

    name: str
    parts: tuple[str, ...]
    problem: str


@contextmanager
def open_zip(file: BinaryIO, name: str, *, of_class: bool = False) -> Iterator[zipfile.ZipFile]:
    """Open a zip; raise Unusable if it cannot be read. The message calls the zip `name`."""
    try:
        archive = zipfile.ZipFile(_LimitedReads(file, name, MAX_DIRECTORY * (1 + of_class)))
    except _ZIP_ERRORS as error:
        raise_fault_of_machine(error, name)
        raise Unusable(f"{name} is not a zip that can be read ({error}). Hand it in again.") from error
    with archive:
        yield archive


def members(archive: zipfile.ZipFile, name: str) -> list[Member]:
    """Return the files of a student's zip in its order; raise Unusable if there are too many."""
    if too_many := too_many_files(name, len(archive.infolist())):
        raise Unusable(too_many)
    return members_of_class(archive)


def too_many_files(name: str, count: int) -> str:
    """Return a sentence if one student has more files than are read, or one zip more students; or nothing."""
    if count <= MAX_MEMBERS:
        return ""
    return f"{name} holds {count:,} files; at most {MAX_MEMBERS:,} are read. Hand in the notebook only."


def members_of_class(archive: zipfile.ZipFile) -> list[Member]:
    """Return all files of a zip in its order: its caller counts those of each student."""
    infos = archive.infolist()
    return [
        Member(info.filename, _parts(_decoded(info)), _problem(info)) for info in infos if info.filename[-1:] != "/"
    ]


def folders(archive: zipfile.ZipFile) -> list[tuple[str, ...]]:
    """Return the parts of the path of each folder in a zip, also of one without files; some come several times."""
    return [_parts(_decoded(info))[:-1] for info in archive.infolist()]


def read_member(archive: zipfile.ZipFile, member: str, limit: int) -> bytes:
    """Return the bytes of a member.

    Raises
    ------
    Unusable
        The member is larger than `limit` bytes, is a zip bomb, is damaged, or is one that is not read.
    GradeError
        This machine cannot read it now, or somebody has replaced the zip.
    """
    try:
        info = archive.getinfo(member)
    except KeyError:
        raise GradeError(f"{member} is no longer in its zip. Was the zip replaced? Run again.") from None
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
                    raise Unusable(
                        f"{member} is larger than {limit >> 20} MiB. Clear its outputs and hand it in again."
                    )
                if size > RATIO_COUNTS_FROM and size > MAX_RATIO * info.compress_size:
                    raise Unusable(
                        f"{member} unpacks to more than {MAX_RATIO} times its size, like a zip bomb: it is not read."
                    )
    except _ZIP_ERRORS as error:  # the other members may be fine
        raise_fault_of_machine(error, member)
        raise Unusable(f"{member} is damaged in its zip ({error}). Hand it in again.") from error
    return b"".join(chunks)


def in_memory(data: bytes) -> BinaryIO:
    """Return the bytes of a zip inside a zip as a file."""
    return io.BytesIO(data)


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return a member's name. Without the mark for UTF-8 it is the name in Info-ZIP's Unicode field; or UTF-8 all the
    same, as macOS writes it; or code page 437, where most letters of Western Europe are as in Windows' code page 850.
    """
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    raw = info.orig_filename.encode("cp437", "replace")
    try:
        return (_unicode_field(info.extra, raw) or raw).decode("utf-8")
    except UnicodeDecodeError:
        return info.filename


def _unicode_field(extra: bytes, raw: bytes) -> bytes:
    """Return the name in the extra field 0x7075 if it belongs to the name in the header, or nothing."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == 0x7075 and len(field) > 5 and field[0] == 1 and field[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return field[5:]
    return b""


def _parts(name: str) -> tuple[str, ...]:
    """Return the parts of a member's path; some Windows programs write backslashes, and some tools `./` in front."""
    return tuple(part for part in name.replace("\\", "/").split("/") if part != ".") or (".",)


def _problem(info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    name = _decoded(info)
    if any(part in ("", ".", "..") or part.endswith(":") or "\0" in part for part in _parts(name)):
        return f"{name} is a path that leads out of its zip: it is not read. Hand in the notebook only."
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return f"{info.filename} is a link or a special file in a zip: it is not read. Hand in the notebook itself."
    if info.flag_bits & 0x1:
        return f"{info.filename} is encrypted. Hand in a zip without a password."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"{info.filename} is compressed in an unusual way. Hand in an ordinary zip."
    return ""


def _with_decodable_names(table: bytes) -> bytes:
    """Return a table of contents in which no name is marked as UTF-8 that is not: `zipfile` would refuse the whole zip
    for one of them. Reading that member fails then, since the mark beside its bytes stays."""
    decodable, start = bytearray(table), 0
    while decodable[start : start + 4] == _ENTRY and start + _ENTRY_SIZE <= len(table):
        (flags,) = struct.unpack_from("<H", table, start + 8)
        name_size, *other_sizes = struct.unpack_from("<HHH", table, start + 28)
        name_end = start + _ENTRY_SIZE + name_size
        try:
            table[start + _ENTRY_SIZE : name_end].decode("utf-8")
        except UnicodeDecodeError:
            struct.pack_into("<H", decodable, start + 8, flags & ~_UTF8)
        start = name_end + sum(other_sizes)
    return bytes(decodable)


class _LimitedReads:
    """A file for `zipfile`, which reads the whole table of contents at once: it limits one read, and makes the names in
    the table decodable."""

    def __init__(self, file: BinaryIO, name: str, most: int):
        self._file, self._name, self._most = file, name, most
        self._table_is_read = False
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise Unusable(
                f"{self._name} has a table of contents of {size >> 20} MiB: it is not read. Hand it in again."
            )
        data = self._file.read(size)
        if self._table_is_read or not data.startswith(_ENTRY):
            return data
        self._table_is_read = True  # what a member holds may look like one
        return _with_decodable_names(data)
