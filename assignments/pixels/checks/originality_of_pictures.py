"""The published originality rule of the open task: your picture must not be one of the lecture's pictures.

Two pictures are the same up to brightness and contrast if one is a * other + b. Then the correlation of their pixels is
1, or -1 if one is the negative of the other. A picture is original if |correlation| is below `LIMIT` for all of them.
A picture in colour is original if one of its channels is.
"""

import math
from functools import lru_cache
from typing import Any

import numpy as np
from checks.compare import Mismatch, expect_shape

LIMIT = 0.999
FREQUENCIES = (3 * math.pi / 240, *(k * math.pi / 240 for k in (1, 2, 4, 5, 6, 8, 10)), 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
SCALES = (5000 * math.pi / 320, 10.0, 20.0, 50.0, 100.0)


@lru_cache(maxsize=8)
def provided_pictures(shape: tuple[int, int]) -> dict[str, np.ndarray]:
    """Return pictures of the lecture on a canvas (height, width): ripples, weaves, distances and the disc.

    Ripples and weaves come first with the lecture's own number and then with others, and each also with its values
    clipped to 0 to 1. Use canvases with sides of 120 to 320 pixels: on a tiny one all slow pictures look like a slope.

    All are computed pixel by pixel, as in the lecture. Students can read this file, and the exercises ask for whole
    arrays instead.
    """
    height, width = shape
    pictures: dict[str, np.ndarray] = {}
    from_corner = _distances(shape, (0, 0)).tolist()
    for frequency in (*FREQUENCIES, 3 * math.pi / height):
        wave = np.array([[math.sin(frequency * distance) for distance in row] for row in from_corner])
        pictures[f"the ripples with frequency {frequency:.4f}"] = wave
        pictures[f"the ripples with frequency {frequency:.4f}, cut off"] = np.clip(wave, 0, 1)
    for scale in SCALES:
        weave = _weave(shape, scale)
        pictures[f"the weave with scale {scale:.5g}"] = np.clip(weave, 0, 1)
        pictures[f"the weave with scale {scale:.5g}, not cut off"] = weave
    middles = [((height - 1) / 2, (width - 1) / 2), (height / 2, width / 2), (height // 2, width // 2)]
    for centre in [*middles, (100, 100), (50, 50), (0, 0)]:
        pictures[f"the distance field about ({centre[0]:g}, {centre[1]:g})"] = _distances(shape, centre)
    pictures["the disc about (100, 100) with radius 50"] = (_distances(shape, (100, 100)) < 50).astype(float)
    return pictures


def _distances(shape: tuple[int, int], centre: tuple[float, float]) -> np.ndarray:
    down, along = ([place - middle for place in range(side)] for side, middle in zip(shape, centre, strict=True))
    return np.array([[math.hypot(row, col) for col in along] for row in down])


@lru_cache(maxsize=8)
def _all_distances(shape: tuple[int, int]) -> np.ndarray:
    """Return one large distance field; the field about any pixel of the canvas is a part of it."""
    height, width = shape
    return _distances((2 * height - 1, 2 * width - 1), (height - 1, width - 1))


def _weave(shape: tuple[int, int], scale: float) -> np.ndarray:
    rows, cols = ([place / scale for place in range(side)] for side in shape)
    of_rows = [(math.tan(row), math.cos(row)) for row in rows]
    of_cols = [(math.cos(col), math.atan(col)) for col in cols]
    return np.array([[tan * cos_col + atan * cos for cos_col, atan in of_cols] for tan, cos in of_rows])


def nearest_provided(picture: Any) -> tuple[str, float]:
    """Return (name, |correlation|) of the lecture's picture that is most similar; for a flat picture, 0.

    The candidates are all `provided_pictures`, and the distance fields about its darkest and its brightest pixel. Of a
    picture in colour (height, width, 3), the channel counts that is least similar and not flat.
    """
    values = np.asarray(picture, dtype=np.float64)
    if values.ndim == 3:
        channels = [channel for channel in np.moveaxis(values, -1, 0) if np.ptp(channel) > 0] or [values[:, :, 0]]
        return min((nearest_provided(channel) for channel in channels), key=lambda found: found[1])
    names, units = _provided_units(values.shape)
    unit = _unit(values)
    # einsum instead of @: for such a small product, starting BLAS threads takes longer than the product
    found = dict(zip(names, np.abs(np.einsum("ij,j->i", units, unit)), strict=True))
    for place in (np.argmin(values), np.argmax(values)):
        centre_row, centre_col = (int(i) for i in np.unravel_index(place, values.shape))
        height, width = values.shape
        top, left = height - 1 - centre_row, width - 1 - centre_col
        field = _all_distances(values.shape)[top : top + height, left : left + width]
        found[f"the distance field about ({centre_row}, {centre_col})"] = abs(np.einsum("i,i", _unit(field), unit))
    name = max(found, key=lambda key: found[key])
    return name, float(found[name])


@lru_cache(maxsize=8)
def _provided_units(shape: tuple[int, int]) -> tuple[list[str], np.ndarray]:
    provided = provided_pictures(shape)
    return list(provided), np.stack([_unit(picture) for picture in provided.values()])


def _unit(picture: np.ndarray) -> np.ndarray:
    """Return the pixels as a vector of mean 0 and length 1 (length 0 for a flat picture).

    The dot product of two such vectors is the correlation of their pictures.
    """
    vector = (picture - picture.mean()).ravel()
    length = math.sqrt(float(np.einsum("i,i", vector, vector)))
    return vector / length if length > 0 else vector


def expect_original_picture(picture: Any, shape: tuple[int, int], what: str = "Your picture") -> None:
    """Check that a picture is none of the lecture's, whatever its brightness, contrast and colour.

    It has that shape (height, width), or that shape with three channels.
    """
    in_colour = np.ndim(picture) == 3
    values = expect_shape(picture, (*shape, 3) if in_colour else shape, what)
    name, similarity = nearest_provided(values)
    if similarity >= LIMIT:
        changes = "brightness, contrast or colour" if in_colour else "brightness or contrast"
        raise Mismatch(
            f"{what} is one of the lecture's with another {changes}: {name}. The correlation is {similarity:.4f}, and "
            f"less than {LIMIT} is allowed: invent a formula of your own.",
            seen="provided",
        )
