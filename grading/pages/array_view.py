"""The expected and the actual array of a failed case, as pictures or as a small table of numbers.

In: two arrays. Out: an `ArrayView` for the feedback page. Of what a student made only numbers are read; the PNG files
and the text are made here.
"""

import base64
import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from autograder.results import Evidence

MIN_SIZE = 192  # pixels: smaller pictures are enlarged up to this width or height
MAX_SIZE = 512  # pixels: of larger pictures only every n-th row and column is shown
TABLE_SIZE = 10  # rows and columns


@dataclass(frozen=True)
class Picture:
    """One picture: its caption, a PNG as a data URI, and its size in screen pixels."""

    caption: str
    uri: str
    width: int
    height: int


@dataclass(frozen=True)
class Table:
    """A part of two arrays: the column headings, and rows of a heading and cells (expected, actual, unequal)."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str, bool], ...]], ...]


@dataclass(frozen=True)
class ArrayView:
    """What a page shows of two arrays, and a note on how to read it."""

    pictures: tuple[Picture, ...] = ()
    table: Table | None = None
    note: str = ""


def array_view(evidence: Evidence) -> ArrayView | None:
    """Return what to show, or None if the arrays do not hold numbers."""
    expected, actual = _numbers(evidence.expected), _numbers(evidence.actual)
    if expected is None or actual is None or expected.size == 0:
        return None
    if expected.shape != actual.shape:
        return ArrayView(note=f"Expected an array of shape {expected.shape}, yours has shape {actual.shape}.")
    if evidence.show == "picture" and (expected.ndim == 2 or (expected.ndim == 3 and expected.shape[2] == 3)):
        return _pictures(expected, actual)
    return ArrayView(table=_table(expected, actual))


def _numbers(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
        return array.astype(np.float64) if array.dtype.kind in "biuf" else None
    except Exception:  # a hostile object may raise anything, and the page must still appear
        return None


def _pictures(expected: np.ndarray, actual: np.ndarray) -> ArrayView:
    """Show both arrays with the same fixed limits, and their difference: red is too bright, blue is too dark."""
    finite = expected[np.isfinite(expected)]
    white = 255.0 if finite.size and finite.max() > 1.5 else 1.0
    off = np.nan_to_num(actual - expected, nan=white, posinf=white, neginf=-white) / white
    if off.ndim == 3:
        off = np.take_along_axis(off, np.abs(off).argmax(axis=2, keepdims=True), axis=2)[:, :, 0]
    strength = np.where(off == 0, 0.0, 0.25 + 0.75 * np.clip(np.abs(off), 0, 1))[..., np.newaxis]
    colour = np.where(off[..., np.newaxis] > 0, (200, 30, 30), (30, 60, 200))
    difference = 255 + strength * (colour - 255)
    pictures = (
        picture("expected", _colours(expected, white)),
        picture("yours", _colours(actual, white)),
        picture("difference", difference.astype(np.uint8)),
    )
    note = f"Black is 0, white is {white:g}. Difference: white is equal, red is too large, blue is too small."
    if not np.all(np.isfinite(actual)):
        note += " Magenta is nan or inf."
    return ArrayView(pictures, note=note)


def _colours(values: np.ndarray, white: float) -> np.ndarray:
    """Return numbers as RGB bytes; nan and infinity are magenta."""
    rgb = values if values.ndim == 3 else np.repeat(values[..., np.newaxis], 3, axis=2)
    not_finite = ~np.isfinite(rgb).all(axis=2)
    levels = np.clip(np.nan_to_num(rgb / white, nan=0.0, posinf=1.0, neginf=0.0), 0, 1)
    out = np.round(levels * 255).astype(np.uint8)
    out[not_finite] = (255, 0, 255)
    return out


def picture(caption: str, rgb: np.ndarray) -> Picture:
    """Return RGB bytes as a picture for a page: small ones are enlarged, large ones are thinned out."""
    step = max(1, -(-max(rgb.shape[:2]) // MAX_SIZE))
    rgb = np.ascontiguousarray(rgb[::step, ::step])
    height, width = rgb.shape[:2]
    zoom = max(1, MIN_SIZE // max(height, width))
    image = Image.fromarray(rgb).resize((width * zoom, height * zoom), Image.Resampling.NEAREST)
    file = io.BytesIO()
    image.save(file, format="PNG", compress_level=3)
    uri = "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")
    return Picture(caption, uri, width * zoom, height * zoom)


def _table(expected: np.ndarray, actual: np.ndarray) -> Table:
    """Return a part of at most 10 x 10 numbers that contains the first difference."""
    differ = ~(expected == actual)
    first = np.unravel_index(int(differ.argmax()), differ.shape) if differ.ndim else ()
    layer = tuple(int(i) for i in first[:-2])  # the indices of the first axes, if there are more than two
    wanted, got, off = (np.atleast_2d(a[layer]) for a in (expected, actual, differ))
    row, column = (0, 0, *map(int, first))[-2:] if expected.ndim > 1 else (0, int(first[0]) if first else 0)
    top, left = _start(row, wanted.shape[0]), _start(column, wanted.shape[1])
    rows = range(top, min(top + TABLE_SIZE, wanted.shape[0]))
    columns = range(left, min(left + TABLE_SIZE, wanted.shape[1]))
    whole = (len(rows), len(columns)) == wanted.shape and not layer
    part = "" if whole else f" Only a part is shown: the array has shape {expected.shape}."
    where = f" At index {list(layer)} of the first axes." if layer else ""
    return Table(
        f"Expected values. Where yours differ, they are below in red. Grey numbers are indices.{where}{part}",
        tuple(str(c) for c in columns) if expected.ndim else (),
        tuple(
            (str(r) if expected.ndim > 1 else "", _cells(wanted[r, columns], got[r, columns], off[r, columns]))
            for r in rows
        ),
    )


def _cells(wanted: np.ndarray, got: np.ndarray, off: np.ndarray) -> tuple[tuple[str, str, bool], ...]:
    return tuple((f"{w:.7g}", f"{g:.7g}", bool(o)) for w, g, o in zip(wanted, got, off, strict=True))


def _start(index: int, size: int) -> int:
    return max(0, min(index - TABLE_SIZE // 2, size - TABLE_SIZE))
