"""A submitted notebook as bytes for the gradebook, and back: what a person wants to see of it, and nothing else.

In: the bytes that a student handed in. Out: the sources of the student's own cells and the pictures of their outputs.
Each picture is decoded and encoded anew, so no byte of a student's picture comes through. Cells that are as they were
handed out are left out, unless they have a picture. All sizes have limits. Texts are kept as texts: whoever shows them
escapes them.
"""

import base64
import io
import zlib
from collections.abc import Collection
from typing import Any

import msgspec
from PIL import Image

from autograder.notebook_reader import Unreadable, read_cells, source_of
from autograder.wire.text import printable
from grading.records import SubmittedCell

MAX_CELLS = 400  # that are kept
MAX_SOURCE = 20_000  # characters of a cell
MAX_SOURCES = 200_000  # characters of a notebook
MAX_FIGURES = 24
MAX_FIGURE_BYTES = 4 << 20  # of a picture before it is decoded, in base64
MAX_PIXELS = 6_000_000  # of a picture before it is made smaller
MAX_SIDE = 480  # pixels of a picture that is kept
MAX_KEPT = 600_000  # bytes of all pictures that are kept
MAX_UNPACKED = 4 << 20  # bytes; more than the limits above allow
COLOURS = 128  # of a picture that is not grey


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
            if figures_left > 0 and (png := _encoded_anew(data)) and len(png) <= bytes_left:
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
        if isinstance(png, str) and len(png) <= MAX_FIGURE_BYTES:
            found.append(png)
    return found


def _encoded_anew(data: str) -> bytes | None:
    """Return a small PNG of the same picture, or None if the data is no PNG that can be read."""
    try:
        file = io.BytesIO(base64.b64decode(data))
        with Image.open(file, formats=("PNG",)) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                return None
            picture = opened.convert("RGBA")
    except Exception:  # a hostile picture may make Pillow raise anything
        return None
    picture.thumbnail((MAX_SIDE, MAX_SIDE), reducing_gap=2.0)
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    out = io.BytesIO()
    rgb = ground.convert("RGB")
    red, green, blue = rgb.split()
    is_grey = red.tobytes() == green.tobytes() == blue.tobytes()
    small = red if is_grey else rgb.quantize(COLOURS, Image.Quantize.FASTOCTREE)
    small.save(out, format="PNG", compress_level=6)
    return out.getvalue()
