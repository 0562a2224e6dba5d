"""A run of the author's own functions on a dataset: list, crop, resize, batch, mean, copies, split.

In come the functions in a dict and the pictures as arrays, out come findings. A notebook's `globals()` is such a dict;
a grader passes functions that run in a sandboxed process. An exception of a function, and a return value of the wrong
kind, become a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from checking.findings import Finding
from checking.metadata import CARD
from format.manifest import Unusable
from format.split import SPLIT, are_names, read_split

STEPS = ("list_images", "centre_crop", "resize_nearest", "make_batch", "mean_image", "find_duplicates", "split_dataset")
DEFAULT_SIZE = (64, 64)
Functions = Mapping[str, Callable[..., Any]]


class Stopped(Exception):
    """A function was ended from outside; the text says how. Raised by the functions that a grader passes."""


class _StepFailed(Exception):
    """A step did not give a usable result, so the later steps of its part cannot run."""

    def __init__(self, message: str, file: str = ""):
        self.finding = Finding("pipeline", message, file)


def run_pipeline(
    folder: Path, functions: Functions, names: Sequence[str], pictures: Iterable[np.ndarray], size: tuple[int, int]
) -> list[Finding]:
    """Return what goes wrong when the functions make a batch and a split of a dataset.

    Parameters
    ----------
    folder
        The dataset; only `split.json` is read. `list_images` receives the path of `images/`.
    functions
        The functions in `STEPS` by name.
    names
        All files in `images/`, sorted.
    pictures
        Arrays (H, W, 3) uint8 in the order of `names`. If there are fewer, the batch is made of the first files.
    size
        Rows and columns of the batch.
    """
    missing = [name for name in STEPS if not callable(functions.get(name))]
    if missing:
        return [Finding("pipeline", f"{', '.join(missing)} cannot be called: write it, or run its cell.")]
    parts = (
        _check_list_images(functions, str(folder / "images"), names),
        _check_batch(functions, names, pictures, size),
        _check_split(functions, names, folder / SPLIT),
    )
    return [finding for part in parts for finding in _until_failure(part)]


def _until_failure(part: Iterator[Finding]) -> Iterator[Finding]:
    try:
        yield from part
    except _StepFailed as failure:
        yield failure.finding


def _check_list_images(functions: Functions, images: str, names: Sequence[str]) -> Iterator[Finding]:
    paths = _call(functions, "list_images", images)
    if not are_names(paths):
        raise _StepFailed("list_images must return a list of paths, each a str.")
    listed = [Path(path).name for path in paths]
    if sorted(listed) != sorted(names):
        message = f"list_images finds {len(listed)} files, images/ has {len(names)}: are all of them JPEG or PNG?"
        yield Finding("pipeline", message)
    elif listed != list(names):
        yield Finding("pipeline", "list_images must return the files sorted by name.")


def _check_batch(
    functions: Functions, names: Sequence[str], pictures: Iterable[np.ndarray], size: tuple[int, int]
) -> Iterator[Finding]:
    height, width = size
    images = []
    for name, picture in zip(names, pictures, strict=False):
        scale = min(picture.shape[0] / height, picture.shape[1] / width)
        rows, columns = max(1, int(scale * height)), max(1, int(scale * width))
        crop = _call(functions, "centre_crop", picture, rows, columns, file=name)
        _require_array("centre_crop", crop, (rows, columns, 3), np.uint8, name)
        resized = _call(functions, "resize_nearest", crop, height, width, file=name)
        _require_array("resize_nearest", resized, (height, width, 3), np.uint8, name)
        images.append(resized)
    batch = _call(functions, "make_batch", images)
    _require_array("make_batch", batch, (len(images), height, width, 3), np.uint8)
    _require_array("mean_image", _call(functions, "mean_image", batch), (height, width, 3), np.floating)
    pairs = _call(functions, "find_duplicates", batch)
    if not isinstance(pairs, list | tuple):
        raise _StepFailed("find_duplicates must return a list of pairs.")
    if pairs:
        yield Finding("pipeline", f"find_duplicates finds {len(pairs)}{_describe_pair(pairs[0], names)}")


def _describe_pair(pair: Any, names: Sequence[str]) -> str:
    try:
        i, j = pair
        return f": {names[i]} and {names[j]} become one picture."
    except (TypeError, ValueError, IndexError):
        return ", but the first of them is not a pair of picture numbers."


def _check_split(functions: Functions, names: Sequence[str], path: Path) -> Iterator[Finding]:
    try:
        parts = read_split(path)
    except Unusable as error:
        raise _StepFailed(str(error), SPLIT) from error
    fraction, seed = parts.get("test_fraction"), parts.get("seed")
    if not isinstance(seed, int) or not isinstance(fraction, int | float):
        raise _StepFailed("must also hold seed and test_fraction, so that the split can be repeated.", SPLIT)
    sides = _call(functions, "split_dataset", list(names), fraction, seed)
    if not isinstance(sides, list | tuple) or len(sides) != 2 or not all(are_names(side) for side in sides):
        raise _StepFailed("split_dataset must return two lists of names.")
    if [sorted(side) for side in sides] != [sorted(parts["train"]), sorted(parts["test"])]:
        yield Finding("pipeline", "is not what split_dataset returns for its seed and test_fraction.", SPLIT)


def _call(functions: Functions, step: str, *args: Any, file: str = "") -> Any:
    """Call a function; raise _StepFailed if it raises."""
    try:
        return functions[step](*args)
    except Stopped as stopped:
        raise _StepFailed(f"{step}: {stopped}.", file) from stopped
    except Exception as error:  # the author's function may raise anything
        text = _error_text(error)
        raise _StepFailed(f"{step} raised {type(error).__name__}{f': {text}' if text else '.'}", file) from error


def _error_text(error: Exception) -> str:
    try:
        return " ".join(str(error).split())[:200]
    except Exception:  # the author's own __str__ may raise anything
        return ""


def _require_array(step: str, value: Any, shape: tuple[int, ...], dtype: type[np.generic], file: str = "") -> None:
    """Raise _StepFailed unless a function returned an array of this shape and dtype."""
    if not isinstance(value, np.ndarray):
        raise _StepFailed(f"{step} must return an array of shape {shape}, but returns no array.", file)
    if value.shape != shape:
        raise _StepFailed(f"{step} returns an array of shape {value.shape}, not {shape}.", file)
    if not np.issubdtype(value.dtype, dtype):
        expected = "floats" if dtype is np.floating else np.dtype(dtype).name
        raise _StepFailed(f"{step} returns an array of {value.dtype}, not of {expected}.", file)


def target_size(folder: Path) -> tuple[int, int]:
    """Return the rows and columns that a dataset's card names, or 64 and 64."""
    card = folder / CARD
    if card.is_symlink() or not card.is_file():
        return DEFAULT_SIZE
    with card.open(encoding="utf-8-sig", errors="replace") as file:
        return parse_size(file.read(1_000_000))


def parse_size(text: str) -> tuple[int, int]:
    """Return the first size in a text ("64 x 48") as rows and columns, or 64 and 64."""
    match = re.search(r"\b([1-9]\d{0,3})\s*[x×]\s*([1-9]\d{0,3})\b", text, flags=re.ASCII)
    return (int(match[1]), int(match[2])) if match else DEFAULT_SIZE
