"""One photograph becomes pixels of the size that is asked for: upright, RGB, cut about its middle, reduced.

This is what every core does, over and over. Nothing is kept between two photographs, and what is wrong with one of
them is part of its result.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from format.images import ORIENTATION_TAG, Limits, Unreadable, difference_hash, open_image, read_bytes, sha256, upright

CONTACT_SIZE = 32  # pixels along each side of the pictures that are handed in with a dataset
SIDEWAYS = (5, 6, 7, 8)  # orientations in which rows and columns are exchanged
MIN_DECODED_SIDE = 96  # pixels: a photograph is not decoded smaller than this, so that its hash is the whole one's


@dataclass(frozen=True)
class ResizedPhoto:
    """What became of a photograph: its pixels, height x width x 3 bytes, and its small ones; or why there are none."""

    name: str
    stamp: tuple[int, int]  # size and time of the file, to see whether it is still the same
    sha256: str = ""
    hash: int = 0
    width: int = 0
    height: int = 0
    problem: str = ""
    pixels: bytes = b""
    contact: bytes = b""


def resize_photos(folder: str, names: list[str], height: int, width: int, limits: Limits) -> list[ResizedPhoto]:
    """Return what becomes of some photographs."""
    return [_resize_photo(Path(folder), name, height, width, limits) for name in names]


def _resize_photo(folder: Path, name: str, height: int, width: int, limits: Limits) -> ResizedPhoto:
    when = file_stamp(folder / name)
    try:
        data = read_bytes(folder / name, limits)
        with open_image(data, limits) as image:
            size = image.size
            _draft(image, height, width)
            turned = upright(image)
            pixels, contact = (
                crop_and_resize(turned, height, width),
                crop_and_resize(turned, CONTACT_SIZE, CONTACT_SIZE),
            )
            found = difference_hash(turned)
    except Unreadable as error:
        return ResizedPhoto(name, when, problem=str(error))
    return ResizedPhoto(name, when, sha256(data), found, *size, pixels=pixels.tobytes(), contact=contact.tobytes())


def file_stamp(path: Path) -> tuple[int, int]:
    """Return size and time of a file, (0, 0) if it is gone."""
    try:
        found = os.lstat(path)
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _draft(image: Image.Image, height: int, width: int) -> None:
    """Let a JPEG be decoded at 1/2, 1/4 or 1/8 where that is still twice as large as what is needed."""
    if image.getexif().get(ORIENTATION_TAG) in SIDEWAYS:
        height, width = width, height
    scale = 2 * max(width / image.width, height / image.height, MIN_DECODED_SIDE / 2 / min(image.size))
    image.draft("RGB", (math.ceil(image.width * scale), math.ceil(image.height * scale)))


def crop_and_resize(image: Image.Image, height: int, width: int) -> np.ndarray:
    """Return the middle of a picture as (height, width, 3) bytes: as much of it as has that shape."""
    if image.width * height > image.height * width:  # too wide
        high, wide = float(image.height), image.height * width / height
    else:
        high, wide = image.width * height / width, float(image.width)
    left, top = (image.width - wide) / 2, (image.height - high) / 2
    box = (left, top, left + wide, top + high)
    return np.asarray(image.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0))
