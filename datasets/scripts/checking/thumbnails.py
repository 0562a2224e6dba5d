"""The pictures of a dataset as pixels: in full for its author's own functions, and small for who opens no picture.

A grader's own process must not decode what students hand in. So the process that has checked the files leaves small
copies of them in a form that cannot be misread: one line of JSON, {"names": [all], "shapes": [[height, width], ...]},
and then the bytes of the first pictures, (height, width, 3) each, one after the other.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from PIL import Image

from checking.image_files import CONTACT_BATCH, LIMITS, MAX_FILES, has_images, read_contact_batch
from format.images import open_image, read_bytes, upright

MAX_SIDE = 256  # pixels along the longer side of a miniature
MAX_COUNT = 150  # pictures: find_duplicates looks at each pair of them, and all of them are some 30 MB


def read_pictures(folder: Path, max_side: int | None = None) -> tuple[list[str], Iterator[np.ndarray]]:
    """Return the names of a dataset's pictures, sorted, and the pictures: upright, (H, W, 3) bytes, at most `max_side`.

    Where there is no images/, those of the contact batch stand in. Raises Unusable, and Unreadable on the way.
    """
    if has_images(folder):
        with os.scandir(folder / "images") as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        return names, (_read_picture(folder / "images" / name, max_side) for name in names)
    batch, found = read_contact_batch(folder / CONTACT_BATCH)
    small = dict(zip(found, batch, strict=True))
    names = sorted(small)
    return names, (_reduced(Image.fromarray(small[name]), max_side) for name in names)


def write_thumbnails(folder: Path, file: Path) -> None:
    """Write the miniatures of a dataset whose pictures can all be opened."""
    names, pixels = read_pictures(folder, MAX_SIDE)
    small = list(islice(pixels, MAX_COUNT))
    head = {"names": names[:MAX_FILES], "shapes": [picture.shape[:2] for picture in small]}
    file.write_bytes(b"\n".join([json.dumps(head).encode("ascii"), b"".join(picture.tobytes() for picture in small)]))


def _read_picture(path: Path, max_side: int | None) -> np.ndarray:
    with open_image(read_bytes(path, LIMITS), LIMITS) as image:
        if max_side:
            image.draft("RGB", (max_side, max_side))  # a JPEG is decoded no larger than is needed
        return _reduced(upright(image), max_side)


def _reduced(image: Image.Image, max_side: int | None) -> np.ndarray:
    if max_side:
        image.thumbnail((max_side, max_side))
    return np.array(image)
