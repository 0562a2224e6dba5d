"""Make a batch from a folder of photographs: upright, RGB, cropped at the centre, all of one size.

    python datasets/scripts/preprocess.py leaves leaves-64 --size 64

The result is a folder with `batch.npz` (pictures, names, split), `contact.npz` (the same at 32 x 32), `split.json`,
pictures of the mean, the deviation and the histogram, a contact sheet, and `report.md`, which says what was left out
and why. Copies are dropped, and look-alikes stay on one side of the split. The same photographs give the same bytes. A
run that was stopped continues where it stopped. Memory does not grow with the number of photographs.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from format.images import NEAR_BITS, SUFFIXES, Limits, look_alike_groups, look_alikes
from format.one_line import one_line
from format.split import SPLIT, draw_split, write_split
from preprocessing.report import MAX_LISTED, Outcome, report_lines
from preprocessing.resize import CONTACT_SIZE
from preprocessing.resumable_run import Settings, WorkFolder, available_cpus, resize_all
from preprocessing.statistics import contact_sheet, draw_histogram, statistics, to_uint8, write_batch, write_picture

HASH_MARGIN = 2  # bits by which a hash may change because a JPEG is decoded at a lower resolution


@click.command(epilog="Example: python datasets/scripts/preprocess.py leaves leaves-64 --size 64 --test-fraction 0.2")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--size", type=click.IntRange(1, 4096), default=64, show_default=True, help="Rows of each picture.")
@click.option("--width", type=click.IntRange(1, 4096), help="Columns of each picture.  [default: as many as rows]")
@click.option("--test-fraction", type=click.FloatRange(0, 1), default=0.2, show_default=True, help="Share for testing.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed gives another split.")
@click.option("--workers", type=click.IntRange(1), help="How many processes.  [default: one per core]")
def main(
    folder: Path, out: Path, size: int, width: int | None, test_fraction: float, seed: int, workers: int | None
) -> None:
    """Make a batch of the photographs in FOLDER (or in FOLDER/images, if it exists) and write it to OUT."""
    photographs = folder / "images" if (folder / "images").is_dir() else folder
    if out.resolve().is_relative_to(photographs.resolve()):
        raise click.UsageError(f"{out} lies inside {photographs}: choose another folder.")
    try:
        outcome = preprocess(photographs, out, size, width or size, test_fraction, seed, workers or available_cpus())
    except OSError as error:
        click.echo(f"Stopped: {error.strerror or error}. Fix the problem and run this again: it continues.")
        sys.exit(3)
    except KeyboardInterrupt:
        click.echo("Stopped by you. Run this again to continue.")
        sys.exit(130)
    left_out = len(outcome.records) - len(outcome.kept)
    if not outcome.kept:
        for record in outcome.records[:MAX_LISTED]:
            click.echo(f"{one_line(record.name)} {one_line(record.problem)}.")
        click.echo(f"{photographs} has no picture that can be read.")
        sys.exit(1)
    train, test = (len(outcome.split[side]) for side in ("train", "test"))
    click.echo(f"{len(outcome.kept)} pictures of {size} x {width or size} in {out / 'batch.npz'}, {left_out} left out.")
    click.echo(f"Split: {train} train, {test} test. Read {out / 'report.md'}.")


def preprocess(
    folder: Path, out: Path, height: int, width: int, test_fraction: float, seed: int, workers: int
) -> Outcome:
    """Write all results to `out`, and return what the report says about them.

    Raises
    ------
    OSError
        A result cannot be written, for example because the disk is full.
    """
    names = photograph_names(folder)
    shape = (height, width, 3)
    out.mkdir(parents=True, exist_ok=True)
    work_folder = out / ".work"
    work = WorkFolder(work_folder, Settings(str(folder.resolve()), height, width, Limits()), names)
    with work, _progress_bar(len(names), len(work.records)) as advance:
        resize_all(work, names, workers, advance)
    kept = [record for record in work.records if not record.problem]
    if not kept:
        shutil.rmtree(work_folder)
        return Outcome(work.records, kept, [], {"train": [], "test": []})
    kept_names, hashes = [record.name for record in kept], [record.hash for record in kept]
    alike = [{kept_names[i] for i in group} for group in look_alike_groups(hashes, NEAR_BITS + HASH_MARGIN)]
    split = draw_split(kept_names, test_fraction, seed, alike)
    first_pairs = islice(look_alikes(hashes, NEAR_BITS + HASH_MARGIN), MAX_LISTED + 1)
    outcome = Outcome(work.records, kept, [(kept_names[i], kept_names[j]) for i, j in first_pairs], split)
    pixels, contact = work_folder / "pixels.bin", work_folder / "contact.bin"
    test = set(split["test"])
    sides = ["test" if name in test else "train" for name in kept_names]
    stats = statistics(pixels, shape, len(kept))
    write_batch(out / "batch.npz", pixels, shape, kept_names, sides)
    write_batch(out / "contact.npz", contact, (CONTACT_SIZE, CONTACT_SIZE, 3), kept_names, sides)
    write_picture(out / "mean.png", to_uint8(stats.mean))
    write_picture(out / "deviation.png", to_uint8(2 * stats.deviation))
    write_picture(out / "histogram.png", draw_histogram(stats.histogram))
    write_picture(out / "contact.png", contact_sheet(pixels, shape, len(kept)))
    write_split(out / SPLIT, split)
    lines = report_lines(outcome, height, width, float(stats.mean.mean()), float(stats.deviation.mean()))
    (out / "report.md").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    shutil.rmtree(work_folder)
    return outcome


def photograph_names(folder: Path) -> list[str]:
    """Return the sorted relative paths of all files with the suffix of a picture, without links and hidden files."""
    names = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(parent, name)
            if name.lower().endswith(SUFFIXES) and not name.startswith(".") and not path.is_symlink():
                names.append(path.relative_to(folder).as_posix())
    return sorted(names)


@contextmanager
def _progress_bar(total: int, done: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar on a terminal; the result advances it by one."""
    console = Console(stderr=True)
    columns = (TextColumn("photographs"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("photographs", total=total, completed=done)
        yield lambda: progress.advance(task)


if __name__ == "__main__":
    main()
