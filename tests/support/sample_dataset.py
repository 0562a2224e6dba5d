"""A good dataset for tests: to hand in, or to change so that a check finds something."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from click.testing import CliRunner
from PIL import Image

import check
import preprocess
from checking import metadata
from format import images, manifest, split

COUNT = 31
CARD = "# My set\n\n" + "\n".join(
    f"## {heading}\n\nHere are more than a dozen words about it, so that a reader who was not there understands.\n"
    for heading in metadata.HEADINGS
)


def distinct_picture(number: int) -> np.ndarray:
    """Return coarse squares (48, 64, 3) that look like those of no other number."""
    squares = np.random.default_rng(number).integers(0, 256, (8, 9, 3), dtype=np.uint8)
    return np.asarray(Image.fromarray(squares).resize((64, 48), Image.Resampling.BICUBIC))


def png(pixels: np.ndarray, **options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", **options)
    return file.getvalue()


def write_dataset(folder: Path, pictures: dict[str, bytes]) -> Path:
    """Write a dataset of these pictures with a valid manifest, split and card."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    rows = []
    for name, data in pictures.items():
        (folder / "images" / name).write_bytes(data)
        digest = images.sha256(data)
        rows.append(manifest.Row(name, digest, f"https://x.org/{name}", "Ada Byron", "CC-BY 4.0", "2026-11-23"))
    manifest.write_rows(folder / "manifest.csv", rows)
    split.write_split(folder / "split.json", split.draw_split(list(pictures), 0.2, 1))
    (folder / "CARD.md").write_text(CARD, encoding="utf-8")
    return folder


@cache
def pictures() -> dict[str, bytes]:
    """The pictures of the dataset by their names; no two look alike."""
    return {f"p{number:02d}.png": png(distinct_picture(number)) for number in range(COUNT)}


def change_rows(folder: Path, change: Callable[[int, manifest.Row], manifest.Row]) -> None:
    rows = manifest.read_rows(folder / "manifest.csv")
    manifest.write_rows(folder / "manifest.csv", [change(number, row) for number, row in enumerate(rows)])


def change_row_3(**change: str) -> Callable[[Path], None]:
    return lambda folder: change_rows(folder, lambda number, row: replace(row, **change) if number == 3 else row)


def add_picture(name: str, data: bytes, *, listed: bool = True) -> Callable[[Path], None]:
    """Add a file to a dataset; with `listed` also to the manifest and to train."""

    def change(folder: Path) -> None:
        (folder / "images" / name).write_bytes(data)
        if listed:
            row = manifest.Row(name, images.sha256(data), "own work", "Ada", "own work", "2026-11-23")
            rows = manifest.read_rows(folder / "manifest.csv")
            manifest.write_rows(folder / "manifest.csv", [*[each for each in rows if each.file != name], row])
            parts = split.read_split(folder / "split.json")
            parts["train"] = sorted({*parts["train"], name} - set(parts["test"]))
            split.write_split(folder / "split.json", parts)

    return change


def png_with_location(**options: object) -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    return png(distinct_picture(3), exif=exif)


def run_check(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(check.main, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def submission_without_pictures(good: Path, tmp_path: Path) -> Path:
    """Return a folder to hand in without pictures: metadata, contact batch and the author's own report."""
    batch = CliRunner().invoke(preprocess.main, [str(good), str(tmp_path / "batch"), "--workers", "1"])
    assert batch.exit_code == 0, batch.output
    run_check(good, "--report")
    folder = tmp_path / "handed in"
    folder.mkdir()
    for name in ("manifest.csv", "split.json", "CARD.md", "check.json"):
        (folder / name).write_bytes((good / name).read_bytes())
    (folder / "contact.npz").write_bytes((tmp_path / "batch" / "contact.npz").read_bytes())
    return folder


def split_by(folder: Path, split_dataset: Callable[..., tuple[list[str], list[str]]]) -> Path:
    """Replace the split of a dataset by that of its author's own function."""
    parts = split.read_split(folder / "split.json")
    names = [*parts["train"], *parts["test"]]
    train, test = split_dataset(names, parts["test_fraction"], parts["seed"])
    split.write_split(folder / "split.json", parts | {"train": train, "test": test})
    return folder
