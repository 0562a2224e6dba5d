"""Files that claim to be pictures: read once, with limits, and believed only when Pillow has decoded them.

In goes a path or bytes, out come `Picture`s or `Unreadable` with a reason. No content type and no ending is trusted, no
link is followed, and nothing larger than `Limits` is decoded.
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

FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}  # what is decoded, and its ending
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
OPEN_FLAGS = os.O_RDONLY  # and not through a link, not waiting for a pipe, not as text, where there are such things
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    OPEN_FLAGS |= getattr(os, _flag, 0)
GPS_TAG = 0x8825  # the EXIF entry that says where a photograph was taken
ORIENTATION_TAG = 0x0112
NEAR_BITS = 3  # bits: pictures whose difference hashes are as close as this look alike


class Unreadable(Exception):
    """A file that is no picture, or none that we open; the text says why."""


@dataclass(frozen=True)
class Limits:
    """The largest file and picture that is opened."""

    file_bytes: int = 50_000_000
    pixels: int = 100_000_000
    side: int = 40_000


@dataclass(frozen=True)
class ImageInfo:
    """What a file turned out to hold."""

    sha256: str
    file_bytes: int
    format: str
    width: int
    height: int
    hash: int
    has_location: bool


LIMITS = Limits()


def read_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """Return what is in a file, if it is an ordinary one within the limits; raise Unreadable if not."""
    try:
        descriptor = os.open(path, OPEN_FLAGS)
    except (OSError, ValueError) as error:
        reason = "is a link" if path.is_symlink() else f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise Unreadable(reason) from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise Unreadable("is no ordinary file")
    with os.fdopen(descriptor, "rb") as file:
        if found.st_size > limits.file_bytes:
            raise Unreadable(f"has {found.st_size:,} bytes, more than {limits.file_bytes:,}")
        data = file.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise Unreadable(f"has more than {limits.file_bytes:,} bytes")
    return data


@contextmanager
def open_image(data: bytes, limits: Limits = LIMITS) -> Iterator[ImageFile.ImageFile]:
    """Open bytes as a picture whose size is within the limits; raise Unreadable, also for what goes wrong inside."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of broken EXIF, say: what matters raises
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
    except Exception as error:  # decoders raise nearly everything on broken files: SyntaxError, struct.error, KeyError
        raise Unreadable(f"cannot be decoded: {str(error)[:200] or type(error).__name__}") from error


def _describe(data: bytes) -> str:
    """What something is that is no picture, as far as its first bytes say."""
    start = data[:512].lstrip().lower()
    if not data:
        return "is empty"
    if start.startswith((b"<!doctype html", b"<html")):
        return "is a web page, not a picture"
    if start.startswith((b"<?xml", b"<svg")):
        return "is a drawing as text (SVG or XML), not a picture of pixels"
    return f"is no picture of a kind that is opened ({', '.join(FORMATS)})"


def inspect(data: bytes, limits: Limits = LIMITS) -> ImageInfo:
    """Return what the bytes hold; every pixel is decoded, so that a file cut short is found."""
    with open_image(data, limits) as image:
        image.load()
        kind = "JPEG" if image.format == "MPO" else str(image.format)
        position = GPS_TAG in image.getexif() or b"GPSLatitude" in image.info.get("xmp", b"")
        return ImageInfo(sha256(data), len(data), kind, *image.size, difference_hash(upright(image)), position)


def upright(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, turned as its EXIF orientation says; what is transparent lies on white."""
    turned = ImageOps.exif_transpose(image)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        paper = Image.new("RGBA", turned.size, "white")
        return Image.alpha_composite(paper, turned.convert("RGBA")).convert("RGB")
    if turned.mode.startswith("I"):  # 16 bits of grey: Pillow's own conversion would cut them off at 255
        grey = np.asarray(turned, dtype=np.float64) / 257
        return Image.fromarray(np.clip(grey + 0.5, 0, 255).astype(np.uint8)).convert("RGB")
    return turned.convert("RGB")


def difference_hash(image: Image.Image) -> int:
    """Return 64 bits: whether each of 8 x 8 places is brighter than the place to its right.

    The picture is made grey and reduced to 8 rows by 9 columns (N. Krawetz, "Kind of Like That", 2013).
    """
    small = np.asarray(image.convert("L").resize((9, 8), Image.Resampling.BOX), dtype=np.int16)
    return int.from_bytes(np.packbits(small[:, :-1] > small[:, 1:]).tobytes(), "big")


def look_alikes(hashes: Sequence[int], near: int = NEAR_BITS) -> Iterator[tuple[int, int]]:
    """Yield every pair of positions i < j whose hashes differ in at most `near` bits, in order."""
    bits = np.array(hashes, dtype=np.uint64)
    for i in range(len(bits) - 1):
        for j in np.flatnonzero(np.bitwise_count(bits[i + 1 :] ^ bits[i]) <= near):
            yield i, int(j) + i + 1


def look_alike_groups(hashes: Sequence[int], near: int = NEAR_BITS) -> list[set[int]]:
    """Return sets of positions that hang together by look-alike pairs; whoever looks like nobody is in none."""
    same: dict[int, list[int]] = {}
    for position, value in enumerate(hashes):
        same.setdefault(value, []).append(position)
    values = list(same)
    leader = list(range(len(values)))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for i, j in look_alikes(values, near):
        leader[find(j)] = find(i)
    groups: dict[int, set[int]] = {}
    for i, value in enumerate(values):
        groups.setdefault(find(i), set()).update(same[value])
    return [group for group in groups.values() if len(group) > 1]


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes, as the manifest writes it."""
    return hashlib.sha256(data).hexdigest()


def picture_names(folder: Path) -> list[str]:
    """Return the names of what lies in a folder and ends like a picture, sorted; links and folders are left out."""
    with os.scandir(folder) as entries:
        return sorted(
            entry.name
            for entry in entries
            if entry.name.lower().endswith(SUFFIXES) and not entry.name.startswith(".") and _is_file(entry)
        )


def _is_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)
