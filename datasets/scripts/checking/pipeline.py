"""A dataset goes through its author's own functions: files, middles, one size, a batch, its mean, copies, the split.

The functions may be the author's, handed over in a dict (`globals()` of a notebook will do), or anything that is called
like them: a grader runs them in another process, behind walls. What they raise, and what they return that is not what
was asked for, is a finding and not an error of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from checking.findings import Finding
from checking.metadata import CARD
from format.manifest import SPLIT, Unusable, are_names, read_split

STEPS = ("list_images", "centre_crop", "resize_nearest", "make_batch", "mean_image", "find_duplicates", "split_dataset")
SIZE = (64, 64)
Functions = Mapping[str, Callable[..., Any]]


class Stopped(Exception):
    """Raised in the place of a function that came to no end of its own; the text says how it ended."""


class _PipelineError(Exception):
    """What is not as it should be, and the file that it was seen on."""

    def __init__(self, message: str, file: str = ""):
        self.finding = Finding("pipeline", message, file)


def target_size(folder: Path) -> tuple[int, int]:
    """Return the rows and columns that a dataset's card names, or 64 and 64."""
    card = folder / CARD
    if card.is_symlink() or not card.is_file():
        return SIZE
    with card.open(encoding="utf-8-sig", errors="replace") as file:
        return parse_size(file.read(1_000_000))


def parse_size(card: str) -> tuple[int, int]:
    """Return the rows and columns that a card names ("64 x 48"), or 64 and 64."""
    found = re.search(r"\b([1-9]\d{0,3})\s*[x×]\s*([1-9]\d{0,3})\b", card, flags=re.ASCII)
    return (int(found[1]), int(found[2])) if found else SIZE


def run_pipeline(
    folder: Path, functions: Functions, names: Sequence[str], pictures: Iterable[np.ndarray], size: tuple[int, int]
) -> list[Finding]:
    """Return what goes wrong when the functions make a batch of pictures, `size` rows and columns each, and the split.

    names: of all files in the folder's images/, sorted. pictures: (H, W, 3) bytes, of these files in their order; there
    may be fewer, and then the batch is made of the first files only.
    """
    missing = [name for name in STEPS if not callable(functions.get(name))]
    if missing:
        return [Finding("pipeline", f"{', '.join(missing)} cannot be called: write it, or run its cell.")]
    parts = (
        _check_list_images(functions, str(folder / "images"), names),
        _check_batch(functions, names, pictures, size),
        _check_split(functions, names, folder / SPLIT),
    )
    return [finding for part in parts for finding in _collected(part)]


def _collected(part: Iterator[Finding]) -> Iterator[Finding]:
    try:
        yield from part
    except _PipelineError as wrong:
        yield wrong.finding


def _check_list_images(functions: Functions, images: str, names: Sequence[str]) -> Iterator[Finding]:
    paths = _call(functions, "list_images", images)
    if not are_names(paths):
        raise _PipelineError("list_images must return a list of paths, each a str.")
    listed = [Path(path).name for path in paths]
    if sorted(listed) != sorted(names):
        yield Finding(
            "pipeline", f"list_images finds {len(listed)} files, images/ has {len(names)}: JPEG and PNG only?"
        )
    elif listed != list(names):
        yield Finding("pipeline", "list_images must return the files sorted by name.")


def _check_batch(
    functions: Functions, names: Sequence[str], pictures: Iterable[np.ndarray], size: tuple[int, int]
) -> Iterator[Finding]:
    height, width = size
    small = []
    for name, pixels in zip(names, pictures, strict=False):
        unit = min(pixels.shape[0] / height, pixels.shape[1] / width)
        high, wide = max(1, int(unit * height)), max(1, int(unit * width))
        crop = _call(functions, "centre_crop", pixels, high, wide, file=name)
        _require_array("centre_crop", crop, (high, wide, 3), np.uint8, name)
        resized = _call(functions, "resize_nearest", crop, height, width, file=name)
        _require_array("resize_nearest", resized, (height, width, 3), np.uint8, name)
        small.append(resized)
    batch = _call(functions, "make_batch", small)
    _require_array("make_batch", batch, (len(small), height, width, 3), np.uint8)
    _require_array("mean_image", _call(functions, "mean_image", batch), (height, width, 3), np.floating)
    copies = _call(functions, "find_duplicates", batch)
    if not isinstance(copies, list | tuple):
        raise _PipelineError("find_duplicates must return a list of pairs.")
    if copies:
        yield Finding("pipeline", f"find_duplicates finds {len(copies)}{_describe_pair(copies[0], names)}")


def _describe_pair(pair: Any, names: Sequence[str]) -> str:
    try:
        i, j = pair
        return f": {names[i]} and {names[j]} become one picture."
    except (TypeError, ValueError, IndexError):
        return ", and the first of them is no pair of two pictures' numbers."


def _check_split(functions: Functions, names: Sequence[str], path: Path) -> Iterator[Finding]:
    try:
        parts = read_split(path)
    except Unusable as error:
        raise _PipelineError(str(error), SPLIT) from error
    fraction, seed = parts.get("test_fraction"), parts.get("seed")
    if not isinstance(seed, int) or not isinstance(fraction, int | float):
        raise _PipelineError("must also hold the seed and the test_fraction, so that it can be repeated.", SPLIT)
    sides = _call(functions, "split_dataset", list(names), fraction, seed)
    if not isinstance(sides, list | tuple) or len(sides) != 2 or not all(are_names(side) for side in sides):
        raise _PipelineError("split_dataset must return two lists of names.")
    if [sorted(side) for side in sides] != [sorted(parts["train"]), sorted(parts["test"])]:
        yield Finding("pipeline", "is not what split_dataset gives with its seed and test_fraction.", SPLIT)


def _call(functions: Functions, step: str, *args: Any, file: str = "") -> Any:
    """What a function returns; _PipelineError if it does not."""
    try:
        return functions[step](*args)
    except Stopped as stopped:
        raise _PipelineError(f"{step}: {stopped}.", file) from stopped
    except Exception as error:  # the author's functions raise what they like
        words = _error_text(error)
        raise _PipelineError(f"{step} raised {type(error).__name__}{f': {words}' if words else '.'}", file) from error


def _error_text(error: Exception) -> str:
    """What an exception says, on one line and cut."""
    try:
        return " ".join(str(error).split())[:200]
    except Exception:  # the author's own __str__ may raise anything
        return ""


def _require_array(step: str, found: Any, shape: tuple[int, ...], dtype: type[np.generic], file: str = "") -> None:
    """Raise _PipelineError unless a function returned an array of this shape and kind of numbers."""
    if not isinstance(found, np.ndarray):
        raise _PipelineError(f"{step} must return an array of shape {shape}, and returns no array.", file)
    if found.shape != shape:
        raise _PipelineError(f"{step} returns an array of shape {found.shape}, not {shape}.", file)
    if not np.issubdtype(found.dtype, dtype):
        kind = "floats" if dtype is np.floating else np.dtype(dtype).name
        raise _PipelineError(f"{step} returns an array of {found.dtype}, not of {kind}.", file)
