"""The export of a Gradescope assignment: folders `submission_<id>`, and `submission_metadata.yml`, which says whose
they are. A submission of a group counts for each of its members. Of several submissions of a student, the one with the
highest id is the latest.
"""

import re
from typing import Any

import yaml  # type: ignore[import-untyped]

from grading.intake.claim import Claim, Claimer, Listing, Owner, Source

METADATA = "submission_metadata.yml"
MAX_DEPTH = 100  # lists and tables in each other
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(Z|UTC|[+-]\d\d:?\d\d)")
_FOLDER = re.compile(r"submission_(\d{1,18})")


class _Loader(yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader):  # type: ignore[misc]
    """Reads texts, lists and tables, and an empty value as None. What a mark says about a value is not obeyed; every
    number stays text, since a student id may begin with zeros."""


_NULL = "tag:yaml.org,2002:null"
_Loader.add_constructor(_NULL, lambda loader, node: None)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag == _NULL]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def owners_of(metadata: bytes) -> dict[str, tuple[tuple[Owner, ...], str]]:
    """Return the students of each submission and when it was made; nothing if the file is not as Gradescope writes it.

    The keys are the names of the folders.
    """
    try:
        table = yaml.load(metadata, Loader=_Loader) if _is_shallow(metadata) else {}
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    found = {}
    for folder, about in table.items() if isinstance(table, dict) else ():
        if not isinstance(about, dict) or not _FOLDER.fullmatch(str(folder)):
            continue
        listed = about.get(":submitters")
        people = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        owners = tuple(filter(None, map(_owner, people)))
        found[str(folder)] = owners, _iso(_text(about.get(":created_at")))
    return found


def _is_shallow(metadata: bytes) -> bool:
    """Return whether no value lies deeper than Gradescope's: the loader written in C dies of deep ones."""
    depth = 0
    for event in yaml.parse(metadata, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return False
    return True


def _iso(time: str) -> str:
    """Return a time as Ruby writes it (`2026-03-02 10:11:12.345678901 Z`) in ISO 8601, or an empty string."""
    found = _TIME.fullmatch(time.strip())
    if not found:
        return ""
    offset = "+00:00" if found[3] in ("Z", "UTC") else f"{found[3][:3]}:{found[3][-2:]}"
    return f"{found[1]}T{found[2]}{offset}"


def _owner(person: dict[str, Any]) -> Owner | None:
    name, sid, email = (_text(person.get(key)).strip() for key in (":name", ":sid", ":email"))
    return Owner(name or email or sid, tuple(filter(None, (email, sid)))) if name or email or sid else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _claimer(listing: Listing) -> Claimer:
    known = owners_of(listing.read(METADATA) or b"") if METADATA in listing.entries else {}

    def claim(name: str, is_folder: bool) -> Claim | None:
        if name == METADATA:
            return Claim()
        found = _FOLDER.fullmatch(name) if is_folder else None
        if not found or METADATA not in listing.entries:
            return None
        owners, created = known.get(name, ((), ""))
        return Claim(owners or (Owner(name),), attempt=(int(found[1]),), handed_in=created)

    return claim


SOURCE = Source("gradescope", "an export of Gradescope", _claimer)
