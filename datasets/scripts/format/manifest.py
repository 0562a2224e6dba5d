"""The list of a dataset's pictures, `manifest.csv`, and its division into train and test, `split.json`.

A row says of one file in `images/` what it is (SHA-256), where it is from, who made it, what may be done with it and
when it was collected. The split is drawn by lot from the names alone: the same names and seed give the same split.
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
MAX_BYTES = 5_000_000  # bytes of a manifest or split that is read
MAX_ROWS = 20_000


@dataclass(frozen=True)
class Row:
    """One picture. `file` is its name in `images/`, `collected` a date (2026-11-23)."""

    file: str
    sha256: str
    source: str
    author: str
    licence: str
    collected: str


COLUMNS = tuple(field.name for field in fields(Row))


class Unusable(Exception):
    """A manifest or split that cannot be read; the text says why and what to do."""


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a manifest; raise Unusable if the columns are not the six."""
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
        raise Unusable(f"{path.name} is no CSV: {error}.") from error
    return rows


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write a manifest anew; a reader sees the old one or the new one, never half of it."""
    half = path.with_name(f".{path.name}.part")
    with half.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
    os.replace(half, path)


def append_row(path: Path, row: Row) -> None:
    """Add one row, and see it on the disk before anything else happens."""
    new = not path.exists() or path.stat().st_size == 0
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow(asdict(row))
        file.flush()
        os.fsync(file.fileno())


def drop_partial_line(path: Path) -> None:
    """Cut off the half row that a run leaves behind when the power goes; every row in front of it stays."""
    if path.exists():
        data = path.read_bytes()
        if data and not data.endswith(b"\n"):
            with path.open("r+b") as file:
                file.truncate(data.rfind(b"\n") + 1)


def draw_split(names: Iterable[str], test_fraction: float, seed: int, alike: Sequence[set[str]] = ()) -> dict[str, Any]:
    """Return a split as it is written: `seed`, `test_fraction`, and sorted names in `train` and in `test`.

    int(N * test_fraction) names go to test, fewer where sets of pictures that look alike do not fit: each set stays on
    one side. Who goes where follows from the SHA-256 of seed and name, so that the order of names means nothing.
    """
    left = set(names)
    groups = [sorted(group & left) for group in alike if group & left]
    grouped = {name for group in groups for name in group}
    groups += [[name] for name in left - grouped]
    groups.sort(key=lambda group: hashlib.sha256(f"{seed}:{group[0]}".encode("utf-8", "surrogatepass")).digest())
    wanted = int(len(left) * test_fraction)
    test: list[str] = []
    for group in groups:
        if len(test) + len(group) <= wanted:
            test += group
    train = sorted(left - set(test))
    return {"seed": seed, "test_fraction": test_fraction, "train": train, "test": sorted(test)}


def write_split(path: Path, parts: dict[str, Any]) -> None:
    """Write a split as JSON, one name a line."""
    text = json.dumps(parts, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")  # \\udc80 is JSON as well


def read_split(path: Path) -> dict[str, Any]:
    """Return a split; raise Unusable unless `train` and `test` are lists of names."""
    try:
        parts = json.loads(_read_text(path))
    except (ValueError, RecursionError) as error:
        raise Unusable(f"{path.name} is no JSON: {str(error)[:200]}.") from error
    if not isinstance(parts, dict) or not all(are_names(parts.get(side)) for side in ("train", "test")):
        raise Unusable(f'{path.name} must hold {{"train": [names], "test": [names]}}.')
    return parts


def are_names(value: object) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _read_text(path: Path) -> str:
    try:
        if path.is_symlink() or not path.is_file():
            raise Unusable(f"{path.name} is not there, or no ordinary file.")
        if path.stat().st_size > MAX_BYTES:
            raise Unusable(f"{path.name} is larger than {MAX_BYTES:,} bytes.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Unusable(f"{path.name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unusable(f"{path.name} is not UTF-8: save it as UTF-8 (Excel: “CSV UTF-8”).") from error
