"""The licences that a dataset may hold, and the many spellings of each."""

from __future__ import annotations

import re

OWN = "own work"
LICENCES = (OWN, "CC0", "CC-BY", "CC-BY-SA", "public domain", "OGL", "permission in writing")
NO_AUTHOR_NEEDED = ("CC0", "public domain")  # the others ask to name the author

_VERSION = r"(?: (?P<version>\d(?:\.\d)?)(?: (?!nc\b|nd\b|sa\b)[a-z]{2,4})?)?"  # "4.0", or "3.0 de" for one country
_PATTERNS = {
    OWN: r"own work",
    "CC0": r"cc ?(?:0|zero)(?: 1\.0)?",
    "CC-BY": r"(?:cc )?by" + _VERSION,
    "CC-BY-SA": r"(?:cc )?by sa" + _VERSION,
    "public domain": r"public domain|(?:cc )?pdm?(?: 1\.0)?|public domain mark(?: 1\.0)?|no restrictions|pd .*",
    "OGL": r"(?:ogl|open government licen[cs]e)(?: v?(?P<version>\d(?:\.\d)?))?",
    "permission in writing": r"permission in writing",
}


def licence_of(text: str) -> str | None:
    """Return the licence as the manifest writes it ("CC-BY-SA 4.0"), or None if it is not one of LICENCES."""
    words = re.sub(r"[\s_-]+", " ", text).strip().lower()
    for name, pattern in _PATTERNS.items():
        if match := re.fullmatch(pattern, words):
            version = match.groupdict().get("version")
            return f"{name} {version}" if version else name
    return None
