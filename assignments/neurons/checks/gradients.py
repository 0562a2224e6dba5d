"""Gradients compared slope by slope: a table of yours, expected and relative error, and the likely slip by its name."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from checks.call_recorder import Calls
from checks.compare import Mismatch, Slip, expect_shape

ROWS_SHOWN = 8


def expect_gradient(
    actual: Any,
    expected: Any,
    what: str,
    *,
    rtol: float = 0.0,
    atol: float = 0.0,
    slips: Sequence[Slip] = (),
    names: Sequence[str] = (),
) -> None:
    """Demand the same shape and |actual - expected| <= atol + rtol * |expected| for every slope.

    Turned signs, twice or half the size and exchanged places are looked for in any gradient; `slips` adds what is
    particular to a question. A slip is named only when the answer agrees with it and with no other one. `names` are
    the coordinates' names in the table.
    """
    wanted = np.asarray(expected, dtype=np.float64)
    got = expect_shape(actual, wanted.shape, what)

    def off(other: np.ndarray) -> np.ndarray:
        with np.errstate(invalid="ignore", over="ignore"):
            return ~(np.abs(got - other) <= atol + rtol * np.abs(other))

    if not off(wanted).any():
        return
    likely = [sentence for sentence, value in [*slips, *_slips_of(wanted)] if not off(np.asarray(value)).any()]
    if not likely and np.allclose(np.sort(got, axis=None), np.sort(wanted, axis=None), rtol=rtol, atol=atol):
        likely = ["The slopes are right, but not in their places: look at the order of the coordinates."]
    count = int(off(wanted).sum())
    head = f"{what}: {count} of {wanted.size} slopes {'is' if count == 1 else 'are'} off."
    if len(likely) == 1:
        head = f"{head} {likely[0]}"
    table = gradient_table(got, wanted, off(wanted), names)
    raise Mismatch(f"{head}\n{table}", expected=wanted, actual=got)


def gradient_table(got: np.ndarray, wanted: np.ndarray, off: np.ndarray, names: Sequence[str] = ()) -> str:
    """Return the slopes that are off as lines of text: coordinate, yours, expected, relative error."""
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


def expect_nudges(calls: Calls, x: np.ndarray, h: float) -> None:
    """Demand that f was asked h above and h below x in each coordinate, all others unmoved, and nowhere else but at x.

    Rounding is forgiven up to a millionth of h: going up h, down 2 h and up h again does not end exactly at x.
    """
    if calls.fault:
        raise Mismatch(calls.fault)
    asked = set()
    for (point,) in calls.arguments:
        moved = point - x
        places = np.argwhere(np.abs(moved) > 1e-6 * h)
        if len(places) > 1:
            raise Mismatch(
                f"{len(places)} coordinates moved at once: move one at a time, and put it back before the next.",
                expected=x,
                actual=point,
            )
        if len(places) == 1:
            index = tuple(int(i) for i in places[0])
            if abs(abs(moved[index]) - h) > 1e-6 * h:
                raise Mismatch(
                    f"Coordinate {list(index)} moved by {moved[index]:.4g} where h is {h:g}: use the h you are given, "
                    "as it is.",
                    expected=x[index] + np.copysign(h, moved[index]),
                    actual=point[index],
                )
            asked.add((index, bool(moved[index] > 0)))
    for index in np.ndindex(x.shape):
        for higher in (True, False):
            if (index, higher) not in asked:
                raise Mismatch(
                    f"f was never asked with coordinate {list(index)} h {'higher' if higher else 'lower'}: a central "
                    "difference looks on both sides of x, in every coordinate."
                )


def _slips_of(wanted: np.ndarray) -> list[Slip]:
    slips: list[Slip] = []
    if wanted.any():
        slips = [
            ("Every slope has the wrong sign: this points downhill.", -wanted),
            ("Every slope is twice as large as it should be.", 2 * wanted),
            ("Every slope is half as large as it should be.", wanted / 2),
        ]
    if wanted.ndim == 1 and wanted.size == 2 and wanted[0] != wanted[1]:
        slips.append(("The two slopes are swapped: the first belongs to the first coordinate.", wanted[::-1]))
    return slips
