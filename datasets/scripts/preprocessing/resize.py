"""Resize one photograph: turn it upright, convert it to RGB, crop it at the centre and reduce it.

In comes the name of a file, out comes a `ResizedPhoto`. This code runs in the workers, so nothing is kept between two
photographs. A problem with a photograph is part of its result.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from format.images import ORIENTATION_TAG, Limits, Unreadable, difference_hash, open_image, read_bytes, sha256, upright

CONTACT_SIZE = 32  # rows and columns of the pictures in contact.npz
SIDEWAYS = (5, 6, 7, 8)  # EXIF orientations that exchange rows and columns
MIN_DECODED_SIDE = 96  # pixels: at a lower resolution the difference hash would change


@dataclass(frozen=True)
class ResizedPhoto:
    """The result for one photograph.

    Parameters
    ----------
    stamp
        Size and modification time of the file, which show whether it has changed.
    hash, width, height
        Of the photograph before it is resized.
    problem
        Why there are no pixels; empty if there are.
    pixels, contact
        Bytes of shape (height, width, 3) of the batch, and of shape (CONTACT_SIZE, CONTACT_SIZE, 3).
    """

    name: str
    stamp: tuple[int, int]
    sha256: str = ""
    hash: int = 0
    width: int = 0
    height: int = 0
    problem: str = ""
    pixels: bytes = b""
    contact: bytes = b""


def resize_photos(folder: str, names: list[str], height: int, width: int, limits: Limits) -> list[ResizedPhoto]:
    """Return the results for some photographs in a folder, in the order of their names."""
    return [_resize_photo(Path(folder), name, height, width, limits) for name in names]


def _resize_photo(folder: Path, name: str, height: int, width: int, limits: Limits) -> ResizedPhoto:
    stamp = file_stamp(folder / name)
    try:
        data = read_bytes(folder / name, limits)
        with open_image(data, limits) as image:
            size = image.size
            _draft(image, height, width)
            photo = upright(image)
            pixels = crop_and_resize(photo, height, width).tobytes()
            contact = crop_and_resize(photo, CONTACT_SIZE, CONTACT_SIZE).tobytes()
            photo_hash = difference_hash(photo)
    except Unreadable as error:
        return ResizedPhoto(name, stamp, problem=str(error))
    return ResizedPhoto(name, stamp, sha256(data), photo_hash, *size, pixels=pixels, contact=contact)


def file_stamp(path: Path) -> tuple[int, int]:
    """Return the size in bytes and the modification time in nanoseconds of a file, or (0, 0) if it is missing."""
    try:
        status = os.lstat(path)
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _draft(image: Image.Image, height: int, width: int) -> None:
    """Let Pillow decode a JPEG at 1/2, 1/4 or 1/8 of its size if that is at least twice the size of the result."""
    if image.getexif().get(ORIENTATION_TAG) in SIDEWAYS:
        height, width = width, height
    scale = 2 * max(width / image.width, height / image.height, MIN_DECODED_SIDE / 2 / min(image.size))
    image.draft("RGB", (math.ceil(image.width * scale), math.ceil(image.height * scale)))


def crop_and_resize(image: Image.Image, height: int, width: int) -> np.ndarray:
    """Return the largest centred crop of the right shape as an array (height, width, 3) uint8."""
    if image.width * height > image.height * width:  # too wide
        crop_height, crop_width = float(image.height), image.height * width / height
    else:
        crop_height, crop_width = image.width * height / width, float(image.width)
    left, top = (image.width - crop_width) / 2, (image.height - crop_height) / 2
    box = (left, top, left + crop_width, top + crop_height)
    return np.asarray(image.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0))
