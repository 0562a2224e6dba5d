"""Of several attempts of one student, the latest, by the order of the source that the files come from.

In: the notebooks of a student. Out: those that count now, and a function that gives the attempts before one of them.
A source gives each attempt a number (`Claim.attempt`); the time in the name of an Otter export serves as one, too.
Files of one `series` replace each other: in Canvas those of one name, in Gradescope all of a student.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

from grading.intake.found_file import FoundFile
from grading.intake.otter_export import STAMP, time_of

_Attempts = dict[tuple[int, ...], list[FoundFile]]


def latest_and_earlier(
    notebooks: Sequence[FoundFile],
) -> tuple[list[FoundFile], Callable[[FoundFile], list[FoundFile]]]:
    """Return the notebooks of the latest attempts, and what gives the earlier attempts of one, the oldest first.

    An earlier attempt of several notebooks is left out, since nobody says which one it is.
    """
    series: dict[str, _Attempts] = defaultdict(lambda: defaultdict(list))
    for item in notebooks:
        name, attempt = _place(item)
        series[name][attempt].append(item)
    current = [
        item
        for attempts in series.values()
        for attempt, items in attempts.items()
        if not attempt or attempt == max(attempts)
        for item in items
    ]

    def earlier(item: FoundFile) -> list[FoundFile]:
        name, latest = _place(item)
        before = sorted(attempt for attempt in series[name] if attempt and attempt < latest)
        return [series[name][attempt][0] for attempt in before if len(series[name][attempt]) == 1]

    return current, earlier


def _place(item: FoundFile) -> tuple[str, tuple[int, ...]]:
    """Return the series of a notebook and its attempt."""
    export = next((part for part in item.own if time_of(part)), "")
    if export and not item.claim.attempt:
        return STAMP.sub("", export), time_of(export)
    return item.claim.series, item.claim.attempt
