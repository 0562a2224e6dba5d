"""A name belongs to who had it exactly: what only reads like it becomes a row of its own, with a sentence.

In: the name of each owner, and the files of each place. Out: the same names, but where several owners who are written
differently have one name, only the one who is written exactly so keeps it. `alice .ipynb`, `al\\u200bice.ipynb` or a
name with separate accents takes nothing away from `alice.ipynb`.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import count

from grading.intake.claim import Owner
from grading.intake.found_file import FoundFile
from grading.intake.student_names import clean_text, visible


def exact_names(
    names: Mapping[Owner, str], places: Iterable[Iterable[FoundFile]]
) -> tuple[dict[Owner, str], dict[Owner, str]]:
    """Return the name of each owner, no two in one place that are written differently, and sentences about the doubts.

    `places` are the files of each folder or zip. An owner with an id is left alone: the source knows who that is.
    """
    found, doubts, taken = dict(names), dict[Owner, str](), set(names.values())
    for files in places:
        alike: dict[tuple[str, str], dict[Owner, None]] = defaultdict(dict)
        for owner in (owner for item in files for owner in item.claim.owners if not owner.ids):
            alike[visible(found[owner]).strip(), _look(owner.name) or "_"][owner] = None
        for (name, _), owners in alike.items():
            for owner in owners if len(owners) > 1 else ():
                if owner.name != name:
                    found[owner] = _free(f"{name} ({spelled(owner.name)})", taken)
                    taken.add(found[owner])
                    doubts[owner] = (
                        f"“{spelled(owner.name)}” reads like the name {name}, and is another: ask whose it is"
                    )
    return found, doubts


def by_entry(
    student: str, notebooks: Sequence[FoundFile], taken: Container[str]
) -> list[tuple[str, str, list[FoundFile]]]:
    """Return the notebooks by what was handed in: for each entry its row, a sentence, and its notebooks.

    `alice.ipynb`, a folder `alice` and `alice.zip` are three entries. The notebook itself keeps the name, or else the
    folder. Entries are told apart in one path only, and only where nothing but their names says whose they are. `taken`
    are the names of all students.
    """
    entries: dict[str, list[FoundFile]] = defaultdict(list)
    for item in notebooks:
        entries[_entry(item)].append(item)
    told_apart = len({(item.given, item.claim.owners) for item in notebooks}) == 1 and not any(
        item.claim.attempt or item.claim.series or any(owner.ids for owner in item.claim.owners) for item in notebooks
    )
    if len(entries) < 2 or not told_apart:
        return [(student, "", list(notebooks))]
    first, *others = sorted(entries, key=_rank)
    rows = [(student, "", entries[first])]
    for name in others:
        sentence = f"{clean_text(name)} has the name of {clean_text(first)}, and is another: ask whose it is"
        rows.append((_free(f"{student} ({spelled(name)})", taken), sentence, entries[name]))
    return rows


def _free(name: str, taken: Container[str]) -> str:
    """Return a name, with a number behind it if somebody is called so."""
    return next(free for n in count(1) if (free := f"{name} ({n})" if n > 1 else name) not in taken)


def _rank(entry: str) -> tuple[bool, bool, bool, str]:
    return not entry.endswith(".ipynb"), not entry.lower().endswith(".ipynb"), entry[-1] != "/", entry


def spelled(name: str) -> str:
    """Return a name with the number of each character that cannot be seen, or cannot be told from another."""
    edges = len(name) - len(name.lstrip()), len(name.rstrip())
    return "".join(
        c if edges[0] <= at < edges[1] and c.isprintable() and not unicodedata.combining(c) else f"<U+{ord(c):04X}>"
        for at, c in enumerate(name)
    )


def _entry(item: FoundFile) -> str:
    top = item.parts[0] if item.parts else item.path.name
    return top if len(item.parts) < 2 or top.lower().endswith(".zip") else f"{top}/"


def _look(name: str) -> str:
    return visible(unicodedata.normalize("NFKC", clean_text(name))).casefold().strip(" .")
