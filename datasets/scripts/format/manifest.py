"""Read and write `manifest.csv`, the list of a dataset's pictures.

A row describes one file in `images/`: its SHA-256, source, author, licence and date of collection.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

MANIFEST = "manifest.csv"
MAX_BYTES = 5_000_000  # of a manifest or split that is read
MAX_ROWS = 20_000


@dataclass(frozen=True)
class Row:
    """One picture. `file` is its name in `images/`, `collected` is a date (2026-11-23)."""

    file: str
    sha256: str
    source: str
    author: str
    licence: str
    collected: str


COLUMNS = tuple(field.name for field in fields(Row))


class Unusable(Exception):
    """A file of a dataset that cannot be used; the text says why and what to do."""


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a manifest; raise Unusable if it cannot be read or has other columns than `COLUMNS`."""
    try:
        text = text_of(path)
        reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise Unusable(f"{path.name} must have the columns {', '.join(COLUMNS)}, in this order, in its first line.")
        rows = []
        for number, row in enumerate(reader, start=2):
            if None in row or None in row.values():
                raise Unusable(f"{path.name}, row {number}: it must have {len(COLUMNS)} values, separated by commas.")
            if number > MAX_ROWS:
                raise Unusable(f"{path.name} has more than {MAX_ROWS:,} rows.")
            rows.append(Row(**{column: row[column].strip() for column in COLUMNS}))
    except csv.Error as error:
        raise Unusable(f"{path.name} is not a CSV file: {error}.") from error
    return rows


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write a whole manifest. A reader sees the old one or the new one, never a part."""
    partial = path.with_name(f".{path.name}.part")
    with partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
    os.replace(partial, path)


def append_row(path: Path, row: Row) -> None:
    """Append one row and return when it is on the disk."""
    new = not path.exists() or path.stat().st_size == 0
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow(asdict(row))
        file.flush()
        os.fsync(file.fileno())


def drop_partial_line(path: Path) -> None:
    """Remove an incomplete last line, which a run leaves behind when it is killed while it writes."""
    if path.exists():
        data = path.read_bytes()
        if data and not data.endswith(b"\n"):
            with path.open("r+b") as file:
                file.truncate(data.rfind(b"\n") + 1)


def text_of(path: Path) -> str:
    """Return the text of a manifest or split; raise Unusable if there is none."""
    try:
        if path.is_symlink() or not path.is_file():
            raise Unusable(f"{path.name} is missing or not a regular file.")
        if path.stat().st_size > MAX_BYTES:
            raise Unusable(f"{path.name} is larger than {MAX_BYTES:,} bytes.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Unusable(f"{path.name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unusable(f"{path.name} is not UTF-8: save it as UTF-8 (Excel: “CSV UTF-8”).") from error
