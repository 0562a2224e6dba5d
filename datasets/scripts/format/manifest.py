"""Read and write `manifest.csv`, the list of a dataset's pictures, and `split.json`, its division into train and test.

A row of the manifest describes one file in `images/`: its SHA-256, source, author, licence and date of collection. The
split depends only on the names and a seed.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

MANIFEST = "manifest.csv"
SPLIT = "split.json"
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
        text = _read_text(path)
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


def draw_split(names: Iterable[str], test_fraction: float, seed: int, alike: Sequence[set[str]] = ()) -> dict[str, Any]:
    """Return a split as it is written: `seed`, `test_fraction`, and sorted names in `train` and in `test`.

    The SHA-256 of seed and name decides the side of a name, so the order of `names` has no effect.

    Parameters
    ----------
    test_fraction
        From 0 to 1: int(N * test_fraction) names go to test, or fewer if a set of `alike` does not fit.
    alike
        Sets of names that must stay on one side.
    """
    unique = set(names)
    groups = [sorted(group & unique) for group in alike if group & unique]
    grouped = {name for group in groups for name in group}
    groups += [[name] for name in unique - grouped]
    groups.sort(key=lambda group: hashlib.sha256(f"{seed}:{group[0]}".encode("utf-8", "surrogatepass")).digest())
    test_size = int(len(unique) * test_fraction)
    test: list[str] = []
    for group in groups:
        if len(test) + len(group) <= test_size:
            test += group
    train = sorted(unique - set(test))
    return {"seed": seed, "test_fraction": test_fraction, "train": train, "test": sorted(test)}


def write_split(path: Path, parts: dict[str, Any]) -> None:
    """Write a split as JSON, one name on each line."""
    text = json.dumps(parts, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")  # "\udc80" is valid JSON


def read_split(path: Path) -> dict[str, Any]:
    """Return a split; raise Unusable unless `train` and `test` are lists of names."""
    try:
        parts = json.loads(_read_text(path))
    except (ValueError, RecursionError) as error:
        raise Unusable(f"{path.name} is not JSON: {str(error)[:200]}.") from error
    if not isinstance(parts, dict) or not all(are_names(parts.get(side)) for side in ("train", "test")):
        raise Unusable(f'{path.name} must hold {{"train": [names], "test": [names]}}.')
    return parts


def are_names(value: object) -> bool:
    """Whether a value is a list of str."""
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _read_text(path: Path) -> str:
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
