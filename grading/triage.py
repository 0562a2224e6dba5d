"""What in a class is not as usual, in one list: what happened, to whom, in which file, and what to do about it.

In: the attempts of a class, and who handed in nothing. Out: `Trouble` records, the most urgent kind first, and sorted
by student in each kind. The end of `grade run` and the class page show them.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from assignments import course
from assignments.errors import GradeError
from grading.intake.one_notebook import OTHER_ASSIGNMENT
from grading.records import Attempt

KINDS = (  # the most urgent first
    "not graded", "unreadable", "nothing handed in", "wrong assignment", "not on the roster", "as handed out",
    "identical files", "timed out", "missing functions", "noted",
)  # fmt: skip
MAX_NAMES = 3  # of functions or students in one sentence
_STOPPED = "stopped: it took longer"  # the beginning of what a cell says that was interrupted
_CHECK_CELLS = ("most check cells are gone", "the check cell of ")  # which no result depends on


@dataclass(frozen=True)
class Trouble:
    """One thing that is not as usual: its kind, the student, the file (if there is one), what it is, what to do."""

    kind: str
    student: str
    file: str
    what: str
    advice: str


def triage(attempts: Sequence[Attempt], absent: Sequence[str] = (), strangers: Sequence[str] = ()) -> list[Trouble]:
    """Return what is not as usual in a class.

    Parameters
    ----------
    attempts:
        One of each student: the one that counts.
    absent:
        The students of the roster who handed in nothing.
    strangers:
        The students who are not on the roster.
    """
    found = [trouble for attempt in attempts for trouble in _of_attempt(attempt)]
    found += _identical(attempts)
    found += [
        Trouble("nothing handed in", student, "", "handed in nothing", "Ask whether it went elsewhere.")
        for student in absent
    ]
    files = {attempt.student: attempt.submission for attempt in attempts}
    found += [
        Trouble(
            "not on the roster", student, files.get(student, ""), "is not on the roster, or fits several lines of it",
            "Add the name or number to the roster, and run again.",
        )
        for student in strangers
    ]  # fmt: skip
    return sorted(found, key=lambda trouble: (KINDS.index(trouble.kind), trouble.student))


def _of_attempt(attempt: Attempt) -> Iterator[Trouble]:
    verdict, student, file = attempt.verdict, attempt.student, attempt.submission

    def trouble(kind: str, what: str, advice: str) -> Trouble:
        return Trouble(kind, student, file, what, advice)

    if verdict.status == "error":
        yield trouble("not graded", _first_line(verdict.reason), "Our fault: run again, and report it if it stays.")
        return
    if verdict.status == "unusable":
        yield trouble("unreadable", _first_line(verdict.reason), "Ask for the notebook, and run again.")
        return
    other = next((repair for repair in verdict.repairs if repair.startswith(OTHER_ASSIGNMENT)), None)
    if other:
        slug = other.removeprefix(OTHER_ASSIGNMENT).partition(":")[0]
        yield trouble(
            "wrong assignment", f"is the notebook of {slug}", f"Ask for the notebook of {attempt.assignment}."
        )
        return
    if attempt.sha256 and attempt.sha256 == _handed_out(attempt.assignment):
        yield trouble("as handed out", "is the notebook as it was handed out", "Ask for the solved notebook.")
        return
    slow = [q.name for q in verdict.questions if any(case.outcome == "timeout" for case in q.cases)]
    slow += [f"cell {cell.index + 1}" for cell in verdict.cells if cell.error.startswith(_STOPPED)]
    if slow:
        yield trouble("timed out", _listed(slow), "See the feedback: a loop without end, or --timeout is too short.")
    missing = [q.name for q in verdict.questions if q.cases and all(case.outcome == "missing" for case in q.cases)]
    if missing:
        yield trouble("missing functions", _listed(missing), "Look for another name, or ask for the rest.")
    repairs = [repair for repair in verdict.repairs if not _is_about_functions(repair, missing)]
    if repairs:
        more = f" (and {len(repairs) - 1} more in the feedback)" if len(repairs) > 1 else ""
        yield trouble("noted", _first_line(repairs[0]) + more, "Nothing to do: the student reads it in the feedback.")


def _identical(attempts: Sequence[Attempt]) -> Iterator[Trouble]:
    """Yield the students whose files have the same bytes. A group that handed in one file is none of them."""
    same: dict[tuple[str, str], list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        if attempt.sha256 and attempt.sha256 != _handed_out(attempt.assignment):
            same[attempt.assignment, attempt.sha256].append(attempt)
    for group in same.values():
        by_file: dict[str, list[str]] = defaultdict(list)
        for attempt in sorted(group, key=lambda attempt: attempt.student):
            by_file[attempt.submission].append(attempt.student)
        if len(by_file) > 1:
            first = sorted((name, file) for file, names in by_file.items() for name in names[:MAX_NAMES])
            for attempt in group:
                file = attempt.submission
                others = islice((name for name, other in first if other != file), MAX_NAMES)  # at most twice as many
                names = _listed(list(others), len(group) - len(by_file[file]))
                yield Trouble(
                    "identical files", attempt.student, file, f"is the same file as that of {names}",
                    "Ask both: a wrong upload, or common work?",
                )  # fmt: skip


def _is_about_functions(repair: str, missing: Sequence[str]) -> bool:
    gone = [sentence for name in missing for sentence in (f"there is no {name} ", f"{name} is not there")]
    return repair.startswith((*_CHECK_CELLS, *gone))


def _listed(names: Sequence[str], count: int = 0) -> str:
    """Return the first names, and how many more of `count` there are."""
    more = max(count, len(names)) - MAX_NAMES
    return ", ".join(names[:MAX_NAMES]) + (f" and {more} more" if more > 0 else "")


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def _handed_out(slug: str) -> str:
    """Return the digest of an assignment's notebook, or an empty string if there is none."""
    try:
        return _digest(course.assignment(slug).notebook)
    except (GradeError, OSError):
        return ""


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
