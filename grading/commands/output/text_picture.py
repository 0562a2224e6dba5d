"""Two arrays as lines of text: pictures drawn with the characters ` .#+-`, other arrays as numbers.

In: the expected and the actual array of a failed case. Out: lines that fit a width. In a picture, `#` is bright, `.` is
dark but not black, and a space is black; in the difference, `+` is too bright and `-` is too dark.
"""

from typing import Any

import numpy as np

from autograder.results import Evidence

MAX_ROWS = 32
MAX_NUMBERS = 8  # in a line, and lines
LEVELS = " .:#"


def text_view(evidence: Evidence, width: int) -> list[str]:
    """Return the lines, or none if the arrays do not hold numbers of the same shape."""
    expected, actual = _numbers(evidence.expected), _numbers(evidence.actual)
    if expected is None or actual is None or expected.size == 0:
        return []
    if expected.shape != actual.shape:
        return [f"expected an array of shape {expected.shape}, yours has shape {actual.shape}"]
    if evidence.show == "picture" and (expected.ndim == 2 or (expected.ndim == 3 and expected.shape[2] == 3)):
        return _pictures(expected, actual, width)
    return _first_numbers(expected, actual)


def _numbers(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
        return array.astype(np.float64) if array.dtype.kind in "biuf" else None
    except Exception:  # a hostile object may raise anything
        return None


def _pictures(expected: np.ndarray, actual: np.ndarray, width: int) -> list[str]:
    """Draw expected, yours and the difference beside each other; large ones keep every n-th row and column."""
    grey = [each.mean(axis=2) if each.ndim == 3 else each for each in (expected, actual)]
    finite = grey[0][np.isfinite(grey[0])]
    white = 255.0 if finite.size and finite.max() > 1.5 else 1.0
    rows, columns = grey[0].shape
    room = max(4, (width - 6) // 3)
    step = max(1, -(-columns // room), -(-rows // MAX_ROWS))
    small = [each[::step, ::step] / white for each in grey]
    drawn = [_grey(each) for each in small]
    drawn.append(_difference(small[1] - small[0]))
    columns = max(len(drawn[0][0]), len("difference"))
    head = "  ".join(f"{name:<{columns}}" for name in ("expected", "yours", "difference"))
    lines = ["  ".join(f"{part:<{columns}}" for part in parts) for parts in zip(*drawn, strict=True)]
    note = [f"(every {step}th row and column)"] if step > 1 else []
    return [line.rstrip() for line in [head, *lines]] + note


def _grey(values: np.ndarray) -> list[str]:
    levels = np.clip(np.nan_to_num(values, nan=0.0, posinf=1.0, neginf=0.0), 0, 1)
    chosen = np.where(levels == 0, 0, np.clip(np.ceil(levels * (len(LEVELS) - 1)), 1, len(LEVELS) - 1)).astype(int)
    return [
        "".join("?" if odd else LEVELS[i] for i, odd in zip(row, bad, strict=True))
        for row, bad in zip(chosen, ~np.isfinite(values), strict=True)
    ]


def _difference(off: np.ndarray) -> list[str]:
    return [
        "".join("?" if not np.isfinite(v) else "+" if v > 1e-9 else "-" if v < -1e-9 else "." for v in r) for r in off
    ]


def _first_numbers(expected: np.ndarray, actual: np.ndarray) -> list[str]:
    """Return the first unequal values with their indices."""
    places = np.argwhere(~(expected == actual))
    lines = [
        f"[{', '.join(map(str, place))}]: expected {expected[tuple(place)]:.6g}, yours {actual[tuple(place)]:.6g}"
        for place in places[:MAX_NUMBERS]
    ]
    more = [f"and {len(places) - MAX_NUMBERS} more"] if len(places) > MAX_NUMBERS else []
    return lines + more
