"""Recognise the results of this program, so that they are no submission, whatever their folder is called.

In: a folder. Out: whether it holds a gradebook of ours. A gradebook is an SQLite file with our application id.
"""

from collections.abc import Collection
from pathlib import Path

APPLICATION_ID = 0x47524144  # PRAGMA application_id of a gradebook
GRADEBOOK = "gradebook.db"
BACKUP = "{name}.version-{version}"  # of an older version, made before it was migrated
OUTPUT_NAMES = frozenset([
    GRADEBOOK, f"{GRADEBOOK}-wal", f"{GRADEBOOK}-shm", f"{GRADEBOOK}-journal", "grades.csv", "results.jsonl",
    "index.html", "feedback", "class-pages", "gallery.html", "similar.html", "grades-export.csv", "class.json",
    "class.xlsx", "moodle-grades.csv", "moodle-feedback.zip", "canvas-grades.csv", "canvas-feedback.zip",
    "results.json", *(BACKUP.format(name=GRADEBOOK, version=v) for v in range(1, 100)),
])  # fmt: skip
_MAGIC = b"SQLite format 3\0"
_ID_AT = 68  # byte of the header of an SQLite file
_MAX_WAL = 4 << 20  # bytes


def is_own_output(folder: Path, names: Collection[str]) -> bool:
    """Return whether the folder with these names in it is one that `grade run` has written."""
    if GRADEBOOK not in names:
        return False
    return _has_our_id(folder / GRADEBOOK) or _has_our_id(folder / f"{GRADEBOOK}-wal")


def _has_our_id(path: Path) -> bool:
    """Return whether a header with our id is in an SQLite file, or in the log of one whose program was killed."""
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            data = file.read(_MAX_WAL)
    except OSError:
        return False
    ours, at = APPLICATION_ID.to_bytes(4), data.find(_MAGIC)
    while at >= 0:
        if data[at + _ID_AT : at + _ID_AT + 4] == ours:
            return True
        at = data.find(_MAGIC, at + 1)
    return False
