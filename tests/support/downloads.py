"""Submissions as teachers have them: folders and zips that are filled by hand."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from grading.intake.submissions import take_in
from grading.records import Submission


def fill(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder, which is made; return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a zip; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def legacy_zip(path: Path, files: Mapping[bytes, bytes]) -> Path:
    """Write a zip whose names are these bytes, without the mark for UTF-8, as older programs do."""
    placeholders = {name: f"{number:03}".ljust(len(name), "?") for number, name in enumerate(files)}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(placeholders[name], content)
    data = path.read_bytes()
    for name, placeholder in placeholders.items():
        data = data.replace(placeholder.encode(), name)
    path.write_bytes(data)
    return path


def as_both(place: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files as a folder and as a zip; return both paths."""
    return [fill(place / "download", files), zipped(place / "download.zip", files)]


def by_student(*paths: Path, **options: object) -> dict[str, Submission]:
    """Return the submissions in these paths by their students."""
    return {s.student: s for s in take_in(list(paths), **options).submissions}  # type: ignore[arg-type]
