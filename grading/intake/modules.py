"""The small `.py` files beside a student's notebook, which it may import.

In: the notebook and all files of the student. Out: the files, by their path beside the notebook. Those that students
are given with their notebooks are left out. In a guest they lie last on the path of modules: they shadow nothing.
"""

from collections.abc import Sequence

from grading.intake.found_file import FoundFile, given_names

MAX_MODULES = 20
MAX_MODULE = 128 << 10  # bytes of one
MAX_DEPTH = 3  # folders, the notebook's own included


def modules_beside(notebook: FoundFile, found: Sequence[FoundFile]) -> dict[str, FoundFile]:
    """Return the modules of a notebook. In a flat download all loose files of a student lie beside each other."""
    home = notebook.own[:-1]
    flat = bool(notebook.claim.own)
    modules: dict[str, FoundFile] = {}
    for item in sorted(found, key=lambda item: item.claim.attempt):  # a later upload replaces an earlier one
        below = item.own[len(home) :]
        if not item.is_code or not below or item.own[: len(home)] != home or item.location == notebook.location:
            continue
        if not flat and item.claim != notebook.claim:  # of another attempt
            continue
        names = [*below[:-1], below[-1].rpartition(".")[0]]
        importable = below[-1].endswith(".py") and all(name.isidentifier() for name in names)
        if importable and len(below) <= MAX_DEPTH and below[0] not in given_names():
            modules["/".join(below)] = item
    return modules
