"""Where root's interpreter or packages lie in a folder that only root may enter: a copy that an ordinary user may read.

Without namespaces such a folder cannot be shown at another place. A file is linked where that is enough, and copied
where it is not: on another disk, or where only root may read it.
"""

import os
import shutil
from dataclasses import replace
from pathlib import Path

from autograder.sandbox.visible_paths import VisiblePaths


def copy(found: VisiblePaths, folder: Path) -> VisiblePaths:
    """Copy into `folder` what of `found` others may not read, and return where everything is now.

    Raises OSError where others cannot reach `folder` either.
    """
    if not all(parent.stat().st_mode & 0o001 for parent in folder.parents if parent.exists()):
        raise OSError(f"temporary files lie in {folder.parents[1]}, which only root may enter: set TMPDIR=/tmp")
    moved = {path: f"{folder}{path}" for path in (found.python, *found.stdlib, *found.packages) if _is_closed(path)}
    for source, target in moved.items():
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        if os.path.isdir(source):
            shutil.copytree(source, target, copy_function=_link, ignore_dangling_symlinks=True)
        else:
            _link(source, target)
    if not moved:
        return found
    for path, _, _ in os.walk(folder):
        os.chmod(path, 0o755)
    packages = tuple(moved.get(path, path) for path in found.packages)
    return replace(
        found,
        python=moved.get(found.python, found.python),
        library=f"{folder}{found.library}" if _is_closed(found.library) else found.library,
        stdlib=tuple(moved.get(path, path) for path in found.stdlib),
        packages=packages,
        search=tuple(dict.fromkeys(os.path.dirname(path) for path in packages)),
    )


def _is_closed(path: str) -> bool:
    """Whether an ordinary user may not reach `path`, or not read it."""
    folders = Path(path).parents
    return not all(folder.stat().st_mode & 0o001 for folder in folders) or not os.stat(path).st_mode & 0o004


def _link(source: str, target: str) -> None:
    if os.stat(source).st_mode & 0o004:
        try:
            os.link(source, target, follow_symlinks=True)
            return
        except OSError:  # another disk, or one that knows no links
            pass
    shutil.copyfile(source, target)
    os.chmod(target, 0o755)
