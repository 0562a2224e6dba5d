"""The bulk download of a Moodle assignment.

- `Ada Doe_101_assignsubmission_file/pixels.ipynb`: name, participant id, plugin. Before Moodle 4.1 this folder ended in
  `_`.
- `Ada Doe_101_assignsubmission_file_pixels.ipynb`: the same without folders.
- `Participant_101_…`: a blind assignment. `Team A_7_…` and `Default group_assignsubmission_file`: a team.

Names are read from the right, because a name can hold `_` and digits. A participant id is one of this assignment only:
the grading worksheet says whose it is.
"""

import re

from grading.intake.claim import Claim, Claimer, Listing, Owner, Source

_NAME = re.compile(r"^(.*)_(\d{1,18})_(assignsubmission|assignfeedback)_([a-z]+)_?(.*)$", re.DOTALL)
_TEAM = re.compile(r"^(.*)_()(assignsubmission|assignfeedback)_([a-z]+)_?(.*)$", re.DOTALL)
_PLUGIN = re.compile(r"_\d+_assignsubmission_[a-z]+")


def claim(name: str, is_folder: bool) -> Claim | None:
    """Return what a name says, or None if Moodle did not make it."""
    found = _NAME.match(name) or _TEAM.match(name)
    if not found or (is_folder and found[5]) or (not is_folder and not found[5]):
        return None
    student, participant, kind, _, file = found.groups()
    if kind == "assignfeedback":
        return Claim()
    if student.casefold() == "participant":  # blind: the id alone says who it is
        student = f"Participant {participant}"
    own = () if is_folder else (file,)
    if not is_folder and len(_PLUGIN.findall(name)) > 1:
        problem = f"{name} can be read in two ways: it is not clear whose it is. Rename it to <name>.ipynb."
        return Claim((Owner(name),), own, problem=problem)
    return Claim((Owner(student, (f"participant {participant}",) if participant else ()),), own)


def _claimer(_: Listing) -> Claimer:
    return claim


SOURCE = Source("moodle", "a bulk download of Moodle", _claimer)
