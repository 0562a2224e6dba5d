"""Image files: read them within limits, decode them, and compare them.

In comes a path or bytes, out comes an `ImageInfo`, or `Unreadable` with a reason. A file is a picture if Pillow can
decode all of it. Content types and suffixes are ignored, links are not followed, and nothing above `Limits` is decoded.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}  # the decoded formats and their suffixes
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
OPEN_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):  # no links, no waiting for a pipe; not all systems have them
    OPEN_FLAGS |= getattr(os, _flag, 0)
GPS_TAG = 0x8825  # EXIF: where a photograph was taken
ORIENTATION_TAG = 0x0112  # EXIF: how a photograph must be turned
NEAR_BITS = 3  # two pictures look alike if their difference hashes differ in at most this many bits


class Unreadable(Exception):
    """A file that is not a picture within the limits; the text says why."""


@dataclass(frozen=True)
class Limits:
    """The largest file, picture and side that is opened."""

    file_bytes: int = 50_000_000
    pixels: int = 100_000_000
    side: int = 40_000


@dataclass(frozen=True)
class ImageInfo:
    """What a file holds: its size in pixels, its difference hash, and whether it stores a GPS location."""

    width: int
    height: int
    hash: int
    has_location: bool


LIMITS = Limits()


def read_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """Return the content of a regular file within the limits; raise Unreadable for anything else."""
    try:
        descriptor = os.open(path, OPEN_FLAGS)
    except (OSError, ValueError) as error:
        reason = "is a link" if path.is_symlink() else f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise Unreadable(reason) from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise Unreadable("is not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > limits.file_bytes:
            raise Unreadable(f"has {status.st_size:,} bytes, more than {limits.file_bytes:,}")
        data = file.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise Unreadable(f"has more than {limits.file_bytes:,} bytes")
    return data


@contextmanager
def open_image(data: bytes, limits: Limits = LIMITS) -> Iterator[ImageFile.ImageFile]:
    """Open bytes as a picture within the limits; raise Unreadable, also for errors inside the `with` block."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # for example about broken EXIF; serious problems raise
            with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as image:
                width, height = image.size
                if max(width, height) > limits.side or width * height > limits.pixels:
                    raise Unreadable(f"is {width} x {height}: more than {limits.pixels:,} pixels are not opened")
                yield image
    except Unreadable:
        raise
    except Image.DecompressionBombError as error:
        raise Unreadable(f"has more than {limits.pixels:,} pixels and is not opened") from error
    except UnidentifiedImageError as error:
        raise Unreadable(_describe(data)) from error
    except Exception as error:  # decoders raise many types on broken files: SyntaxError, struct.error, KeyError
        raise Unreadable(f"cannot be decoded: {str(error)[:200] or type(error).__name__}") from error


def _describe(data: bytes) -> str:
    """Say what a file without a known format is, judged by its first bytes."""
    start = data[:512].lstrip().lower()
    if not data:
        return "is empty"
    if start.startswith((b"<!doctype html", b"<html")):
        return "is a web page, not a picture"
    if start.startswith((b"<?xml", b"<svg")):
        return "is a text file (SVG or XML), not a picture of pixels"
    return f"is not a picture ({', '.join(FORMATS)})"


def inspect(data: bytes, limits: Limits = LIMITS) -> ImageInfo:
    """Return what the bytes hold. Every pixel is decoded, so that a truncated file raises Unreadable."""
    with open_image(data, limits) as image:
        image.load()
        has_location = GPS_TAG in image.getexif() or b"GPSLatitude" in image.info.get("xmp", b"")
        return ImageInfo(*image.size, difference_hash(upright(image)), has_location)


def upright(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, turned as its EXIF orientation says; transparent parts become white."""
    turned = ImageOps.exif_transpose(image)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        white = Image.new("RGBA", turned.size, "white")
        return Image.alpha_composite(white, turned.convert("RGBA")).convert("RGB")
    if turned.mode.startswith("I"):  # 16 bits of grey: Pillow's own conversion clips at 255
        grey = np.asarray(turned, dtype=np.float64) / 257
        return Image.fromarray(np.clip(grey + 0.5, 0, 255).astype(np.uint8)).convert("RGB")
    return turned.convert("RGB")


def difference_hash(image: Image.Image) -> int:
    """Return 64 bits: whether each of 8 x 8 pixels is brighter than its right neighbour.

    The picture is first reduced to 8 rows by 9 columns of grey. Source: N. Krawetz, "Kind of Like That", 2013.
    """
    small = np.asarray(image.convert("L").resize((9, 8), Image.Resampling.BOX), dtype=np.int16)
    return int.from_bytes(np.packbits(small[:, :-1] > small[:, 1:]).tobytes(), "big")


def look_alikes(hashes: Sequence[int], near: int = NEAR_BITS) -> Iterator[tuple[int, int]]:
    """Yield every pair of indices i < j whose hashes differ in at most `near` bits, in order."""
    bits = np.array(hashes, dtype=np.uint64)
    for i in range(len(bits) - 1):
        for j in np.flatnonzero(np.bitwise_count(bits[i + 1 :] ^ bits[i]) <= near):
            yield i, int(j) + i + 1


def look_alike_groups(hashes: Sequence[int], near: int = NEAR_BITS) -> list[set[int]]:
    """Return the sets of two or more indices that pairs of look-alikes connect (union-find)."""
    indices: dict[int, list[int]] = {}
    for index, value in enumerate(hashes):
        indices.setdefault(value, []).append(index)
    values = list(indices)
    parent = list(range(len(values)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in look_alikes(values, near):
        parent[root(j)] = root(i)
    groups: dict[int, set[int]] = {}
    for i, value in enumerate(values):
        groups.setdefault(root(i), set()).update(indices[value])
    return [group for group in groups.values() if len(group) > 1]


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal, as the manifest writes it."""
    return hashlib.sha256(data).hexdigest()


def picture_names(folder: Path) -> list[str]:
    """Return the sorted names of the files in a folder that have the suffix of a picture, without links."""
    with os.scandir(folder) as entries:
        return sorted(
            entry.name
            for entry in entries
            if entry.name.lower().endswith(SUFFIXES)
            and not entry.name.startswith(".")
            and entry.is_file(follow_symlinks=False)
        )
