"""The name of the student whose submission a file is, read from the file's path.

In: the path of a notebook or zip below the folder or zip that the teacher gives. Out: the student's name.

- `ada/work/pixels.ipynb`: the first folder is the student, `ada`. A zip can be in the place of this folder.
- `pixels_ada.ipynb`: a file without a folder is the student `pixels_ada`, its name without the ending.
- `week5/ada/pixels.ipynb` in the zip `week5.zip`: a folder around the whole class is not a student.
"""

import re
import unicodedata
from collections.abc import Sequence

ENDINGS = (".ipynb", ".zip")


def student_of(path: Sequence[str]) -> str:
    """Return the student of a file, given the parts of its path below what the teacher gives."""
    return path[0] if len(path) > 1 else _without_ending(path[0])


def _without_ending(name: str) -> str:
    """Return a file name without `.ipynb` or `.zip`."""
    return name.rpartition(".")[0] if name.lower().endswith(ENDINGS) else name


def class_folder(paths: Sequence[Sequence[str]], zip_name: str) -> str | None:
    """Return the one top folder of a zip if it holds a class, or None if there is none or it is one student's folder.

    Parameters
    ----------
    paths:
        The parts of the path of each notebook and zip in the zip.
    zip_name:
        The name of the zip without its ending.
    """
    if len(paths) < 2 or len({path[0] for path in paths}) > 1 or min(map(len, paths)) < 2:
        return None
    without_copy_number = re.sub(r" ?\(\d+\)$", "", printable(zip_name))  # a browser saves "week5 (1).zip"
    has_name_of_zip = printable(paths[0][0]).casefold() == without_copy_number.casefold()
    holds_folders = min(map(len, paths)) > 2 and len({path[1] for path in paths}) > 1
    return paths[0][0] if has_name_of_zip or holds_folders else None


def printable(name: str) -> str:
    """Return a name that can be printed and written: composed accents, no control characters, valid Unicode."""
    composed = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())
    return "".join("_" if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in composed).strip()
