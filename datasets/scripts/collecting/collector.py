"""Candidates go into a dataset, one after the other, and a log says what became of each.

In goes what a source yields, out comes a `Tally`. One bad picture among a thousand is a line in the log; only a full
disk, or a website that wants to be left alone, ends a run early, and then nothing that was kept is lost.
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
from format.printable import printable

LOG = "log.csv"
RETRY_LATER = "later"
OUTCOMES = {
    "licence": "left out for the licence",
    "author": "left out: no author is named",
    "source": "left out: no page describes it",
    "duplicate": "already in the dataset",
    "unreadable": "not readable as a picture",
    "gone": "not to be had",
    "done before": "decided in an earlier run",
    RETRY_LATER: "failed for now",
}


@dataclass
class Tally:
    """What a run did: how many pictures the dataset held before and were kept, and why others were not."""

    before: int = 0
    kept: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    stopped: str = ""


class Log:
    """`log.csv`: what became of each address. What is said there of a web address is final: it is not asked again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        drop_partial_line(path)
        self._entries: set[tuple[str, str]] = set()
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                self._entries = {(row[0], row[1]) for row in csv.reader(file) if len(row) == 3}
        self._final = {address for address, outcome in self._entries if outcome != RETRY_LATER}

    def is_final(self, address: str) -> bool:
        """Whether a web address need not be asked again."""
        return address.startswith("http") and address in self._final

    def record(self, address: str, outcome: str, why: str) -> None:
        """Say what became of an address, once."""
        if (address, outcome) in self._entries:
            return
        new = not self._path.exists()
        with self._path.open("a", encoding="utf-8", newline="", errors="backslashreplace") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([("address", "outcome", "reason")] if new else [])
            writer.writerow((" ".join(address.split("\n")), outcome, " ".join(why.split())))
        self._entries.add((address, outcome))


def collect_candidates(
    candidates: Iterator[Candidate],
    dataset: DatasetWriter,
    read: Callable[[str], bytes],
    limit: int,
    log: Log,
    after_each: Callable[[Tally, str], None] = lambda tally, title: None,
) -> Tally:
    """Take candidates until the dataset holds `limit` pictures, and return what happened."""
    tally = Tally(before=len(dataset.rows))
    while len(dataset.rows) < limit:
        try:
            candidate = next(candidates, None)
            if candidate is None:
                break
            outcome, why = _collect_one(candidate, dataset, read, log)
        except (
            PermanentError,
            TemporaryError,
        ) as reason:  # of the list of pictures itself, or a website that wants to be left alone
            tally.stopped = str(reason)
            break
        if outcome == "kept":
            tally.kept += 1
        else:
            tally.left_out[outcome] += 1
            if outcome == "licence":
                tally.licences[candidate.licence or "none given"] += 1
        if outcome != "done before":
            log.record(candidate.address, outcome, why)
        after_each(tally, candidate.title)
    return tally


def _collect_one(
    candidate: Candidate, dataset: DatasetWriter, read: Callable[[str], bytes], log: Log
) -> tuple[str, str]:
    """What becomes of a candidate, in a word, and why; raise RateLimited if the website wants to be left alone."""
    if log.is_final(candidate.address):
        return "done before", ""
    try:
        judged = dataset.validate(candidate)
        row = dataset.add(read(candidate.address), judged)
    except Rejected as reason:
        return reason.kind, str(reason)
    except Unreadable as reason:
        return "unreadable", str(reason)
    except PermanentError as reason:
        return "gone", str(reason)
    except RateLimited:
        raise
    except TemporaryError as reason:
        return RETRY_LATER, str(reason)
    return "kept", row.file


def summary(tally: Tally, out: Path) -> list[str]:
    """Return what a run did, in lines."""
    there = f" beside the {tally.before} of earlier runs" if tally.before else ""
    lines = [f"{tally.kept} {'picture' if tally.kept == 1 else 'pictures'} kept in {out / 'images'}{there}."]
    for kind, count in sorted(tally.left_out.items()):
        licences = ", ".join(f"{printable(name, 40)} {n}" for name, n in tally.licences.most_common(6))
        lines.append(f"  {count} {OUTCOMES[kind]}" + (f": {licences}" if kind == "licence" else ""))
    if tally.stopped:
        lines.append(f"Stopped early: {printable(tally.stopped, 300)}.")
    if tally.stopped or tally.left_out[RETRY_LATER]:
        lines.append("Run the same command again later: it goes on where it stopped.")
    if tally.left_out.total() - tally.left_out["done before"]:
        lines.append(f"The reason for each is in {out / LOG}.")
    return lines
