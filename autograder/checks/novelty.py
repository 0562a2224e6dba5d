"""The published novelty rule of the open task: a picture of your own is none of the pictures that the lecture made.

Two pictures are the same up to brightness and contrast where one is a * other + b. The correlation of their pixels is
then 1, or -1 when one is the negative of the other. A picture is new while it stays below `LIMIT` with all of them.
"""

import math
from typing import Any

import numpy as np
from checks.compare import Mismatch, expect_shape

LIMIT = 0.999


def provided_pictures(shape: tuple[int, int]) -> dict[str, np.ndarray]:
    """Return the lecture's pictures on a canvas (height, width): four ripples, two weaves, six distances and a disc.

    The lecture drew on 240 x 320 pixels. Use canvases with sides of 120 to 320 pixels: on a tiny one all slow pictures
    look like a slope.
    """
    height, width = shape
    row, col = np.mgrid[:height, :width].astype(float)
    pictures: dict[str, np.ndarray] = {}
    for place, frequency in (("", 3 * math.pi / 240), (", fitted to the canvas", 3 * math.pi / height)):
        wave = np.sin(frequency * np.hypot(row, col))
        pictures["the ripples" + place] = wave
        pictures["the ripples, cut off" + place] = np.clip(wave, 0, 1)
    scale = 5000 * math.pi / 320
    weave = np.tan(row / scale) * np.cos(col / scale) + np.arctan(col / scale) * np.cos(row / scale)
    pictures["the weave"] = np.clip(weave, 0, 1)
    pictures["the weave, not cut off"] = weave
    centres = {
        "the distance from the middle": ((height - 1) / 2, (width - 1) / 2),
        "the distance from (height / 2, width / 2)": (height / 2, width / 2),
        "the distance from (height // 2, width // 2)": (height // 2, width // 2),
        "the distance from (100, 100)": (100, 100),
        "the distance from the corner (0, 0)": (0, 0),
        "the distance from (50, 50)": (50, 50),
    }
    for name, (centre_row, centre_col) in centres.items():
        pictures[name] = np.hypot(row - centre_row, col - centre_col)
    pictures["the disc about (100, 100) with radius 50"] = (np.hypot(row - 100, col - 100) < 50).astype(float)
    return pictures


def nearest_provided(picture: Any) -> tuple[str, float]:
    """Return (name, |correlation|) of the lecture's picture that is most like this one; a flat picture is like none."""
    values = np.asarray(picture, dtype=np.float64)
    found = {name: abs(correlation(values, other)) for name, other in provided_pictures(values.shape).items()}
    name = max(found, key=lambda key: found[key])
    return name, found[name]


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Return the correlation of two pictures of one shape, from -1 to 1; 0 where one of them is a single grey."""
    a, b = one - one.mean(), other - other.mean()
    size = math.sqrt(float(np.sum(a**2)) * float(np.sum(b**2)))
    return float(np.sum(a * b)) / size if size > 0 else 0.0


def expect_new(picture: Any, shape: tuple[int, int], what: str = "Your picture") -> None:
    """Demand a picture of that shape that is none of the lecture's, also not brighter, darker, flatter or inverted."""
    values = expect_shape(picture, shape, what)
    name, likeness = nearest_provided(values)
    if likeness >= LIMIT:
        raise Mismatch(
            f"{what} is {name} with another brightness or contrast (correlation {likeness:.4f}, allowed is less than "
            f"{LIMIT}): invent a formula of your own."
        )
