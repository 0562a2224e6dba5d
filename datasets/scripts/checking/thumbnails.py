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

from checking.image_files import CONTACT, LIMITS, MOST_FILES, has_images, read_contact
from format.images import opened, read_bytes, upright

SIDE = 256  # pixels along the longer side of a miniature
MOST = 150  # pictures: find_duplicates looks at each pair of them, and all of them are some 30 MB


def pictures(folder: Path, longest: int | None = None) -> tuple[list[str], Iterator[np.ndarray]]:
    """Return the names of a dataset's pictures, sorted, and the pictures: upright, (H, W, 3) bytes, at most `longest`.

    Where there is no images/, those of the contact batch stand in. Raises Unusable, and Unreadable on the way.
    """
    if has_images(folder):
        with os.scandir(folder / "images") as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        return names, (_picture(folder / "images" / name, longest) for name in names)
    batch, found = read_contact(folder / CONTACT)
    small = dict(zip(found, batch, strict=True))
    names = sorted(small)
    return names, (_reduced(Image.fromarray(small[name]), longest) for name in names)


def write(folder: Path, file: Path) -> None:
    """Write the miniatures of a dataset whose pictures can all be opened."""
    names, pixels = pictures(folder, SIDE)
    small = list(islice(pixels, MOST))
    head = {"names": names[:MOST_FILES], "shapes": [picture.shape[:2] for picture in small]}
    file.write_bytes(b"\n".join([json.dumps(head).encode("ascii"), b"".join(picture.tobytes() for picture in small)]))


def _picture(path: Path, longest: int | None) -> np.ndarray:
    with opened(read_bytes(path, LIMITS), LIMITS) as image:
        if longest:
            image.draft("RGB", (longest, longest))  # a JPEG is decoded no larger than is needed
        return _reduced(upright(image), longest)


def _reduced(image: Image.Image, longest: int | None) -> np.ndarray:
    if longest:
        image.thumbnail((longest, longest))
    return np.array(image)
