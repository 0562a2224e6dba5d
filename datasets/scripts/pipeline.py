"""A dataset goes through its author's own functions: files, middles, one size, a batch, its mean, copies, the split.

The functions may be the author's, handed over in a dict (`globals()` of a notebook will do), or anything that is called
like them. What they raise is a finding, not an error of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from findings import Finding
from manifest import SPLIT, Unusable, read_split
from pictures import LIMITS, opened, read_bytes, upright

STEPS = ("list_images", "centre_crop", "resize_nearest", "make_batch", "mean_image", "find_duplicates", "split_dataset")
SIZE = (64, 64)


def size_in(card: str) -> tuple[int, int]:
    """Return the rows and columns that a card names ("64 x 48"), or 64 and 64."""
    found = re.search(r"\b(\d{1,4})\s*[x×]\s*(\d{1,4})\b", card)
    return (int(found[1]), int(found[2])) if found else SIZE


def pipeline(folder: Path, functions: Mapping[str, Callable[..., Any]], size: tuple[int, int] = SIZE) -> list[Finding]:
    """Return what goes wrong when the functions make a batch of the pictures, `size` rows and columns each."""
    missing = [name for name in STEPS if not callable(functions.get(name))]
    if missing:
        return [Finding("pipeline", f"{', '.join(missing)} cannot be called: write it, or run its cell.")]
    try:
        return list(_run(folder, functions, size))
    except Exception as error:  # the author's functions raise what they like
        return [Finding("pipeline", f"stopped with {type(error).__name__}: {str(error)[:200]}")]


def _run(folder: Path, functions: Mapping[str, Callable[..., Any]], size: tuple[int, int]) -> Iterator[Finding]:
    height, width = size
    there = sorted(path.name for path in (folder / "images").iterdir() if not path.name.startswith("."))
    names = [Path(str(path)).name for path in functions["list_images"](str(folder / "images"))]
    if names != there:
        yield Finding("pipeline", f"list_images finds {len(names)} files, images/ has {len(there)}: JPEG and PNG only?")
        return
    small = []
    for name in names:
        with opened(read_bytes(folder / "images" / name, LIMITS), LIMITS) as image:
            pixels = np.asarray(upright(image))
        unit = min(pixels.shape[0] / height, pixels.shape[1] / width)
        crop = functions["centre_crop"](pixels, max(1, int(unit * height)), max(1, int(unit * width)))
        small.append(np.asarray(functions["resize_nearest"](crop, height, width)))
    batch = np.asarray(functions["make_batch"](small))
    if batch.shape != (len(names), height, width, 3):
        yield Finding("pipeline", f"the batch has the shape {batch.shape}, not {(len(names), height, width, 3)}.")
        return
    mean = np.asarray(functions["mean_image"](batch))
    if mean.shape != (height, width, 3):
        yield Finding("pipeline", f"the mean image has the shape {mean.shape}, not {(height, width, 3)}.")
    if copies := list(functions["find_duplicates"](batch)):
        i, j = copies[0]
        yield Finding("pipeline", f"find_duplicates finds {len(copies)}: {names[i]} and {names[j]} become one picture.")
    yield from _of_split(folder, functions["split_dataset"], names)


def _of_split(folder: Path, split_dataset: Callable[..., Any], names: list[str]) -> Iterator[Finding]:
    try:
        parts = read_split(folder / SPLIT)
    except Unusable as error:
        yield Finding("pipeline", str(error), SPLIT)
        return
    if not isinstance(parts.get("seed"), int) or not isinstance(parts.get("test_fraction"), int | float):
        yield Finding("pipeline", "must also hold the seed and the test_fraction, so that it can be repeated.", SPLIT)
        return
    train, test = split_dataset(list(names), parts["test_fraction"], parts["seed"])
    if sorted(train) != sorted(parts["train"]) or sorted(test) != sorted(parts["test"]):
        yield Finding("pipeline", "is not what split_dataset gives with its seed and test_fraction.", SPLIT)
