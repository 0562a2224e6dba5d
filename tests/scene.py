"""A scene in which a command runs as somebody else: as an ordinary user, or as root without namespaces to be had.

Where the interpreter or this repository lies in a folder that only root may enter, an ordinary user cannot start
anything; so for root the scene is a private view of the file system in which those folders are open.
"""

import os
import shutil
import sys
from pathlib import Path

from grading.course import HOUSE

USER = 4242


def can_be_set() -> bool:
    """Whether this machine lets root make the scene."""
    return os.getuid() == 0 and shutil.which("bwrap") is not None and shutil.which("setpriv") is not None


def command(words: list[str], *, as_root: bool = False) -> list[str]:
    """The command that runs `words` in the scene."""
    needed = [HOUSE, Path(sys.base_prefix), Path(os.path.realpath(sys.executable)).parent]
    scene = ["bwrap", "--dev-bind", "/", "/", "--cap-add", "ALL"]
    for closed in sorted({_first_closed(path) for path in needed} - {None}, key=str):
        inside = [path for path in needed if path.is_relative_to(str(closed))]
        for parent in sorted(
            {parent for path in inside for parent in path.parents if parent.is_relative_to(str(closed))}
        ):
            scene += ["--perms", "0755", "--tmpfs" if parent == closed else "--dir", str(parent)]
        for path in sorted(inside):
            scene += ["--bind", str(path), str(path)]
    user = [] if as_root else ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
    return [*scene, "--", *user, *words]


def _first_closed(path: Path) -> Path | None:
    return next((parent for parent in reversed(path.parents) if not parent.stat().st_mode & 0o001), None)
