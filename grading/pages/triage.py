"""Everything abnormal in a class, in one list: what happened, to whom, in which file, and what to do.

In: the newest attempts. Out: groups, the most urgent first. A student is in each group that applies.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from autograder.results import Verdict
from grading.pages.untouched import is_untouched
from grading.records import Attempt

MAX_SHOWN = 100  # students of one group
_TOOK_TOO_LONG = "stopped: it took longer"  # how the error of such a cell begins
_OTHER_ASSIGNMENT = re.compile(r"^This looks like the notebook of (\w+)")


@dataclass(frozen=True)
class Trouble:
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
    shown: tuple[Trouble, ...]


@dataclass(frozen=True)
class _Kind:
    heading: str
    advice: str
    urgent: bool = True


KINDS = {  # the most urgent first
    "error": _Kind(
        "Not graded: an error of this software or this machine",
        "These students have no score. Run the same command again: it grades them. If it fails again, report it.",
    ),
    "unusable": _Kind(
        "Cannot be read",
        "Ask the student for the notebook itself, put it in the place of the file, and run the same command again.",
    ),
    "absent": _Kind(
        "Nothing handed in",
        "These students are on the roster. Ask them, or look for a file under another name.",
    ),
    "assignment": _Kind(
        "Perhaps the wrong assignment",
        "Ask the student for the right notebook. If this one is meant, nothing needs to be done.",
    ),
    "identical": _Kind(
        "The same file from several students",
        "Look at who handed in what: a file may have been put into the wrong folder. Work in pairs looks the same.",
    ),
    "timeout": _Kind(
        "Took too long",
        "The cases that did not end give no points; all others are graded. If a correct answer needs longer, raise "
        "the limits in assignment.toml.",
    ),
    "missing": _Kind(
        "Functions are missing",
        "A function has another name, or the cell that defines it stopped. Look at the notebook before you accept 0.",
    ),
    "repaired": _Kind(
        "Repaired before grading",
        "The notebook was graded after the repair. Nothing needs to be done; the feedback page tells the student.",
        urgent=False,
    ),
}


def triage(
    attempts: Sequence[Attempt], pages: Mapping[str, str], absent: Collection[str] = ()
) -> tuple[TroubleGroup, ...]:
    """Return the groups that have any student. `pages` are the addresses of the feedback pages, by student.

    `absent` are the students on a roster from whom there is nothing.
    """
    found: dict[str, list[Trouble]] = defaultdict(list)
    owners: dict[str, list[str]] = defaultdict(list)
    for attempt in attempts:
        if attempt.sha256:
            owners[attempt.sha256].append(attempt.student)
    for attempt in attempts:
        for slug, detail in _troubles(attempt.verdict):
            found[slug].append(Trouble(attempt.student, pages[attempt.student], attempt.submission, detail))
        others = [student for student in owners.get(attempt.sha256, ()) if student != attempt.student]
        if others:
            names = ", ".join(others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
            trouble = Trouble(attempt.student, pages[attempt.student], attempt.submission, f"the same as of {names}")
            found["identical"].append(trouble)
    found["absent"] += [Trouble(student, "", "", "") for student in sorted(absent)]
    return tuple(
        TroubleGroup(slug, kind.heading, kind.advice, kind.urgent, len(found[slug]), tuple(found[slug][:MAX_SHOWN]))
        for slug, kind in KINDS.items()
        if found[slug]
    )


def _troubles(verdict: Verdict) -> list[tuple[str, str]]:
    """Return the kinds of trouble of one verdict, each with its details."""
    if verdict.status != "graded":
        return [(verdict.status, verdict.reason.partition("\n")[0])]
    found = []
    for repair in verdict.repairs:
        if other := _OTHER_ASSIGNMENT.search(repair):
            return [("assignment", f"looks like the notebook of {other.group(1)}")]
    slow = [q.name for q in verdict.questions if any(case.outcome == "timeout" for case in q.cases)]
    slow_cells = [cell.index + 1 for cell in verdict.cells if cell.error.startswith(_TOOK_TOO_LONG)]
    if slow or slow_cells:
        places = [*slow, *(f"cell {number}" for number in slow_cells)]
        found.append(("timeout", ", ".join(places)))
    missing = [q.name for q in verdict.questions if q.cases and all(case.outcome == "missing" for case in q.cases)]
    if missing:
        found.append(("missing", ", ".join(missing)))
    elif verdict.questions and all(map(is_untouched, verdict.questions)):
        found.append(("missing", "no question was started"))
    if verdict.repairs:
        found.append(("repaired", "; ".join(verdict.repairs)))
    return found
