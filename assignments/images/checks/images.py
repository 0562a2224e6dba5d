"""Comparisons of pictures: a wrong one is drawn as text, and named when it is exactly what a common slip gives.

In the text `.` is a pixel that is rightly left alone, `#` one that is rightly drawn, `+` one that only the answer has
(or has too bright) and `-` one that is missing (or too dark).
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from checks.compare import Mismatch, Slip, agree, expect_shape

LEGEND = "(. off   # both   + only yours, or too bright   - only expected, or too dark)"
LARGEST = (48, 96)  # rows and columns of a picture that still reads well as text


def picture(text: str, on: float = 1.0, off: float = 0.0) -> np.ndarray:
    """Return the array that `text` draws: one line a row, `#` is `on` and `.` is `off`."""
    return np.array([[{"#": on, ".": off}[mark] for mark in line] for line in text.split()], dtype=np.float64)


def draw_text(actual: np.ndarray, expected: np.ndarray, canvas: np.ndarray | None = None) -> str:
    """Return both pictures as one text; `canvas` is what was there before (all 0 if not said).

    A large picture is cut down to the part that differs, and if that is still too large, nothing is drawn.
    """
    before = np.zeros(expected.shape) if canvas is None else canvas
    marks = np.where(expected != before, "#", ".")
    marks[actual > expected] = "+"
    marks[(actual < expected) | ~np.isfinite(actual)] = "-"
    where = ""
    if _too_large(marks):
        rows, cols = np.nonzero((marks == "+") | (marks == "-"))
        top, left = max(int(rows.min()) - 2, 0), max(int(cols.min()) - 2, 0)
        bottom, right = int(rows.max()) + 3, int(cols.max()) + 3
        marks = marks[top:bottom, left:right]
        where = f"Rows from {top}, columns from {left}:\n"
        if _too_large(marks):
            return ""
    return where + "\n".join("".join(line) for line in marks) + "\n" + LEGEND


def expect_picture(
    actual: Any,
    expected: Any,
    what: str,
    *,
    canvas: Any = None,
    centre: tuple[int, int] | None = None,
    slips: list[Slip] | None = None,
    atol: float = 0.0,
) -> None:
    """Demand the same picture: same shape, every pixel within `atol`, nothing but finite numbers.

    `canvas` is the picture before something was drawn on it, as it was given, and `centre` the whole-number centre of
    what was drawn: both only help to name a slip. `slips` of the caller's own are tried first.
    """
    wanted = np.asarray(expected, dtype=np.float64)
    got = expect_shape(actual, wanted.shape, what)
    if agree(got, wanted, atol=atol):
        return
    before = None if canvas is None else np.asarray(canvas, dtype=np.float64)
    drawn = draw_text(got, wanted, before) if wanted.ndim == 2 else ""
    help = _difference(got, wanted, what)
    if np.all(np.isfinite(got)):
        for sentence, value in [*(slips or []), *_slips(wanted, canvas, centre)]:
            if agree(got, np.asarray(value, dtype=np.float64), atol=atol):
                help = sentence
                break
        else:
            if wanted.ndim == 2:
                help = _wrong_form(got, wanted, before) or help
    raise Mismatch(help, expected=wanted, actual=got, show="picture", drawn=drawn)


def _slips(wanted: np.ndarray, given: Any, centre: tuple[int, int] | None) -> Iterator[Slip]:
    """Yield sentences with the picture that each slip would give; a picture equal to `wanted` names nothing."""
    for sentence, value in _every_slip(wanted, given, centre):
        if value.shape == wanted.shape and not np.array_equal(value, wanted):
            yield sentence, value


def _every_slip(wanted: np.ndarray, given: Any, centre: tuple[int, int] | None) -> Iterator[tuple[str, np.ndarray]]:
    if given is not None and wanted.ndim == 2:
        yield from _drawing_slips(wanted, np.asarray(given), centre)
    if wanted.ndim >= 2:
        yield (
            "Rows and columns are exchanged: the first index is the row (how far down), the second the column.",
            wanted.swapaxes(0, 1),
        )
        yield "Your picture is upside down: row 0 is at the top.", wanted[::-1]
        yield "Left and right are exchanged: column 0 is at the left.", wanted[:, ::-1]
        yield "Your picture is turned by half a turn.", wanted[::-1, ::-1]
    yield "Your values run from 0 to 255; this picture has values from 0 to 1.", wanted * 255
    yield "Your values run from 0 to 255; this picture has values from 0 to 1.", np.trunc(wanted * 255)
    yield "Your values run from 0 to 1; this picture has values from 0 to 255.", wanted / 255
    yield "The fractions were cut off: compute with floats, not with whole numbers.", np.trunc(wanted)
    if np.any((wanted < 0) | (wanted >= 256)):
        yield (
            "The values wrapped round: uint8 holds 0 to 255 and then starts again at 0. Compute with floats.",
            np.mod(np.trunc(wanted), 256),
        )


def _drawing_slips(
    wanted: np.ndarray, given: np.ndarray, centre: tuple[int, int] | None
) -> Iterator[tuple[str, np.ndarray]]:
    canvas = given.astype(np.float64)
    mask = wanted != canvas
    if not mask.any():
        return
    value = wanted[mask][0]
    if given.dtype.kind in "biu":
        yield (
            "The fractions were cut off: the canvas holds whole numbers, so work on a copy of floats, "
            "np.array(image, dtype=float).",
            np.trunc(wanted),
        )
    yield "Nothing was drawn: your picture is still the canvas.", canvas
    yield "What was on the canvas is gone: start from a copy of `image`.", np.where(mask, wanted, 0.0)
    yield "You painted everything but what was asked for.", np.where(mask, canvas, value)
    moves = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0)]
    for down, right in moves:
        words = [{-1: "up", 1: "down", 0: ""}[down], {-1: "left", 1: "right", 0: ""}[right]]
        yield (
            f"The form is right, but one pixel too far {' and '.join(word for word in words if word)}. "
            "Did you cut off fractions instead of rounding, or count from 1?",
            np.where(_moved(mask, down, right), value, canvas),
        )
    if centre is not None:
        turn = centre[1] - centre[0]
        yield (
            "Row and column of the centre are exchanged: a position is (row, col).",
            np.where(_moved(mask, turn, -turn), value, canvas),
        )
    yield (
        "Rows and columns are exchanged: the first index is the row (how far down), the second the column.",
        np.where(_fit(mask.T, mask.shape), value, canvas),
    )


def _wrong_form(got: np.ndarray, wanted: np.ndarray, before: np.ndarray | None) -> str:
    """Name a wrong value, a form filled instead of drawn in outline, or the other way round."""
    canvas = np.zeros(wanted.shape) if before is None else before
    asked, drawn = wanted != canvas, got != canvas
    if not drawn.any() or not asked.any():
        return ""
    values = np.unique(got[drawn])
    if np.array_equal(asked, drawn) and len(values) == 1 and len(np.unique(wanted[asked])) == 1:
        return f"The right pixels, but with {values[0]:g}: they should be {wanted[asked][0]:g}."
    inside = _filled(asked) & ~asked
    if inside.any() and np.all(drawn[inside]) and not np.any(drawn & ~_grown(_filled(asked))):
        return "That is filled; only the outline is asked for."
    core = ~_grown(~asked)
    within = _filled(drawn) & ~drawn
    if within.any() and not np.any(drawn & ~_grown(asked)) and np.all(within[~_grown(~core)]) and (core & within).any():
        return "That is only the outline; the form should be filled."
    return ""


def _moved(mask: np.ndarray, down: int, right: int) -> np.ndarray:
    """Return the mask moved; what leaves the canvas is gone."""
    rows, cols = np.nonzero(mask)
    rows, cols = rows + down, cols + right
    stays = (rows >= 0) & (rows < mask.shape[0]) & (cols >= 0) & (cols < mask.shape[1])
    moved = np.zeros_like(mask)
    moved[rows[stays], cols[stays]] = True
    return moved


def _fit(mask: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    fitted = np.zeros(shape, dtype=bool)
    height, width = min(mask.shape[0], shape[0]), min(mask.shape[1], shape[1])
    fitted[:height, :width] = mask[:height, :width]
    return fitted


def _grown(mask: np.ndarray) -> np.ndarray:
    """Return the mask with the eight neighbours of each of its pixels."""
    padded = np.pad(mask, 1)
    height, width = mask.shape
    return np.any([padded[i : i + height, j : j + width] for i in range(3) for j in range(3)], axis=0)


def _filled(mask: np.ndarray) -> np.ndarray:
    """Return the mask with what it encloses: what four-neighbour steps from outside cannot reach."""
    padded = np.pad(mask, 1)  # so that a step over the end of a row leads from outside to outside
    width, inside = padded.shape[1], (~padded).ravel().tolist()
    waiting = [0]
    while waiting:
        place = waiting.pop()
        if 0 <= place < len(inside) and inside[place]:
            inside[place] = False
            waiting += (place - 1, place + 1, place - width, place + width)
    return (padded | np.reshape(inside, padded.shape))[1:-1, 1:-1]


def _too_large(marks: np.ndarray) -> bool:
    return marks.shape[0] > LARGEST[0] or marks.shape[1] > LARGEST[1]


def _difference(got: np.ndarray, wanted: np.ndarray, what: str) -> str:
    if not np.all(np.isfinite(got)):
        broken = [int(i) for i in np.argwhere(~np.isfinite(got))[0]]
        return f"{what} contains nan or inf, first at {broken}."
    off = np.argwhere(got != wanted)
    first = tuple(off[0])
    place = f"row {first[0]}, column {first[1]}" if wanted.ndim == 2 else f"index {[int(i) for i in first]}"
    count = f"{len(off)} of {wanted.size} values differ, the first at" if len(off) > 1 else "one value differs, at"
    return f"{what}: {count} {place}: it should be {wanted[first]:.10g}, and is {got[first]:.10g}."
