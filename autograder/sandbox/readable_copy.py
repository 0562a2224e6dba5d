"""A copy of root's interpreter and packages that an ordinary user may read.

It is needed without namespaces, if they are in a folder that only root may enter. Each file becomes a hard link, or a
copy if a link is not possible (another disk) or not enough (only root may read the file).
"""

import os
import shutil
from dataclasses import replace
from pathlib import Path

from autograder.sandbox.visible_paths import VisiblePaths


def copy(found: VisiblePaths, folder: Path) -> VisiblePaths:
    """Copy into `folder` each path that other users may not read, and return the new paths.

    Raises OSError if other users cannot reach `folder`.
    """
    if not all(parent.stat().st_mode & 0o001 for parent in folder.parents if parent.exists()):
        raise OSError(f"temporary files are in {folder.parents[1]}, which only root may enter: set TMPDIR=/tmp")
    moved = {path: f"{folder}{path}" for path in (found.python, *found.stdlib, *found.packages) if _is_closed(path)}
    for source, target in moved.items():
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        if os.path.isdir(source):
            shutil.copytree(source, target, copy_function=_link_or_copy, ignore_dangling_symlinks=True)
        else:
            _link_or_copy(source, target)
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
    """Tell whether an ordinary user may not reach or not read `path`."""
    folders = Path(path).parents
    return not all(folder.stat().st_mode & 0o001 for folder in folders) or not os.stat(path).st_mode & 0o004


def _link_or_copy(source: str, target: str) -> None:
    if os.stat(source).st_mode & 0o004:
        try:
            os.link(source, target, follow_symlinks=True)
            return
        except OSError:  # another disk, or one without hard links
            pass
    shutil.copyfile(source, target)
    os.chmod(target, 0o755)
