"""How many photographs a second `preprocess.py` makes into a batch, beside a plain loop on one core, in one run.

    python tests/benchmarks/preprocess.py [--photographs 120] [--rounds 3] [--flood 10000]

The photographs are made up: 12 megapixels, JPEG of quality 90, a different crop of a few scenes each. The plain loop
does what everybody writes first: open, RGB, crop and resize, keep in a list. Each way is a process of its own, timed
from its start, with the photographs in the disk cache. The flood is many small pictures, to see that memory stays flat.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
from rich.console import Console
from rich.table import Table

SCRIPT = Path(__file__).resolve().parents[2] / "datasets" / "scripts" / "preprocess.py"
SIZE = 64
PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--photographs", type=int, default=120)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--flood", type=int, default=10_000)
    words.add_argument("--plain", type=Path, help="run the plain loop over a folder, and nothing else")
    asked = words.parse_args()
    if asked.plain:
        plain_loop(asked.plain)
        return
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place) / "photographs", Path(place) / "out"
        photographs(folder, asked.photographs)
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        ways = {
            "plain loop, one core": [__file__, "--plain", folder],
            "preprocess.py, one core": [SCRIPT, folder, out, "--size", SIZE, "--workers", 1],
            f"preprocess.py, {cores} cores": [SCRIPT, folder, out, "--size", SIZE],
        }
        taken = {name: min(measured(words)[0] for _ in range(asked.rounds)) for name, words in ways.items()}
        table = Table("", "photographs a second", "times the plain loop")
        for name, seconds in taken.items():
            plain = taken["plain loop, one core"]
            table.add_row(name, f"{asked.photographs / seconds:.1f}", f"{plain / seconds:.1f}")
        Console().print(f"{asked.photographs} photographs of 4000 x 3000 to {SIZE} x {SIZE}", table)
        for count in sorted({asked.flood // 10, asked.flood}):
            many = Path(place) / f"flood-{count}"
            flood(many, count)
            seconds, peak = measured([SCRIPT, many, out, "--size", SIZE, "--workers", 1])
            Console().print(
                f"{count:>6} small pictures, one core: {count / seconds:.0f} a second, at most {peak:.0f} MiB"
            )


def measured(words: list[object]) -> tuple[float, float]:
    """Seconds and MiB that a script takes. A small process stands between, since a child inherits its parent's peak."""
    start = time.perf_counter()
    command = [sys.executable, "-c", PEAK, sys.executable, *map(str, words)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, int(found.stdout) / 1024


def photographs(folder: Path, count: int) -> None:
    """Write made-up photographs."""
    folder.mkdir()
    rng = np.random.default_rng(1)
    scenes = []
    for _ in range(4):
        squares = Image.fromarray(rng.integers(0, 256, (40, 50, 3), dtype=np.uint8))
        smooth = np.asarray(squares.resize((4400, 3300), Image.Resampling.BICUBIC), dtype=np.int16)
        grain = rng.integers(-9, 10, (3300, 4400, 1), dtype=np.int16)
        scenes.append(np.clip(smooth + grain, 0, 255).astype(np.uint8))
    for number in range(count):
        top, left = rng.integers(0, 300), rng.integers(0, 400)
        crop = np.ascontiguousarray(scenes[number % 4][top : top + 3000, left : left + 4000])
        Image.fromarray(crop).save(folder / f"{number:04d}.jpg", quality=90)


def flood(folder: Path, count: int) -> None:
    """Write many small pictures, all different."""
    folder.mkdir()
    rng = np.random.default_rng(2)
    for number in range(count):
        Image.fromarray(rng.integers(0, 256, (12, 16, 3), dtype=np.uint8)).save(folder / f"{number:06d}.png")


def plain_loop(folder: Path) -> np.ndarray:
    """What everybody writes first."""
    pictures = []
    for path in sorted(folder.iterdir()):
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
            pictures.append(np.asarray(ImageOps.fit(upright, (SIZE, SIZE), Image.Resampling.LANCZOS)))
    return np.stack(pictures)


if __name__ == "__main__":
    main()
