"""The name of the student whose submission a file is, read from the file's path.

In: the path of a notebook or zip below the folder or zip that the teacher gives. Out: the student's name.

- `ada/work/pixels.ipynb`: the first folder is the student, `ada`. A zip can be in the place of this folder.
- `pixels_ada.ipynb`: a file without a folder is the student `pixels_ada`, its name without the ending.
- `week5/ada/pixels.ipynb` in the zip `week5.zip`: a folder around the whole class is not a student.
"""

import re
import unicodedata
from collections.abc import Sequence

from autograder.file_kinds import ending_of
from grading.safe_text import for_terminal

ENDINGS = (".ipynb", ".zip")


def student_of(path: Sequence[str]) -> str:
    """Return the student of a file, given the parts of its path below what the teacher gives."""
    return path[0] if len(path) > 1 else _without_ending(path[0])


def _without_ending(name: str) -> str:
    """Return a file name without its ending: `.ipynb`, `.zip`, or that of another kind of file (`.tar.gz`)."""
    ending = "." + name.rpartition(".")[2] if name.lower().endswith(ENDINGS) else ending_of(name)
    return name[: len(name) - len(ending)] or name if ending else name


def class_folder(paths: Sequence[Sequence[str]], zip_name: str) -> str | None:
    """Return the one top folder of a zip if it holds a class, or None if there is none or it is one student's folder.

    Parameters
    ----------
    paths:
        The parts of the path of each file in the zip.
    zip_name:
        The name of the zip without its ending.
    """
    notebooks = [path for path in paths if path[-1].lower().endswith(ENDINGS)]
    if not notebooks or len({path[0] for path in notebooks}) > 1 or min(map(len, notebooks)) < 2:
        return None
    top = notebooks[0][0]
    without_copy_number = re.sub(r" ?\(\d+\)$", "", clean_text(zip_name))  # a browser saves "week5 (1).zip"
    has_name_of_zip = clean_text(top).casefold() == without_copy_number.casefold()
    if len(notebooks) > 1 and (has_name_of_zip or _holds_folders(notebooks)):
        return top
    inside = [path for path in paths if path[0] == top]  # one notebook, and folders of others without one
    return top if has_name_of_zip and _holds_folders(inside) else None


def _holds_folders(paths: Sequence[Sequence[str]]) -> bool:
    return min(map(len, paths)) > 2 and len({path[1] for path in paths}) > 1


def clean_text(name: str) -> str:
    """Return a name that can be printed and written: composed accents, no control characters, valid Unicode."""
    composed = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())
    return "".join("_" if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in composed).strip()


def visible(text: str) -> str:
    """Return a text without control characters, without those that turn the direction of writing, and without others
    that cannot be seen. The two joiners stay: Persian names and emoji are written with them."""
    return for_terminal(text).replace("\n", " ")
