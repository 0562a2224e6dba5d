"""The statistics of many pictures, drawings of them, and batches as .npz files.

In comes a file of raw pixels, (H, W, 3) bytes per picture; out come arrays and files. A few pictures are in memory at a
time. All sums are integers, so the size of the blocks does not change the result.
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
MAX_ON_SHEET = 100  # pictures
CURVE_COLOURS = ((214, 69, 65), (63, 153, 79), (58, 110, 200))  # of the red, green and blue channel


@dataclass(frozen=True)
class Statistics:
    """The statistics of a batch.

    Parameters
    ----------
    mean, deviation
        Mean and standard deviation of each pixel over the pictures, (H, W, 3) float64.
    histogram
        How often each level from 0 to 255 occurs in each channel, (3, 256) int64.
    """

    mean: np.ndarray
    deviation: np.ndarray
    histogram: np.ndarray


def statistics(path: Path, shape: tuple[int, int, int], count: int) -> Statistics:
    """Return the statistics of `count` pictures in a raw file.

    The variance is the mean of the squares minus the square of the mean, computed in integers until the last division.
    """
    total, squares = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    histogram = np.zeros((3, 256), dtype=np.int64)
    for block in read_blocks(path, shape, count):
        values = block.astype(np.int64)
        total += values.sum(axis=0)
        squares += np.square(values).sum(axis=0)
        for channel in range(3):
            histogram[channel] += np.bincount(block[:, :, :, channel].ravel(), minlength=256)
    variance = (count * squares - np.square(total)) / count**2
    return Statistics(total / count, np.sqrt(variance), histogram)


def read_blocks(path: Path, shape: tuple[int, int, int], count: int) -> Iterator[np.ndarray]:
    """Yield the pictures of a raw file in arrays (N, H, W, 3) uint8 with N <= BLOCK_SIZE."""
    size = shape[0] * shape[1] * shape[2]
    with path.open("rb") as file:
        for start in range(0, count, BLOCK_SIZE):
            length = min(BLOCK_SIZE, count - start)
            yield np.frombuffer(file.read(size * length), dtype=np.uint8).reshape(length, *shape)


def write_batch(path: Path, raw: Path, shape: tuple[int, int, int], names: Sequence[str], split: Sequence[str]) -> None:
    """Write an .npz with the arrays `pictures` (N, H, W, 3) uint8, `names` and `split`.

    The file is neither compressed nor dated, so equal arrays give equal bytes.
    """
    partial = path.with_name(f".{path.name}.part")
    header = {"descr": "|u1", "fortran_order": False, "shape": (len(names), *shape)}
    with zipfile.ZipFile(partial, "w") as archive:
        with archive.open(zipfile.ZipInfo("pictures.npy"), "w", force_zip64=True) as member, raw.open("rb") as file:
            start = io.BytesIO()
            np.lib.format.write_array_header_1_0(start, header)
            member.write(start.getvalue())
            shutil.copyfileobj(file, member, 1 << 20)
        for name, words in (("names", names), ("split", split)):
            column = io.BytesIO()
            np.lib.format.write_array(column, np.array(words, dtype=np.str_), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), column.getvalue())
    partial.replace(path)


def write_picture(path: Path, pixels: np.ndarray) -> None:
    """Write an array (H, W, 3) uint8 as PNG; a small one is enlarged by a whole factor, to about 256 pixels."""
    image = Image.fromarray(pixels)
    zoom = max(1, 256 // max(image.size))
    partial = path.with_name(f".{path.name}.part")
    image.resize((image.width * zoom, image.height * zoom), Image.Resampling.NEAREST).save(partial, "PNG")
    partial.replace(path)


def to_uint8(values: np.ndarray) -> np.ndarray:
    """Return floats rounded to the nearest integer and clipped to 0..255."""
    return np.clip(np.floor(values + 0.5), 0, 255).astype(np.uint8)


def contact_sheet(raw: Path, shape: tuple[int, int, int], count: int) -> np.ndarray:
    """Return up to 100 evenly chosen pictures of a raw file in a grid with white lines, (rows, columns, 3) uint8."""
    chosen = sorted({i * count // min(count, MAX_ON_SHEET) for i in range(min(count, MAX_ON_SHEET))})
    square = (len(chosen) * shape[0] / shape[1]) ** 0.5  # columns of a square sheet
    possible = range(max(1, round(0.8 * square)), round(1.25 * square) + 2)
    columns = min(possible, key=lambda n: (-len(chosen) % n, abs(n - square)))  # few empty places
    rows = -(-len(chosen) // columns)
    sheet = np.full((rows * (shape[0] + 2) + 2, columns * (shape[1] + 2) + 2, 3), 255, dtype=np.uint8)
    size = shape[0] * shape[1] * shape[2]
    with raw.open("rb") as file:
        for position, index in enumerate(chosen):
            file.seek(index * size)
            picture = np.frombuffer(file.read(size), dtype=np.uint8).reshape(shape)
            top, left = (position // columns) * (shape[0] + 2) + 2, (position % columns) * (shape[1] + 2) + 2
            sheet[top : top + shape[0], left : left + shape[1]] = picture
    return sheet


def draw_histogram(histogram: np.ndarray) -> np.ndarray:
    """Return a drawing of a histogram (3, 256), one curve per channel, as uint8; the highest peaks may be cut off."""
    width, height, margin = 512, 200, 24
    image = Image.new("RGB", (width + 2 * margin, height + 2 * margin), "white")
    top = max(1.0, float(np.percentile(histogram[:, 1:-1], 99.5)) * 1.15)
    for channel, colour in enumerate(CURVE_COLOURS):
        curve = np.minimum(histogram[channel] / top, 1.0)
        points = [(margin + 2 * level + 1, margin + height - float(curve[level]) * height) for level in range(256)]
        mask = Image.new("L", image.size, 0)
        corners = [(margin + 1, margin + height), *points, (margin + width - 1, margin + height)]
        ImageDraw.Draw(mask).polygon(corners, fill=70)
        ImageDraw.Draw(mask).line(points, fill=255, width=2)
        image.paste(colour, mask=mask)
    axis, bottom = ImageDraw.Draw(image), margin + height
    axis.line([(margin, bottom), (margin + width, bottom)], fill="black")
    for level in (0, 64, 128, 192, 255):
        column = margin + 2 * level + 1
        axis.line([(column, bottom), (column, bottom + 4)], fill="black")
        axis.text((column, bottom + 6), str(level), fill="black", anchor="mt")
    return np.asarray(image)
