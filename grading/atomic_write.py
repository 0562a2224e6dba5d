"""Write a file whole or not at all: it gets its name only after all of it is on the disk."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from assignments.errors import OurFault, UsageError


def atomic_write(path: Path, content: str | bytes | Iterable[str], *, sync: bool = True) -> None:
    """Write UTF-8 text or bytes to `path`. If this fails, the old file stays as it was.

    Texts can also come one by one. Without `sync`, a power failure can leave an empty file: that is for files which the
    next run writes anyway.

    Raises
    ------
    UsageError
        There is a folder with this name.
    OurFault
        The disk is full or the folder cannot be written to. No part of the new file is left.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file.")
    parts = [content] if isinstance(content, str | bytes) else content
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".temporary-")
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part.encode("utf-8", "replace") if isinstance(part, str) else part)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        if not isinstance(error, OSError):  # Ctrl-C
            raise
        reason = error.strerror or str(error)
        raise OurFault(
            f"{path} cannot be written: {reason}. Make room on the disk, or choose another folder with --out."
        ) from error


def _umask() -> int:
    """Return the process's umask. Files of mkstemp can be read by their owner only, but results are for others also."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
