"""Draw the course's own faces: people who do not exist, so that nobody had to be asked.

    python datasets/scripts/faces.py datasets/faces            # draw what is missing or differs
    python datasets/scripts/faces.py datasets/faces --check    # draw again and compare, change nothing

Each face follows from the seed and its number, pixel by pixel, on every machine. A file whose pixels are right is left
as it is: how PNG packs them may change from one zlib to the next, the bytes in the folder do not.
"""

from __future__ import annotations

import io
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click
import numpy as np
from PIL import Image
from rich.progress import track

from drawing.person import Dice, person, scene
from drawing.portrait import portrait
from format.images import Unreadable, open_image, picture_names, read_bytes, sha256
from format.manifest import MANIFEST, SPLIT, Row, Unusable, draw_split, read_rows, write_rows, write_split

COUNT = 100
SEED = 1000
DRAWN_ON = "2026-11-23"
TEST_FRACTION = 0.2
CARD = Path(__file__).with_name("drawing") / "CARD.md"


@click.command(epilog="Example: python datasets/scripts/faces.py /tmp/more-faces --count 500 --seed 7")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--count", type=click.IntRange(1, 9999), default=COUNT, show_default=True, help="How many faces.")
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="Another seed, other people.")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 unless every pixel and every row is right.")
@click.option("--workers", type=click.IntRange(1), help="How many processes draw.  [default: one a core]")
def main(folder: Path, count: int, seed: int, check: bool, workers: int | None) -> None:
    """Draw faces into FOLDER/images, with a manifest, a card and a split."""
    images = folder / "images"
    if not check:
        images.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(workers or os.cpu_count()) as pool:
        drawn = pool.map(face, range(seed, seed + count), chunksize=4)
        numbered = enumerate(track(drawn, "drawing", count, disable=not sys.stderr.isatty()), start=1)
        differ = [name(n) for n, pixels in numbered if not _write_if_different(images / name(n), pixels, check)]
    if check:
        differ += _compare_metadata(folder, count)
        for each in differ:
            click.echo(f"{each} is not what is drawn from seed {seed}.")
        click.echo(f"{count} faces drawn again, {len(differ)} differences.")
        sys.exit(1 if differ else 0)
    names = [name(n) for n in range(1, count + 1)]
    write_rows(folder / MANIFEST, [_row(images / each, seed) for each in names])
    write_split(folder / SPLIT, draw_split(names, TEST_FRACTION, seed))
    (folder / "CARD.md").write_text(CARD.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    click.echo(f"{count} faces in {images}, {len(differ)} of them written now.")


def face(seed: int) -> np.ndarray:
    """Return one face: (218, 178, 3) bytes."""
    dice = Dice(seed)
    return portrait(person(dice), scene(dice))


def name(number: int) -> str:
    """Return the file name of a face, counted from 1."""
    return f"face_{number:04d}.png" if number > 999 else f"face_{number:03d}.png"


def encode_png(pixels: np.ndarray) -> bytes:
    """Return pixels as PNG."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format="PNG", optimize=True)
    return file.getvalue()


def _write_if_different(path: Path, pixels: np.ndarray, check: bool) -> bool:
    """Whether the file holds these pixels already; if not, write them unless this is a check."""
    try:
        with open_image(read_bytes(path)) as image:
            if image.mode == "RGB" and np.array_equal(np.asarray(image), pixels):
                return True
    except Unreadable:
        pass  # not there yet, or broken: drawn anew
    if not check:
        half = path.with_name(f".{path.name}.part")
        half.write_bytes(encode_png(pixels))
        os.replace(half, path)
    return False


def _row(path: Path, seed: int) -> Row:
    source = f"own work: drawn by datasets/scripts/faces.py from seed {seed}"
    return Row(path.name, sha256(read_bytes(path)), source, "Coding 2: Advanced Frameworks", "CC0", DRAWN_ON)


def _compare_metadata(folder: Path, count: int) -> list[str]:
    """What in the manifest or in the folder does not fit the pictures."""
    expected = [name(n) for n in range(1, count + 1)]
    try:
        rows, there = read_rows(folder / MANIFEST), picture_names(folder / "images")
        hashes = [sha256(read_bytes(folder / "images" / row.file)) for row in rows]
    except (Unusable, Unreadable, OSError) as error:
        return [f"the folder cannot be compared ({error}): it"]
    wrong = [f"{MANIFEST}: {row.file}" for row, found in zip(rows, hashes, strict=True) if found != row.sha256]
    if [row.file for row in rows] != expected or there != expected:
        wrong.append(f"the list of pictures in {MANIFEST} or in {folder / 'images'}")
    return wrong


if __name__ == "__main__":
    main()
