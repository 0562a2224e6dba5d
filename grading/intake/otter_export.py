"""Zips that `grader.export()` made: `<notebook>_<time>.zip`, with the notebook, `.OTTER_LOG` and `__zip_filename__`.

The log is a pickle and is never opened. Who has named the notebook after themselves, `ada.ipynb`, has the zips
`ada_<time>.zip`; of several, the newest counts. `pixels_<time>.zip` names nobody, and each is a student. The time is
that of the student's own clock: it says which zip is the newest, and not when it was handed in.
"""

import re

from grading.intake.claim import Claim, Claimer, Listing, Owner, Source

STAMP = re.compile(r"_(\d{4})_(\d\d)_(\d\d)T(\d\d)_(\d\d)_(\d\d)_(\d{6})(?=\D|$)")
MARKERS = frozenset([".OTTER_LOG", "__zip_filename__"])


def time_of(name: str) -> tuple[int, ...]:
    """Return the time in the name of an export as numbers, or nothing if the name is not that of an export."""
    found = STAMP.search(name) if name.lower().endswith(".zip") else None
    return tuple(map(int, found.groups())) if found else ()


def _claimer(listing: Listing) -> Claimer:
    from assignments import course

    slugs = set(course.assignments())

    def claim(name: str, is_folder: bool) -> Claim | None:
        time = () if is_folder else time_of(name)
        if not time:
            return None
        stem = name[: STAMP.search(name).start()]  # type: ignore[union-attr]  # `time_of` has found it
        student = name.rpartition(".")[0] if stem.casefold() in slugs or not stem else stem
        return Claim((Owner(student),), (name,), time, stem)

    return claim


SOURCE = Source("otter", "a folder of Otter's exports", _claimer, makes_folders=False)
