"""The name of each student in all the paths that a teacher gives: no two students have one name.

In: the files of each path, and the roster. Out: the name of each owner, and the names that are not on the roster.

Two owners of one name whose ids differ are two students, also in two paths: the id stands behind the name. The same
holds for a student whose own name is what somebody else is called with the id, such as `Ada Doe (101)`. An owner
without an id has the name alone, and is the same student in every path.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from grading.intake.claim import Owner
from grading.intake.found_file import FoundFile
from grading.intake.roster import Roster
from grading.intake.student_names import clean_text


def named_students(
    paths: Sequence[Iterable[FoundFile]], roster: Roster | None = None
) -> tuple[dict[Owner, str], set[str]]:
    """Return the name of each owner in the files of all paths, and the names that are not on the roster."""
    by_path = [{owner for item in files for owner in item.claim.owners} for files in paths]
    owners = set().union(*by_path)
    known = _on_roster(owners, roster) if roster else {}
    names = {owner: known.get(owner, clean_text(owner.name) or "_") for owner in owners}
    with_id = {owner for owner in owners - known.keys() if owner.ids}
    on_roster = set(roster.names if roster else ())
    while shared := {owner for owner in _of_shared_names(names, by_path, on_roster) if owner in with_id}:
        names |= {owner: f"{names[owner]} ({clean_text(owner.ids[0])})" for owner in shared}
        with_id -= shared
    return names, {names[owner] for owner in owners - known.keys()} if roster else set()


def _of_shared_names(names: Mapping[Owner, str], by_path: Sequence[set[Owner]], on_roster: set[str]) -> Iterable[Owner]:
    """Yield the owners whose name is on the roster, is that of another id, or in one path that of an owner without."""
    ids: dict[str, set[str]] = defaultdict(set)
    for owner, name in names.items():
        ids[name].update(owner.ids[:1])
    for owners in by_path:
        without = {names[owner] for owner in owners if not owner.ids}
        for owner in owners:
            if len(ids[names[owner]]) > 1 or names[owner] in without or names[owner] in on_roster:
                yield owner


def _on_roster(owners: Iterable[Owner], roster: Roster) -> dict[Owner, str]:
    """Return the student of each owner who is on the roster.

    Of several owners of one name whose ids differ, only those whose id is on it: the name is not enough.
    """
    found = {owner: name for owner in owners if (name := roster.find(owner))}
    ids: dict[str, set[str]] = defaultdict(set)
    for owner, name in found.items():
        ids[name].update(owner.ids[:1])
    return {o: name for o, name in found.items() if len(ids[name]) < 2 or not o.ids or roster.has_id_of(o)}
