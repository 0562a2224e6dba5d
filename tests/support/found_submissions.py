"""Class folders with notebooks, and what is found in them."""

from pathlib import Path

from grading.intake.submissions import find
from grading.records import Submission
from tests.support import downloads
from tests.support.downloads import zipped

NOTEBOOK = b'{"cells": [{"cell_type": "code", "source": "x = 1"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
OTHER_NOTEBOOK = NOTEBOOK.replace(b"1", b"2")


def fill(folder: Path, *names: str, content: bytes = NOTEBOOK) -> Path:
    """Write the same content into files below a folder; return the folder."""
    return downloads.fill(folder, dict.fromkeys(names, content))


def zip_bytes(folder: Path, files: dict[str, bytes]) -> bytes:
    """Return the bytes of a zip with these files."""
    path = zipped(folder / "inner.zip", files)
    content = path.read_bytes()
    path.unlink()
    return content


def students(*paths: Path) -> dict[str, str]:
    """Return the problem of each student that is found in these paths, or an empty text."""
    found = find(paths)
    for said in (sentence for s in found for sentence in (s.problem, s.name, *s.notes)):
        assert str(paths[0].parent) not in said, "a path of the teacher's machine in a sentence for a student"
    return {s.student: s.problem for s in found}


def only(*paths: Path) -> Submission:
    """Return the only submission in these paths."""
    (submission,) = find(paths)
    return submission
