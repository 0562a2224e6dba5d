"""A copy of a gradebook, made before its schema is changed.

In: an open gradebook of an older version. Out: a file beside it, whole or not there at all.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from grading.intake.own_output import BACKUP


def back_up(db: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy the gradebook in `path` and return the copy's path, such as `gradebook.db.version-1`.

    A copy of the same version that is there already stays: it was made when an earlier migration was stopped.
    """
    copy = path.with_name(BACKUP.format(name=path.name, version=version))
    if copy.exists():
        return copy
    draft = copy.with_name(f".{copy.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(draft)) as target:
            db.backup(target)
            (copied,) = target.execute("PRAGMA user_version").fetchone()
        if copied == version:  # otherwise another program has copied and migrated it meanwhile
            os.replace(draft, copy)
    finally:
        draft.unlink(missing_ok=True)
    return copy
