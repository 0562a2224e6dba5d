"""What became of a folder of photographs, as a page of Markdown that a person reads in a minute.

In go the records, the pairs that look alike and the split; out come lines. The same photographs give the same lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from format.printable import printable
from preprocessing.resize import ResizedPhoto

MAX_LISTED = 50  # lines of each kind


@dataclass(frozen=True)
class Outcome:
    """Records of all files, those of the batch, pairs that look alike (one more than is listed, at most), the split."""

    records: Sequence[ResizedPhoto]
    kept: Sequence[ResizedPhoto]
    pairs: Sequence[tuple[str, str]]
    parts: dict[str, list[str]]


def report_lines(outcome: Outcome, height: int, width: int, mean: float, deviation: float) -> Iterator[str]:
    """Yield the lines of the report."""
    left_out = [record for record in outcome.records if record.problem]
    small = [record for record in outcome.kept if record.height < height or record.width < width]
    yield from ("# What is in this batch", "")
    yield f"{len(outcome.kept)} pictures of {height} x {width} x 3 bytes, of {len(outcome.records)} files."
    yield f"{len(outcome.parts['train'])} are for training, {len(outcome.parts['test'])} for testing."
    yield f"Mean level {mean:.1f}, mean deviation of a pixel {deviation:.1f} (of 0 to 255)."
    yield from (
        "",
        "| mean | deviation, twice as bright |",
        "|---|---|",
        "| ![mean](mean.png) | ![deviation](deviation.png) |",
    )
    yield from ("", "How often each level occurs, in red, green and blue:", "", "![histogram](histogram.png)")
    yield from ("", "Some of the pictures:", "", "![contact sheet](contact.png)")
    yield from _section("Left out", [f"`{printable(record.name)}` {printable(record.problem)}." for record in left_out])
    pairs = [f"`{printable(one)}` and `{printable(other)}`" for one, other in outcome.pairs]
    yield from _section(
        "Look at these pairs: they look alike, so they are on one side of the split", pairs, "Nothing looks alike."
    )
    yield from _section(
        "Enlarged, because they are smaller than the batch",
        [f"`{printable(record.name)}` is {record.width} x {record.height}." for record in small],
    )


def _section(heading: str, lines: Sequence[str], otherwise: str = "None.") -> Iterator[str]:
    yield from ("", f"## {heading}", "")
    yield from (f"- {line}" for line in lines[:MAX_LISTED])
    if len(lines) > MAX_LISTED:
        yield "- … and more."
    if not lines:
        yield otherwise
