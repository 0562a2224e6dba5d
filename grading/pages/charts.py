"""Charts as numbers: what the SVG in a page draws, and what it says in words.

In: scores, or the results of one question. Out: frozen records for the templates.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from grading.pages.render import number

WIDTHS = (0.25, 0.5, 1, 2, 2.5, 5, 10, 20, 25, 50)  # of a bin, in points; wider ones are multiples of 100
MAX_BINS = 14
CHART_WIDTH, CHART_HEIGHT = 640, 180  # the area of the bars, in the units of the SVG


@dataclass(frozen=True)
class Bar:
    """One bar of the score distribution: its place in the chart, its count, and its range of points in words."""

    x: float
    y: float
    width: float
    height: float
    count: int
    label: str


@dataclass(frozen=True)
class Histogram:
    """The distribution of the scores. `text` says the same in words. `ticks` are places and labels on the axis."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    median_x: float
    mean: float
    median: float
    text: str


@dataclass(frozen=True)
class Segment:
    """One part of a bar of 100 units: where it begins, its width, its count, and its class in the style sheet."""

    x: float
    width: float
    count: int
    kind: str


def histogram(scores: Sequence[float], max_score: float) -> Histogram | None:
    """Return the distribution of scores, or None if there is no score or no point to be had."""
    if not scores or max_score <= 0:
        return None
    step = next((w for w in WIDTHS if max_score / w <= MAX_BINS), 100 * math.ceil(max_score / MAX_BINS / 100))
    bins = math.ceil(max_score / step)
    counts = [0] * bins
    for score in scores:
        counts[min(bins - 1, max(0, math.floor(score / step + 1e-9)))] += 1  # 0.1 * 3 is hardly more than 0.3
    unit = CHART_WIDTH / (bins * step)  # per point
    bars = []
    for i, count in enumerate(counts):
        height = CHART_HEIGHT * count / max(counts)
        end = min((i + 1) * step, max_score)
        label = (
            f"{number(i * step)} to {number(end)}" if i == bins - 1 else f"{number(i * step)} to below {number(end)}"
        )
        bar = Bar(i * step * unit + 2, CHART_HEIGHT - height, step * unit - 4, height, count, label)
        bars.append(bar)
    middle, mean = median(scores), fmean(scores)
    text = f"{_students(len(scores))}: lowest score {number(min(scores))}, median {number(middle)}, "
    text += f"mean {number(round(mean, 1))}, highest {number(max(scores))}, of {number(max_score)} points. "
    text += "; ".join(f"{_students(bar.count)} from {bar.label}" for bar in bars if bar.count) + "."
    ticks = tuple((i * step * unit, number(i * step)) for i in range(bins + 1))
    return Histogram(tuple(bars), ticks, min(middle, max_score) * unit, mean, middle, text)


def segments(counts: Sequence[tuple[str, int]]) -> tuple[Segment, ...]:
    """Return the parts of a bar, for counts with the class of each."""
    total = sum(count for _, count in counts)
    found: list[Segment] = []
    x = 0.0
    for kind, count in counts:
        if count:
            width = 100 * count / total
            found.append(Segment(round(x, 2), round(width, 2), count, kind))
            x += width
    return tuple(found)


def _students(count: int) -> str:
    return f"{count} student{'' if count == 1 else 's'}"
