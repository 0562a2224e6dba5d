"""Copies of notebooks as a copying student makes them: other names of variables, other order, other comments."""

import ast
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WORDS = ("thing", "helper", "tmp", "val", "stuff", "result2", "my", "temp", "item", "data1", "arr", "res")
COMMENTS = ("# now we compute it", "# loop", "# important", "# see lecture", "# done", "# ok")


def disguised(notebook: bytes, rng: random.Random) -> bytes:
    """Return a notebook with the same answers, disguised. Cells that cannot be parsed stay."""
    content: dict[str, Any] = json.loads(notebook)
    cells = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    answers = [cell for cell in cells if "def " in "".join(cell["source"])]
    texts = [_renamed("".join(cell["source"]), rng) for cell in answers]
    rng.shuffle(texts)  # which cell holds which function
    for cell, text in zip(answers, texts, strict=True):
        cell["source"] = text.splitlines(keepends=True)
    return json.dumps(content).encode()


def plant(folder: Path, students: Sequence[str], count: int, rng: random.Random) -> set[frozenset[str]]:
    """Replace the notebooks of `count` students of a class by copies of others; return the pairs.

    Each student of `students` has the folder `<student>/` with one notebook.
    """
    chosen = rng.sample(sorted(students), 2 * count)
    pairs = set()
    for source, copy in zip(chosen[:count], chosen[count:], strict=True):
        (original,) = (folder / source).glob("*.ipynb")
        (target,) = (folder / copy).glob("*.ipynb")
        target.write_bytes(disguised(original.read_bytes(), rng))
        pairs.add(frozenset((source, copy)))
    return pairs


def _renamed(source: str, rng: random.Random) -> str:
    """Rename the parameters and variables of each function, drop its comments, and add others."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        stored = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        names = {name: f"{rng.choice(WORDS)}{rng.randint(1, 99)}_{i}" for i, name in enumerate(sorted(stored))}
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and node.id in names:
                node.id = names[node.id]
    lines = ast.unparse(tree).splitlines()
    lines.insert(0, rng.choice(COMMENTS))
    return "\n".join(
        line + (f"  {rng.choice(COMMENTS)}" if rng.random() < 0.2 and '"' not in line else "") for line in lines
    )
