"""Comparisons of pictures: a wrong picture is drawn as text, and a common mistake is named.

In the text, `.` is a pixel that is rightly not drawn, `#` one that is rightly drawn, `+` one that only the answer has
(or that is too bright) and `-` one that is missing (or too dark). A mistake is named only if it gives exactly the
answer.
"""

from typing import Any

import numpy as np
from checks.common_mistakes import mistakes_of_pictures
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
        for sentence, value in [*(mistakes or []), *mistakes_of_pictures(wanted, canvas, centre)]:
            if agree(got, np.asarray(value, dtype=np.float64), atol=atol):
                help = sentence
                break
        else:
            if wanted.ndim == 2:
                help = _wrong_value_or_filling(got, wanted, before) or help
    raise Mismatch(help, expected=wanted, actual=got, show="picture", drawn=drawn)


def _wrong_value_or_filling(got: np.ndarray, wanted: np.ndarray, before: np.ndarray | None) -> str:
    """Name a wrong value, a filled figure instead of an outline, or an outline instead of a filled figure."""
    canvas = np.zeros(wanted.shape) if before is None else before
    expected, drawn = wanted != canvas, got != canvas
    if not drawn.any() or not expected.any():
        return ""
    values = np.unique(got[drawn])
    if np.array_equal(expected, drawn) and len(values) == 1 and len(np.unique(wanted[expected])) == 1:
        return f"The pixels are right, but their value is {values[0]:g}: it should be {wanted[expected][0]:g}."
    whole = _filled(expected)
    inside = whole & ~expected
    if inside.any() and np.all(drawn[inside]) and not np.any(drawn & ~_grown(whole)):
        return "That is filled; only the outline is asked for."
    core = ~_grown(~expected)
    within = _filled(drawn) & ~drawn
    near_outline = not np.any(drawn & ~_grown(expected))
    if within.any() and near_outline and np.all(within[~_grown(~core)]) and (core & within).any():
        return "That is only the outline; it should be filled."
    return ""


def _grown(mask: np.ndarray) -> np.ndarray:
    """Return the mask with the eight neighbours of each of its pixels."""
    padded = np.pad(mask, 1)
    height, width = mask.shape
    return np.any([padded[i : i + height, j : j + width] for i in range(3) for j in range(3)], axis=0)


def _filled(mask: np.ndarray) -> np.ndarray:
    """Return the mask with the pixels that it encloses: those not reachable from outside through four neighbours."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]  # nothing is enclosed outside of it
    filled = mask.copy()
    filled[box] = _flooded(mask[box])
    return filled


def _flooded(mask: np.ndarray) -> np.ndarray:
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
