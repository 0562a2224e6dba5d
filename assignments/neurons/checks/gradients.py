"""Gradients compared slope by slope: the message has a table of the wrong slopes and names a common mistake."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from checks.call_recorder import CallRecord
from checks.compare import Mismatch, Mistake, expect_shape

ROWS_SHOWN = 8


def expect_gradient(
    actual: Any,
    expected: Any,
    what: str,
    *,
    rtol: float = 0.0,
    atol: float = 0.0,
    mistakes: Sequence[Mistake] = (),
    names: Sequence[str] = (),
) -> None:
    """Check for the same shape and |actual - expected| <= atol + rtol * |expected| for every slope.

    Wrong signs, twice or half the size and swapped places are recognised in any gradient; `mistakes` adds those of the
    question. A mistake is named only if the answer agrees with it and with no other mistake. `names` are the names of
    the coordinates in the table.
    """
    wanted = np.asarray(expected, dtype=np.float64)
    got = expect_shape(actual, wanted.shape, what)

    def differs_from(other: np.ndarray) -> np.ndarray:
        with np.errstate(invalid="ignore", over="ignore"):
            return ~(np.abs(got - other) <= atol + rtol * np.abs(other))

    if not differs_from(wanted).any():
        return
    candidates = [*mistakes, *_mistakes_in_any_gradient(wanted)]
    likely = [sentence for sentence, value in candidates if not differs_from(np.asarray(value)).any()]
    if not likely and np.allclose(np.sort(got, axis=None), np.sort(wanted, axis=None), rtol=rtol, atol=atol):
        likely = ["The slopes are right, but in the wrong places: look at the order of the coordinates."]
    count = int(differs_from(wanted).sum())
    head = f"{what}: {count} of {wanted.size} slopes {'is' if count == 1 else 'are'} off."
    if len(likely) == 1:
        head = f"{head} {likely[0]}"
    table = gradient_table(got, wanted, differs_from(wanted), names)
    raise Mismatch(f"{head}\n{table}", expected=wanted, actual=got)


def gradient_table(got: np.ndarray, wanted: np.ndarray, off: np.ndarray, names: Sequence[str] = ()) -> str:
    """Return the wrong slopes as lines of text: coordinate, yours, expected, relative error."""
    lines = [f"{'coordinate':>12} {'yours':>16} {'expected':>16} {'relative error':>15}"]
    places = np.argwhere(off)
    for place in places[:ROWS_SHOWN]:
        index = tuple(int(i) for i in place)
        name = names[index[0]] if names else str(list(index))
        mine, right = got[index], wanted[index]
        error = abs(mine - right) / max(1e-8, abs(mine) + abs(right)) if np.isfinite(mine) else np.nan
        lines.append(f"{name:>12} {mine:>16.10g} {right:>16.10g} {error:>15.2g}")
    if len(places) > ROWS_SHOWN:
        lines.append(f"{'...':>12} and {len(places) - ROWS_SHOWN} more")
    return "\n".join(lines)


def expect_nudges(calls: CallRecord, x: np.ndarray, h: float) -> None:
    """Check that f was called only at x and at the points that differ from x by +h or -h in one coordinate.

    All of these points are needed, except x. A difference of a millionth of h is allowed for rounding: h up, 2 h down
    and h up again does not end exactly at x.
    """
    if calls.fault:
        raise Mismatch(calls.fault, seen="calls")
    visited = set()
    for (point,) in calls.arguments:
        moved = point - x
        places = np.argwhere(np.abs(moved) > 1e-6 * h)
        if len(places) > 1:
            raise Mismatch(
                f"{len(places)} coordinates moved at once: move one at a time, and put it back before the next.",
                expected=x,
                actual=point,
                seen="calls",
            )
        if len(places) == 1:
            index = tuple(int(i) for i in places[0])
            if abs(abs(moved[index]) - h) > 1e-6 * h:
                raise Mismatch(
                    f"Coordinate {list(index)} moved by {moved[index]:.4g}, but h is {h:g}: use exactly the h that "
                    "you are given.",
                    expected=x[index] + np.copysign(h, moved[index]),
                    actual=point[index],
                    seen="calls",
                )
            visited.add((index, bool(moved[index] > 0)))
    for index in np.ndindex(x.shape):
        for higher in (True, False):
            if (index, higher) not in visited:
                raise Mismatch(
                    f"f was never called with coordinate {list(index)} h {'higher' if higher else 'lower'}: a central "
                    "difference looks on both sides of x, in every coordinate.",
                    seen="calls",
                )


def _mistakes_in_any_gradient(wanted: np.ndarray) -> list[Mistake]:
    mistakes: list[Mistake] = []
    if wanted.any():
        mistakes = [
            ("Every slope has the wrong sign: this points downhill.", -wanted),
            ("Every slope is twice as large as it should be.", 2 * wanted),
            ("Every slope is half as large as it should be.", wanted / 2),
        ]
    if wanted.ndim == 1 and wanted.size == 2 and wanted[0] != wanted[1]:
        mistakes.append(("The two slopes are swapped: the first belongs to the first coordinate.", wanted[::-1]))
    return mistakes
