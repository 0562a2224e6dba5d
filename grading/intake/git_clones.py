"""Folders of clones: one repository a student.

- `gh classroom clone student-repos` makes `<assignment>-submissions/<assignment>-<login>`.
- `gh teacher download` (Classroom 50) makes `<classroom>-<assignment>_submissions_<time>/`, and in it
  `<classroom>-<assignment>-<login>`.

A repository's history is left out; the commit that is checked out, and its time, are recorded. Where the folder's name
does not say what stands in front of the login, the repository's whole name is the student; what follows the words that
all repositories begin with is looked for on the roster.
"""

import os
import re

from grading.intake.claim import Claim, Claimer, Listing, Owner, Source
from grading.intake.git_commit import head

_FOLDER = re.compile(r"(.+?)(?:-submissions|_submissions_.*)")


def _claimer(listing: Listing) -> Claimer:
    named = _FOLDER.fullmatch(listing.name)
    prefix = f"{named[1]}-".casefold() if named else ""
    folders = [name for name, is_folder in listing.entries.items() if is_folder]
    shared = os.path.commonprefix(folders)  # noqa: RUF071  # of names, not of paths
    shared = shared[: shared.rfind("-") + 1]

    def claim(name: str, is_folder: bool) -> Claim | None:
        if not is_folder:
            return None
        git = listing.path / name / ".git" if listing.path else None
        cloned = git is not None and os.path.isdir(git) and not git.is_symlink()
        prefixed = bool(prefix) and name.casefold().startswith(prefix) and len(name) > len(prefix)
        if not cloned and not prefixed:
            return None
        login = name[len(prefix) :] if prefixed else name
        ids = (login,) if prefixed else (login.removeprefix(shared), login)
        commit = head(git) if git is not None and cloned else None
        return Claim(
            (Owner(login, ids),),
            handed_in=commit.time if commit else "",
            revision=commit.id if commit else "",
        )

    return claim


SOURCE = Source("clones", "a folder of Git clones", _claimer)
