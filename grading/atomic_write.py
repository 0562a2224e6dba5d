"""Whole files or none: what is written stands under its name only when all of it is on the disk."""

import os
import tempfile
from pathlib import Path

from assignments.errors import OurFault


def atomic_write(path: Path, content: str | bytes) -> None:
    """Write UTF-8 text or bytes to `path`, which is afterwards either the new file or what it was before.

    Raises
    ------
    OurFault
        When the disk is full or the folder cannot be written to; nothing half-written is left behind.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    draft = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, path)
    except OSError as error:
        if draft and os.path.exists(draft):
            os.unlink(draft)
        why = error.strerror or str(error)
        raise OurFault(f"{path} cannot be written: {why}. Make room or choose another folder with --out.") from error


def _umask() -> int:
    """The process's mask; mkstemp makes files that only their owner may read, and results are to be shared."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
