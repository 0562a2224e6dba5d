"""Recognise which program made a folder or zip of submissions.

In: the names at its top. Out: the source, and the function that says whose each of these files is. A source is
recognised if it made at least half of the entries. `plain` takes every name: a folder is a student, and a file is the
student of its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from grading.intake import canvas, git_clones, gradescope, moodle, otter_export
from grading.intake.claim import Claim, Claimer, Listing, Owner, Source
from grading.intake.student_names import student_of


def plain_claim(name: str, is_folder: bool) -> Claim:
    """Return whose a file or folder is if nothing but its own name says so."""
    return Claim((Owner(name if is_folder else student_of((name,))),), () if is_folder else (name,))


def _plain(_: Listing) -> Claimer:
    return plain_claim


PLAIN = Source("plain", "a folder or zip of students", _plain, makes_folders=False)
SOURCES = (moodle.SOURCE, gradescope.SOURCE, canvas.SOURCE, otter_export.SOURCE, git_clones.SOURCE, PLAIN)
KEYS = tuple(source.key for source in SOURCES)


@dataclass(frozen=True)
class Recognised:
    """The source of a folder or zip, the number of entries that it made, and what it says about each entry."""

    source: Source
    made: int
    claims: Mapping[str, Claim | None]

    def claim(self, name: str, is_folder: bool) -> Claim:
        """Return whose an entry is; the name alone says so if the source did not make it."""
        return self.claims.get(name) or plain_claim(name, is_folder)


def recognise(listing: Listing, forced: str | None) -> Recognised:
    """Return the source of a folder or zip; `forced` is the key of the only source that is tried."""
    for source in SOURCES:
        if forced in (None, source.key):
            claim = source.claimer(replace(listing, forced=forced is not None))
            claims = {name: claim(name, is_folder) for name, is_folder in listing.entries.items()}
            made = sum(found is not None for found in claims.values())
            if forced or source is PLAIN or (made and 2 * made >= len(claims)):
                return Recognised(source, made, claims)
    raise ValueError(f"{forced} is no source; these are: {', '.join(KEYS)}")
