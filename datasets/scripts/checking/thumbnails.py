"""The pictures of a dataset as arrays: at full size for its author's own functions, and small for a grader.

A grader must not decode pictures from students in its own process. So the process that has checked the files writes
thumbnails to one file. The file begins with one line of JSON, {"names": [all], "shapes": [[height, width], ...]}. The
pixels of the first pictures follow, (height, width, 3) bytes each.
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

MAX_SIDE = 256  # pixels along the longer side of a thumbnail
MAX_COUNT = 150  # thumbnails: 30 MB at most, and find_duplicates compares every pair of them


def write_thumbnails(folder: Path, file: Path) -> None:
    """Write the thumbnails of a dataset in which every picture can be opened."""
    names, pictures = read_pictures(folder, MAX_SIDE)
    thumbnails = list(islice(pictures, MAX_COUNT))
    header = {"names": names[:MAX_FILES], "shapes": [thumbnail.shape[:2] for thumbnail in thumbnails]}
    pixels = b"".join(thumbnail.tobytes() for thumbnail in thumbnails)
    file.write_bytes(json.dumps(header).encode("ascii") + b"\n" + pixels)


def read_pictures(folder: Path, max_side: int | None = None) -> tuple[list[str], Iterator[np.ndarray]]:
    """Return the sorted names of a dataset's pictures, and the pictures in this order.

    If there is no images/, the pictures come from the contact batch.

    Parameters
    ----------
    max_side
        Pictures whose longer side has more pixels are reduced.

    Returns
    -------
    names : list of N str
    pictures : iterator of N arrays (H, W, 3) uint8, upright

    Raises
    ------
    Unusable
        The contact batch cannot be read.
    Unreadable
        The iterator reaches a file that is no picture.
    """
    if has_images(folder):
        with os.scandir(folder / "images") as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        return names, (_read_picture(folder / "images" / name, max_side) for name in names)
    batch, batch_names = read_contact_batch(folder / CONTACT_BATCH)
    pictures = dict(zip(batch_names, batch, strict=True))
    names = sorted(pictures)
    return names, (_reduce(Image.fromarray(pictures[name]), max_side) for name in names)


def _read_picture(path: Path, max_side: int | None) -> np.ndarray:
    with open_image(read_bytes(path, LIMITS), LIMITS) as image:
        if max_side:
            image.draft("RGB", (max_side, max_side))  # decodes a JPEG at a lower resolution, which is faster
        return _reduce(upright(image), max_side)


def _reduce(image: Image.Image, max_side: int | None) -> np.ndarray:
    if max_side:
        image.thumbnail((max_side, max_side))
    return np.array(image)
