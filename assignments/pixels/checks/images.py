"""Comparisons of pictures: a wrong picture is drawn as text, and a common mistake is named.

In the text, `.` is a pixel that is rightly not drawn, `#` one that is rightly drawn, `+` one that only the answer has
(or that is too bright) and `-` one that is missing (or too dark). A mistake is named only if it gives exactly the
answer.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from checks.compare import Mismatch, Mistake, agree, expect_shape

LEGEND = "(. off   # both   + only yours, or too bright   - only expected, or too dark)"
MAX_TEXT_SIZE = (48, 96)  # rows and columns of the largest picture that is readable as text


def picture(text: str, on: float = 1.0, off: float = 0.0) -> np.ndarray:
    """Return the array that `text` draws: each line is a row, `#` is `on` and `.` is `off`."""
    return np.array([[{"#": on, ".": off}[mark] for mark in line] for line in text.split()], dtype=np.float64)


def draw_text(actual: np.ndarray, expected: np.ndarray, canvas: np.ndarray | None = None) -> str:
    """Return both pictures as one text; `canvas` is the picture before the drawing (all 0 if it is None).

    A large picture is cut to the part that differs. If that part is too large, the text is empty.
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
    mistakes: list[Mistake] | None = None,
    atol: float = 0.0,
) -> None:
    """Check for the same picture: the same shape, every pixel within `atol`, and only finite numbers.

    `canvas` is the picture before the drawing, and `centre` the whole-number centre of the drawing; both only help to
    name a mistake. The caller's own `mistakes` are tried first.
    """
    wanted = np.asarray(expected, dtype=np.float64)
    got = expect_shape(actual, wanted.shape, what)
    if agree(got, wanted, atol=atol):
        return
    before = None if canvas is None else np.asarray(canvas, dtype=np.float64)
    drawn = draw_text(got, wanted, before) if wanted.ndim == 2 else ""
    help = _difference(got, wanted, what)
    if np.all(np.isfinite(got)):
        for sentence, value in [*(mistakes or []), *_common_mistakes(wanted, canvas, centre)]:
            if agree(got, np.asarray(value, dtype=np.float64), atol=atol):
                help = sentence
                break
        else:
            if wanted.ndim == 2:
                help = _wrong_value_or_filling(got, wanted, before) or help
    raise Mismatch(help, expected=wanted, actual=got, show="picture", drawn=drawn)


def _common_mistakes(wanted: np.ndarray, given: Any, centre: tuple[int, int] | None) -> Iterator[Mistake]:
    """Yield each sentence with the picture that the mistake gives, except pictures that equal `wanted`."""
    for sentence, value in _all_mistakes(wanted, given, centre):
        if value.shape == wanted.shape and not np.array_equal(value, wanted):
            yield sentence, value


def _all_mistakes(wanted: np.ndarray, given: Any, centre: tuple[int, int] | None) -> Iterator[tuple[str, np.ndarray]]:
    if given is not None and wanted.ndim == 2:
        yield from _drawing_mistakes(wanted, np.asarray(given), centre)
    if wanted.ndim >= 2:
        yield (
            "Rows and columns are exchanged: the first index is the row (how far down), the second the column.",
            wanted.swapaxes(0, 1),
        )
        yield "Your picture is upside down: row 0 is at the top.", wanted[::-1]
        yield "Left and right are exchanged: column 0 is at the left.", wanted[:, ::-1]
        yield "Your picture is turned by 180 degrees.", wanted[::-1, ::-1]
    yield "Your values run from 0 to 255; this picture has values from 0 to 1.", wanted * 255
    yield "Your values run from 0 to 255; this picture has values from 0 to 1.", np.trunc(wanted * 255)
    yield "Your values run from 0 to 1; this picture has values from 0 to 255.", wanted / 255
    yield "The fractions were cut off: compute with floats, not with whole numbers.", np.trunc(wanted)
    if np.any((wanted < 0) | (wanted >= 256)):
        yield (
            "The values wrapped around: uint8 holds 0 to 255 and then starts again at 0. Compute with floats.",
            np.mod(np.trunc(wanted), 256),
        )


def _drawing_mistakes(
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
    yield "You drew everywhere except in the right place.", np.where(mask, canvas, value)
    moves = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0)]
    for down, right in moves:
        words = [{-1: "up", 1: "down", 0: ""}[down], {-1: "left", 1: "right", 0: ""}[right]]
        yield (
            f"The drawing is right, but one pixel too far {' and '.join(word for word in words if word)}. "
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


def _wrong_value_or_filling(got: np.ndarray, wanted: np.ndarray, before: np.ndarray | None) -> str:
    """Name a wrong value, a filled figure instead of an outline, or an outline instead of a filled figure."""
    canvas = np.zeros(wanted.shape) if before is None else before
    expected, drawn = wanted != canvas, got != canvas
    if not drawn.any() or not expected.any():
        return ""
    values = np.unique(got[drawn])
    if np.array_equal(expected, drawn) and len(values) == 1 and len(np.unique(wanted[expected])) == 1:
        return f"The pixels are right, but their value is {values[0]:g}: it should be {wanted[expected][0]:g}."
    inside = _filled(expected) & ~expected
    if inside.any() and np.all(drawn[inside]) and not np.any(drawn & ~_grown(_filled(expected))):
        return "That is filled; only the outline is asked for."
    core = ~_grown(~expected)
    within = _filled(drawn) & ~drawn
    near_outline = not np.any(drawn & ~_grown(expected))
    if within.any() and near_outline and np.all(within[~_grown(~core)]) and (core & within).any():
        return "That is only the outline; it should be filled."
    return ""


def _moved(mask: np.ndarray, down: int, right: int) -> np.ndarray:
    """Return the moved mask; pixels that leave the canvas are lost."""
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
    """Return the mask with the pixels that it encloses: those not reachable from outside through four neighbours."""
    padded = np.pad(mask, 1)  # so that a step over the end of a row stays outside
    width, inside = padded.shape[1], (~padded).ravel().tolist()
    waiting = [0]
    while waiting:
        place = waiting.pop()
        if 0 <= place < len(inside) and inside[place]:
            inside[place] = False
            waiting += (place - 1, place + 1, place - width, place + width)
    return (padded | np.reshape(inside, padded.shape))[1:-1, 1:-1]


def _too_large(marks: np.ndarray) -> bool:
    return marks.shape[0] > MAX_TEXT_SIZE[0] or marks.shape[1] > MAX_TEXT_SIZE[1]


def _difference(got: np.ndarray, wanted: np.ndarray, what: str) -> str:
    if not np.all(np.isfinite(got)):
        broken = [int(i) for i in np.argwhere(~np.isfinite(got))[0]]
        return f"{what} contains nan or inf, first at {broken}."
    off = np.argwhere(got != wanted)
    first = tuple(off[0])
    place = f"row {first[0]}, column {first[1]}" if wanted.ndim == 2 else f"index {[int(i) for i in first]}"
    count = f"{len(off)} of {wanted.size} values differ, the first at" if len(off) > 1 else "one value differs, at"
    return f"{what}: {count} {place}: it should be {wanted[first]:.10g}, and is {got[first]:.10g}."
