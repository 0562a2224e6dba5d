"""The division of a dataset into train and test, `split.json`: drawn from the names and a seed, written and read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from format.manifest import Unusable, text_of

SPLIT = "split.json"


def draw_split(names: Iterable[str], test_fraction: float, seed: int, alike: Sequence[set[str]] = ()) -> dict[str, Any]:
    """Return a split as it is written: `seed`, `test_fraction`, and sorted names in `train` and in `test`.

    The SHA-256 of seed and name decides the side of a name, so the order of `names` has no effect.

    Parameters
    ----------
    test_fraction
        From 0 to 1: int(N * test_fraction) names go to test, or fewer if a set of `alike` does not fit.
    alike
        Sets of names that must stay on one side.
    """
    unique = set(names)
    groups = [sorted(group & unique) for group in alike if group & unique]
    grouped = {name for group in groups for name in group}
    groups += [[name] for name in unique - grouped]
    groups.sort(key=lambda group: hashlib.sha256(f"{seed}:{group[0]}".encode("utf-8", "surrogatepass")).digest())
    test_size = int(len(unique) * test_fraction)
    test: list[str] = []
    for group in groups:
        if len(test) + len(group) <= test_size:
            test += group
    train = sorted(unique - set(test))
    return {"seed": seed, "test_fraction": test_fraction, "train": train, "test": sorted(test)}


def write_split(path: Path, parts: dict[str, Any]) -> None:
    """Write a split as JSON, one name on each line."""
    text = json.dumps(parts, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")  # "\udc80" is valid JSON


def read_split(path: Path) -> dict[str, Any]:
    """Return a split; raise Unusable unless `train` and `test` are lists of names."""
    try:
        parts = json.loads(text_of(path))
    except (ValueError, RecursionError) as error:
        raise Unusable(f"{path.name} is not JSON: {str(error)[:200]}.") from error
    if not isinstance(parts, dict) or not all(are_names(parts.get(side)) for side in ("train", "test")):
        raise Unusable(f'{path.name} must hold {{"train": [names], "test": [names]}}.')
    return parts


def are_names(value: object) -> bool:
    """Whether a value is a list of str."""
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
