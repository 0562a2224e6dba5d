"""Evidence made visible: arrays as pictures (PNG, encoded here) or as small tables of numbers.

Nothing that a student made is passed on as it is: only numbers are read, and PNG files and text are made from them.
"""

import base64
import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from autograder.results import Evidence

VISIBLE = 192  # pixels: small pictures are enlarged up to this width or height
LARGEST = 512  # pixels: larger pictures are thinned out
SPAN = 10  # rows and columns of a table


@dataclass(frozen=True)
class Picture:
    """One picture: its caption and a PNG as data URI, with its size in screen pixels."""

    caption: str
    uri: str
    width: int
    height: int


@dataclass(frozen=True)
class Table:
    """A part of two arrays: headings of the columns; rows of a heading and cells (expected, actual, whether off)."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str, bool], ...]], ...]


@dataclass(frozen=True)
class ArrayView:
    """What a page shows of one piece of evidence, and a note on how to read it."""

    pictures: tuple[Picture, ...] = ()
    table: Table | None = None
    note: str = ""


def array_view(evidence: Evidence) -> ArrayView | None:
    """Return what to show; None when the arrays are not made of numbers."""
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
    except Exception:  # no evidence is worth a report that does not appear
        return None


def _pictures(expected: np.ndarray, actual: np.ndarray) -> ArrayView:
    """Both pictures within the same fixed limits, and where they differ: red too bright, blue too dark."""
    finite = expected[np.isfinite(expected)]
    white = 255.0 if finite.size and finite.max() > 1.5 else 1.0
    off = np.nan_to_num(actual - expected, nan=white, posinf=white, neginf=-white) / white
    if off.ndim == 3:
        off = np.take_along_axis(off, np.abs(off).argmax(axis=2, keepdims=True), axis=2)[:, :, 0]
    strength = np.where(off == 0, 0.0, 0.25 + 0.75 * np.clip(np.abs(off), 0, 1))[..., np.newaxis]
    colour = np.where(off[..., np.newaxis] > 0, (200, 30, 30), (30, 60, 200))
    difference = 255 + strength * (colour - 255)
    pictures = (
        _picture("expected", _colours(expected, white)),
        _picture("yours", _colours(actual, white)),
        _picture("difference", difference.astype(np.uint8)),
    )
    note = f"Black is 0, white is {white:g}. Difference: white is equal, red is too large, blue is too small."
    if not np.all(np.isfinite(actual)):
        note += " Magenta is nan or inf."
    return ArrayView(pictures, note=note)


def _colours(values: np.ndarray, white: float) -> np.ndarray:
    """Numbers as RGB bytes; what is no number is magenta."""
    rgb = values if values.ndim == 3 else np.repeat(values[..., np.newaxis], 3, axis=2)
    odd = ~np.isfinite(rgb).all(axis=2)
    levels = np.clip(np.nan_to_num(rgb / white, nan=0.0, posinf=1.0, neginf=0.0), 0, 1)
    out = np.round(levels * 255).astype(np.uint8)
    out[odd] = (255, 0, 255)
    return out


def _picture(caption: str, rgb: np.ndarray) -> Picture:
    step = max(1, -(-max(rgb.shape[:2]) // LARGEST))
    rgb = np.ascontiguousarray(rgb[::step, ::step])
    height, width = rgb.shape[:2]
    zoom = max(1, VISIBLE // max(height, width))
    image = Image.fromarray(rgb).resize((width * zoom, height * zoom), Image.Resampling.NEAREST)
    file = io.BytesIO()
    image.save(file, format="PNG", compress_level=3)
    uri = "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")
    return Picture(caption, uri, width * zoom, height * zoom)


def _table(expected: np.ndarray, actual: np.ndarray) -> Table:
    """A window of at most 10 x 10 numbers that shows the first difference."""
    differ = ~(expected == actual)
    first = np.unravel_index(int(differ.argmax()), differ.shape) if differ.ndim else ()
    layer = tuple(int(i) for i in first[:-2])  # of an array with more than two axes
    wanted, got, off = (np.atleast_2d(a[layer]) for a in (expected, actual, differ))
    row, column = (0, 0, *map(int, first))[-2:] if expected.ndim > 1 else (0, int(first[0]) if first else 0)
    top, left = _start(row, wanted.shape[0]), _start(column, wanted.shape[1])
    rows = range(top, min(top + SPAN, wanted.shape[0]))
    columns = range(left, min(left + SPAN, wanted.shape[1]))
    whole = (len(rows), len(columns)) == wanted.shape and not layer
    part = "" if whole else f" Only a part is shown: the array has shape {expected.shape}."
    where = f" At index {list(layer)} of the first axes." if layer else ""
    return Table(
        f"Expected values; yours below them, in red, where they differ. Grey numbers are indices.{where}{part}",
        tuple(str(c) for c in columns) if expected.ndim else (),
        tuple(
            (str(r) if expected.ndim > 1 else "", _cells(wanted[r, columns], got[r, columns], off[r, columns]))
            for r in rows
        ),
    )


def _cells(wanted: np.ndarray, got: np.ndarray, off: np.ndarray) -> tuple[tuple[str, str, bool], ...]:
    return tuple((f"{w:.7g}", f"{g:.7g}", bool(o)) for w, g, o in zip(wanted, got, off, strict=True))


def _start(index: int, size: int) -> int:
    return max(0, min(index - SPAN // 2, size - SPAN))
