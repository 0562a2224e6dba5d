"""Two arrays as lines of text of the same size, to be put beside each other.

A picture becomes one character per pixel, from dark to bright. Of a large one, the part around the first difference is
drawn, and a line above it says which part. Numbers become the text that NumPy prints.
"""

from typing import Any

import numpy as np

MAX_ROWS, MAX_COLS = 24, 40
MAX_LINES = 16  # of numbers
SHADES = " .:-=+*#%@"


def beside_each_other(expected: Any, actual: Any, show: str) -> tuple[list[str], list[str]]:
    """Return the lines of both; one that cannot be drawn is empty."""
    if show == "picture":
        return _pictures(_numbers(expected), _numbers(actual))
    return _printed(expected), _printed(actual)


def _pictures(expected: np.ndarray | None, actual: np.ndarray | None) -> tuple[list[str], list[str]]:
    drawn = [array for array in (expected, actual) if array is not None and array.ndim == 2 and array.size]
    if not drawn:
        return _printed(expected), _printed(actual)
    shades = _shades(np.concatenate([array.ravel() for array in drawn]))
    part = _part(drawn)
    left, right = (
        _printed(array) if array is None or array.ndim != 2 or not array.size else _drawing(array, shades, part)
        for array in (expected, actual)
    )
    return left, right


def _shades(values: np.ndarray) -> tuple[float, float, str]:
    """Return the darkest and the brightest value, and the characters between them."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    few = len(np.unique(finite)) <= 2
    return low, high, ".#" if few else SHADES


def _part(drawn: list[np.ndarray]) -> tuple[slice, slice]:
    """Return which rows and columns to draw: all, or those around the first difference."""
    height, width = max(len(array) for array in drawn), max(array.shape[1] for array in drawn)
    row = col = 0
    if len(drawn) == 2 and drawn[0].shape == drawn[1].shape:
        places = np.argwhere(~(drawn[0] == drawn[1]))
        if len(places):
            row, col = (int(place) for place in places[0])
    top = max(0, min(row - MAX_ROWS // 4, height - MAX_ROWS))
    left = max(0, min(col - MAX_COLS // 4, width - MAX_COLS))
    return slice(top, top + MAX_ROWS), slice(left, left + MAX_COLS)


def _drawing(array: np.ndarray, shades: tuple[float, float, str], part: tuple[slice, slice]) -> list[str]:
    low, high, marks = shades
    shown = array[part]
    with np.errstate(invalid="ignore"):
        level = (shown - low) / (high - low) if high > low else np.zeros_like(shown)
        index = np.where(np.isfinite(level), np.clip(level, 0, 1) * (len(marks) - 1), 0)
    lines = ["".join(marks[round(float(each))] for each in row) for row in index]
    for row, col in np.argwhere(~np.isfinite(shown)):
        lines[row] = f"{lines[row][:col]}?{lines[row][col + 1 :]}"
    if shown.shape == array.shape:
        return lines
    rows, cols = part
    bottom, right = min(rows.stop, len(array)) - 1, min(cols.stop, array.shape[1]) - 1
    return [f"rows {rows.start} to {bottom}, columns {cols.start} to {right}", *lines]


def _printed(value: Any) -> list[str]:
    if value is None:
        return []
    with np.printoptions(precision=6, suppress=True, threshold=120, edgeitems=3, linewidth=48):
        text = str(value) if isinstance(value, np.ndarray) else repr(value)
    lines = [line[:80] for line in text[:4000].splitlines()]
    return lines[:MAX_LINES] + (["…"] if len(lines) > MAX_LINES else [])


def _numbers(value: Any) -> np.ndarray | None:
    if value is None:
        return None
    try:
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        return None
