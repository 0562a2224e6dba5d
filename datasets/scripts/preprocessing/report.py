"""The report about a batch, as a short page of Markdown.

In come the records of all files, the pairs of look-alikes and the split, out come lines. The same photographs give the
same lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from format.one_line import one_line
from preprocessing.resize import ResizedPhoto

MAX_LISTED = 50  # lines in each list


@dataclass(frozen=True)
class Outcome:
    """The result of a run.

    Parameters
    ----------
    records, kept
        The records of all files, and those of the pictures in the batch.
    pairs
        Names of pictures that look alike, at most `MAX_LISTED + 1` pairs.
    split
        The names in "train" and in "test".
    """

    records: Sequence[ResizedPhoto]
    kept: Sequence[ResizedPhoto]
    pairs: Sequence[tuple[str, str]]
    split: dict[str, list[str]]


def report_lines(outcome: Outcome, height: int, width: int, mean: float, deviation: float) -> Iterator[str]:
    """Yield the lines of the report; `mean` and `deviation` are averages over the batch, from 0 to 255."""
    left_out = [record for record in outcome.records if record.problem]
    small = [record for record in outcome.kept if record.height < height or record.width < width]
    yield from ("# What is in this batch", "")
    yield f"{len(outcome.kept)} pictures of {height} x {width} x 3 bytes, of {len(outcome.records)} files."
    yield f"{len(outcome.split['train'])} are for training, {len(outcome.split['test'])} for testing."
    yield f"Mean level {mean:.1f}, mean standard deviation of a pixel {deviation:.1f} (levels from 0 to 255)."
    yield from (
        "",
        "| mean | standard deviation, twice as bright |",
        "|---|---|",
        "| ![mean](mean.png) | ![deviation](deviation.png) |",
    )
    yield from ("", "How often each level occurs in red, green and blue:", "", "![histogram](histogram.png)")
    yield from ("", "Some of the pictures:", "", "![contact sheet](contact.png)")
    yield from _section("Left out", [f"`{one_line(record.name)}` {one_line(record.problem)}." for record in left_out])
    pairs = [f"`{one_line(one)}` and `{one_line(other)}`" for one, other in outcome.pairs]
    yield from _section(
        "Look-alikes, which are on one side of the split: look at each pair", pairs, "No pictures look alike."
    )
    yield from _section(
        "Enlarged, because they were smaller",
        [f"`{one_line(record.name)}` is {record.width} x {record.height}." for record in small],
    )


def _section(heading: str, lines: Sequence[str], if_empty: str = "None.") -> Iterator[str]:
    yield from ("", f"## {heading}", "")
    yield from (f"- {line}" for line in lines[:MAX_LISTED])
    if len(lines) > MAX_LISTED:
        yield "- … and more."
    if not lines:
        yield if_empty
