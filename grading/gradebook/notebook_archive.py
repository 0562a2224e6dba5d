"""A submitted notebook as bytes for the gradebook, and back: what a person wants to see of it, and nothing else.

In: the bytes that a student handed in. Out: the sources of the student's own cells and the pictures of their outputs.
Each picture is decoded and encoded anew, so no byte of a student's picture comes through. Cells that are as they were
handed out are left out, unless they have a picture. All sizes have limits. Texts are kept as texts: a page that shows
them escapes them.
"""

import zlib
from collections.abc import Collection
from typing import Any

import msgspec

from autograder.notebook_reader import read_cells, source_of
from autograder.notebook_repairs import Unreadable
from autograder.wire.text import printable
from grading.records import SubmittedCell
from grading.reencoded_png import reencoded_png

MAX_CELLS = 400  # that are kept
MAX_SOURCE = 20_000  # characters of a cell
MAX_SOURCES = 200_000  # characters of a notebook
MAX_FIGURES = 24
MAX_SIDE = 480  # pixels of a picture that is kept
MAX_KEPT = 600_000  # bytes of all pictures that are kept
MAX_UNPACKED = 4 << 20  # bytes; more than the limits above allow


def pack_notebook(notebook: bytes, handed_out: Collection[str]) -> bytes:
    """Return what is kept of a notebook; empty if it cannot be read. `handed_out` are the sources of given cells."""
    try:
        cells = _cells(read_cells(notebook), handed_out)
    except Unreadable:
        return b""
    return zlib.compress(msgspec.msgpack.encode(cells), 6)


def unpack_notebook(packed: bytes) -> tuple[SubmittedCell, ...]:
    """Return the cells that `pack_notebook` kept."""
    if not packed:
        return ()
    data = zlib.decompressobj().decompress(packed, MAX_UNPACKED)
    return msgspec.msgpack.decode(data, type=tuple[SubmittedCell, ...])


def _cells(raw: list[Any], handed_out: Collection[str]) -> list[SubmittedCell]:
    found: list[SubmittedCell] = []
    left, figures_left, bytes_left = MAX_SOURCES, MAX_FIGURES, MAX_KEPT
    for number, cell in enumerate(raw, 1):
        if not isinstance(cell, dict) or len(found) >= MAX_CELLS:
            continue
        source = printable(source_of(cell))
        figures = []
        for data in _pictures(cell):
            if figures_left > 0 and (png := reencoded_png(data, MAX_SIDE)) and len(png) <= bytes_left:
                figures.append(png)
                figures_left -= 1
                bytes_left -= len(png)
        if not figures and (not source.strip() or source.strip() in handed_out):
            continue
        kept = source[: min(MAX_SOURCE, left)]
        left -= len(kept)
        kind = "code" if cell.get("cell_type") == "code" else "text"
        found.append(SubmittedCell(number, kind, kept, len(source) - len(kept), tuple(figures)))
    return found


def _pictures(cell: dict[str, Any]) -> list[str]:
    """Return the pictures among the outputs of a cell, in base64."""
    outputs = cell.get("outputs")
    found = []
    for output in outputs if isinstance(outputs, list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        png = data.get("image/png") if isinstance(data, dict) else None
        if isinstance(png, list):
            png = "".join(part for part in png if isinstance(part, str))
        if isinstance(png, str):
            found.append(png)
    return found
