"""Draw the course's own faces. The people do not exist, so nobody had to be asked for permission.

    python datasets/scripts/faces.py datasets/faces            # draw the missing and the different ones
    python datasets/scripts/faces.py datasets/faces --check    # draw again and compare, change nothing

The seed and the number of a face decide every pixel, on every machine. A file with the right pixels is not rewritten:
another version of zlib may compress the same pixels to other bytes.
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

from drawing.person import SeededRandom, random_person, random_scene
from drawing.portrait import portrait
from format.images import Unreadable, open_image, picture_names, read_bytes, sha256
from format.manifest import MANIFEST, Row, Unusable, read_rows, write_rows
from format.split import SPLIT, draw_split, write_split

COUNT = 100
SEED = 1000
DRAWN_ON = "2026-11-23"
TEST_FRACTION = 0.2
CARD_OF_FACES = Path(__file__).with_name("drawing") / "CARD.md"


@click.command(epilog="Example: python datasets/scripts/faces.py /tmp/more-faces --count 500 --seed 7")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--count", type=click.IntRange(1, 9999), default=COUNT, show_default=True, help="How many faces.")
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="Another seed draws others.")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 unless every pixel and every row is right.")
@click.option("--workers", type=click.IntRange(1), help="How many processes draw.  [default: one per core]")
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
        differ += _compare_manifest(folder, count)
        for what in differ:
            click.echo(f"{what} is not what seed {seed} gives.")
        click.echo(f"{count} faces drawn again, {len(differ)} differences.")
        sys.exit(1 if differ else 0)
    names = [name(n) for n in range(1, count + 1)]
    write_rows(folder / MANIFEST, [_row(images / file, seed) for file in names])
    write_split(folder / SPLIT, draw_split(names, TEST_FRACTION, seed))
    (folder / "CARD.md").write_text(CARD_OF_FACES.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    click.echo(f"{count} faces in {images}, {len(differ)} of them new or changed.")


def face(seed: int) -> np.ndarray:
    """Return one face, an array (218, 178, 3) uint8."""
    rng = SeededRandom(seed)
    return portrait(random_person(rng), random_scene(rng))


def name(number: int) -> str:
    """Return the file name of a face; numbers start at 1."""
    return f"face_{number:04d}.png" if number > 999 else f"face_{number:03d}.png"


def encode_png(pixels: np.ndarray) -> bytes:
    """Return an array (H, W, 3) uint8 as PNG bytes."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format="PNG", optimize=True)
    return file.getvalue()


def _write_if_different(path: Path, pixels: np.ndarray, check: bool) -> bool:
    """Return whether the file has these pixels already. If not, write them, unless this is a check."""
    try:
        with open_image(read_bytes(path)) as image:
            if image.mode == "RGB" and np.array_equal(np.asarray(image), pixels):
                return True
    except Unreadable:
        pass  # missing or broken: write it
    if not check:
        partial = path.with_name(f".{path.name}.part")
        partial.write_bytes(encode_png(pixels))
        os.replace(partial, path)
    return False


def _row(path: Path, seed: int) -> Row:
    source = f"own work: drawn by datasets/scripts/faces.py from seed {seed}"
    return Row(path.name, sha256(read_bytes(path)), source, "Coding 2: Advanced Frameworks", "CC0", DRAWN_ON)


def _compare_manifest(folder: Path, count: int) -> list[str]:
    """Return what differs in the manifest and in the list of files."""
    expected = [name(n) for n in range(1, count + 1)]
    try:
        rows, present = read_rows(folder / MANIFEST), picture_names(folder / "images")
        digests = [sha256(read_bytes(folder / "images" / row.file)) for row in rows]
    except (Unusable, Unreadable, OSError) as error:
        return [f"The folder cannot be compared ({error}): it"]
    different = [f"{MANIFEST}: {row.file}" for row, digest in zip(rows, digests, strict=True) if digest != row.sha256]
    if [row.file for row in rows] != expected or present != expected:
        different.append(f"The list of pictures in {MANIFEST} or in {folder / 'images'}")
    return different


if __name__ == "__main__":
    main()
