"""Candidates go into a dataset one by one, and a log records the outcome of each.

In come the candidates of a source, out comes a `Tally`. A bad picture is one line in the log. A run ends early only if
the disk is full or a website asks for a long pause. Pictures that are already in the dataset stay there.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from collecting.dataset_writer import DatasetWriter, Rejected
from collecting.http_client import PermanentError, RateLimited, TemporaryError
from collecting.sources import Candidate
from format.images import Unreadable
from format.manifest import drop_partial_line
from format.one_line import one_line

LOG = "log.csv"
RETRY_LATER = "later"
OUTCOMES = {  # the words for the terminal by the words in the log
    "licence": "left out because of the licence",
    "author": "left out: no author is named",
    "source": "left out: no page describes it",
    "duplicate": "already in the dataset",
    "unreadable": "not readable as a picture",
    "gone": "not available",
    "done before": "decided in an earlier run",
    RETRY_LATER: "failed for now",
}


@dataclass
class Tally:
    """The counts of a run: pictures that were in the dataset before, new pictures, and the others by outcome."""

    before: int = 0
    kept: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    stopped: str = ""


def collect_candidates(
    candidates: Iterator[Candidate],
    dataset: DatasetWriter,
    read: Callable[[str], bytes],
    limit: int,
    log: Log,
    after_each: Callable[[Tally, str], None],
) -> Tally:
    """Take candidates until the dataset holds `limit` pictures, and return the counts.

    Parameters
    ----------
    read
        Returns the bytes of a candidate's address.
    after_each
        Called after each candidate with the counts so far and the candidate's title.
    """
    tally = Tally(before=len(dataset.rows))
    while len(dataset.rows) < limit:
        try:
            candidate = next(candidates, None)
            if candidate is None:
                break
            outcome, reason = _collect_one(candidate, dataset, read, log)
        except (PermanentError, TemporaryError) as error:  # from the source itself, or RateLimited
            tally.stopped = str(error)
            break
        if outcome == "kept":
            tally.kept += 1
        else:
            tally.left_out[outcome] += 1
            if outcome == "licence":
                tally.licences[candidate.licence or "none given"] += 1
        if outcome != "done before":
            log.record(candidate.address, outcome, reason)
        after_each(tally, candidate.title)
    return tally


def _collect_one(
    candidate: Candidate, dataset: DatasetWriter, read: Callable[[str], bytes], log: Log
) -> tuple[str, str]:
    """Return the outcome of a candidate and the reason; raise RateLimited if the website asks for a long pause."""
    if log.is_final(candidate.address):
        return "done before", ""
    try:
        accepted = dataset.validate(candidate)
        row = dataset.add(read(candidate.address), accepted)
    except Rejected as error:
        return error.outcome, str(error)
    except Unreadable as error:
        return "unreadable", str(error)
    except PermanentError as error:
        return "gone", str(error)
    except RateLimited:
        raise
    except TemporaryError as error:
        return RETRY_LATER, str(error)
    return "kept", row.file


class Log:
    """`log.csv`: the outcome of each address. A web address with a final outcome is not requested again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        drop_partial_line(path)
        self._entries: set[tuple[str, str]] = set()
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                self._entries = {(row[0], row[1]) for row in csv.reader(file) if len(row) == 3}
        self._final = {address for address, outcome in self._entries if outcome != RETRY_LATER}

    def is_final(self, address: str) -> bool:
        """Whether an earlier run has decided about a web address."""
        return address.startswith("http") and address in self._final

    def record(self, address: str, outcome: str, reason: str) -> None:
        """Write the outcome of an address, once."""
        if (address, outcome) in self._entries:
            return
        new = not self._path.exists()
        with self._path.open("a", encoding="utf-8", newline="", errors="backslashreplace") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([("address", "outcome", "reason")] if new else [])
            writer.writerow((" ".join(address.split("\n")), outcome, " ".join(reason.split())))
        self._entries.add((address, outcome))


def summary(tally: Tally, out: Path) -> list[str]:
    """Return the counts of a run as lines for the terminal."""
    before = f", besides {tally.before} from earlier runs" if tally.before else ""
    lines = [f"{tally.kept} {'picture' if tally.kept == 1 else 'pictures'} saved in {out / 'images'}{before}."]
    for outcome, count in sorted(tally.left_out.items()):
        licences = ", ".join(f"{one_line(name, 40)} {n}" for name, n in tally.licences.most_common(6))
        lines.append(f"  {count} {OUTCOMES[outcome]}" + (f": {licences}" if outcome == "licence" else ""))
    if tally.stopped:
        lines.append(f"Stopped early: {one_line(tally.stopped, 300)}.")
    if tally.stopped or tally.left_out[RETRY_LATER]:
        lines.append("Run the same command again later: it continues where it stopped.")
    if tally.left_out.total() - tally.left_out["done before"]:
        lines.append(f"The reasons are in {out / LOG}.")
    return lines
