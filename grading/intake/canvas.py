"""The bulk download of a Canvas assignment: flat, `doeada_LATE_101_201_pixels.ipynb`.

In front stands the sortable name in small letters without spaces and commas, then perhaps `LATE`, the user id, the
attachment id and the student's own file name. Like Canvas itself, this module takes the first two parts that are
numbers. A text that was typed in has one number: `doeada_101_text.html`. In an anonymous download `anon_<id>` stands in
the place of the name and the user id. A file that was handed in again has a number at its end: `pixels-1.ipynb`.
"""

import re
from collections import defaultdict

from grading.intake.claim import Claim, Claimer, Listing, Owner, Source
from grading.intake.otter_export import STAMP

_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_TYPED_IN = re.compile(r"(text|link|url)\.html?", re.IGNORECASE)
_NUMBER_OF_UPLOAD = re.compile(r"-\d+(?=\.[^.]+$|$)")


def claim(name: str, is_folder: bool = False) -> Claim | None:
    """Return what a name says, or None if Canvas did not make it."""
    stamp = STAMP.search(name)
    parts = name[: stamp.start() if stamp else len(name)].split("_")
    numbers = [i for i, part in enumerate(parts) if _NUMBER.fullmatch(part)]
    anonymous = parts[0] == "anon" and len(parts) > 2
    if anonymous:
        at = 2 if parts[1] == "LATE" else 1
        numbers = [at, *(i for i in numbers if i > at)]
    if is_folder or not numbers or numbers[0] == 0 or numbers[0] == len(parts) - 1:
        return None
    user = parts[numbers[0]]
    typed_in = _TYPED_IN.fullmatch("_".join(parts[numbers[0] + 1 :]))
    attachment = numbers[0] if typed_in else numbers[1] if len(numbers) > 1 else len(parts)
    own = "_".join(parts[attachment + 1 :]) + (name[stamp.start() :] if stamp else "")
    if not own:
        return None
    before = parts[: numbers[0]]
    if not anonymous and any(c.isupper() for part in before for c in part if part != "LATE"):
        return None
    late = "LATE" in parts[1:attachment]
    student = "_".join(part for i, part in enumerate(before) if not (part == "LATE" and i == len(before) - 1 and i))
    owner = Owner(f"{student} {user}" if anonymous else student, (user,))
    first_name = _NUMBER_OF_UPLOAD.sub("", own)
    own = first_name if own.lower().endswith(".py") else own  # no import could name helper-1
    return Claim((owner,), (own,), () if typed_in else (int(parts[attachment]),), first_name, late)


def _claimer(listing: Listing) -> Claimer:
    """Return a function that claims nothing if the numbers are none of Canvas: if two files are one attachment, if one
    user has two names, or if nothing but numbers follows, as in a date (ada_2026_11_30.ipynb)."""
    claims = {name: found for name in listing.entries if (found := claim(name, listing.entries[name]))}
    names, attachments = defaultdict(set), [found.attempt for found in claims.values() if found.attempt]
    for found in claims.values():
        names[found.owners[0].ids].add(found.owners[0].name)
    doubled = len(set(attachments)) < len(attachments) or any(len(each) > 1 for each in names.values())
    has_letters = any(c.isalpha() for found in claims.values() for c in found.own[0].rpartition(".")[0])
    if not listing.forced and (doubled or not has_letters):
        return lambda name, is_folder: None
    return lambda name, is_folder: claims.get(name)


SOURCE = Source("canvas", "a bulk download of Canvas", _claimer)
