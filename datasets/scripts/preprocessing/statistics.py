"""What many pictures look like together: mean, deviation, histogram, a sheet of them all; and batches as .npz.

Pictures are read from a file of raw bytes, a few at a time, so that memory does not grow with their number. Sums are
whole numbers: the same pictures give the same bytes, in whatever portions they come.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

BLOCK_SIZE = 64  # pictures in memory at a time
MAX_ON_SHEET = 100
CHANNELS = ((214, 69, 65), (63, 153, 79), (58, 110, 200))


@dataclass(frozen=True)
class Statistics:
    """Mean and deviation (H, W, 3) of each pixel over the pictures, and how often each level occurs (3, 256)."""

    count: int
    mean: np.ndarray
    deviation: np.ndarray
    histogram: np.ndarray


def read_blocks(path: Path, shape: tuple[int, int, int], count: int) -> Iterator[np.ndarray]:
    """Yield the pictures of a raw file, some (N, H, W, 3) at a time."""
    size = shape[0] * shape[1] * shape[2]
    with path.open("rb") as file:
        for start in range(0, count, BLOCK_SIZE):
            some = min(BLOCK_SIZE, count - start)
            yield np.frombuffer(file.read(size * some), dtype=np.uint8).reshape(some, *shape)


def statistics(path: Path, shape: tuple[int, int, int], count: int) -> Statistics:
    """Return what the pictures have in common; variance = mean of squares - square of mean, in whole numbers."""
    total, squares = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    histogram = np.zeros((3, 256), dtype=np.int64)
    for block in read_blocks(path, shape, count):
        values = block.astype(np.int64)
        total += values.sum(axis=0)
        squares += np.square(values).sum(axis=0)
        for channel in range(3):
            histogram[channel] += np.bincount(block[:, :, :, channel].ravel(), minlength=256)
    variance = (count * squares - np.square(total)) / count**2
    return Statistics(count, total / count, np.sqrt(variance), histogram)


def write_batch(path: Path, raw: Path, shape: tuple[int, int, int], names: Sequence[str], split: Sequence[str]) -> None:
    """Write an .npz with `pictures` (N, H, W, 3) uint8, `names` and `split`: not packed, with no date inside."""
    half = path.with_name(f".{path.name}.part")
    header = {"descr": "|u1", "fortran_order": False, "shape": (len(names), *shape)}
    with zipfile.ZipFile(half, "w") as archive:
        with archive.open(zipfile.ZipInfo("pictures.npy"), "w", force_zip64=True) as member, raw.open("rb") as file:
            start = io.BytesIO()
            np.lib.format.write_array_header_1_0(start, header)
            member.write(start.getvalue())
            shutil.copyfileobj(file, member, 1 << 20)
        for name, words in (("names", names), ("split", split)):
            column = io.BytesIO()
            np.lib.format.write_array(column, np.array(words, dtype=np.str_), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), column.getvalue())
    half.replace(path)


def write_picture(path: Path, pixels: np.ndarray) -> None:
    """Write bytes (H, W, 3) as PNG, small ones enlarged so that they can be seen."""
    image = Image.fromarray(pixels)
    zoom = max(1, 256 // max(image.size))
    half = path.with_name(f".{path.name}.part")
    image.resize((image.width * zoom, image.height * zoom), Image.Resampling.NEAREST).save(half, "PNG")
    half.replace(path)


def to_uint8(values: np.ndarray) -> np.ndarray:
    """Return floats as the nearest bytes, cut off to 0..255."""
    return np.clip(np.floor(values + 0.5), 0, 255).astype(np.uint8)


def contact_sheet(raw: Path, shape: tuple[int, int, int], count: int) -> np.ndarray:
    """Return at most 100 of the pictures, evenly chosen, side by side with a white line between them."""
    chosen = sorted({i * count // min(count, MAX_ON_SHEET) for i in range(min(count, MAX_ON_SHEET))})
    square = (len(chosen) * shape[0] / shape[1]) ** 0.5
    near = range(max(1, round(0.8 * square)), round(1.25 * square) + 2)
    columns = min(near, key=lambda n: (-len(chosen) % n, abs(n - square)))  # few places are empty
    rows = -(-len(chosen) // columns)
    paper = np.full((rows * (shape[0] + 2) + 2, columns * (shape[1] + 2) + 2, 3), 255, dtype=np.uint8)
    size = shape[0] * shape[1] * shape[2]
    with raw.open("rb") as file:
        for place, index in enumerate(chosen):
            file.seek(index * size)
            picture = np.frombuffer(file.read(size), dtype=np.uint8).reshape(shape)
            top, left = (place // columns) * (shape[0] + 2) + 2, (place % columns) * (shape[1] + 2) + 2
            paper[top : top + shape[0], left : left + shape[1]] = picture
    return paper


def draw_histogram(histogram: np.ndarray) -> np.ndarray:
    """Return a drawing of how often each level occurs, a curve for each channel; the highest peaks may be cut off."""
    width, height, edge = 512, 200, 24
    paper = Image.new("RGB", (width + 2 * edge, height + 2 * edge), "white")
    top = max(1.0, float(np.percentile(histogram[:, 1:-1], 99.5)) * 1.15)
    for channel, colour in enumerate(CHANNELS):
        curve = np.minimum(histogram[channel] / top, 1.0)
        points = [(edge + 2 * level + 1, edge + height - float(curve[level]) * height) for level in range(256)]
        layer = Image.new("L", paper.size, 0)
        corners = [(edge + 1, edge + height), *points, (edge + width - 1, edge + height)]
        ImageDraw.Draw(layer).polygon(corners, fill=70)
        ImageDraw.Draw(layer).line(points, fill=255, width=2)
        paper.paste(colour, mask=layer)
    pen = ImageDraw.Draw(paper)
    pen.line([(edge, edge + height), (edge + width, edge + height)], fill="black")
    for level in (0, 64, 128, 192, 255):
        pen.line([(edge + 2 * level + 1, edge + height), (edge + 2 * level + 1, edge + height + 4)], fill="black")
        pen.text((edge + 2 * level + 1, edge + height + 6), str(level), fill="black", anchor="mt")
    return np.asarray(paper)
