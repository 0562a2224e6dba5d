"""The triage of the class page: what is not as usual in a class, in groups, the most urgent first.

In: the newest attempts. Out: a group for each kind of `grading.triage` that any student is in.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from grading import triage
from grading.records import Attempt

MAX_SHOWN = 100  # students of one group


@dataclass(frozen=True)
class ShownTrouble:
    """One student in a group: the file, and what is special about it."""

    student: str
    page: str  # the address of the feedback page; empty if there is none
    submission: str
    detail: str


@dataclass(frozen=True)
class TroubleGroup:
    """One kind of trouble: a heading, what to do, and the first students it concerns. `urgent` ones are open."""

    slug: str
    heading: str
    advice: str
    urgent: bool
    count: int
    shown: tuple[ShownTrouble, ...]


@dataclass(frozen=True)
class _Kind:
    heading: str
    advice: str
    urgent: bool = True


KINDS = {  # as in `triage.KINDS`, whose order holds
    "not graded": _Kind(
        "Not graded: an error of this software or this machine",
        "These students have no score. Run the same command again: it grades them. If it fails again, report it.",
    ),
    "unreadable": _Kind(
        "Cannot be read",
        "Ask the student for the notebook itself, put it in the place of the file, and run the same command again.",
    ),
    "nothing handed in": _Kind(
        "Nothing handed in",
        "These students are on the roster. Ask them, or look for a file under another name.",
    ),
    "wrong assignment": _Kind(
        "Perhaps the wrong assignment",
        "Ask the student for the right notebook. If this one is meant, nothing needs to be done.",
    ),
    "not on the roster": _Kind(
        "Not on the roster",
        "Add the name or number to the roster, and run again: it fits no line of it, or several.",
    ),
    "as handed out": _Kind(
        "The notebook as it was handed out",
        "Ask the student for the solved notebook.",
    ),
    "identical files": _Kind(
        "The same file from several students",
        "Look at who handed in what: a file may have been put into the wrong folder. Work in pairs looks the same.",
    ),
    "timed out": _Kind(
        "Took too long",
        "The cases that did not end give no points; all others are graded. If a correct answer needs longer, raise "
        "the limits in assignment.toml.",
    ),
    "missing functions": _Kind(
        "Functions are missing",
        "A function has another name, or the cell that defines it stopped. Look at the notebook before you accept 0.",
    ),
    "noted": _Kind(
        "Noted while grading",
        "These notebooks were graded. Nothing needs to be done: the feedback page tells the student.",
        urgent=False,
    ),
}


def trouble_groups(
    attempts: Sequence[Attempt],
    pages: Mapping[str, str],
    absent: Collection[str] = (),
    strangers: Collection[str] = (),
) -> tuple[TroubleGroup, ...]:
    """Return the groups that have any student. `pages` are the addresses of the feedback pages, by student.

    `absent` are the students on a roster from whom there is nothing, and `strangers` those who are not on it.
    """
    found: dict[str, list[ShownTrouble]] = defaultdict(list)
    for one in triage.triage(attempts, sorted(absent), sorted(strangers)):
        found[one.kind].append(ShownTrouble(one.student, pages.get(one.student, ""), one.file, one.what))
    return tuple(
        TroubleGroup(
            name.replace(" ", "-"),
            KINDS[name].heading,
            KINDS[name].advice,
            KINDS[name].urgent,
            len(found[name]),
            tuple(found[name][:MAX_SHOWN]),
        )
        for name in triage.KINDS
        if found[name]
    )
