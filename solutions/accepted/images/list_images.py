"""Right answers to `list_images` in other styles."""

import glob
import os
import re
from pathlib import Path


def with_pathlib(folder):
    """Path knows suffixes."""
    paths = [path for path in Path(folder).iterdir() if path.is_file()]
    return [str(path) for path in sorted(paths, key=lambda path: path.name) if path.suffix.lower() in
            (".jpg", ".jpeg", ".png")]  # fmt: skip


def with_scandir(folder):
    """scandir tells files from folders."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.is_file()]
    pattern = re.compile(r".*\.(jpe?g|png)", re.IGNORECASE)
    return [f"{folder}/{name}" for name in sorted(names) if pattern.fullmatch(name)]


def with_glob(folder):
    """glob, with the folder's name escaped."""
    paths = glob.glob(os.path.join(glob.escape(folder), "*"), include_hidden=True)
    kept = []
    for path in paths:
        if os.path.isfile(path) and os.path.splitext(path)[1].lower() in {".jpg", ".jpeg", ".png"}:
            kept.append(path)
    kept.sort()
    return tuple(kept)


def with_walk(folder):
    """Only the first step of os.walk."""
    _, _, files = next(os.walk(folder))
    found = []
    for name in sorted(files):
        _, dot, kind = name.lower().rpartition(".")
        if dot and kind in {"jpg", "jpeg", "png"}:
            found.append(folder + "/" + name)
    return found
