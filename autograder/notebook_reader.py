"""From the bytes of a submitted notebook to the sources of its code cells; `notebook_repairs.py` has the repairs.

Everything else in the file may be wrong or hostile, and is ignored: kernelspec, ids, tags, outputs and the version of
the format. Each repair is reported, and a file that cannot be repaired raises Unreadable. A repair never changes code:
strings keep every character.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from autograder.file_kinds import kind_of_bytes
from autograder.notebook_repairs import Unreadable, decoded, parsed

MAX_CELLS = 20_000
_MAX_BYTES = 20 << 20  # of a notebook without its outputs
_MAX_TOKENS = 4_000_000  # strings and brackets of a file that is larger than this: a few seconds of work

# Matches a key whose value is never read, a string, or a bracket. Since strings are matched whole, no key is found in
# one. In a cell and in a notebook, these keys hold no code.
_UNREAD_KEYS_AND_TOKENS = re.compile(
    rb"""("(?:outputs|attachments|metadata)"\s*:\s*)(?=[\[{]) | "[^"\\]*+(?:\\.[^"\\]*+)*+"? | [\[{] | [\]}]""",
    re.DOTALL | re.VERBOSE,
)


@dataclass(frozen=True)
class Cell:
    """A code cell: its index among all cells, and its source."""

    index: int
    source: str


def read(data: bytes) -> tuple[list[Cell], list[str]]:
    """Return the code cells that are not empty, and one sentence for each repair.

    Raises Unreadable if there are none, or if the file is too large or not a notebook.
    """
    repairs: list[str] = []
    cells = []
    for index, cell in enumerate(read_cells(data, repairs)):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = source_of(cell)
            if source.strip():
                cells.append(Cell(index, source))
    if not cells:
        raise Unreadable("The notebook has no code cell that is not empty.")
    return cells, repairs


def read_cells(data: bytes, repairs: list[str] | None = None) -> list[Any]:
    """Return all cells as they stand in the file, which may hold anything. Repairs are added to the list.

    Raises Unreadable if the file is too large or not a notebook. A very large file has lost its outputs.
    """
    repairs = [] if repairs is None else repairs
    if not data.strip():
        raise Unreadable("The file is empty: save the notebook and hand it in again.")
    if len(data) > _MAX_BYTES:
        data = _without_outputs(data)
    try:
        table = parsed(decoded(data, repairs), repairs)
    except Unreadable:
        if kind := kind_of_bytes(data):
            raise Unreadable(f"The file is {kind}, not a notebook. Hand in the .ipynb file.") from None
        raise
    raw = _raw_cells(table, repairs)
    if len(raw) > MAX_CELLS:
        raise Unreadable(f"The notebook has {len(raw):,} cells; at most {MAX_CELLS:,} are allowed.")
    return raw


def source_of(cell: dict[str, Any]) -> str:
    """Return the text of a cell, also if it is in the old format 3."""
    return _text(cell.get("source", cell.get("input", "")))


def compose(sources: list[str]) -> bytes:
    """Return a minimal notebook of these code cells, as bytes for `read`."""
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()


def _without_outputs(data: bytes) -> bytes:
    """Return a large notebook with nothing in its outputs, attachments and metadata, which take memory to parse."""
    kept: list[bytes] = []
    start = depth = left = 0  # `left` is the depth that ends the value being left out; 0 outside of one
    for count, token in enumerate(_UNREAD_KEYS_AND_TOKENS.finditer(data)):
        if count > _MAX_TOKENS:
            raise Unreadable(f"The file is larger than {_MAX_BYTES >> 20} MiB: clear the outputs and hand it in again.")
        if token.group(1):
            if not left:
                left = depth + 1
                kept.append(data[start : token.end()])
            continue
        first = data[token.start()]  # not the whole token, which may be a picture
        if first in b"[{":
            depth += 1
        elif first in b"]}":
            if depth == left and left:
                kept.append(b"[]")
                start, left = token.end(), 0
            depth -= 1
    rest = b"".join([*kept, b"" if left else data[start:]])
    if len(rest) > _MAX_BYTES:
        raise Unreadable(
            f"The notebook is larger than {_MAX_BYTES >> 20} MiB without its outputs: take out what is not code."
        )
    return rest


def _raw_cells(table: Any, repairs: list[str]) -> list[Any]:
    if isinstance(table, dict):
        if isinstance(cells := table.get("cells"), list):
            return cells
        sheets = table.get("worksheets")
        if isinstance(sheets, list):
            repairs.append("the notebook was read in the old format 3")
            found = [
                sheet["cells"] for sheet in sheets if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
            ]
            return [cell for cells in found for cell in cells]
    raise Unreadable("The file is JSON but not a notebook: it has no list of cells.")


def _text(source: Any) -> str:
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""
