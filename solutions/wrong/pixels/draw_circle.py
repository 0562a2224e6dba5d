"""Wrong answers to draw_circle."""

import math

import numpy as np

from solutions import rejected_by


def _points(centre, radius, segments):
    angles = 2 * math.pi * np.arange(segments) / segments
    return centre[0] + radius * np.sin(angles), centre[1] + radius * np.cos(angles)


def _drawn(image, rows, cols, value):
    result = np.array(image, dtype=float)
    height, width = result.shape
    for row, col in zip(np.asarray(rows, dtype=int), np.asarray(cols, dtype=int), strict=True):
        if 0 <= row < height and 0 <= col < width:
            result[row, col] = value
    return result


@rejected_by("the usual 600 points about the middle of the canvas are their own mirror image")
def floored(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """floor moves every point up and to the left, by half a pixel on average: round to the nearest pixel."""
    rows, cols = _points(centre, radius, segments)
    return _drawn(image, np.floor(rows), np.floor(cols), value)


@rejected_by(
    "every point is drawn on its nearest pixel",
    "points off the canvas draw nothing",
    "seven points land on the right pixels of a 21 x 31 canvas",
)
def cut_off(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """int() cuts the fraction off, which moves points up and left, and just beyond the edge down and right: round."""
    rows, cols = _points(centre, radius, segments)
    return _drawn(image, [int(r) for r in rows], [int(c) for c in cols], value)


@rejected_by("points off the canvas draw nothing")
def half_added_and_cut_off(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """int(x + 0.5) rounds negative numbers up: points just above or left of the canvas land on its edge. Use round."""
    rows, cols = _points(centre, radius, segments)
    return _drawn(image, [int(r + 0.5) for r in rows], [int(c + 0.5) for c in cols], value)


@rejected_by("every point is drawn on its nearest pixel", "seven points land on the right pixels of a 21 x 31 canvas")
def rounded_twice(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """Add the centre first and round once: rounding twice can land on the next pixel."""
    rows, cols = _points((0, 0), radius, segments)
    return _drawn(image, np.rint(rows) + round(centre[0]), np.rint(cols) + round(centre[1]), value)


@rejected_by("seven points land on the right pixels of a 21 x 31 canvas")
def sin_and_cos_exchanged(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """Rows and columns are exchanged. You cannot see it with 600 points; try 5."""
    angles = 2 * math.pi * np.arange(segments) / segments
    rows, cols = centre[0] + radius * np.cos(angles), centre[1] + radius * np.sin(angles)
    return _drawn(image, np.rint(rows), np.rint(cols), value)


@rejected_by("seven points land on the right pixels of a 21 x 31 canvas")
def centre_exchanged(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """Row and column of the centre are exchanged: a position is (row, col)."""
    rows, cols = _points((centre[1], centre[0]), radius, segments)
    return _drawn(image, np.rint(rows), np.rint(cols), value)


@rejected_by(
    "points off the canvas draw nothing", "over the corner of a 12 x 16 canvas nothing comes back on the other side"
)
def wrapped_round(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """Part of your circle reappears at the opposite edge: a negative index counts from the end. Leave it out."""
    result = np.array(image, dtype=float)
    for row, col in zip(*_points(centre, radius, segments), strict=True):
        try:
            result[round(row), round(col)] = value
        except IndexError:
            continue
    return result


@rejected_by(
    "points off the canvas draw nothing", "over the corner of a 12 x 16 canvas nothing comes back on the other side"
)
def no_bounds(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """Where the circle leaves the canvas your function stops with an IndexError: leave such points out."""
    result = np.array(image, dtype=float)
    rows, cols = _points(centre, radius, segments)
    result[np.rint(rows).astype(int), np.rint(cols).astype(int)] = value
    return result


@rejected_by(
    "points off the canvas draw nothing", "over the corner of a 12 x 16 canvas nothing comes back on the other side"
)
def along_the_edge(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """Points off the canvas are drawn along its edge: leave them out instead of clipping them."""
    result = np.array(image, dtype=float)
    rows, cols = np.rint(_points(centre, radius, segments)).astype(int)
    result[np.clip(rows, 0, result.shape[0] - 1), np.clip(cols, 0, result.shape[1] - 1)] = value
    return result


@rejected_by(
    "points off the canvas draw nothing", "over the corner of a 12 x 16 canvas nothing comes back on the other side"
)
def first_row_left_out(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """Row 0 and column 0 belong to the canvas: 0 <= row, not 0 < row."""
    result = np.array(image, dtype=float)
    for row, col in np.rint(_points(centre, radius, segments)).astype(int).T:
        if 0 < row < result.shape[0] and 0 < col < result.shape[1]:
            result[row, col] = value
    return result


@rejected_by("seven points land on the right pixels of a 21 x 31 canvas")
def filled(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """That is a disc; only the outline is asked for."""
    result = np.array(image, dtype=float)
    rows, cols = np.indices(result.shape)
    result[np.hypot(rows - centre[0], cols - centre[1]) < radius] = value
    return result


@rejected_by("seven points land on the right pixels of a 21 x 31 canvas")
def always_600(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """You always draw 600 points: use `segments`."""
    rows, cols = _points(centre, radius, 600)
    return _drawn(image, np.rint(rows), np.rint(cols), value)


@rejected_by("seven points land on the right pixels of a 21 x 31 canvas")
def always_white(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """You always draw with 1: use `value`."""
    rows, cols = _points(centre, radius, segments)
    return _drawn(image, np.rint(rows), np.rint(cols), 1.0)


@rejected_by("seven points land on the right pixels of a 21 x 31 canvas")
def new_canvas(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """What was on the canvas is gone: start from a copy of `image`, not from zeros."""
    rows, cols = _points(centre, radius, segments)
    return _drawn(np.zeros(image.shape), np.rint(rows), np.rint(cols), value)


@rejected_by(
    "what was on the canvas stays, and the canvas that was given is not drawn on",
    "row 0 and column 0 are drawn on, and the canvas that was given stays as it was",
)
def in_place(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """You drew on the canvas you were given: work on a copy."""
    image[:] = _drawn(image, *np.rint(_points(centre, radius, segments)), value)
    return image


@rejected_by(
    "a fraction can be drawn on a canvas of whole numbers",
    "row 0 and column 0 are drawn on, and the canvas that was given stays as it was",
)
def dtype_kept(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """On a canvas of whole numbers your 0.75 becomes 0: make the copy one of floats."""
    rows, cols = _points(centre, radius, segments)
    return _drawn(image, np.rint(rows), np.rint(cols), value).astype(image.dtype)


@rejected_by("seven points land on the right pixels of a 21 x 31 canvas")
def end_included(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """The last point is the first one again: divide the circle by `segments`, leave 2π out."""
    angles = np.linspace(0, 2 * math.pi, segments)
    rows, cols = centre[0] + radius * np.sin(angles), centre[1] + radius * np.cos(angles)
    return _drawn(image, np.rint(rows), np.rint(cols), value)


@rejected_by("seven points land on the right pixels of a 21 x 31 canvas")
def rounded_up(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """ceil moves every point down and to the right: round to the nearest pixel."""
    rows, cols = _points(centre, radius, segments)
    return _drawn(image, np.ceil(rows), np.ceil(cols), value)


@rejected_by(
    "every point is drawn on its nearest pixel",
    "a tiny circle is one pixel, or a few",
    "seven points land on the right pixels of a 21 x 31 canvas",
)
def whole_centre(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """A centre may lie between pixels: do not cut its fractions off."""
    rows, cols = _points((int(centre[0]), int(centre[1])), radius, segments)
    return _drawn(image, np.rint(rows), np.rint(cols), value)


@rejected_by("seven points land on the right pixels of a 21 x 31 canvas")
def joined(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """You joined the points by lines: only the points themselves are drawn."""
    rows, cols = _points(centre, radius, segments)
    share = np.linspace(0, 1, 50)[:, None]
    rows = (rows + share * (np.roll(rows, -1) - rows)).ravel()
    cols = (cols + share * (np.roll(cols, -1) - cols)).ravel()
    return _drawn(image, np.rint(rows), np.rint(cols), value)


@rejected_by("points off the canvas draw nothing", "seven points land on the right pixels of a 21 x 31 canvas")
def bounds_exchanged(
    image: np.ndarray, centre: tuple[float, float], radius: float, segments: int = 600, value: float = 1.0
) -> np.ndarray:
    """You compare rows with the width and columns with the height."""
    result = np.array(image, dtype=float)
    width, height = result.shape
    for row, col in np.rint(_points(centre, radius, segments)).astype(int).T:
        if 0 <= row < height and 0 <= col < width:
            result[row, col] = value
    return result


def _draw(result, rows, cols, value):
    on = (rows >= 0) & (rows < result.shape[0]) & (cols >= 0) & (cols < result.shape[1])
    result[rows[on], cols[on]] = value
    return result


@rejected_by("every point is drawn on its nearest pixel")
def half_precision(image, centre, radius, segments=600, value=1.0):
    """float16 keeps three digits of what was there: copy in floats of 64 bits."""
    rows, cols = np.rint(_points(centre, radius, segments)).astype(int)
    return _draw(np.array(image, dtype=np.float16), rows, cols, value)


@rejected_by("points off the canvas draw nothing")
def sixteen_bits(image, centre, radius, segments=600, value=1.0):
    """16 bits wrap round: points far off the canvas come back onto it."""
    rows, cols = np.rint(_points(centre, radius, segments)).astype(np.int64).astype(np.int16)
    return _draw(np.array(image, dtype=float), rows, cols, value)


@rejected_by("points off the canvas draw nothing")
def bytes_for_indices(image, centre, radius, segments=600, value=1.0):
    """A byte wraps round at 256: a point at column 260 lands in column 4."""
    rows, cols = np.rint(_points(centre, radius, segments)).astype(np.int64)
    near = (rows >= 0) & (cols >= 0)
    rows, cols = rows[near].astype(np.uint8), cols[near].astype(np.uint8)
    return _draw(np.array(image, dtype=float), rows, cols, value)


@rejected_by("every point is drawn on its nearest pixel")
def at_most_600(image, centre, radius, segments=600, value=1.0):
    """`segments` may be more than 600."""
    rows, cols = np.rint(_points(centre, radius, min(segments, 600))).astype(int)
    return _draw(np.array(image, dtype=float), rows, cols, value)


@rejected_by("a fraction can be drawn on a canvas of whole numbers")
def scaled_bytes(image, centre, radius, segments=600, value=1.0):
    """What was on the canvas stays, also values above 1: do not divide by 255."""
    rows, cols = np.rint(_points(centre, radius, segments)).astype(int)
    canvas = np.array(image, dtype=float)
    return _draw(canvas / 255 if canvas.max() > 1 else canvas, rows, cols, value)


@rejected_by("a fraction can be drawn on a canvas of whole numbers")
def clipped_canvas(image, centre, radius, segments=600, value=1.0):
    """What was on the canvas stays, also values above 1: cut nothing off."""
    rows, cols = np.rint(_points(centre, radius, segments)).astype(int)
    return _draw(np.clip(np.array(image, dtype=float), 0, 1), rows, cols, value)


@rejected_by("every call makes a picture of its own")
def kept_canvas(image, centre, radius, segments=600, value=1.0, _made={}):
    """You return a canvas that you have returned before: make a new copy in every call."""
    result = _made.setdefault(image.shape, np.zeros(image.shape))
    result[:] = image
    rows, cols = np.rint(_points(centre, radius, segments)).astype(int)
    return _draw(result, rows, cols, value)


@rejected_by("a tiny circle is one pixel, or a few")
def nothing_for_radius_zero(image, centre, radius, segments=600, value=1.0):
    """With radius 0 all points lie in the centre: that is one pixel."""
    result = np.array(image, dtype=float)
    if radius <= 0:
        return result
    rows, cols = np.rint(_points(centre, radius, segments)).astype(int)
    return _draw(result, rows, cols, value)
